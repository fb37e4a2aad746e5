"""Diagrams: every one painted whole, every node named and leading to its entry, the same facts as a list, a copy to take away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest
from catalog_facts import LANGUAGES, Facts
from conftest import OpenReader
from reading import Reader

SAMPLES = 6

DIAGRAMS = r"""() => {
    const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect();
                               return [left, top, right, bottom]; };
    const named = (svg, attribute, tag) => {
        const element = document.getElementById(svg.getAttribute(attribute));
        return element?.matches(`#${CSS.escape(svg.id)} > ${tag}`) ? element.textContent : null;
    };
    const label = (element) => {
        const words = element.querySelector(".nodeLabel") ?? element.querySelector("text");
        const range = document.createRange();
        range.selectNodeContents(words);
        const lines = [...words.querySelectorAll("p")].map((p) => p.innerText);
        return { text: (lines.length ? lines.join("\n") : words.textContent).trim(), box: box(range) };
    };
    return [...document.querySelectorAll(".pl-figure")].map((figure) => {
        const svg = figure.querySelector(".mermaid > svg");
        return {
            caption: figure.querySelector("figcaption b").innerText,
            title: named(svg, "aria-labelledby", "title"),
            description: named(svg, "aria-describedby", "desc"),
            size: [svg.getBoundingClientRect().width, svg.getBoundingClientRect().height],
            nodes: [...svg.querySelectorAll("g.node")].map((node) => ({
                ...label(node),
                // Of nested elements the first is the shape itself.
                shape: box(node.querySelector("rect, path, polygon, circle")),
                frame: node.querySelector("foreignObject") && box(node.querySelector("foreignObject")),
                href: node.closest("a")?.getAttribute("xlink:href") ?? node.closest("a")?.getAttribute("href") ?? null,
            })),
            clusters: [...svg.querySelectorAll("g.cluster")].map((cluster) => (
                { ...label(cluster), shape: box(cluster.querySelector("rect")) })),
            lines: [...svg.querySelectorAll(".flowchart-link")].filter((path) => path.getTotalLength() > 0).length,
            error: svg.getAttribute("aria-roledescription") === "error" || /Syntax error/.test(svg.textContent),
            twin: { text: figure.querySelector(".pl-figure__text").textContent,
                    links: [...figure.querySelectorAll(".pl-figure__text a")].map((a) => a.getAttribute("href")) },
        };
    });
}"""


def sources(html: str) -> list[str]:
    """The text of every diagram of a page, as the built file holds it."""
    return [unescape(text) for text in re.findall(r'<div class="mermaid">(.*?)</div>', html, re.DOTALL)]


def drawn_from(source: str) -> tuple[int, int, int]:
    """How many nodes, clusters and lines the text of a diagram asks for."""
    clusters = set(re.findall(r"^\s*subgraph (\w+)", source, re.MULTILINE))
    nodes = set(re.findall(r'(\w+)(?:\(\["|\[")', source)) - clusters
    lines = re.findall(r"^\s*\w+ (?:---|-->|<-->)", source, re.MULTILINE)
    return len(nodes), len(clusters), len(lines)


def inside(inner: list[float], outer: list[float], slack: float = 1.0) -> bool:
    """Whether a box lies within another."""
    left, top, right, bottom = inner
    return (
        left >= outer[0] - slack
        and top >= outer[1] - slack
        and right <= outer[2] + slack
        and bottom <= outer[3] + slack
    )


def faults(diagram: dict[str, Any]) -> list[str]:
    """What a reader would find wrong in a painted diagram."""
    found = []
    if diagram["error"] or min(diagram["size"]) < 20:
        found.append(f"not painted: {diagram['size']}")
    for node in (*diagram["nodes"], *diagram["clusters"]):
        frames = [node["shape"], node.get("frame") or node["shape"]]
        if not node["text"] or not all(inside(node["box"], frame) for frame in frames):
            found.append(f"cut off: {node['text']!r}, {node['box']} in {frames}")
    texts = [diagram["title"], diagram["description"], *(node["text"] for node in diagram["nodes"])]
    found += [f"bad text: {text!r}" for text in texts if not text or re.search(r"[#&]\w+;", text)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_diagram_is_painted_and_told(reader: OpenReader, facts: Facts, language: str) -> None:
    """As its text asks, with all nodes and lines, no label cut off, a title and a description; beside it a list
    that leads wherever a node leads and names every node that leads nowhere; and a copy that mermaid takes."""
    somebody = reader()
    for page in facts.pages_with_diagrams(language):
        somebody.open(page)
        diagrams = somebody.see(DIAGRAMS)
        drawn = [(len(found["nodes"]), len(found["clusters"]), found["lines"]) for found in diagrams]
        assert drawn == [drawn_from(source) for source in sources(facts.html(page))], page
        wrong = [(found["caption"], faults(found) + untold(found, facts.words[language])) for found in diagrams]
        assert [(caption, lines) for caption, lines in wrong if lines] == [], page
        assert [copy for copy in somebody.see(PARSED) if copy["parsed"] != "flowchart-v2" or copy["links"]] == [], page


def untold(diagram: dict[str, Any], words: Mapping[str, str]) -> list[str]:
    """What the list beside a diagram leaves out, and in a tree, where else it leads."""
    links = set(diagram["twin"]["links"])
    linked = {node["href"] for node in diagram["nodes"] if node["href"]}
    plain = [node["text"] for node in (*diagram["nodes"], *diagram["clusters"]) if not node.get("href")]
    names = {text.split("\n")[0].replace("…", words["and_more"]) for text in plain}
    told = diagram["twin"]["text"] + diagram["caption"]
    found = [f"not in the list: {href}" for href in sorted(linked - links)]
    found += [f"not in the list: {name}" for name in sorted(names) if name not in told]
    # In a concept figure the list links the outer boxes too, which mermaid cannot.
    return found if diagram["clusters"] else found + [f"only in the list: {href}" for href in sorted(links - linked)]


PARSED = """() => Promise.all([...document.querySelectorAll("[data-copy]")].map(async (button) => ({
    parsed: await mermaid.parse(button.dataset.copy).then((found) => found.diagramType, String),
    links: button.dataset.copy.includes("click "),
    text: button.dataset.copy,
})))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nodes_lead_where_they_say(reader: OpenReader, facts: Facts, language: str) -> None:
    """Some of them, spread over all diagrams: a click ends at the heading that has the entry's name."""
    somebody = reader()
    names = facts.names(language)
    linked = [
        (page, href)
        for page in facts.pages_with_diagrams(language)
        for href in dict.fromkeys(re.findall(r'^\s*click \w+ href "([^"]+)"', facts.html(page), re.MULTILINE))
    ]
    assert len(linked) >= SAMPLES
    step = len(linked) // SAMPLES
    arrived = {}
    for page, href in linked[step // 2 :: step][:SAMPLES]:
        if somebody.path.split("#")[0] != page:
            somebody.open(page)
        somebody.page.locator(f'.mermaid a[*|href="{href}"]').first.click()
        somebody.page.wait_for_load_state()
        arrived[somebody.path] = heading_at_the_anchor(somebody)
    assert len(arrived) >= SAMPLES - 1
    assert arrived == {address: names[address] for address in arrived}


def heading_at_the_anchor(somebody: Reader) -> str:
    """The heading that the reader has been led to, once it is in the window; a figure's is its caption."""
    somebody.page.wait_for_function(
        """() => {
            const target = location.hash ? document.getElementById(location.hash.slice(1)) : document.body;
            const { top } = target.getBoundingClientRect();
            return top > -5 && top < innerHeight;
        }"""
    )
    return somebody.see(
        """() => {
            const target = location.hash ? document.getElementById(location.hash.slice(1)) : document.querySelector("h1");
            const named = target.matches(".pl-anchor")
                ? [...document.querySelectorAll("figcaption b")]
                    .find((name) => target.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING)
                : target;
            const copy = named.cloneNode(true);
            copy.querySelectorAll(".headerlink").forEach((sign) => sign.remove());
            return copy.textContent.trim();
        }"""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_window_shows_the_list_and_a_wide_one_the_diagram(
    reader: OpenReader, facts: Facts, language: str
) -> None:
    """The border lies at 600 px, and a phone that is turned gets its diagrams whole."""
    somebody = reader(width=360)
    page = facts.area_pages(language)[0]
    somebody.open(page)
    seen = {}
    for width in (360, 599, 600, 1440):
        somebody.page.set_viewport_size({"width": width, "height": 900})
        seen[width] = (shown(somebody, ".mermaid"), shown(somebody, ".pl-figure__text"))
    number = len(sources(facts.html(page)))
    diagrams, lists = (number, 0), (0, number)
    assert seen == {360: lists, 599: lists, 600: diagrams, 1440: diagrams}
    assert {found["caption"]: faults(found) for found in somebody.see(DIAGRAMS) if faults(found)} == {}


def shown(somebody: Reader, selector: str) -> int:
    """How many of these parts of figures a reader sees."""
    return sum(part.is_visible() for part in somebody.page.locator(f".pl-figure > {selector}").all())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_turns_a_diagram_into_a_list_and_back(reader: OpenReader, facts: Facts, language: str) -> None:
    """By mouse and by keyboard; it says in which state it is."""
    somebody = reader()
    page = somebody.open(facts.area_pages(language)[0])
    figure = page.locator(".pl-figure").first
    button = figure.locator(".pl-figure__toggle")

    def state() -> tuple[bool, bool, str | None]:
        return (
            figure.locator(".mermaid").is_visible(),
            figure.locator(".pl-figure__text").is_visible(),
            button.get_attribute("aria-pressed"),
        )

    diagram, as_list = (True, False, "false"), (False, True, "true")
    seen = [state()]
    button.click()
    seen.append(state())
    button.click()
    seen.append(state())
    button.focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        seen.append(state())
    assert seen == [diagram, as_list, diagram, as_list, diagram]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagram_can_be_copied(reader: OpenReader, facts: Facts, language: str) -> None:
    """The clipboard holds its text as it was written, and the button says so, for a while, however often it is clicked."""
    somebody = reader(permissions=["clipboard-read", "clipboard-write"])
    page = somebody.open(facts.area_pages(language)[0])
    button = page.locator("[data-copy]").first
    name = button.inner_text()
    somebody.see(
        """() => { const button = document.querySelector("[data-copy]"); window.said = [];
           new MutationObserver(() => window.said.push(button.textContent)).observe(button, { childList: true }); }"""
    )
    button.click()
    # For those who do not see it, too.
    page.locator("output.pl-said", has_text=facts.words[language]["copied"]).wait_for(state="attached")
    button.click()
    page.wait_for_function("(name) => window.said.at(-1) === name", arg=name)
    assert set(somebody.see("() => window.said")) == {facts.words[language]["copied"], name}
    assert somebody.see("() => navigator.clipboard.readText()") == button.get_attribute("data-copy")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nodes_can_be_reached_by_keyboard(reader: OpenReader, facts: Facts, language: str) -> None:
    """A link in a diagram takes the focus, shows it and opens with Enter."""
    somebody = reader()
    page = somebody.open(facts.area_pages(language)[0])
    link = page.locator(".mermaid a").last
    link.focus()
    shape = link.locator("rect, path").first
    focused = shape.evaluate("(element) => getComputedStyle(element).strokeWidth")
    page.keyboard.press("Tab")
    assert (focused, shape.evaluate("(element) => getComputedStyle(element).strokeWidth")) == ("3px", "1.5px")
    link.focus()
    page.keyboard.press("Enter")
    assert heading_at_the_anchor(somebody) == facts.names(language)[somebody.path]
