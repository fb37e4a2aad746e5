// Pictures that leave the page: an SVG that stands alone, a PNG of it, and the text that it was made from.
"use strict";

const patternloomTake = (() => {
  const SVG = "http://www.w3.org/2000/svg", DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
  const LINE = 17;
  // What a style sheet says of shapes, and of words besides; with what stands for nothing said.
  const OF_SHAPES = {
    fill: "", "fill-opacity": "1", stroke: "none", "stroke-width": "", "stroke-opacity": "1",
    "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter", "paint-order": "normal",
  };
  const OF_WORDS = { "font-family": "", "font-size": "", "font-weight": "400", "text-anchor": "start" };
  // Where the site is published, if it says so; a copy on a disk leads nowhere.
  const publicPage = () => document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const licence = () => {
    const told = document.querySelector(".md-copyright__highlight")?.textContent ?? "";
    return told.trim().replace(/\s+/g, " ");
  };

  const drawn = (name, attributes, text = "") => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };

  // A copy in which all that style sheets say stands as attributes, below an element of its own palette.
  function painted(picture, stage) {
    const copy = copyOfPicture(picture, "own-");
    stage.append(copy);
    for (const element of copy.querySelectorAll("*")) {
      const names = { ...(element.matches("rect, path, ellipse, circle, polygon, text") ? OF_SHAPES : {}),
                      ...(element.matches("text") ? OF_WORDS : {}) };
      const style = getComputedStyle(element);
      for (const [name, nothing] of Object.entries(names)) {
        const value = style.getPropertyValue(name);
        const isSeen = !name.startsWith("stroke-") || style.stroke !== "none";
        if (value !== nothing && isSeen) element.setAttribute(name, value);
      }
    }
    for (const link of copy.querySelectorAll("a")) {
      const address = link.getAttribute("xlink:href");
      link.setAttribute("xlink:href", new URL(address, publicPage()).href);
    }
    return copy;
  }

  // What it is and where it comes from: in one line where that is no wider than the picture.
  function footOf(copy, told, width, attributes) {
    const foot = drawn("g", attributes);
    copy.append(foot);
    foot.append(drawn("text", { "text-anchor": "start" }, told.join(" · ")));
    if (foot.firstChild.getComputedTextLength() > width * .96) {
      foot.replaceChildren(...told.map((text) => drawn("text", { "text-anchor": "start" }, text)));
    }
    return foot;
  }

  function alone(figure, scheme, link) {
    const picture = figure.querySelector("svg.pl-diagram, svg.pl-picture");
    const title = figure.querySelector("figcaption b").textContent;
    const source = link ? new URL(link, publicPage()).href : `${publicPage()}#${figure.id}`;
    const stage = made("div", "pl-stage md-typeset", "", { "data-md-color-scheme": scheme });
    document.body.append(stage);
    const copy = painted(picture, stage);
    const look = getComputedStyle(stage);
    const { x, y, width, height } = picture.viewBox.baseVal;
    const scale = width / (parseFloat(picture.getAttribute("width")) || width);
    const told = [title, source, licence()].filter(Boolean);
    const letters = { "font-size": 11 * scale, "font-family": look.fontFamily, fill: look.color };
    const foot = footOf(copy, told, width, letters);
    const high = (foot.children.length + .5) * LINE * scale;
    [...foot.children].forEach((line, number) => {
      line.setAttribute("x", x + 10 * scale);
      line.setAttribute("y", y + height + (number + .75) * LINE * scale);
    });
    const wide = Math.max(width, ...[...foot.children].map((line) => line.getComputedTextLength() + 20 * scale));
    const box = { x, y, width: wide, height: height + high };
    copy.setAttribute("viewBox", Object.values(box).join(" "));
    copy.setAttribute("width", Math.round(wide / scale));
    copy.setAttribute("height", Math.round((height + high) / scale));
    copy.removeAttribute("class");
    const metadata = drawn("metadata", {});
    for (const [name, text] of Object.entries({ title, source, rights: licence() })) {
      const element = document.createElementNS(DUBLIN_CORE, name);
      element.textContent = text;
      if (text) metadata.append(element);
    }
    copy.querySelector("title").after(metadata, drawn("rect", { ...box, fill: look.backgroundColor }));
    stage.remove();
    return `${new XMLSerializer().serializeToString(copy)}\n`;
  }

  function saved(blob, name) {
    const link = made("a", "", "", { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // Twice as large as on a screen of one dot a pixel, for slides.
  async function png(svg) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => canvas.toBlob((blob) => blob ? done(blob) : failed(new Error("no PNG"))));
  }

  return {
    async save(figure, link, form, scheme) {
      const shown = document.body.getAttribute("data-md-color-scheme") ?? "default";
      const svg = alone(figure, scheme ?? shown, link);
      const name = figure.id.replace(/^diagram-/, "") + (scheme === "slate" ? "-dark" : "");
      saved(form === "png" ? await png(svg) : new Blob([svg], { type: "image/svg+xml" }), `${name}.${form}`);
    },
  };
})();
