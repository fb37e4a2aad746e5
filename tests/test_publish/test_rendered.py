"""Pages out of what the last build kept are those that rendering gives, and only what has changed is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from site_fixture import Bakery

from patternloom.pictures.draw import Picture, draw, drawings_of
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.rendered import once_made, rendered
from patternloom.publish.sources import Sources, read_sources
from patternloom.site.files import File
from patternloom.site.render import render
from patternloom.text import held


def sources_of(bakery: Bakery) -> Sources:
    """The bakery as it is now."""
    return read_sources(bakery.project())


class Drawing:
    """Draws, and notes that it was asked to: something was missing."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.asked = 0

    def __call__(self) -> Mapping[str, Picture]:
        self.asked += 1
        return draw(drawings_of(self.sources.graph, "de"))


def pages(sources: Sources, kept: BuildCache, only: set[str] | None = None) -> tuple[tuple[File, ...], int]:
    """The pages, and how often something was drawn for them."""
    drawing = Drawing(sources)
    kept.begin()
    return rendered(sources, "de", drawing, held.marked, "svg", kept, only), drawing.asked


def plain(sources: Sources) -> tuple[File, ...]:
    """The pages as rendering alone gives them."""
    return render(sources.graph, sources.plan, "de", sources.macros, Drawing(sources)(), held.marked, "svg")


def test_the_pages_are_those_that_rendering_gives_and_the_second_time_nothing_is_made(bakery: Bakery) -> None:
    sources, kept = sources_of(bakery), BuildCache(None)
    first, second = pages(sources, kept), pages(sources_of(bakery), kept)
    assert first == (plain(sources), 1)
    assert second == (first[0], 0)


EDITS = {
    "a template": ("content/start.md", "Zuerst", "Vor allem"),
    "an entry": ("catalog/dough.yaml", "name: {de: Teig, fr: Pâte}", "name: {de: Der Teig, fr: La pâte}"),
    "a word": ("catalog/strings/de.yaml", "\nareas: Gewerke", "\nareas: Handwerk"),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_pages_are_those_that_rendering_gives(name: str, bakery: Bakery) -> None:
    kept = BuildCache(None)
    pages(sources_of(bakery), kept)
    bakery.replace(*EDITS[name])
    sources = sources_of(bakery)
    assert pages(sources, kept) == (plain(sources), 1)


def test_one_page_comes_with_what_lies_beside_it(bakery: Bakery) -> None:
    sources, kept = sources_of(bakery), BuildCache(None)
    page, _ = pages(sources, kept, {"areas/dough.md"})
    assert [file.path for file in page] == ["areas/dough.md", "areas/dough/pictures-as-text.js"]
    whole, _ = pages(sources, kept)
    assert set(page) < set(whole)
    assert pages(sources, kept, {"nowhere.md"}) == ((), 0)


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
    assert any("A loaf." in file.text for file in pages(sources_of(bakery), kept)[0])
    sources = read_sources(replace(bakery.project(), plugins=frozenset({"include-markdown"})))
    assert pages(sources, kept) == (plain(sources), 1)
