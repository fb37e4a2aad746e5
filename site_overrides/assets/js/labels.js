// The theme's labels that open and close something, for the keyboard and for those who do not see it.
"use strict";

{
  // In a narrow window labels open and close the navigation: the keyboard is to reach them. The drawer's title holds a
  // link, so it can be no button; Escape, or following a link, leaves the drawer as well. In a wide window a section's
  // title opens nothing. A label may have no other role: what it shows becomes the button.
  const narrow = matchMedia("(max-width: 76.2344em)");
  const LABELS = ".md-header label:has(.pl-sign), .md-nav--primary label[for]:not(:has(a))";

  function signOf(label) {
    const sign = label.querySelector(":scope > :is(.pl-sign, .md-ellipsis)");
    if (sign) return sign;
    const words = [...label.childNodes].findLast((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!words) return label.lastElementChild;
    const around = made("span", "pl-sign");
    words.replaceWith(around);
    around.append(words);
    return around;
  }

  function reachLabels() {
    for (const label of document.querySelectorAll(LABELS)) {
      const sign = signOf(label);
      label.removeAttribute("tabindex");
      if (narrow.matches || !label.closest("li")?.matches(".md-nav__item--section")) {
        sign.tabIndex = 0;
        sign.setAttribute("role", "button");
      } else {
        for (const name of ["tabindex", "role", "aria-expanded"]) sign.removeAttribute(name);
      }
    }
    tellState();
  }

  // Whether the drawer, the search or a part of the navigation is open, for those who do not see it.
  function tellState() {
    for (const sign of document.querySelectorAll("label[for] > [role=button]")) {
      const toggle = sign.parentElement.control;
      if (toggle?.type === "checkbox") sign.setAttribute("aria-expanded", String(toggle.checked));
    }
  }

  // Some browsers leave a click to what can be reached inside a label.
  document.addEventListener("click", (event) => {
    const sign = event.target.closest?.("label[for] > [role=button]");
    if (!sign) return;
    event.preventDefault();
    sign.parentElement.control?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " " || !event.target.matches?.("label[for] > [role=button]")) return;
    event.preventDefault();
    event.target.click();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches(".md-toggle")) tellState();
  });
  narrow.addEventListener("change", reachLabels);
  onPage(reachLabels);

  // The theme puts the button that copies a listing into a landmark without a name: one a listing.
  new MutationObserver(() => {
    for (const around of document.querySelectorAll("nav.md-code__nav:not([role])")) around.setAttribute("role", "none");
  }).observe(document.body, { childList: true, subtree: true });
}
