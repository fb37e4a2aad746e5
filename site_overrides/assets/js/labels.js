// The theme's labels that open and close something, for the keyboard and for those who do not see it.
"use strict";

{
  // In a narrow window labels open and close the navigation: the keyboard is to reach them. Material handles Enter.
  // The drawer's title holds a link, so it can be no button; Escape, or following a link, leaves the drawer as well.
  // In a wide window a section's title opens nothing; what lies deeper stays as Material made it.
  const narrow = matchMedia("(max-width: 76.2344em)");
  function reachLabels() {
    for (const label of document.querySelectorAll(".md-nav--primary label[for]:not(:has(a))")) {
      if (narrow.matches) {
        label.tabIndex = 0;
        label.setAttribute("role", "button");
      } else if (label.closest("li")?.matches(".md-nav__item--section")) {
        for (const name of ["tabindex", "role", "aria-expanded"]) label.removeAttribute(name);
      }
    }
    tellState();
  }

  // Whether the drawer, the search or a part of the navigation is open, for those who do not see it.
  function tellState() {
    for (const label of document.querySelectorAll("label[for][role=button]")) {
      const toggle = document.getElementById(label.htmlFor);
      if (toggle?.type === "checkbox") label.setAttribute("aria-expanded", String(toggle.checked));
    }
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches(".md-toggle")) tellState();
  });
  narrow.addEventListener("change", reachLabels);
  onPage(reachLabels);
}
