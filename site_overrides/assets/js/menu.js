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

  // [word, what it does], in the order of the menu.
  function offers({ records, words }, { figure, picture, button, showStart }, node) {
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
      [words.copy_as.replace("{form}", () => form), () => copyText(button, text, words.copied)],
      [words.link_to.replace("{name}", () => label), () => copyText(button, link, words.copied)],
    ];
  }

  // The menu of a figure, closed; what opens it.
  globalThis.patternloomMenu = (of) => {
    const { place, button, menu, failed } = of;
    const list = made("div", "pl-menu__list", "", { role: "menu", popover: "auto", "aria-label": menu });

    async function open(node) {
      const here = await toldHere();
      list.replaceChildren(...offers(here, of, node).map(([word, act]) => {
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
    place.append(list);
    return (node) => { if (list.matches(":popover-open")) close(); else return open(node); };
  };
}
