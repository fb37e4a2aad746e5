// The window in which a citation is put together: the pinned address of an entry, or of a statement in it, in the forms
// that records and bibliographies take. It is loaded when somebody asks for it.
"use strict";

// `words` are those of the page; `statements` are its own, by their entry's id and their key, which KEYED takes apart.
globalThis.patternloomCiting = (words, statements, KEYED) => {
  // What a form reads as its own signs, written so that it stands for itself: by a backslash, or by its number.
  const escaped = (signs) => (text) => text.replace(signs, "\\$&");
  const numbered = (signs) => (text) => text.replace(signs, (sign) => `&#${sign.charCodeAt()};`);
  const inMarkdown = escaped(/[\\`*_[\]<>~|$@{}]|(?<=\{)[%#]|:(?=\/\/)|(?<=www)\.|&(?=#?\w+;)/gi);
  // What an AsciiDoc processor makes dashes, dots and other letters of, passes on or lists is numbered, too.
  const inAsciiDoc = numbered(/[\\`*_[\]<>&~|"'#^+={}:;@$]|-(?=-)|\.(?=\.)|\((?=\(|(?:C|R|TM)\))/g);
  // It makes dashes of those of an address, too, such as `xn--…`: what stands between these is passed on as it is.
  const passed = (address) => (/--|\.\.|=/.test(address) ? `++${address}++` : address);
  const inLink = escaped(/[\\`<>]/g), inText = escaped(/[\\`*_|:@]/g);
  const inWiki = numbered(/[[\]{}<>|'&~_=:]/g);
  const TEX = {
    "\\": "backslash", "~": "asciitilde", "^": "asciicircum", "{": "braceleft", "}": "braceright",
    "<": "less", ">": "greater", "|": "bar",
  };
  // BibTeX counts braces, those behind a backslash too: none may stand alone.
  const inTex = (text) => text.replace(/[\\~^{}<>|%&#$_]/g, (sign) => TEX[sign] ? `\\text${TEX[sign]}{}` : `\\${sign}`);
  // No form may take a sign of an address for its own; a server takes both for the same.
  const safe = (address) =>
    address.replace(/[!'()*|[\]^&$,;]/g, (sign) => `%${sign.charCodeAt().toString(16).toUpperCase()}`);
  const NOTHING = "";

  // Each takes a name, an address, what is told of it, and for programs a label, the site, the revision, the date.
  const FORMS = {
    Markdown: ({ name, address, told }) => `[${inMarkdown(name)}](${address}) (${inMarkdown(told)})`,
    AsciiDoc: ({ name, address, told }) => `link:${passed(address)}[${inAsciiDoc(name)}] (${inAsciiDoc(told)})`,
    reStructuredText: ({ name, address, told }) => `\`${inLink(name)} <${address}>\`__ (${inText(told)})`,
    MediaWiki: ({ name, address, told }) => `[${address} ${inWiki(name)}] (${inWiki(told)})`,
    [words.plain]: ({ name, address, told }) => `${name} (${told}): ${address}`,
    MADR: (cited) => `## More Information\n\n* ${FORMS.Markdown(cited)}\n`,
    BibTeX: ({ name, address, site, revision, date, label }) => [
      `@misc{${label},`,
      `  title = {${inTex(name)}},`,
      `  howpublished = {${inTex(site)}},`,
      `  year = {${date.slice(0, 4)}},`,
      `  month = {${date.slice(5, 7)}},`,
      `  note = {${revision}, ${date}},`,
      `  url = {${address}},`,
      "}",
      NOTHING,
    ].join("\n"),
    "CSL-JSON": ({ name, address, site, revision, date, label }) => `${JSON.stringify([{
      id: label,
      type: "webpage",
      title: name,
      "container-title": site,
      version: revision,
      issued: { "date-parts": [date.split("-").map(Number)] },
      URL: address,
    }], null, 2)}\n`,
  };

  // The page's public address, so that a citation copied from a preview or from a disk leads to the site.
  const here = () => document.querySelector("link[rel=canonical]")?.href ?? location.href;

  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const more of copy.querySelectorAll(".headerlink, .pl-mark, .pl-cite")) more.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  // What a link to a pin cites.
  function citedBy(pin) {
    const address = new URL(pin.getAttribute("href"), here());
    address.pathname = address.pathname.replace(/index\.html$/, "");
    const [id, revision] = address.pathname.split("/").slice(-3);
    // The entry's own heading; of a work in a list, its title; of a figure, that of its caption.
    const own = document.getElementById(id);
    const named = own?.matches("h1, h2, h3, h4, h5, h6")
      ? own
      : own?.querySelector(":scope > cite") ?? pin.closest("figcaption")?.querySelector("b");
    const name = wordsOf(named ?? document.querySelector("article h1"));
    const date = /\d{4}-\d{2}-\d{2}/.exec(pin.textContent)?.[0] ?? "";
    return { id, revision, name, address, date, site: words.site };
  }

  function told(cited, form, key) {
    const address = new URL(cited.address);
    if (key) address.hash = key;
    const shown = [cited.site, cited.revision, cited.date].filter(Boolean).join(", ");
    const label = [cited.id, cited.revision, key].filter(Boolean).join("-");
    return FORMS[form]({ ...cited, address: safe(address.href), told: shown, label });
  }

  let chosen = Object.keys(FORMS)[0];

  function option(value, text, selected) {
    const one = made("option", "", text, { value });
    one.selected = selected;
    return one;
  }

  function labelled(word, control) {
    const label = made("label", "pl-citing__field", word);
    label.append(control);
    return label;
  }

  function open(pin) {
    const cited = citedBy(pin);
    const title = words.title.replace("{name}", () => cited.name);
    const dialog = made("dialog", "pl-citing md-typeset", "", { "aria-label": title });
    const what = made("select"), form = made("select");
    const text = made("textarea", "pl-citing__text", "", { readonly: "", rows: "6", "aria-label": words.text });
    const copy = made("button", "pl-citing__button pl-citing__button--first", words.copy, { type: "button" });
    const close = made("button", "pl-citing__button", words.close, { type: "button" });
    const said = made("output", "pl-said", "", { "aria-live": "polite" });
    const target = KEYED.exec(askedFor());

    what.append(option("", words.whole, true));
    for (const statement of statements()) {
      const [, id, key] = KEYED.exec(statement.id);
      if (id !== cited.id) continue;
      const start = wordsOf(statement);
      const shown = start.length > 70 ? `${start.slice(0, 69)}…` : start;
      what.append(option(key, `${key}: ${shown}`, id === target?.[1] && key === target[2]));
    }
    form.append(...Object.keys(FORMS).map((name) => option(name, name, name === chosen)));

    const show = () => { text.value = told(cited, chosen = form.value, what.value); };
    what.addEventListener("change", show);
    form.addEventListener("change", show);
    text.addEventListener("focus", () => text.select());
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        // Over plain http, or refused.
        text.select();
        document.execCommand("copy");
        copy.focus();
      }
      copy.textContent = said.textContent = words.copied;
      setTimeout(() => { copy.textContent = words.copy; said.textContent = ""; }, 1500);
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => dialog.remove());

    const inside = made("div", "pl-citing__inside"), acts = made("div", "pl-citing__acts");
    acts.append(copy, close);
    inside.append(made("p", "pl-citing__title", title));
    if (what.length > 1) inside.append(labelled(words.what, what));
    inside.append(labelled(words.form, form), text, acts, said);
    dialog.append(inside);
    document.body.append(dialog);
    show();
    dialog.showModal();
  }

  return open;
};
