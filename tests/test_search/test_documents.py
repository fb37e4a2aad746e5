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
    assert {"サーガ", "サガ", "Saga pattern"} <= set(saga.names)
    assert "Saga" not in saga.names
    assert saga.summary.startswith("1つの業務処理を")


def test_what_readers_type_is_known_in_their_language_alone(real_catalog: Catalog) -> None:
    """Symptoms of a pattern, and forms that a term says are not used: somebody uses them."""
    for language, typed, other in (("en", "double payment", "二重決済"), ("ja", "二重決済", "double payment")):
        names = found(real_catalog, language, "idempotency-key")["idempotency-key"].names
        assert typed in names
        assert other not in names
    assert "べき等" in found(real_catalog, "ja", "term-idempotency")["term-idempotency"].names


def test_a_work_is_known_by_title_and_authors_and_comes_late(real_catalog: Catalog) -> None:
    both = found(real_catalog, "en", "richardson-2018", "saga")
    whole, short = "Microservices Patterns: With examples in Java", "Microservices Patterns"
    assert {"Chris Richardson", whole, short} <= set(both["richardson-2018"].names)
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
