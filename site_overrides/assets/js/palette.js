// The palette: what the reader's system prefers, until the reader has chosen. Only a choice is stored.
"use strict";

// Before anything is painted, so that what only scripts make useful has its room from the start. The theme's script
// adds the second word, at a reader's first act: then every element of the page would be styled anew.
document.documentElement.classList.replace("no-js", "js");
document.documentElement.classList.add("js-focus-visible");

// One, unless a project has a header of its own.
for (const form of document.querySelectorAll("[data-md-component=palette]")) {
  // The theme's script would have the whole page styled twice more before it had looked at the palette.
  form.removeAttribute("data-md-component");
  const options = [...form.querySelectorAll(".md-option")];
  const SYSTEM = "(prefers-color-scheme)"; // whichever that is
  const [color, scheme] = ["theme-color", "color-scheme"].map((name) => {
    return document.head.appendChild(Object.assign(document.createElement("meta"), { name }));
  });
  // By its number alone: other sites of this host may write there, too.
  const kept = __md_get("__palette")?.index;
  let chosen = options.find((_, number) => number === kept);

  function fits({ dataset: { mdColorMedia: media } }) {
    return matchMedia(media).matches;
  }

  function colors(option) {
    const isSystems = option.dataset.mdColorMedia === SYSTEM;
    const shown = isSystems && options.find((one) => one.dataset.mdColorMedia !== SYSTEM && fits(one)) || option;
    const names = ["media", "scheme", "primary", "accent"];
    return Object.fromEntries(names.map((name) => [name, shown.getAttribute(`data-md-color-${name}`)]));
  }

  function show() {
    const option = chosen ?? options.find(fits) ?? options[0];
    option.checked = true;
    for (const each of options) each.nextElementSibling?.toggleAttribute("hidden", each !== option);
    document.body.setAttribute("data-md-color-switching", ""); // nothing fades into its other color
    for (const [name, value] of Object.entries(colors(option))) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
    const { backgroundColor, colorScheme } = getComputedStyle(form.closest("header"));
    color.content = backgroundColor;
    if (scheme.content !== colorScheme) scheme.content = colorScheme;
    document.body.removeAttribute("data-md-color-switching");
  }

  form.addEventListener("change", ({ target }) => {
    chosen = target;
    // As the theme stores it, whose own script reads it on the next page.
    const { mdColorMedia: media } = target.dataset;
    __md_set("__palette", { index: options.indexOf(target), color: { ...colors(target), media } });
    show();
  });
  form.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Enter") return;
    const next = options[(options.indexOf(target) + 1) % options.length];
    next.click();
    next.focus();
  });
  for (const { dataset } of options) matchMedia(dataset.mdColorMedia).addEventListener("change", show);
  show();
}
