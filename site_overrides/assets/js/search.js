// The search window: loads the index when it is opened, asks the engine, shows what it finds.
"use strict";

{
  const box = document.querySelector(".md-search");
  const toggle = document.getElementById("__search");
  if (box && toggle) {
    const input = box.querySelector(".md-search__input");
    const meta = box.querySelector(".md-search-result__meta");
    const list = box.querySelector(".md-search-result__list");
    const proposal = box.querySelector(".pl-propose");
    const form = box.querySelector("form");
    const root = new URL(box.dataset.root, location.href);
    const words = box.dataset;
    // More nobody reads; all are counted.
    const MOST = 30;
    let loaded = null, complete = false;

    // One after the other, as each needs what stands before it.
    const load = (paths) => paths.reduce(
      (before, path) => before.then(() => loadScript(new URL(path, root).href)), Promise.resolve());

    const open = () => {
      loaded ??= load([...words.engine.split(" "), "search/names.js"]).then(() => {
        patternloomSearch.ignore(words.ignored);
        show();
        return load([words.later, "search/texts.js"]);
      }).then(() => patternloomSearch.complete).then(() => {
        complete = true;
        show();
      }).catch(() => {
        loaded = null;
        meta.textContent = words.failed;
      });
    };

    const hit = ({ document: found }) => {
      const item = made("li", "md-search-result__item");
      const link = made("a", "md-search-result__link");
      link.href = new URL(found.url, root).href;
      const article = made("article", "md-search-result__article md-typeset");
      article.append(made("h1", "", found.title));
      const about = [found.kind, found.place, found.status].filter(Boolean).join(" · ");
      if (about) article.append(made("p", "pl-found", about));
      article.append(made("p", "pl-found__summary", found.summary));
      link.append(article);
      item.append(link);
      return item;
    };

    // Where words that nothing is found by are proposed as a name; nothing is sent before somebody follows the link.
    const offer = (query) => {
      const link = proposal.querySelector("a");
      const words = query.slice(0, 100).replace(/[\ud800-\udfff]/gu, "");
      link.href = link.dataset.address.replace("{query}", () => encodeURIComponent(words));
      proposal.hidden = false;
    };

    function show() {
      const query = input.value.trim();
      if (proposal) proposal.hidden = true;
      const ready = typeof patternloomSearch !== "undefined" && patternloomSearch.size > 0;
      if (!query || !ready) {
        meta.textContent = query ? words.loading : words.placeholder;
        list.replaceChildren();
        return;
      }
      const hits = patternloomSearch.find(query);
      if (!hits.length && !complete) {
        // What is seldom meant is still on its way.
        meta.textContent = words.loading;
        list.replaceChildren();
        return;
      }
      const shown = hits.length ? hits : patternloomSearch.near(query);
      const counted = hits.length === 1 ? words.one : words.many.replace("#", hits.length);
      meta.textContent = hits.length ? counted : [words.none, shown.length ? words.near : ""].join(" ").trim();
      list.replaceChildren(...shown.slice(0, MOST).map(hit));
      if (proposal && !hits.length) offer(query);
    }

    const close = () => {
      toggle.checked = false;
      input.blur();
    };
    const links = () => [...list.querySelectorAll("a")];

    input.addEventListener("focus", () => {
      toggle.checked = true;
      open();
    });
    input.addEventListener("input", show);
    // A phone opens the window by its sign.
    toggle.addEventListener("change", () => { if (toggle.checked) input.focus(); });
    form.addEventListener("reset", () => { input.focus(); setTimeout(show); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      links()[0]?.click();
    });
    list.addEventListener("click", (event) => { if (event.target.closest("a")) toggle.checked = false; });
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const typing = document.activeElement?.matches("input, select, textarea, [contenteditable]");
      if (!toggle.checked) {
        if (["f", "s", "/"].includes(event.key) && !typing) {
          event.preventDefault();
          input.focus();
          input.select();
        }
        return;
      }
      const leaves = event.key === "Tab" && document.activeElement === input && !links().length;
      if (event.key === "Escape" || leaves) close();
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...links()];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      stops[(at + stops.length) % stops.length].focus();
      event.preventDefault();
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) {
      input.value = asked;
      input.focus();
    }
  }
}
