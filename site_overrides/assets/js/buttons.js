// Buttons that copy, and links that print.
"use strict";

// What a button did: in its place for a while, and to those who do not see it.
const tell = (() => {
  const said = made("output", "pl-said");
  document.body.append(said);
  const timers = new Map();
  return (button, text) => {
    button.dataset.name ??= button.textContent;
    button.textContent = said.textContent = text;
    clearTimeout(timers.get(button));
    timers.set(button, setTimeout(() => {
      button.textContent = button.dataset.name;
      said.textContent = "";
    }, 1500));
  };
})();

async function copyText(button, text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Over plain http, or refused: select-and-copy still works.
    const area = made("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  tell(button, done);
}

onPage(() => {
  for (const button of document.querySelectorAll(".pl-button")) button.hidden = false;
});

// The link's own address says what is printed: first the browser goes there.
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".pl-print")) setTimeout(print);
});
