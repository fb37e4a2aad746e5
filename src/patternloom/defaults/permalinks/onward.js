// From a lasting address to where its entry stands today, at once: with the query and the fragment that were asked for.
"use strict";

{
  const { to, id } = document.currentScript.dataset;
  const target = new URL(to, location.href);
  if (location.search) target.search = location.search;
  // `#b2` is a statement of the entry, which its page names with the entry's id.
  const key = /^#([a-z]\d+)$/.exec(location.hash)?.[1];
  if (location.hash) target.hash = key ? `${id}.${key}` : location.hash;
  location.replace(target);
}
