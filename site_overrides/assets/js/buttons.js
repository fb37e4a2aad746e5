// Buttons that only a script can serve: copying, and the switch between a diagram and its list.
"use strict";

{
  onPage(() => {
    for (const button of document.querySelectorAll(".pl-button")) button.hidden = false;
  });

  // What a button did, for those who do not see it.
  const said = document.createElement("output");
  said.className = "pl-said";
  document.body.append(said);
  const timers = new Map();

  async function copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Over plain http, or refused: select-and-copy still works.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.dataset.name ??= button.textContent;
    button.textContent = said.textContent = button.dataset.copied;
    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(() => {
      button.textContent = button.dataset.name;
      said.textContent = "";
    }, 1500));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".pl-button");
    if (!button) return;
    if (button.dataset.copy !== undefined) copy(button, button.dataset.copy);
    if (button.dataset.copyLink !== undefined) copy(button, new URL(button.dataset.copyLink, location.href).href);
    if (button.classList.contains("pl-figure__toggle")) {
      const asList = button.closest(".pl-figure").classList.toggle("pl-figure--list");
      button.setAttribute("aria-pressed", String(asList));
    }
  });
}
