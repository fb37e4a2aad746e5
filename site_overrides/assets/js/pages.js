// What is done to each page: once, and again where the theme puts another page into the same window.
"use strict";

// With `navigation.instant` Material fetches the next page itself and tells so; without it, it tells of the first.
function onPage(run) {
  if (typeof document$ === "undefined") run();
  else document$.subscribe(() => run());
}

// Material takes a link in a picture for one of HTML and stumbles over its address: the browser follows it by itself.
document.addEventListener("click", (event) => {
  if (event.target.closest("svg a")) event.stopPropagation();
}, true);
