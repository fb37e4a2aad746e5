// Pictures: a frame that the keyboard scrolls, the switch to the list, and one menu each of what can be done with them.
"use strict";

{
  const own = document.currentScript;
  const { menu, list: asList, failed } = own.dataset;
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

  // A part of a picture that is one image for those who do not see it: it is told by itself once it has the focus.
  function nameNode(node) {
    const picture = node.closest("svg");
    const [boundaries, names] = [".boundary", ".boundary-names text"].map((all) => [...picture.querySelectorAll(all)]);
    const name = node.querySelector("text") ?? names[boundaries.indexOf(node)];
    picture.setAttribute("role", "group");
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", name.textContent);
  }

  // A node whose address was followed has the focus; where the list stands in the picture's place, its line has. What
  // leads nowhere takes the focus for once, and says its name.
  function goToNode() {
    const node = location.hash.startsWith("#diagram-") && document.getElementById(location.hash.slice(1));
    const figure = node && node.closest(".pl-figure");
    if (!figure || node === figure) return;
    const address = node.getAttribute("xlink:href");
    const isShown = node.getBoundingClientRect().width > 0;
    const inList = [...figure.querySelectorAll(".pl-figure__text a")].find((a) => a.getAttribute("href") === address);
    const target = isShown ? node : inList ?? figure.querySelector(".pl-figure__text");
    if (!target.matches("a")) target.setAttribute("tabindex", "-1");
    if (target.matches(".pl-picture *")) nameNode(target);
    target.scrollIntoView({ block: "center", inline: "center" });
    target.focus({ preventScroll: true });
  }

  function toggleOf(figure) {
    const attributes = { type: "button", "aria-pressed": "false" };
    const button = made("button", "pl-button pl-figure__toggle", asList, attributes);
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(figure.classList.toggle("pl-figure--list")));
    });
    return button;
  }

  // What the menu offers is loaded when it is opened for the first time.
  function menuOf(figure) {
    const place = made("div", "pl-menu");
    const button = made("button", "pl-button pl-menu__button", menu, {
      type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
    });
    let opened = null;

    async function open(event) {
      if (event.type === "keydown" && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      try {
        await need("menu.js");
        opened ??= patternloomMenu({ figure, picture: pictureOf(figure), place, button, menu, failed, showStart });
        await opened();
      } catch {
        tell(button, failed);
      }
    }

    button.addEventListener("click", open);
    button.addEventListener("keydown", open);
    place.append(button);
    return place;
  }

  onPage(() => {
    document.querySelectorAll(".pl-picture-frame, .pl-figure__picture").forEach(watchFrame);
    for (const figure of document.querySelectorAll(".pl-figure:not(:has(.pl-menu))")) {
      const name = figure.querySelector("figcaption b");
      if (!name) continue;
      const isTwo = figure.querySelector(".pl-figure__picture");
      // Behind what stands there, so that nothing of it moves.
      const uses = made("div", "pl-figure__uses");
      uses.append(...(isTwo ? [toggleOf(figure)] : []), menuOf(figure));
      name.closest("figcaption").append(uses);
    }
    // Only then: where an address leads to what is not shown, the browser takes the focus away once the page is there.
    if (document.readyState === "complete") goToNode();
    else addEventListener("load", () => setTimeout(goToNode), { once: true });
  });
  addEventListener("hashchange", goToNode);
}
