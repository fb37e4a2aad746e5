"""Every page, in every language and both palettes: quiet, within its window, and free of what axe-core finds."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from catalog_facts import LANGUAGES, PALETTES, Facts
from conftest import OpenReader
from reading import Reader

WIDTHS = (320, 360, 768, 1440, 3840)
LOADED_AT = {320: (320, 360), 1440: (768, 1440, 3840)}
"""At which width a page is loaded → the widths its window is then given."""

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# A box that glides to its new place has none to be judged by yet.
TOO_WIDE = """async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    if (document.scrollingElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")}`)
        .slice(-3)
        .concat(`page: ${document.scrollingElement.scrollWidth}`);
}"""


@pytest.mark.parametrize("width", LOADED_AT)
@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_complains_or_scrolls_sideways(
    reader: OpenReader, facts: Facts, language: str, palette: str, width: int
) -> None:
    """On a phone, a tablet, a desk and a wall: no error (`reader` sees to that) and nothing wider than the window.

    In the second palette, and at the widths between, one page of each kind: there the same script runs, or less can go
    wrong than in a narrower window.
    """
    somebody = reader(width=width, palette=palette)
    found = {}
    kinds = facts.kinds_of_pages(language)
    for page in facts.pages(language) if palette == PALETTES[0] else kinds:
        somebody.page.set_viewport_size({"width": width, "height": 900})
        somebody.open(page)
        # How wide things are does not depend on their colours.
        for narrow in LOADED_AT[width] if palette == PALETTES[0] and page in kinds else (width,):
            somebody.page.set_viewport_size({"width": narrow, "height": 900})
            wide = somebody.see(TOO_WIDE)
            if wide:
                found[page, narrow] = wide
    assert found == {}


def violations(somebody: Reader, *, code: bool = True) -> list[str]:
    """What axe-core finds at level AA, a line an element; without `code`, not in listings."""
    options: dict[str, Any] = {"runOnly": LEVELS, "resultTypes": ["violations"], "iframes": False}
    result = Axe().run(somebody.page, context=None if code else {"exclude": [[".highlight"]]}, options=options)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} {node['failureSummary']}"
        for rule in result.response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(reader: OpenReader, facts: Facts, language: str, palette: str) -> None:
    """WCAG 2.2, levels A and AA, at a desk; in the second palette one page of each kind, as its colours are the same.

    All pages about examples in the first language, one in the others. Listings, which are coloured alike and have
    thousands of elements, are looked at on one of them.
    """
    somebody = reader(palette=palette)
    found = {}
    pages = facts.pages(language) if palette == PALETTES[0] else facts.kinds_of_pages(language)
    alike = facts.example_pages(language)[1:] if language != facts.languages[0] else []
    for page in (page for page in pages if page not in alike):
        somebody.open(page)
        found[page] = violations(somebody, code=page not in facts.example_pages(language)[1:])
    assert {page: lines for page, lines in found.items() if lines} == {}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("language", LANGUAGES)
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_that_a_reader_asked_for_is_accessible_too(reader: OpenReader, facts: Facts, language: str) -> None:
    """All diagrams of a page turned into lists."""
    somebody = reader()
    somebody.open(facts.area_pages(language)[0])
    for button in somebody.page.locator(".pl-figure__toggle").all():
        button.click()
    assert violations(somebody) == []


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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
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
