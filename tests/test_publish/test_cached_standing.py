"""Entries are held against the lock once: what is told is the same as with nothing kept, whatever changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from recording import Remembering

from patternloom.lock.check import check_lock
from patternloom.publish import cached_standing as module
from patternloom.publish.cached_reading import reading_of
from patternloom.publish.cached_standing import lock_problems
from patternloom.publish.project import Project


def kept_and_not(remembering: Remembering, moved: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What the lock does not say: as far as that is kept, and with nothing kept."""
    project = remembering.project
    catalog, records = project.load(), remembering.records
    addresses = remembering.addresses(catalog) | moved
    here = Project(project.catalog.parent, project.catalog, None, project.catalog)
    told = lock_problems(here, catalog, records, addresses, reading_of(here.root), locked=False)
    fresh = check_lock(catalog, records, addresses, here.shown(here.catalog))
    return sorted(map(str, told)), sorted(map(str, fresh))


GROUP = "fermentation/leavening.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (GROUP, "lifts the dough", "raises the dough"),
        (GROUP, "key: l1", "key: l9"),
        ("lock/pattern/sourdough.yaml", "status: recommended", "status: situational"),
        ("lock/pattern/soda.yaml", "soap and metal", "soap"),
        ("lock/pattern/soda.yaml", "fermentation/#soda", "baking/#soda"),
        ("lock/pattern/yeast.yaml", "  name:\n    ja: [", "  name:\n    ja: [0"),
    ],
)
def test_entries_that_the_lock_knew_are_compared_again_when_they_or_their_records_change(
    file: str, old: str, new: str, remembering: Remembering
) -> None:
    _, before = kept_and_not(remembering, {})
    written = remembering.project.read(file)
    assert old in written
    remembering.project.write(file, written.replace(old, new))
    for _ in range(2):
        told, fresh = kept_and_not(remembering, {})
        assert told == fresh != before
    remembering.project.write(file, written)
    assert kept_and_not(remembering, {}) == (before, before)


def test_so_is_an_entry_that_has_moved(remembering: Remembering) -> None:
    assert len({tuple(one) for one in kept_and_not(remembering, {})}) == 1
    told, fresh = kept_and_not(remembering, {"yeast": "areas/baking/#yeast"})
    assert told == fresh
    assert any("'areas/baking/#yeast'" in one for one in told)


def test_entries_that_differed_in_nothing_are_not_compared_again(
    remembering: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out: list[set[str]] = []

    def noting(*arguments: Any, but: set[str], **others: Any) -> Any:
        left_out.append(set(but))
        return check_lock(*arguments, but=but, **others)

    monkeypatch.setattr(module, "check_lock", noting)
    for _ in range(2):
        kept_and_not(remembering, {})
    remembering.project.replace(GROUP, "lifts the dough", "raises the dough")
    kept_and_not(remembering, {})
    first, again, edited = left_out
    assert first == set()
    assert {"yeast", "soda"} <= again - edited
    assert "steam" not in again, "its translation is old, which is told each time"
    assert "dough-service" in edited
