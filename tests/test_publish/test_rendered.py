"""Pages out of what the last build kept are those that rendering gives, and only what has changed is rendered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from site_fixture import Bakery

from patternloom.catalog.graph import Graph
from patternloom.pictures.draw import draw, drawings_of
from patternloom.publish import rendered as module
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.drawn import Drawn
from patternloom.publish.rendered import once_made, rendered
from patternloom.publish.sources import Sources, read_sources
from patternloom.site.files import File
from patternloom.site.render import render
from patternloom.text import held


def sources_of(bakery: Bakery) -> Sources:
    """The bakery as it is now."""
    return read_sources(bakery.project())


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time that pictures are drawn: something was missing."""
    noted: list[str] = []

    def noting(graph: Graph, language: str) -> Drawn:
        noted.append(language)
        return Drawn(graph, language)

    monkeypatch.setattr(module, "Drawn", noting)
    return noted


def pages(sources: Sources, kept: BuildCache, only: set[str] | None = None) -> tuple[File, ...]:
    """The pages, as another build has them."""
    kept.begin()
    return rendered(sources, "de", held.marked, "svg", kept, only)


def plain(sources: Sources) -> tuple[File, ...]:
    """The pages as rendering alone gives them."""
    pictures = draw(drawings_of(sources.graph, "de"))
    return render(sources.graph, sources.plan, "de", sources.macros, pictures, held.marked, "svg")


def test_the_pages_are_those_that_rendering_gives_and_the_second_time_nothing_is_made(
    bakery: Bakery, drawn: list[str]
) -> None:
    sources, kept = sources_of(bakery), BuildCache(None)
    assert pages(sources, kept) == pages(sources_of(bakery), kept) == plain(sources)
    assert drawn == ["de"]


EDITS = {
    "a template": ("content/start.md", "Zuerst", "Vor allem"),
    "an entry": ("catalog/dough.yaml", "name: {de: Teig, fr: Pâte}", "name: {de: Der Teig, fr: La pâte}"),
    "a word": ("catalog/strings/de.yaml", "\nareas: Gewerke", "\nareas: Handwerk"),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_pages_are_those_that_rendering_gives(name: str, bakery: Bakery, drawn: list[str]) -> None:
    kept = BuildCache(None)
    pages(sources_of(bakery), kept)
    bakery.replace(*EDITS[name])
    sources = sources_of(bakery)
    assert pages(sources, kept) == plain(sources)
    assert drawn == ["de", "de"]


def test_one_page_comes_with_what_lies_beside_it(bakery: Bakery) -> None:
    sources, kept = sources_of(bakery), BuildCache(None)
    page = pages(sources, kept, {"areas/dough.md"})
    assert [file.path for file in page] == ["areas/dough.md", "areas/dough/pictures-as-text.js"]
    assert set(page) < set(pages(sources, kept))
    assert pages(sources, kept, {"nowhere.md"}) == ()


def test_texts_of_one_key_are_made_once() -> None:
    files = (File("p/rye/r1/index.html", "Röstbrot".encode(), "catalog/rye.yaml", "de"), File("p/page.css", b""))
    kept, asked = BuildCache(None), []

    def make() -> tuple[File, ...]:
        asked.append(True)
        return files

    assert [once_made(kept, key, make) for key in ("a", "a", "b")] == [files, files, files]
    assert len(asked) == 2


def test_a_plugin_that_takes_tags_of_a_page_makes_another_one(bakery: Bakery) -> None:
    bakery.write("macros/loaf.txt", "A loaf.\n")
    bakery.write("content/start.md", '{{ t.home }}\n\n{% include "loaf.txt" %}\n')
    kept = BuildCache(None)
    assert any("A loaf." in file.text for file in pages(sources_of(bakery), kept))
    sources = read_sources(replace(bakery.project(), plugins=frozenset({"include-markdown"})))
    assert pages(sources, kept) == plain(sources)
