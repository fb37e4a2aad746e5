"""Diagrams: each drawn whole, each node named and leading to its entry, the same facts as a list, a copy to take away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from catalog_facts import LANGUAGES, Facts, turn
from conftest import OpenReader
from reading import Reader
from site_fixture import picture_texts

SAMPLES = 6

DIAGRAMS = r"""() => {
    const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect();
                               return [left, top, right, bottom]; };
    const told = (svg, end) => document.getElementById(`${svg.getAttribute("aria-labelledby").split("-title")[0]}-${end}`);
    const shape = (element) => {
        const words = element.querySelector("text");
        return {
            text: [words.firstChild, ...words.querySelectorAll("tspan")].map((line) => line.textContent).join("\n").trim(),
            lines: [...words.querySelectorAll("tspan")].concat(words).map(box),
            size: parseFloat(getComputedStyle(words).fontSize),
            shape: box(element.querySelector("rect") ?? words),
            href: element.getAttribute("xlink:href"),
            holds: element.classList.contains("around"),
        };
    };
    return [...document.querySelectorAll(".pl-figure:has(.pl-diagram)")].map((figure) => {
        const svg = figure.querySelector(".pl-diagram");
        return {
            caption: figure.querySelector("figcaption b").innerText,
            title: told(svg, "title").textContent,
            size: [svg.getBoundingClientRect().width, svg.getBoundingClientRect().height],
            shapes: [...svg.querySelectorAll(":scope > :is(a, g:not(.edge))")].map(shape),
            lines: [...svg.querySelectorAll(".edge path:first-child")].map((path) => {
                const all = path.getTotalLength(), at = (part) => path.getPointAtLength(all * part);
                const shown = [0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1].map((part) => at(part).matrixTransform(path.getScreenCTM()));
                return shown.map(({ x, y }) => [x, y]);
            }),
            twin: { text: figure.querySelector(".pl-figure__text").textContent,
                    links: [...figure.querySelectorAll(".pl-figure__text a")].map((a) => a.getAttribute("href")) },
        };
    });
}"""


def sources(facts: Facts, page: str) -> list[str]:
    """The text of every diagram of a page, as the file beside it holds it to be copied."""
    return [told["text"] for told in picture_texts(facts.root / page).values() if told["form"] == "Mermaid"]


def drawn_from(source: str) -> tuple[int, int]:
    """How many shapes and lines the text of a diagram asks for."""
    clusters = set(re.findall(r"^\s*subgraph (\w+)", source, re.MULTILINE))
    nodes = set(re.findall(r'(\w+)(?:\(\["|\[")', source)) - clusters
    lines = re.findall(r"^\s*\w+ (?:---|-->|<-->)", source, re.MULTILINE)
    return len(nodes | clusters), len(lines)


def inside(inner: list[float], outer: list[float], slack: float = 1.0) -> bool:
    """Whether a box lies within another."""
    left, top, right, bottom = inner
    return (
        left >= outer[0] - slack
        and top >= outer[1] - slack
        and right <= outer[2] + slack
        and bottom <= outer[3] + slack
    )


def apart(one: list[float], other: list[float]) -> bool:
    """Whether two boxes touch nowhere."""
    return one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1


def faults(diagram: dict[str, Any]) -> list[str]:
    """What a reader would find wrong in a picture: words that leave their shape, shapes that overlap, lines through them."""
    shapes = diagram["shapes"]
    found = [] if min(diagram["size"]) > 20 else [f"not drawn: {diagram['size']}"]
    for shape in shapes:
        if not shape["text"] or not all(inside(line, shape["shape"]) for line in shape["lines"]):
            found.append(f"leaves its shape: {shape['text']!r}, {shape['lines']} in {shape['shape']}")
        if shape["size"] < 12:
            found.append(f"too small: {shape['text']!r}")
    solid = [shape for shape in shapes if not shape["holds"]]
    for one, other in combinations(solid, 2):
        if not apart(one["shape"], other["shape"]):
            found.append(f"overlap: {one['text']!r} and {other['text']!r}")
    for points in diagram["lines"]:
        for shape in solid:
            left, top, right, bottom = shape["shape"]
            if any(left + 2 < x < right - 2 and top + 2 < y < bottom - 2 for x, y in points):
                found.append(f"a line through {shape['text']!r}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_diagram_is_drawn_and_told(reader: OpenReader, facts: Facts, language: str) -> None:
    """With all shapes and lines that its text asks for, no word outside its shape, nothing over another; beside it a
    list that leads wherever a shape leads and names every one that leads nowhere."""
    somebody = reader()
    for page in facts.pages_with_diagrams(language):
        somebody.open(page)
        diagrams = somebody.see(DIAGRAMS)
        drawn = [(len(found["shapes"]), len(found["lines"])) for found in diagrams]
        assert drawn == [drawn_from(source) for source in sources(facts, page)], page
        wrong = [(found["caption"], faults(found) + untold(found, facts.words[language])) for found in diagrams]
        assert [(caption, lines) for caption, lines in wrong if lines] == [], page


def untold(diagram: dict[str, Any], words: Mapping[str, str]) -> list[str]:
    """What the list beside a diagram leaves out, and where else it leads."""
    links = set(diagram["twin"]["links"])
    linked = {shape["href"] for shape in diagram["shapes"] if shape["href"]}
    plain = [shape["text"] for shape in diagram["shapes"] if not shape["href"]]
    names = {re.sub(r"\s*\n\s*", "", text.partition("\n(")[0]).replace("…", words["and_more"]) for text in plain}
    told = re.sub(r"\s+", "", diagram["twin"]["text"] + diagram["caption"])
    found = [f"not in the list: {href}" for href in sorted(linked - links)]
    found += [f"not in the list: {name}" for name in sorted(names) if re.sub(r"\s+", "", name) not in told]
    return found + [f"only in the list: {href}" for href in sorted(links - linked)]


@pytest.mark.parametrize("language", turn(1))
def test_nodes_lead_where_they_say(reader: OpenReader, facts: Facts, language: str) -> None:
    """Some of them, spread over all diagrams: a click ends at the heading that has the entry's name."""
    somebody = reader()
    names = facts.names(language)
    linked = [
        (page, href)
        for page in facts.pages_with_diagrams(language)
        for href in dict.fromkeys(re.findall(r'xlink:href="([^"]+)"', facts.html(page)))
    ]
    assert len(linked) >= SAMPLES
    step = len(linked) // SAMPLES
    arrived = {}
    for page, href in linked[step // 2 :: step][:SAMPLES]:
        if somebody.path.split("#")[0] != page:
            somebody.open(page)
        somebody.page.locator(f'.pl-diagram a[*|href="{href}"]').first.click()
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
        seen[width] = (shown(somebody, ".pl-figure__picture"), shown(somebody, ".pl-figure__text"))
    number = len(sources(facts, page))
    diagrams, lists = (number, 0), (0, number)
    assert seen == {360: lists, 599: lists, 600: diagrams, 1440: diagrams}
    assert {found["caption"]: faults(found) for found in somebody.see(DIAGRAMS) if faults(found)} == {}


FRAMES = """() => [...document.querySelectorAll(".pl-figure__picture")].map((frame) => {
    const picture = frame.querySelector(".pl-diagram"), own = Number(picture.getAttribute("width"));
    return { own, room: frame.clientWidth, inside: frame.scrollWidth,
             letters: 13 * picture.getBoundingClientRect().width / own,
             shaded: getComputedStyle(frame).backgroundAttachment.includes("local") };
})"""
CAPTIONS = """() => [...document.querySelectorAll(".pl-figure figcaption")].map((caption) => {
    const [words, uses] = [caption.firstElementChild, caption.querySelector(".pl-figure__uses")]
        .map((part) => part.getBoundingClientRect());
    return words.top < uses.bottom && uses.top < words.bottom && words.right <= uses.left
        && uses.right <= caption.getBoundingClientRect().right + 1;
})"""
WIDTHS = (768, 1024, 1220, 1280, 1440)
in_some_and_in_all = pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.matrix)], ids=["some", "all"]
)


def windows(pages: Sequence[str], widths: Sequence[int], *, every: bool) -> Iterator[tuple[str, Sequence[int]]]:
    """Each page with all widths; or with two of them, which come in turn."""
    for number, page in enumerate(pages):
        yield page, widths if every else [widths[(2 * number + more) % len(widths)] for more in (0, 1)]


@in_some_and_in_all
@pytest.mark.parametrize("language", turn(0))
def test_a_picture_fits_its_frame_where_its_letters_allow_it_and_is_cut_with_a_shade(
    reader: OpenReader, facts: Facts, language: str, every: bool
) -> None:
    """It shrinks no further than to letters of 12 pixels, and only where it would not fit."""
    somebody = reader()
    for page, widths in windows(facts.pages_with_diagrams(language), WIDTHS, every=every):
        somebody.open(page)
        for width in widths:
            somebody.page.set_viewport_size({"width": width, "height": 900})
            for found in somebody.see(FRAMES):
                fits = found["own"] * 12 / 13 <= found["room"] - 1
                wanted = min(13, max(12, 13 * found["room"] / found["own"]))
                assert found["letters"] == pytest.approx(wanted, abs=0.05), (page, width)
                assert found["letters"] >= 12
                assert found["inside"] <= found["room"] + 1 or not fits, (page, width)
                assert found["shaded"]


@in_some_and_in_all
@pytest.mark.parametrize("language", turn(1))
def test_buttons_stand_beside_a_caption_and_never_alone_below_it(
    reader: OpenReader, facts: Facts, language: str, every: bool
) -> None:
    somebody = reader()
    pages = [*facts.pages_with_diagrams(language), facts.example_pages(language)[0]]
    for page, widths in windows(pages, (360, *WIDTHS), every=every):
        somebody.open(page)
        for width in widths:
            somebody.page.set_viewport_size({"width": width, "height": 900})
            assert all(somebody.see(CAPTIONS)), (page, width)


def shown(somebody: Reader, selector: str) -> int:
    """How many of these parts of figures a reader sees."""
    return sum(part.is_visible() for part in somebody.page.locator(f".pl-figure > {selector}").all())


@pytest.mark.parametrize("language", turn(0))
def test_the_switch_turns_a_diagram_into_a_list_and_back(reader: OpenReader, facts: Facts, language: str) -> None:
    """By mouse and by keyboard; it says in which state it is."""
    somebody = reader()
    page = somebody.open(facts.area_pages(language)[0])
    figure = page.locator(".pl-figure").first
    button = figure.locator(".pl-figure__toggle")

    def state() -> tuple[bool, bool, str | None]:
        return (
            figure.locator(".pl-figure__picture").is_visible(),
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


@pytest.mark.parametrize("language", turn(1))
def test_nodes_can_be_reached_by_keyboard(reader: OpenReader, facts: Facts, language: str) -> None:
    """A link in a diagram takes the focus, shows it and opens with Enter."""
    somebody = reader()
    page = somebody.open(facts.area_pages(language)[0])
    link = page.locator(".pl-diagram a").last
    link.focus()
    shape = link.locator("rect, path").first
    focused = shape.evaluate("(element) => getComputedStyle(element).strokeWidth")
    page.keyboard.press("Tab")
    assert (focused, shape.evaluate("(element) => getComputedStyle(element).strokeWidth")) == ("3px", "1.5px")
    link.focus()
    page.keyboard.press("Enter")
    assert heading_at_the_anchor(somebody) == facts.names(language)[somebody.path]
