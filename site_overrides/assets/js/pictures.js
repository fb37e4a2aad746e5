// Pictures: a frame that the keyboard scrolls, the switch to the list, and one menu each of what can be done with them.
"use strict";

// A copy whose ids are its own, as those of a page are its pictures'.
function copyOfPicture(picture, prefix) {
  const copy = picture.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (name === "id") element.id = prefix + value;
      else if (value.includes("url(#")) element.setAttribute(name, value.replaceAll("url(#", `url(#${prefix}`));
    }
  }
  copy.removeAttribute("aria-labelledby");
  copy.setAttribute("aria-label", picture.querySelector("title").textContent);
  return copy;
}

{
  const own = document.currentScript;
  const { menu, list: asList, failed } = own.dataset;
  const loading = new Map(), told = new Map();

  // What `pictures-as-text.js` beside each page calls.
  globalThis.patternloomPictures = (records, words) => told.set(document.currentScript.src, { records, words });

  // A script that most readers never need; one that could not be had is tried again.
  const need = (name, base = own.src) => {
    const address = new URL(name, base).href;
    if (!loading.has(address)) {
      loading.set(address, loadScript(address).catch((error) => { loading.delete(address); throw error; }));
    }
    return loading.get(address);
  };

  // The texts and words of the page: in its folder, or in the one beside it that has its name.
  async function toldHere() {
    const page = new URL(location.pathname, location.href);
    page.pathname = page.pathname.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "/");
    await need("pictures-as-text.js", page);
    return told.get(new URL("pictures-as-text.js", page).href);
  }

  const pictureOf = (figure) => figure.querySelector("svg.pl-diagram, svg.pl-picture");

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
  function watchFrame(frame) {
    const picture = frame.querySelector("svg");
    if (!picture) return;
    new ResizeObserver(() => {
      const scrolls = frame.scrollWidth > frame.clientWidth + 1;
      if (scrolls === frame.hasAttribute("tabindex")) return;
      if (scrolls) {
        frame.tabIndex = 0;
        frame.setAttribute("role", "region");
        frame.setAttribute("aria-label", frame.dataset.name ?? picture.querySelector("title").textContent);
        showStart(frame, picture);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
      }
    }).observe(frame);
    addEventListener("hashchange", () => { if (location.hash.startsWith("#step-")) showStart(frame, picture); });
  }

  // A node whose address was followed has the focus; where the list stands in the picture's place, its line has.
  function goToNode() {
    const node = location.hash.startsWith("#diagram-") && document.getElementById(location.hash.slice(1));
    const figure = node && node.closest(".pl-figure");
    if (!figure || node === figure) return;
    const address = node.getAttribute("xlink:href");
    const isShown = node.getBoundingClientRect().width > 0;
    const inList = [...figure.querySelectorAll(".pl-figure__text a")].find((a) => a.getAttribute("href") === address);
    const target = isShown ? node : inList ?? figure;
    target.scrollIntoView({ block: "center", inline: "center" });
    if (target !== figure) target.focus({ preventScroll: true });
  }

  function toggleOf(figure) {
    const attributes = { type: "button", "aria-pressed": "false" };
    const button = made("button", "pl-button pl-figure__toggle", asList, attributes);
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(figure.classList.toggle("pl-figure--list")));
    });
    return button;
  }

  // [word, what it does], in the order of the menu.
  function offers({ records, words }, figure, button, node) {
    const picture = pictureOf(figure);
    const { form, text, link: lasting } = records[figure.id];
    const title = figure.querySelector("figcaption b").textContent;
    const label = node?.querySelector("text").textContent.trim() ?? title;
    const link = new URL(`#${(node ?? figure).id}`, location.href).href;
    const save = (...how) => async () => {
      await need("takeaway.js");
      await patternloomTake.save(figure, lasting, ...how);
      tell(button, words.saved);
    };
    const drawn = picture && [
      [words.enlarge, () => need("viewer.js").then(() => patternloomEnlarge(picture, words, button, showStart))],
      [words.save_light, save("svg", "default")],
      [words.save_dark, save("svg", "slate")],
      [words.save_png, save("png")],
    ];
    return [
      ...(drawn ?? []),
      [words.copy_as.replace("{form}", form), () => copyText(button, text, words.copied)],
      [words.link_to.replace("{name}", label), () => copyText(button, link, words.copied)],
    ];
  }

  function menuOf(figure) {
    const place = made("div", "pl-menu");
    const button = made("button", "pl-button pl-menu__button", menu, {
      type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
    });
    const list = made("div", "pl-menu__list", "", { role: "menu", popover: "auto", "aria-label": menu });
    let node = null;

    figure.addEventListener("focusin", ({ target }) => { node = target.closest("svg [id^=diagram-]") ?? node; });

    async function open() {
      let here;
      try {
        here = await toldHere();
      } catch {
        return tell(button, failed);
      }
      list.replaceChildren(...offers(here, figure, button, node).map(([word, act]) => {
        const item = made("button", "pl-menu__item", word, { type: "button", role: "menuitem", tabindex: "-1" });
        item.addEventListener("click", () => {
          close();
          Promise.resolve(act()).catch(() => tell(button, failed));
        });
        return item;
      }));
      list.showPopover();
      putBeside(button.getBoundingClientRect());
      list.firstChild.focus({ preventScroll: true });
    }

    function putBeside({ left, right, top, bottom }) {
      const { offsetWidth: width, offsetHeight: height } = list;
      const start = getComputedStyle(button).direction === "rtl" ? right - width : left;
      const below = bottom + height < innerHeight;
      list.style.left = `${Math.max(4, Math.min(start, innerWidth - width - 4))}px`;
      list.style.top = `${below ? bottom : Math.max(4, top - height)}px`;
    }

    function close() {
      list.hidePopover();
      button.focus();
    }

    button.addEventListener("click", () => { if (list.matches(":popover-open")) close(); else open(); });
    button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open();
    });
    list.addEventListener("toggle", ({ newState }) => {
      button.setAttribute("aria-expanded", String(newState === "open"));
    });
    list.addEventListener("keydown", (event) => {
      const items = [...list.children];
      const at = items.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
      if (event.key === "Tab") close();
      if (to === undefined) return;
      event.preventDefault();
      items.at(to % items.length).focus();
    });
    // It goes along with its button, until that is out of sight.
    addEventListener("scroll", () => {
      if (!list.matches(":popover-open")) return;
      const at = button.getBoundingClientRect();
      if (at.bottom > 0 && at.top < innerHeight) putBeside(at);
      else list.hidePopover();
    }, { passive: true });
    place.append(button, list);
    return place;
  }

  onPage(() => {
    document.querySelectorAll(".pl-picture-frame, .pl-figure__picture").forEach(watchFrame);
    for (const figure of document.querySelectorAll(".pl-figure:not(:has(.pl-menu))")) {
      const name = figure.querySelector("figcaption b");
      if (!name) continue;
      const isTwo = figure.querySelector(".pl-figure__picture");
      // Behind what stands there, so that nothing of it moves.
      name.parentElement.append(...(isTwo ? [toggleOf(figure)] : []), menuOf(figure));
    }
    // Only then: where an address leads to what is not shown, the browser takes the focus away once the page is there.
    if (document.readyState === "complete") goToNode();
    else addEventListener("load", () => setTimeout(goToNode), { once: true });
  });
  addEventListener("hashchange", goToNode);
}
