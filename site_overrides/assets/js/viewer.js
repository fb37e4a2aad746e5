// A picture in a dialog of the whole window: wheel, two fingers, keys and buttons zoom and move it.
"use strict";

function patternloomEnlarge(original, words, button, showStart) {
  const picture = copyOfPicture(original, "large-");
  const title = picture.getAttribute("aria-label");
  const dialog = made("dialog", "pl-dialog md-typeset", "", { "aria-label": title });
  const bar = made("div", "pl-dialog__bar");
  const frame = made("div", "pl-dialog__frame", "", {
    tabindex: "0", role: "region", "aria-label": title, "aria-describedby": "__pl-dialog-help",
  });
  const { width: own, height: ownHeight } = original.viewBox.baseVal;
  const natural = parseFloat(original.getAttribute("width")) || own;
  const most = 6 * natural;
  let width = natural, least = .2 * natural;

  // `x`, `y`: what stays where it is, in the window; the middle unless given.
  function zoom(to, x, y) {
    const box = frame.getBoundingClientRect();
    const [atX, atY] = [(x ?? box.left + box.width / 2) - box.left, (y ?? box.top + box.height / 2) - box.top];
    const before = picture.getBoundingClientRect();
    const [partX, partY] = [atX + box.left - before.left, atY + box.top - before.top];
    const ratio = Math.min(most, Math.max(least, to)) / width;
    width *= ratio;
    picture.style.width = `${width}px`;
    picture.style.height = `${width * ownHeight / own}px`;
    const after = picture.getBoundingClientRect();
    frame.scrollLeft += after.left + partX * ratio - box.left - atX;
    frame.scrollTop += after.top + partY * ratio - box.top - atY;
  }

  function whole() {
    const [inside, high] = [frame.clientWidth - 16, frame.clientHeight - 16];
    zoom(Math.min(inside, high * own / ownHeight));
  }

  const acts = [
    [words.zoom_in, "+", () => zoom(width * 1.25)],
    [words.zoom_out, "−", () => zoom(width / 1.25)],
    [words.zoom_whole, "", whole],
    [words.close, "", () => dialog.close()],
  ];
  // Whoever has fingers alone has no wheel and no keys.
  const help = matchMedia("(pointer: coarse)").matches ? words.zoom_help_touch : words.zoom_help;
  bar.append(...acts.map(([word, sign, act]) => {
    const one = made("button", "pl-dialog__button", sign || word, { type: "button", "aria-label": word });
    one.addEventListener("click", act);
    return one;
  }), made("p", "pl-dialog__help", help, { id: "__pl-dialog-help" }));

  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(width * Math.exp(-event.deltaY * (event.deltaMode ? .05 : .002)), event.clientX, event.clientY);
  }, { passive: false });

  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { "+": acts[0], "=": acts[0], "-": acts[1], "0": acts[2] }[event.key];
    if (act) act[2]();
  });

  // One finger or the mouse moves the picture, two change its size.
  const fingers = new Map();
  let moved = false;
  const between = () => {
    const [a, b] = [...fingers.values()];
    return [Math.hypot(a.x - b.x, a.y - b.y), (a.x + b.x) / 2, (a.y + b.y) / 2];
  };
  frame.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = false;
  });
  frame.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const [apart] = fingers.size === 2 ? between() : [0];
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    moved ||= Math.hypot(dx, dy) > 3;
    if (!moved) return;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2) {
      const [now, x, y] = between();
      if (apart) zoom(width * now / apart, x, y);
    } else {
      frame.scrollLeft -= dx;
      frame.scrollTop -= dy;
    }
  });
  for (const name of ["pointerup", "pointercancel"]) {
    frame.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  // Who has moved the picture by a node has not chosen it; who has chosen it leaves the dialog.
  frame.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    else if (event.target.closest("a")) dialog.close();
    moved = false;
  }, true);

  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
  frame.append(picture);
  dialog.append(bar, frame);
  document.body.append(dialog);
  dialog.showModal();
  // From side to side, but never so large that a small picture fills the window.
  const first = Math.min(frame.clientWidth - 16, 1.5 * natural);
  least = Math.min(least, first);
  zoom(first);
  frame.scrollTo(0, 0);
  showStart(frame, picture);
  frame.focus();
}
