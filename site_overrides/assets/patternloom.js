// What needs a script: copying, the switch between diagram and list, tidy lines in trees, the language
// switch's anchor, enlarged pictures, the gallery's filter, and search for parts of words where words are
// not spaced.
// Everything here has a form that works without it.
"use strict";

for (const button of document.querySelectorAll(".pl-button")) button.hidden = false;

// What a button did, for those who do not see it.
const said = document.createElement("output");
said.className = "pl-said";
document.body.append(said);
const timers = new Map();

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Over plain http, or refused: select-and-copy still works.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  button.dataset.name ??= button.textContent;
  button.textContent = said.textContent = button.dataset.copied;
  clearTimeout(timers.get(button));
  timers.set(button, setTimeout(() => {
    button.textContent = button.dataset.name;
    said.textContent = "";
  }, 1500));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".pl-button");
  if (!button) return;
  if (button.dataset.copy !== undefined) copy(button, button.dataset.copy);
  if (button.dataset.copyLink !== undefined) copy(button, new URL(button.dataset.copyLink, location.href).href);
  if (button.classList.contains("pl-figure__toggle")) {
    const asList = button.closest(".pl-figure").classList.toggle("pl-figure--list");
    button.setAttribute("aria-pressed", String(asList));
  }
});

// The same place in the other language: anchors and filters are the same in all of them.
function keepPlace() {
  for (const link of document.querySelectorAll(".pl-languages a")) {
    link.search = location.search;
    link.hash = location.hash;
  }
}
addEventListener("hashchange", keepPlace);
keepPlace();

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
for (const toggle of document.querySelectorAll(".md-toggle")) toggle.addEventListener("change", tellState);
narrow.addEventListener("change", reachLabels);
reachLabels();

// Mermaid leaves a node wherever a line happens to cross its border. In a tree, read from left to right,
// a bracket is calmer: out at the parent's right edge, down a shared spine, in at the child's left edge.
function box(node) {
  // A node that is a link is placed by the link around it.
  const [x, y] = node.closest("[transform]").getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  const { width } = node.querySelector("rect, path, polygon").getBBox();
  return { left: x - width / 2, right: x + width / 2, y };
}

function straighten(svg) {
  const boxes = new Map();
  for (const node of svg.querySelectorAll(".node")) {
    boxes.set(node.id.replace(/^.*flowchart-(.*)-\d+$/, "$1"), box(node));
  }
  const lines = [...svg.querySelectorAll(".flowchart-link")].map((path) => {
    const names = path.id.replace(/^.*?L_/, "").replace(/_\d+$/, "");
    for (const [parent, from] of boxes) {
      const to = names.startsWith(`${parent}_`) && boxes.get(names.slice(parent.length + 1));
      if (to) return { path, parent, from, to };
    }
    return null;
  });
  if (lines.includes(null)) return;
  for (const { path, parent, from, to } of lines) {
    const nearest = Math.min(...lines.filter((line) => line.parent === parent).map((line) => line.to.left));
    const spine = Math.max(from.right + 4, nearest - 14);
    path.setAttribute("d", `M${from.right},${from.y}H${spine}V${to.y}H${to.left}`);
  }
}

for (const diagram of document.querySelectorAll(".pl-figure--tree > .mermaid")) {
  // Mermaid first draws into a draft and then puts the finished picture in: look at whatever is there last.
  new MutationObserver(() => {
    const svg = diagram.querySelector(":scope > svg");
    const nodes = svg ? [...svg.querySelectorAll(".node")] : [];
    if (nodes.length && nodes.every((node) => node.closest("[transform]"))) straighten(svg);
  }).observe(diagram, { childList: true });
}

// Scrolls to where the chosen step's arrow starts, or the first one's: a wide picture may have nothing in its corner.
function showStart(scroller, picture) {
  const chosen = /^#(step-\d+)$/.exec(location.hash)?.[1] ?? "step-1";
  const arrow = picture.querySelector(`.flow.${chosen} > path`) ?? picture.querySelector(".flow > path");
  if (!arrow) return;
  const start = arrow.getPointAtLength(0).matrixTransform(arrow.getScreenCTM());
  const { left, top } = scroller.getBoundingClientRect();
  scroller.scrollLeft += start.x - left - scroller.clientWidth / 2;
  scroller.scrollTop += start.y - top - scroller.clientHeight / 2;
}

// A frame that its picture is too wide for is a place that the keyboard can go to and scroll, with a name.
for (const frame of document.querySelectorAll(".pl-picture-frame")) {
  new ResizeObserver(() => {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1;
    if (scrolls === frame.hasAttribute("tabindex")) return;
    if (scrolls) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", frame.dataset.name);
      showStart(frame, frame.querySelector("svg"));
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
    }
  }).observe(frame);
  addEventListener("hashchange", () => showStart(frame, frame.querySelector("svg")));
}

// A picture in a dialog of the whole window, in its own size at least: Escape, the button or a click beside the dialog
// closes it, and the focus returns to where it was.
for (const button of document.querySelectorAll("[data-enlarge]")) {
  button.addEventListener("click", () => {
    const dialog = document.createElement("dialog");
    dialog.className = "pl-dialog";
    const figure = button.closest("figure");
    const picture = figure.querySelector("svg").cloneNode(true);
    picture.removeAttribute("aria-labelledby");
    const name = picture.querySelector("title").textContent;
    for (const named of [dialog, picture]) named.setAttribute("aria-label", name);
    dialog.style.setProperty("--pl-own", figure.style.getPropertyValue("--pl-own"));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "pl-dialog__close";
    close.textContent = button.dataset.close;
    close.addEventListener("click", () => dialog.close());
    dialog.append(close, picture);
    dialog.addEventListener("click", ({ target, clientX, clientY }) => {
      // The backdrop is the dialog's, and so is the edge around the picture.
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      const beside = clientX < left || clientX > right || clientY < top || clientY > bottom;
      if (target === dialog && beside) dialog.close();
    });
    dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
    document.body.append(dialog);
    dialog.showModal();
    showStart(dialog, picture);
  });
}

// The gallery's filter lives in the address: ?area=…&technology=…&service=…
for (const form of document.querySelectorAll(".pl-filter")) {
  const cards = [...document.querySelectorAll(".pl-gallery > li")];
  const selects = [...form.querySelectorAll("select")];
  const output = form.querySelector("output");
  const apply = () => {
    for (const card of cards) {
      card.hidden = selects.some(({ name, value }) => value && !card.dataset[name].split(" ").includes(value));
    }
    output.textContent = output.dataset.count.replace("{n}", cards.filter((card) => !card.hidden).length);
  };
  const read = () => {
    const wanted = new URLSearchParams(location.search);
    for (const select of selects) {
      select.value = wanted.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    apply();
  };
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
    history.pushState(null, "", String(chosen) ? `?${chosen}` : location.pathname);
    keepPlace();
    apply();
  });
  addEventListener("popstate", () => { read(); keepPlace(); });
  form.hidden = false;
  read();
}

// Material's search cuts the index into words, at the latest where the kind of letter changes ("サービス検出"
// into "サービス" and "検出"), but takes a query without spaces for one word: cut the query in the same places.
const RUNS = /[\p{sc=Kana}ー]+|\p{sc=Hira}+|\p{sc=Han}+|[\p{sc=Latn}\p{N}]+/gu;
const send = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const query = message?.data;
  if (typeof query !== "string") return send.call(this, message, ...rest);
  const cut = query.replace(RUNS, (run, at) => (/[\p{L}\p{N}]$/u.test(query.slice(0, at)) ? ` ${run}` : run));
  return send.call(this, { ...message, data: cut }, ...rest);
};
