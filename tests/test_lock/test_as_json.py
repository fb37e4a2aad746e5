"""Records are the same when they come back from what a build has kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from remembered import REMEMBERED
from test_lock.test_write import DAY, FULL, MEANING, TEXTS

from patternloom.lock.as_json import as_json, from_json
from patternloom.lock.read import read_lock
from patternloom.lock.record import Record, Revision
from patternloom.problems.findings import Findings


def again(records: Mapping[str, Record]) -> Mapping[str, Record]:
    """The records, as a file of JSON gives them back."""
    return from_json(json.loads(json.dumps(as_json(records))))


def test_a_record_with_everything_comes_back_as_it_was() -> None:
    ended = Record("wheat", "pattern", Revision(1, DAY), {}, retired=DAY, into="rye")
    records = {"wheat": ended, "rye": FULL}
    assert again(records) == records
    assert list(again(records)) == ["wheat", "rye"]


@given(MEANING, TEXTS)
def test_whatever_a_meaning_holds_comes_back_as_it_was(meaning: dict[str, Any], reason: dict[str, str]) -> None:
    record = Record("rye", "pattern", Revision(1, DAY, None, reason), meaning)
    assert again({"rye": record}) == {"rye": record}


def test_a_whole_lock_comes_back_to_the_letter() -> None:
    """What is written out as text is a part of keys, so that other types of the same value would be another key."""
    records = read_lock(REMEMBERED / "catalog", "catalog", Findings())
    assert records
    assert repr(dict(again(records))) == repr(dict(records))
