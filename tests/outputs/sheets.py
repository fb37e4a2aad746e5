"""On paper: a group as a decision sheet, an area as a booklet; printed by Chromium, read by a reader of PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from playwright.sync_api import Browser, Page
from printed import MM, Paper, bookmarks, links, squeezed
from pypdf import PdfReader
from site_fixture import Site, real_languages

from patternloom.catalog.graph import Branch, Graph, build_graph
from patternloom.catalog.load import load
from patternloom.model.examples import DesignExample
from patternloom.model.patterns import Pattern, PatternGroup

LANGUAGES = real_languages()
SITE_URL = "https://patternloom.example/"
FORMATS = ("A4", "Letter")
# Of a group's section: how its problem begins, and each reason to use one of its patterns or not.
TOLD = """(id) => {
    const heading = document.getElementById(id);
    const section = [heading];
    for (let at = heading.nextElementSibling; at && at.tagName !== "H2"; at = at.nextElementSibling) section.push(at);
    const problem = section.find((element) => element.matches("p:not([class])"));
    const pairs = section.filter((element) => element.matches(".pl-pair")
        && !element.previousElementSibling.matches(".pl-pair"));
    return [problem, ...pairs.flatMap((pair) => [...pair.querySelectorAll("li")])]
        .map((element) => element.firstChild.textContent);
}"""
HEADINGS = "article :is(h2, h3, h4, h5)"
COLUMN = 15
"""Millimeters between the column and the page's edge, as the style sheet says."""
MARGIN = 14
"""Millimeters on each side, one less than the style sheet's for what letters stick out; below, the page's number."""


@pytest.fixture(scope="session")
def graph(site: Site) -> Graph:
    """The catalog of the site."""
    return build_graph(load(site.project / "catalog", "catalog")[0])


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A window without a script: what is printed needs none."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def opened(page: Page, site: Site, area: str, language: str, anchor: str = "") -> None:
    """An area's page, at an anchor."""
    page.goto("about:blank")  # or another anchor of the same page would print what was printed before
    page.goto((site.folder(language) / "areas" / area / "index.html").as_uri() + anchor)


def printed(page: Page, size: str) -> Paper:
    """What somebody gets who prints it."""
    return Paper(page.pdf(format=size, tagged=True, outline=True))


def groups(graph: Graph) -> list[tuple[str, Branch]]:
    """Each group that has a sheet, with its area."""
    found = ((area.id, branch) for area in graph.areas for branch in graph.outline(area).children)
    return [
        (area, one) for area, one in found if isinstance(one.entry, PatternGroup) and graph.home[one.entry.id] == area
    ]


def out_of_shape(paper: Paper, address: str) -> list[str]:
    """What is wrong with the address below its code on the first page: how large, where it ends and where it breaks."""
    codes, letters = paper.codes(), paper.letters()
    if [code for code, _ in codes] != [address]:
        return [f"codes: {codes}"]
    begin = "".join(one.text for one in letters).find(address)
    if begin < 0:
        return ["no address in letters"]
    told = letters[begin : begin + len(address)]
    column = paper.file[0].get_width() - COLUMN * MM
    found = [f"{one.size:.1f} pt: {one.text}" for one in told if one.size < 7.99]
    for one, then in [*pairwise(told), (told[-1], None)]:
        if then and abs(then.bottom - one.bottom) < one.size * 0.8:
            continue
        if one.text != "/":
            found.append(f"broken after {one.text}")
        found += [
            f"ends at {one.right:.0f}, not {edge:.0f}" for edge in (column, codes[0][1]) if abs(one.right - edge) > 2
        ]
    return found


def patterns(branch: Branch) -> list[Pattern]:
    """Below a group, those told there."""
    return [below.entry for below in branch.walk() if below.first and isinstance(below.entry, Pattern)]


def words(site: Site, language: str) -> dict[str, str]:
    """Of the interface."""
    catalog = load(site.project / "catalog", "catalog")[0]
    return dict(catalog.strings[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_prints_as_a_decision_sheet(site: Site, graph: Graph, page: Page, language: str) -> None:
    """The problem, the tree, the comparison, when to use each pattern and when not, its address in both forms."""
    said = words(site, language)
    for number, (area, branch) in enumerate(groups(graph)):
        id = branch.entry.id
        opened(page, site, area, language, f"#sheet-{id}")
        tree = page.locator(f"#diagram-{id} .pl-diagram text").all_text_contents()
        paper = printed(page, FORMATS[number % 2])
        address = f"{SITE_URL}{site.prefix(language)}p/{id}/"
        told = patterns(branch)
        assert paper.pages[0].startswith(squeezed(branch.entry.name[language])), id
        assert out_of_shape(paper, address) == [], id
        assert any(all(squeezed(label) in text for label in tree) for text in paper.pages), id
        assert [text for text in page.evaluate(TOLD, id) if squeezed(text) not in paper.text] == [], id
        assert [one.id for one in told if squeezed(one.name[language]) not in paper.text] == [], id
        assert squeezed(said["benefits"] + said["liabilities"]) not in paper.text, id
        others = [squeezed(text).rstrip("¶") for text in page.locator(f"article h2:not(#{id})").all_text_contents()]
        assert [one for one in others for text in paper.pages[1:] if text.startswith(one)] == [], id
        assert paper.outside(MARGIN) == [], id
        assert len(paper.pages) <= 1 + len(told), id


@pytest.mark.parametrize("size", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_prints_as_a_booklet(site: Site, graph: Graph, page: Page, language: str, size: str) -> None:
    """A cover with the contents, whose lines lead to their sections in order; each group from a page of its own."""
    # A booklet of the largest has a hundred pages: once is enough.
    largest = max(graph.areas, key=lambda area: sum(1 for _ in graph.outline(area).walk()))
    for area in (graph.areas[0], largest) if (language, size) == (LANGUAGES[0], FORMATS[0]) else graph.areas[:1]:
        opened(page, site, area.id, language)
        headings = [text.removesuffix("¶") for text in page.locator(HEADINGS).all_text_contents()]
        paper = printed(page, size)
        reader = PdfReader(io.BytesIO(paper.data))
        cover = paper.pages[0]
        assert cover.startswith(squeezed(area.name[language])), area.id
        assert out_of_shape(paper, f"{SITE_URL}{site.prefix(language)}p/{area.id}/") == [], area.id
        numbered = [page or 0 for _, page in islice(links(reader), len(headings))]
        assert numbered == sorted(numbered), area.id
        assert numbered[0] > 0, area.id
        sections = [squeezed(text).rstrip("¶") for text in page.locator("article h2").all_text_contents()]
        starts = [f"{number}{section}" for number, section in enumerate(sections, 1)]
        assert [one for one in starts if not any(text.startswith(one) for text in paper.pages[1:])] == [], area.id
        unnumbered = [re.sub(r"^[\d.]+\u2002", "", title) for title in bookmarks(paper.data)]
        assert unnumbered[-len(headings) :] == headings, area.id
        assert paper.outside(MARGIN) == [], area.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_fills_its_first_page_and_its_picture_is_read(
    site: Site, graph: Graph, page: Page, language: str
) -> None:
    """In whole or in pieces, with letters of 6.5 points at least."""
    found = {}
    for example in graph.of(DesignExample):
        page.goto((site.folder(language) / "examples" / example.id / "index.html").as_uri())
        names = {squeezed(name) for name in page.locator(".pl-picture .component text").all_text_contents()}
        paper = printed(page, "A4")
        small = {
            f"page {number}: {one.size:.1f} pt"
            for number in range(1, len(paper.pages) + 1)
            for one in paper.letters(number)
            if one.size < 6.49
        }
        told = [*small, *(f"nowhere: {name}" for name in names if name not in paper.text)]
        found[example.id] = [*told, *(["a first page with room"] if paper.filled(1) < 0.6 else [])]
    assert {id: lines for id, lines in found.items() if lines} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_begin_where_they_are_told_and_their_labels_stay_beside_them(
    site: Site, page: Page, language: str
) -> None:
    """No page is half empty as a long list begins on the next; no label is the last word of a page."""
    page.goto((site.folder(language) / "technologies" / "index.html").as_uri())
    labels = {squeezed(text) for text in page.locator(".pl-facts dt").all_text_contents()}
    paper = printed(page, "A4")
    assert [number for number in range(1, len(paper.pages)) if paper.filled(number) < 0.6] == []
    assert [(number, text[-20:]) for number, text in enumerate(paper.pages, 1) if text.endswith(tuple(labels))] == []
