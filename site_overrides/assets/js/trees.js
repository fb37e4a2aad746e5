// Tidy lines in the diagrams of trees.
"use strict";

{
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

  onPage(() => {
    for (const diagram of document.querySelectorAll(".pl-figure--tree > .mermaid")) {
      // Mermaid first draws into a draft and then puts the finished picture in: look at whatever is there last.
      new MutationObserver(() => {
        const svg = diagram.querySelector(":scope > svg");
        const nodes = svg ? [...svg.querySelectorAll(".node")] : [];
        if (nodes.length && nodes.every((node) => node.closest("[transform]"))) straighten(svg);
      }).observe(diagram, { childList: true });
    }
  });
}
