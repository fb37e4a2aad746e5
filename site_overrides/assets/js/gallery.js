// The gallery's filter, which lives in the address: ?area=…&technology=…&service=… Without it every card shows.
"use strict";

onPage(() => {
  for (const form of document.querySelectorAll(".pl-filter")) {
    const cards = [...document.querySelectorAll(".pl-gallery > li")];
    const selects = [...form.querySelectorAll("select")];
    const output = form.querySelector("output");
    const apply = () => {
      for (const card of cards) {
        card.hidden = selects.some(({ name, value }) => value && !card.dataset[name].split(" ").includes(value));
      }
      output.textContent = output.dataset.count.replace("{n}", () => cards.filter((card) => !card.hidden).length);
    };
    const read = () => {
      const wanted = new URLSearchParams(location.search);
      for (const select of selects) {
        select.value = wanted.get(select.name) ?? "";
        if (select.selectedIndex < 0) select.value = "";
      }
      apply();
    };
    form.addEventListener("change", () => {
      const chosen = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
      history.pushState(null, "", String(chosen) ? `?${chosen}` : location.pathname);
      dispatchEvent(new Event("pl-address"));
      apply();
    });
    addEventListener("popstate", read);
    form.hidden = false;
    read();
  }
});
