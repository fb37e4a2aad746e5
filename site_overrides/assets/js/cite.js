// What stands beside an entry's lasting address, for readers with scripts: buttons that copy it and that cite the entry,
// and a sign beside each statement for its own address.
"use strict";

{
  const { dataset: words } = document.currentScript;

  // Statements of the page by their entry's id and their key.
  const KEYED = /^([a-z0-9-]+)\.([a-z][1-9][0-9]*)$/;
  const statements = () => [...document.querySelectorAll("article [id*='.']")].filter(({ id }) => KEYED.test(id));

  let citing;
  async function cite(button) {
    try {
      await need("citing.js");
    } catch {
      return tell(button, words.failed);
    }
    citing ??= patternloomCiting(words, statements, KEYED);
    citing(button.previousElementSibling);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.pl-pin, button.pl-copy");
    if (button?.matches(".pl-pin")) cite(button);
    else if (button) copyText(button, new URL(button.previousElementSibling.href).href, words.copied);
  });

  const button = (name, word) => made("button", `pl-button ${name}`, word, { type: "button" });

  onPage(() => {
    for (const line of document.querySelectorAll(".pl-permalink:not(:has(button))")) {
      line.querySelector("a").after("\n", button("pl-copy", words.link));
      line.querySelector(".pl-pinned")?.after("\n", button("pl-pin", words.cite));
    }
    for (const statement of statements()) {
      if (statement.querySelector(":scope > .pl-sign")) continue;
      const sign = made("a", "headerlink pl-sign", "¶", { href: `#${statement.id}`, title: words.sign });
      statement.append(sign);
    }
  });
}
