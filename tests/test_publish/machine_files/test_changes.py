"""Changes of meaning, told by what the lock remembers and by nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from published_links import links_of

from patternloom.lock.record import Record, Revision
from patternloom.publish.machine_files.changes import Change, changes_of, followed
from patternloom.publish.sources import Sources


def told(past: Sources, id: str, language: str = "en") -> list[Change]:
    """What became of an entry."""
    assert past.records
    return list(changes_of(past.records[id], links_of(past, language)))


def test_a_revision_is_told_by_the_name_that_it_had_and_the_fields_that_changed(past: Sources) -> None:
    assert told(past, "sourdough") == [
        Change(
            id="sourdough",
            kind="pattern",
            date=dt.date(2026, 1, 20),
            path="p/sourdough/r3/",
            title="Sourdough: Name changed",
            reason="The names that bakers use today, and what they take first.",
            fields=("name",),
        ),
        Change(
            id="sourdough",
            kind="pattern",
            date=dt.date(2026, 1, 14),
            path="p/sourdough/r2/",
            title="Levain: Liabilities changed",
            reason="Bakers who run one told us so.",
            fields=("liabilities",),
        ),
    ]


def test_a_status_is_told_with_what_it_is_now(past: Sources) -> None:
    (change,) = told(past, "yeast")
    assert change.title == "Baker's yeast: status changed to recommended"
    (change,) = told(past, "yeast", "ja")
    assert change.title == "イースト：評価を「推奨」に変更"


def test_a_status_and_more_are_one_line(past: Sources) -> None:
    assert past.records
    record = past.records["yeast"]
    both = replace(record, current=replace(record.current, changed=("status", "benefits", "mood")))
    (change, *_) = changes_of(both, links_of(past))
    assert change.title == "Baker's yeast: status changed to recommended, Benefits, mood changed"


def test_what_is_gone_says_why(past: Sources) -> None:
    (change,) = told(past, "egg-wash")
    assert (change.title, change.path, change.date) == (
        "Egg wash: retired",
        "p/egg-wash/#retired",
        dt.date(2026, 1, 20),
    )
    assert change.reason.startswith("Egg on a crust is no way of baking")
    assert change.fields == ()


def test_a_first_revision_and_other_words_are_no_change(past: Sources) -> None:
    assert told(past, "autolyse") == []
    assert past.records
    assert past.records["yeast"].editorial != ()
    assert [change.fields for change in told(past, "yeast")] == [("status",)]


def test_works_and_corrections_are_not_followed(past: Sources) -> None:
    assert past.records
    kinds = {record.kind for record in followed(past.records.values())}
    assert {"pattern", "area", "group", "technology", "category", "figure"} <= kinds
    assert kinds & {"reference", "erratum"} == set()


def test_a_record_of_what_the_catalog_has_no_more_has_a_name_too(past: Sources) -> None:
    day = dt.date(2026, 1, 1)
    first = Revision(1, day, was={"name": "Rye"})
    record = Record("rye", "pattern", Revision(2, day, changed=("name",)), {"name": "Dark rye"}, earlier=(first,))
    (change,) = changes_of(record, links_of(past))
    assert change.title == "Dark rye: Name changed"
