// The language switch leads to the same place: pages, anchors and filters are the same in all languages.
"use strict";

{
  // The header stays where the theme puts another page below it: then its links are those of the first page.
  const links = [...document.querySelectorAll(".pl-languages a")];
  const roots = links.map((link) => new URL(link.dataset.root, location.href));
  const own = links.length ? new URL(links[0].dataset.own, location.href) : null;

  let pages = 0;

  function keepPage() {
    if (pages++ && own && location.pathname.startsWith(own.pathname)) {
      const page = location.pathname.slice(own.pathname.length);
      links.forEach((link, number) => { link.href = new URL(page, roots[number]).href; });
    }
    keepPlace();
  }

  function keepPlace() {
    for (const link of links) {
      link.search = location.search;
      link.hash = location.hash;
    }
  }
  // The last is our own: an address that was changed without a jump.
  for (const name of ["hashchange", "popstate", "pl-address"]) addEventListener(name, keepPlace);
  onPage(keepPage);
}
