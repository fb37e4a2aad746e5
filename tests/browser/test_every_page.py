"""Every page, in every language and both palettes: quiet, within its window, and free of what axe-core finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from catalog_facts import LANGUAGES, PALETTES, Facts, in_turn, turn
from conftest import OpenReader
from reading import Reader

WIDTHS = (320, 360, 768, 1440, 3840)

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""axe-core's rules about colours: its slowest ones, and the only ones that a palette can break."""

# What glides to its new place is there at once.
TOO_WIDE = """() => {
    for (const animation of document.getAnimations()) if (animation.constructor.name === "CSSTransition") animation.finish();
    if (document.scrollingElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")}`)
        .slice(-3)
        .concat(`page: ${document.scrollingElement.scrollWidth}`);
}"""

# Of the words that look alike, as they stand in the same elements of the same classes, two: marked for axe-core.
ONE_OF_EACH_LOOK = """() => {
    const seen = {};
    for (const element of document.querySelectorAll("body *")) {
        if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
        let look = "";
        for (let at = element; at; at = at.parentElement) look += ` ${at.tagName}.${at.getAttribute("class")}`;
        seen[look] = (seen[look] ?? 0) + 1;
        if (seen[look] <= 2) element.dataset.look = "";
    }
}"""


def too_wide(somebody: Reader, *widths: int) -> list[str]:
    """What is wider than the window, at each of these widths in turn."""
    found = []
    for width in widths:
        somebody.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {what}" for what in somebody.see(TOO_WIDE)]
    return found


def violations(somebody: Reader, *, code: bool = True, without: Sequence[str] = ()) -> list[str]:
    """What axe-core finds at level AA and by its best practices, a line an element; without `code`, not in listings."""
    options: dict[str, Any] = {"runOnly": LEVELS, "rules": {rule: {"enabled": False} for rule in without}}
    return judged(somebody, {} if code else {"exclude": [[".highlight"]]}, options)


def dim(somebody: Reader) -> list[str]:
    """What axe-core finds of colors: words that do not stand out, a line an element."""
    somebody.see(ONE_OF_EACH_LOOK)
    return judged(somebody, {"include": [["[data-look]"]]}, {"runOnly": {"type": "rule", "values": COLOURS}})


def judged(somebody: Reader, context: dict[str, Any], options: dict[str, Any]) -> list[str]:
    """What axe-core says, in a part of the page."""
    options |= {"resultTypes": ["violations"], "iframes": False}
    result = Axe().run(somebody.page, context=context or None, options=options)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("all", [False, pytest.param(True, marks=pytest.mark.matrix)], ids=["some", "all"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_each_kind_loaded_on_a_phone_complains_and_scrolls_not(
    reader: OpenReader, facts: Facts, language: str, all: bool
) -> None:
    """No error (`reader` sees to that), nothing wider than the window, and nothing that bars anybody.

    Some: areas and examples in each language, each other kind in one.
    """
    somebody = reader(width=320)
    found = {}
    often = [facts.area_pages(language)[0], facts.example_pages(language)[0]]
    rest = [page for page in facts.kinds_of_pages(language) if page not in often]
    for page in (*often, *(rest if all else rest[LANGUAGES.index(language) :: len(LANGUAGES)])):
        somebody.page.set_viewport_size({"width": 320, "height": 900})
        somebody.open(page)
        found[page] = too_wide(somebody, 320, 360) + violations(somebody, code=False, without=COLOURS)
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.matrix
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_every_window_and_bars_nobody(reader: OpenReader, facts: Facts, language: str) -> None:
    """On a phone and at a desk, one of each kind on a tablet and a wall too; WCAG 2.2 as far as axe-core can judge.

    Listings, alike on all pages, are looked at on those of each kind.
    """
    somebody = reader()
    kinds = facts.kinds_of_pages(language)
    found = {}
    for page in facts.pages(language):
        somebody.open(page)
        found[page] = too_wide(somebody, *((320, 768, 3840, 1440) if page in kinds else (320, 1440)))
        found[page] += violations(somebody, code=page in kinds, without=COLOURS)
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.matrix
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("palette", PALETTES)
def test_colours_stand_out_in_either_palette(reader: OpenReader, facts: Facts, palette: str, language: str) -> None:
    """On a page of each kind, and on the largest of those that are alike."""
    somebody = reader(palette=palette)
    found = {}
    for page in (*facts.kinds_of_pages(language), facts.area_pages(language)[-1], facts.example_pages(language)[-1]):
        somebody.open(page)
        found[page] = dim(somebody)
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("language", "palette"), in_turn(PALETTES))
def test_axe_finds_nothing_on_a_phone(reader: OpenReader, facts: Facts, language: str, palette: str) -> None:
    """Where lists stand for diagrams and cards for tables; and with the drawer open."""
    somebody = reader(width=320, palette=palette)
    somebody.open(facts.area_pages(language)[0])
    assert violations(somebody) == []
    somebody.page.locator("label.md-header__button[for=__drawer]").click()
    somebody.page.wait_for_function(
        "() => document.querySelector('.md-sidebar--primary').getBoundingClientRect().left === 0"
    )
    assert violations(somebody) == []


@pytest.mark.parametrize("language", turn(0))
def test_the_list_that_a_reader_asked_for_is_accessible_too(reader: OpenReader, facts: Facts, language: str) -> None:
    """All diagrams of a page turned into lists."""
    somebody = reader()
    somebody.open(facts.area_pages(language)[0])
    for button in somebody.page.locator(".pl-figure__toggle").all():
        button.click()
    assert violations(somebody) == []


@pytest.mark.matrix
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_at_twice_its_size_stays_on_the_page(reader: OpenReader, facts: Facts, language: str) -> None:
    """Text zoomed to 200 % makes no page scroll sideways and lets nothing in the header overlap."""
    somebody = reader(width=1280)
    found = {}
    for page in facts.kinds_of_pages(language):
        somebody.open(page)
        somebody.see(
            "() => { const root = document.documentElement;"
            " root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`; }"
        )
        found[page] = somebody.see(TOO_WIDE) + somebody.see(OVERLAPS)
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("language", "width"), in_turn(WIDTHS))
def test_nothing_in_the_header_overlaps_or_is_cut_off(
    reader: OpenReader, facts: Facts, language: str, width: int
) -> None:
    """The site's name is readable in full, and each switch has its own place."""
    somebody = reader(width=width)
    somebody.open(facts.area_pages(language)[0])
    cut = "() => { const name = document.querySelector('.md-header__topic .md-ellipsis');"
    cut += " return name.scrollWidth > name.clientWidth ? [name.textContent.trim()] : []; }"
    assert somebody.see(OVERLAPS) + somebody.see(cut) == []


OVERLAPS = """() => {
    const parts = [...document.querySelectorAll(
        ".md-header__title, .md-header .pl-languages > li, .md-header__inner > .md-header__button,"
        + ".md-header__option label, .md-search__form",
    )].map((element) => [element, element.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
    const shown = (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim()}`;
    const found = parts
        .filter(([, box]) => box.left < 0 || box.right > innerWidth).map(([element]) => `outside: ${shown(element)}`);
    parts.forEach(([one, a], number) => parts.slice(number + 1).forEach(([other, b]) => {
        const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
        if (!apart) found.push(`${shown(one)} / ${shown(other)}`);
    }));
    return found;
}"""
