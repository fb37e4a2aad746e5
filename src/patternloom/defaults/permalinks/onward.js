// From an address that lasts to where its entry stands today, at once: with the query and the fragment asked for.
"use strict";

{
  const { to, id, at, statements } = document.currentScript.dataset;
  const named = (pairs) => new Map(Object.entries(JSON.parse(pairs ?? "{}")));
  let asked = location.hash.slice(1);
  try {
    asked = decodeURIComponent(asked);
  } catch {
    // What is written wrong stands for itself.
  }
  // `#b2` is a statement of the entry, which pages name with the entry's id; `#saga.b2` is one of that entry.
  const own = /^[a-z][1-9][0-9]*$/.test(asked);
  const [anchor, key] = own ? ["", asked] : asked.split(".");
  const led = named(at).get(anchor), pin = key && named(statements).get(anchor);
  const target = new URL(pin ?? led ?? to, location.href);
  if (location.search) target.search = location.search;
  if (pin) target.hash = key;
  else if (led && key) target.hash += `.${key}`;
  else if (own && id) target.hash = `${id}.${asked}`;
  else if (asked && !led) target.hash = location.hash;
  if (pin || led || to) location.replace(target);
}
