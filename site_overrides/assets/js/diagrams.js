// Diagrams of a page that the theme has put into a window that was opened with another one.
"use strict";

{
  const told = document.getElementById("__pl-mermaid");
  let library;

  // mermaid2 puts its library into pages with a diagram alone; the window's first page may have had none. A window
  // calls an element by its id, too: that of an entry may be this one, and runs nothing.
  function load({ source, settings }) {
    const address = new URL(source, told.dataset.base).href;
    library ??= window.mermaid?.run ? Promise.resolve() : loadScript(address).then(() => {
      mermaid.initialize({ ...settings, startOnLoad: false });
    });
    return library;
  }

  if (told) {
    told.dataset.base = location.href;
    let first = true;
    onPage(async () => {
      // The first page's diagrams are drawn by the scripts that stand in it.
      const here = first ? [] : [...document.querySelectorAll(".mermaid:not([data-processed])")];
      first = false;
      if (!here.length) return;
      await load(JSON.parse(told.textContent));
      await mermaid.run({ nodes: here });
    });
  }
}
