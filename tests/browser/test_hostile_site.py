"""A site whose catalog is full of payloads, opened once by a real browser: nothing of them runs, and all is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import OpenReader
from host import Host, serve
from payload_build import built
from payloads import Planted, shown
from reading import Reader
from test_search import open_search

# Every payload that runs says the name of its tag.
WATCH = """
window.ran = [];
for (let number = 0; number < 2000; number++) {
  const name = `Zq${String(number).padStart(4, "0")}z`;
  Object.defineProperty(window, name, { get() { window.ran.push(name); return () => 0; } });
}
"""
LEADS_ASTRAY = """() => [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => /^on/i.test(name) || /^\\s*(javascript|data|vbscript):/i.test(value) && name !== "href")
    .map(({ name, value }) => `${element.tagName} ${name}=${value}`))"""
LINKS = """() => [...document.links].map((link) => link.protocol).filter((protocol) => !/^(https?|mailto):$/.test(protocol))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Path, Planted]]:
    """The site, as a host serves it that sends no policy."""
    site, planted = built(tmp_path_factory.mktemp("hostile"), "everything")
    with serve(site) as host:
        yield host, site, planted


@pytest.mark.matrix
def test_no_payload_runs_in_any_page(reader: OpenReader, hostile: tuple[Host, Path, Planted]) -> None:
    """Pages, their diagrams, the search, a picture in its dialog, a copied text, the gallery's filter."""
    host, site, planted = hostile
    somebody = reader(at=host)
    somebody.context.add_init_script(WATCH)
    pages = sorted(page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
    for page in (page for page in pages if not page.startswith("p/")):
        somebody.open(f"{page}/" if page != "." else "")
        if page in ("areas/fermentation", "examples/oven"):
            for button in somebody.page.locator(".pl-button:visible").all()[:3]:
                button.click()
                somebody.page.keyboard.press("Escape")
        nothing_ran(somebody, page)
    somebody.open("areas/fermentation/")
    for label in labels(somebody):
        # With a word below it, for what is discouraged.
        assert label == "…" or any(shown(text) in label for text in planted.texts.values()), label
    open_search(somebody)
    somebody.page.keyboard.type("fermentation")
    somebody.page.keyboard.press("Enter")
    nothing_ran(somebody, "search")
    somebody.page.locator(".md-search__input").fill("Zq")
    somebody.page.wait_for_timeout(500)
    nothing_ran(somebody, "search")


def nothing_ran(somebody: Reader, page: str) -> None:
    """Neither now nor at a reader's click."""
    assert somebody.see("() => window.ran") == [], page
    assert somebody.see(LEADS_ASTRAY) == [], page
    assert somebody.see(LINKS) == [], page
    assert somebody.see("() => [...document.scripts].filter((script) => /Zq\\d{4}z/.test(script.text)).length") == 0
    assert somebody.page.locator("iframe:not(#__search-worker), object, embed, base, form[action*=Zq]").count() == 0


def labels(somebody: Reader) -> list[str]:
    """What mermaid shows in its nodes."""
    return [
        shown(text).replace("\u2060", "") for text in somebody.page.locator(".mermaid .nodeLabel").all_inner_texts()
    ]
