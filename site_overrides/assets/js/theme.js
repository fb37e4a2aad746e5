// Material's own script, when the reader first does something: nothing of what it does is seen before.
"use strict";

{
  const later = document.getElementById("__pl-theme");
  if (later) {
    // As in `palette.js`, where there is none.
    document.documentElement.classList.replace("no-js", "js");
    document.documentElement.classList.add("js-focus-visible");
    const ACTS = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel", "scroll", "focusin"];
    // What was done before it was there, and only it can answer.
    const missed = [];
    let asked = false;

    function miss({ key, code, target }) {
      if (!["Enter", "n", "p", ",", "."].includes(key) || target.matches?.("[name=__palette], [role=button]")) return;
      missed.push(() => target.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true })));
    }

    async function start() {
      if (asked) return;
      asked = true;
      try {
        await loadScript(new URL(later.dataset.src, location.href).href);
      } catch {
        asked = false; // with the next act once more
        return;
      }
      for (const name of ACTS) removeEventListener(name, start, true);
      document.removeEventListener("keydown", miss, true);
      // Where the address has an anchor, it closes the search a moment later, also for who has just opened it.
      const search = document.getElementById("__search");
      const keep = () => { search.checked ||= document.activeElement?.matches(".md-search__input"); };
      search?.addEventListener("change", keep);
      setTimeout(() => search?.removeEventListener("change", keep), 500);
      // It waits for a page that is still being read.
      document.dispatchEvent(new Event("DOMContentLoaded"));
      for (const again of missed.splice(0)) again();
    }

    for (const name of ACTS) addEventListener(name, start, { capture: true, passive: true });
    document.addEventListener("keydown", miss, true);
    // An address inside the page may lead into what is folded away.
    if (location.hash) start();
  }
}
