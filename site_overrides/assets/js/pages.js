// What is done to each page: once, and again where the theme puts another page into the same window.
"use strict";

// With `navigation.instant` Material fetches the next page itself and tells so; without it, it tells of the first.
function onPage(run) {
  if (typeof document$ === "undefined") run();
  else document$.subscribe(() => run());
}

// A script of this site. Not `fetch`: a page that was opened from a disk may load nothing but scripts.
const ofThisSite = {
  createScriptURL(address) {
    const { protocol, host } = new URL(address);
    if (protocol !== location.protocol || host !== location.host) throw new TypeError(`not of this site: ${address}`);
    return address;
  },
};
const ownScripts = window.trustedTypes?.createPolicy("patternloom", ofThisSite) ?? ofThisSite;

function loadScript(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = ownScripts.createScriptURL(address);
    script.addEventListener("load", done);
    script.addEventListener("error", () => { script.remove(); failed(new Error(address)); });
    document.head.append(script);
  });
}

// A script that most readers never need, out of the folder of this one or from beside another address; one that could
// not be had is tried again.
const need = (() => {
  const folder = document.currentScript.src, loading = new Map();
  return (name, base = folder) => {
    const address = new URL(name, base).href;
    if (!loading.has(address)) {
      loading.set(address, loadScript(address).catch((error) => { loading.delete(address); throw error; }));
    }
    return loading.get(address);
  };
})();

// An element with a class, its text and its attributes.
function made(name, className = "", text = "", attributes = {}) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// The anchor that the address asks for; one that is written wrong stands for itself.
function askedFor() {
  const asked = location.hash.slice(1);
  try {
    return decodeURIComponent(asked);
  } catch {
    return asked;
  }
}

// What stood on this page once has left its anchor here, which leads on; a statement's key goes with it.
function leadOn() {
  const [anchor, key] = askedFor().split(".");
  const link = anchor ? document.getElementById(anchor) : null;
  if (!link?.matches(".pl-moved a")) return;
  // Of what has ended, no other entry has the statements: its pin has.
  const { pin } = link.dataset;
  if (key) location.replace(pin ? `${pin}#${key}` : `${link.href}.${key}`);
  else location.replace(link.href);
}
onPage(leadOn);
addEventListener("hashchange", leadOn);

// Material takes a link in a picture for one of HTML and stumbles over its address: the browser follows it by itself.
document.addEventListener("click", (event) => {
  if (event.target.closest("svg a")) event.stopPropagation();
}, true);
