// What needs a script: copying, the switch between diagram and list, and the language switch's anchor.
// Everything here has a form that works without it.
"use strict";

for (const button of document.querySelectorAll(".pl-button")) button.hidden = false;

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
  const before = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = before; }, 1500);
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

// The same place in the other language: anchors are the same in all of them.
function keepAnchor() {
  for (const link of document.querySelectorAll(".pl-languages a")) link.hash = location.hash;
}
addEventListener("hashchange", keepAnchor);
keepAnchor();
