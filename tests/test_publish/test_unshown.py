"""An entry that no page shows is told, once a kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import Project

from patternloom.catalog.load import Catalog, load
from patternloom.model.kinds import kind_of
from patternloom.publish.unshown import unshown


@pytest.fixture
def small_catalog(project: Project) -> Catalog:
    return load(project.catalog, "catalog")[0]


def of_kind(catalog: Catalog, kind: str) -> list[str]:
    return [id for id, entry in catalog.entries.items() if kind_of(entry).name == kind]


def test_the_entries_of_a_kind_that_no_page_shows_are_told_at_the_first(small_catalog: Catalog) -> None:
    lost = of_kind(small_catalog, "technology")
    (told,) = unshown(small_catalog, small_catalog.entries.keys() - set(lost), None)
    assert (told.mark, told.severity, told.rule) == (small_catalog.places[lost[0]].mark("id"), "warning", "unused")
    assert told.message.startswith(f"no page shows the technology '{lost[0]}'")
    assert list(unshown(small_catalog, small_catalog.entries, None)) == []


def test_more_than_three_are_counted(small_catalog: Catalog) -> None:
    first = small_catalog.entries[of_kind(small_catalog, "technology")[0]]
    more = {f"t{number}": first for number in range(5)}
    places = dict.fromkeys(more, small_catalog.places[first.id])
    many = replace(
        small_catalog,
        entries={**small_catalog.entries, **more},
        places={**small_catalog.places, **places},
    )
    (told,) = unshown(many, small_catalog.entries.keys(), None)
    assert told.message == "no page shows the technology 't0', 't1', 't2' and 2 more, expected one that does"


@pytest.mark.parametrize("kind", ["reference", "technology-kind"])
def test_what_prose_cannot_lead_to_needs_no_page(small_catalog: Catalog, kind: str) -> None:
    lost = set(of_kind(small_catalog, kind))
    assert list(unshown(small_catalog, small_catalog.entries.keys() - lost, None)) == []
