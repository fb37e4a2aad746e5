"""Without JavaScript: everything is there to be read, and every way leads on."""

from __future__ import annotations

import pytest
from catalog_facts import LANGUAGES, OTHERS, Facts
from conftest import OpenReader
from reading import Reader

# What a reader should see and cannot; and what only a script could serve.
READABLE = """() => {
    const visible = (element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    // A tab's contents can be reached where its label is there to be chosen, which needs no script.
    const label = (tab) =>
        tab.closest(".tabbed-set").querySelector(".tabbed-labels").children[[...tab.parentElement.children].indexOf(tab)];
    const seen = (element) => {
        const tab = element.closest(".tabbed-block");
        return visible(tab && !visible(tab) ? label(tab) : element);
    };
    // Of a figure, either the picture or its text: a phone has no room for the former.
    const figures = [...document.querySelectorAll(".pl-figure:has(.pl-diagram)")];
    const bare = figures.filter((figure) =>
        !seen(figure.querySelector(".pl-figure__picture")) && !seen(figure.querySelector(".pl-figure__text")));
    const parts = [...document.querySelectorAll(
        "article :is(h1, h2, h3, h4, h5, p, li, dt, dd, table, caption, th, td, figcaption b)",
    )].filter((element) => element.textContent.trim() && !element.closest(".pl-figure__text")).concat(bare);
    const useless = [...document.querySelectorAll(".pl-button")];
    return {
        hidden: parts.filter((element) => !seen(element)).map((element) => element.textContent.trim().slice(0, 60)),
        useless: useless.filter(seen).map((element) => element.textContent.trim().slice(0, 60)),
        source: /flowchart (LR|TB)|accTitle/.test(document.querySelector("article").innerText),
        parts: parts.length,
    };
}"""


@pytest.mark.matrix
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read(reader: OpenReader, facts: Facts, language: str) -> None:
    """On a phone and at a desk: headings, tables, lists and pictures show; buttons do not."""
    somebody = reader(script=False)
    found = {}
    for page in facts.pages(language):
        somebody.open(page, drawn=False)
        for width in (320, 1440):
            somebody.page.set_viewport_size({"width": width, "height": 900})
            seen = somebody.see(READABLE)
            assert seen.pop("parts") > 2, page
            # Where tables are cards, each cell repeats its column's head, which is only there for screen readers.
            found[page, width] = seen
    assert found == {place: {"hidden": [], "useless": [], "source": False} for place in found}


@pytest.mark.parametrize(("language", "other"), OTHERS)
def test_the_language_link_leads_to_the_same_page(reader: OpenReader, facts: Facts, language: str, other: str) -> None:
    """To its top: the anchor needs a script."""
    somebody = reader(script=False)
    address = facts.area_pages(language)[0]
    page = somebody.open(address, drawn=False)
    page.locator(f".pl-languages a[hreflang={other}]").click()
    assert somebody.path == facts.prefix(other) + address.removeprefix(facts.prefix(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_permanent_address_leads_on(reader: OpenReader, facts: Facts, language: str) -> None:
    """By the page's own refresh, to the anchor; a link with the entry's name stands there for whom it does not."""
    somebody = reader(script=False)
    ids = [id for id, address in facts.plan.addresses.items() if address.anchor]
    for id in (ids[0], ids[len(ids) // 2], ids[-1]):
        somebody.page.goto(f"{somebody.host.url}{facts.prefix(language)}p/{id}/")
        somebody.page.wait_for_url(f"**/{facts.address(id, language)}")
        assert somebody.path == facts.address(id, language)
        assert in_view(somebody, id)


def in_view(somebody: Reader, id: str) -> bool:
    """Whether the window shows the element."""
    return somebody.see(
        "(id) => { const { top } = document.getElementById(id).getBoundingClientRect();"
        " return top > -5 && top < innerHeight; }",
        id,
    )
