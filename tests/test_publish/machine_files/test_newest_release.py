"""Which release a catalog is."""

from __future__ import annotations

import datetime as dt

from patternloom.lock.record import Record, Revision
from patternloom.publish.machine_files.newest_release import newest


def record(id: str, introduced: str | None, *releases: str | None) -> Record:
    """A record whose revisions came with these releases."""
    day = dt.date(2026, 1, 1)
    *earlier, current = (Revision(number, day, release) for number, release in enumerate(releases, 1))
    return Record(id, "pattern", current, {}, introduced, earlier=tuple(reversed(earlier)))


def test_it_is_the_newest_that_any_record_names() -> None:
    assert newest([record("a", "0.9.0", "0.9.0", "0.10.0", None), record("b", "0.2.0", None)]) == "0.10.0"


def test_there_is_none_before_the_first() -> None:
    assert newest([record("a", None, None)]) is None
    assert newest([]) is None
