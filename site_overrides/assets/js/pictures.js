// Pictures wider than their frame: scrolled by the keyboard, from where the story starts, and enlarged in a dialog.
"use strict";

{
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

  onPage(() => {
    // A frame that its picture is too wide for is a place that the keyboard can go to and scroll, with a name.
    for (const frame of document.querySelectorAll(".pl-picture-frame, .pl-figure__picture")) {
      new ResizeObserver(() => {
        const scrolls = frame.scrollWidth > frame.clientWidth + 1;
        if (scrolls === frame.hasAttribute("tabindex")) return;
        if (scrolls) {
          frame.tabIndex = 0;
          frame.setAttribute("role", "region");
          frame.setAttribute("aria-label", frame.dataset.name ?? frame.querySelector("title").textContent);
          showStart(frame, frame.querySelector("svg"));
        } else {
          for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
        }
      }).observe(frame);
      addEventListener("hashchange", () => showStart(frame, frame.querySelector("svg")));
    }

    // A picture in a dialog of the whole window, in its own size at least: Escape, the button or a click beside the
    // dialog closes it, and the focus returns to where it was.
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
  });
}
