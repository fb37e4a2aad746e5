// What the buttons beside an entry's lasting address do: copy it, and cite the entry. And a sign beside each statement,
// for its own address.
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

  onPage(() => {
    for (const statement of statements()) {
      if (statement.querySelector(":scope > .pl-sign")) continue;
      const sign = made("a", "headerlink pl-sign", "¶", { href: `#${statement.id}`, title: words.sign });
      statement.append(sign);
    }
  });
}
