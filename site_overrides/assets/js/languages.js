// The language switch leads to the same place: anchors and filters are the same in all languages.
"use strict";

{
  function keepPlace() {
    for (const link of document.querySelectorAll(".pl-languages a")) {
      link.search = location.search;
      link.hash = location.hash;
    }
  }
  // The last is our own: an address that was changed without a jump.
  for (const name of ["hashchange", "popstate", "pl-address"]) addEventListener(name, keepPlace);
  keepPlace();
}
