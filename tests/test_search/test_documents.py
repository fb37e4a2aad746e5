"""Every entry with an address can be found, by each of its names in any language, with what it is in a sentence."""

from __future__ import annotations

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.model.kinds import KINDS
from patternloom.search.documents import Document, documents
from patternloom.site.pages import Address, Plan


def found(catalog: Catalog, language: str, *ids: str) -> dict[str, Document]:
    """The documents of these entries, all of them on one page."""
    plan = Plan({}, {id: Address("page.md", id) for id in ids})
    made = documents(build_graph(catalog), plan, language, lambda path: path.replace(".md", "/"))
    return dict(zip(ids, made, strict=True))


def test_a_pattern_is_known_by_its_names_in_every_language(real_catalog: Catalog) -> None:
    saga = found(real_catalog, "ja", "saga")["saga"]
    assert (saga.url, saga.title, saga.kind, saga.place) == ("page/#saga", "Saga", "パターン", "マイクロサービス領域")
    assert {"サーガ", "Saga pattern"} <= set(saga.names)
    assert "Saga" not in saga.names
    assert saga.summary.startswith("1つの業務処理を")


def test_a_work_is_known_by_title_and_authors_and_comes_late(real_catalog: Catalog) -> None:
    both = found(real_catalog, "en", "richardson-2018", "saga")
    assert {"Chris Richardson", "Microservices Patterns: With examples in Java"} <= set(both["richardson-2018"].names)
    assert both["richardson-2018"].weight < both["saga"].weight


def test_a_page_of_its_own_has_no_anchor_and_every_kind_that_is_shown_says_what_it_is(real_catalog: Catalog) -> None:
    shown = [
        next(entry.id for entry in real_catalog.entries.values() if isinstance(entry, kind.type))
        for kind in KINDS
        if kind.linkable
    ]
    for language in real_catalog.settings.languages:
        made = found(real_catalog, language, *shown).values()
        assert [one.title for one in made if not (one.kind and one.summary) and "figure" not in one.url] == [
            one.title for one in made if one.title and not one.summary
        ]
        assert all(one.kind for one in made)
