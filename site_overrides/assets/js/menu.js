// What can be done with a picture: the menu behind its button. It is loaded when it is opened for the first time.
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
  const told = new Map();

  // What `pictures-as-text.js` beside each page calls.
  globalThis.patternloomPictures = (records, words) => told.set(document.currentScript.src, { records, words });

  // The texts and words of the page: in its folder, or in the one beside it that has its name.
  async function toldHere() {
    const page = new URL(location.pathname, location.href);
    page.pathname = page.pathname.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "/");
    await need("pictures-as-text.js", page);
    return told.get(new URL("pictures-as-text.js", page).href);
  }

  // [name, address] of the whole picture and of each part that can be gone to: not of dots for "there are more".
  function places({ parts }, figure) {
    const inside = Object.entries(parts).map(([id, name]) => [name, `${figure.id}-${id}`]);
    const shown = inside.filter(([name, id]) => name !== "…" && document.getElementById(id));
    return [[figure.querySelector("figcaption b").textContent, figure.id], ...shown];
  }

  // [word, what it does, whether that is another list], in the order of the menu.
  function offers({ records, words }, { figure, picture, button, showStart }, show) {
    const { form, text, link: lasting } = records[figure.id];
    const wordOfLinks = words.link_to.replace("{name}", () => "…");
    const links = () => show(wordOfLinks, places(records[figure.id], figure).map(([name, id]) => {
      return [name, () => copyText(button, new URL(`#${id}`, location.href).href, words.copied)];
    }));
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
      [words.copy_as.replace("{form}", () => form), () => copyText(button, text, words.copied)],
      [wordOfLinks, links, true],
    ];
  }

  // The menu of a figure, closed; what opens it.
  globalThis.patternloomMenu = (of) => {
    const { place, button, menu, failed } = of;
    const list = made("div", "pl-menu__list", "", { role: "menu", popover: "auto" });

    async function open() {
      show(menu, offers(await toldHere(), of, show));
    }

    // The list, or the one that stands in its place.
    function show(name, offered) {
      list.setAttribute("aria-label", name);
      list.replaceChildren(...offered.map(([word, act, leadsOn]) => {
        const item = made("button", "pl-menu__item", word, { type: "button", role: "menuitem" });
        if (leadsOn) item.setAttribute("aria-haspopup", "menu");
        item.addEventListener("click", () => {
          if (!leadsOn) close();
          Promise.resolve(act()).catch(() => tell(button, failed));
        });
        return item;
      }));
      if (!list.matches(":popover-open")) list.showPopover();
      putBeside(button.getBoundingClientRect());
      list.firstChild.focus({ preventScroll: true });
    }

    // The next one that begins with a letter.
    function beginsWith(items, at, letter) {
      const start = letter.toLocaleLowerCase();
      const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      return items.indexOf(order.find((item) => item.textContent.toLocaleLowerCase().startsWith(start)));
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

    list.addEventListener("toggle", ({ newState }) => {
      button.setAttribute("aria-expanded", String(newState === "open"));
    });
    list.addEventListener("keydown", (event) => {
      const items = [...list.children];
      const at = items.indexOf(document.activeElement);
      const { key } = event;
      if (key === "Tab") close();
      if (key === "ArrowRight" && items[at].ariaHasPopup === "menu") items[at].click();
      if (key === "ArrowLeft" && list.ariaLabel !== menu) open().then(() => list.lastChild.focus());
      const isLetter = key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isLetter) event.stopPropagation(); // some are the theme's, for its search
      const to = isLetter ? beginsWith(items, at, key) : { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
      if (to === undefined || (isLetter && to < 0)) return;
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
    place.append(list);
    return () => { if (list.matches(":popover-open")) close(); else return open(); };
  };
}
