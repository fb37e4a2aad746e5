// The palette: what the reader's system prefers, until the reader has chosen. Only a choice is stored.
"use strict";

// Before anything is painted, so that what only scripts make useful has its room from the start.
document.documentElement.classList.replace("no-js", "js");

{
  const options = [...document.querySelectorAll("[data-md-component=palette] .md-option")];
  let chosen = __md_get("__palette") !== null;
  for (const option of options) option.addEventListener("change", () => { chosen = true; });

  // The theme stores what it shows, from the first visit on.
  const store = window.__md_set;
  window.__md_set = (key, ...rest) => { if (key !== "__palette" || chosen) store(key, ...rest); };

  const preferred = options.find(({ dataset: { mdColorMedia: media } }) => {
    return media !== "(prefers-color-scheme)" && matchMedia(media).matches;
  });

  // The switch to another one, as the theme itself comes later.
  const shown = options[__md_get("__palette")?.index] ?? preferred ?? options[0];
  if (shown) {
    shown.checked = true;
    shown.nextElementSibling?.toggleAttribute("hidden", false);
  }

  // It shows what is stored before it paints, and else corrects itself later: without this, a flash on each page.
  if (!chosen && preferred) {
    for (const name of ["media", "scheme", "primary", "accent"]) {
      document.body.setAttribute(`data-md-color-${name}`, preferred.getAttribute(`data-md-color-${name}`));
    }
  }
}
