// What is done to each page: once, and again where the theme puts another page into the same window.
"use strict";

// With `navigation.instant` Material fetches the next page itself and tells so; without it, it tells of the first.
function onPage(run) {
  if (typeof document$ === "undefined") run();
  else document$.subscribe(() => run());
}
