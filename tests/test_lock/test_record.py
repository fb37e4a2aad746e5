"""A record tells the meaning as it was in any of its revisions."""

from __future__ import annotations

import datetime as dt

import pytest

from patternloom.lock.record import Record, Revision, keys_of, of_language

DAY = dt.date(2026, 2, 1)
B1, B2 = {"key": "b1", "text": {"en": "one"}}, {"key": "b2", "text": {"en": "two"}}
RECORD = Record(
    id="rye",
    kind="pattern",
    current=Revision(3, DAY, changed=("reason", "benefits")),
    meaning={"name": "Rye", "reason": "new", "benefits": [B2]},
    earlier=(
        Revision(2, DAY, changed=("benefits",), was={"benefits": [B1, B2]}),
        Revision(1, DAY, was={"benefits": [B1]}),
    ),
)


def test_each_revision_is_told_as_it_was() -> None:
    assert RECORD.meaning_in(3) == RECORD.meaning
    assert RECORD.meaning_in(2) == {"name": "Rye", "benefits": [B1, B2]}
    assert RECORD.meaning_in(1) == {"name": "Rye", "benefits": [B1]}
    with pytest.raises(KeyError):
        RECORD.meaning_in(4)


def test_revisions_are_found_by_their_number() -> None:
    assert [one.number for one in RECORD.revisions] == [1, 2, 3]
    assert RECORD.revision(2) is RECORD.earlier[0]
    assert RECORD.revision(4) is None
    assert not RECORD.ended


def test_what_changed_since_a_revision_is_told_once_and_only_where_it_differs_today() -> None:
    assert RECORD.changed_since(1) == ("benefits", "reason")
    assert RECORD.changed_since(2) == ("reason", "benefits")
    assert RECORD.changed_since(3) == ()


def test_the_keys_of_a_revision_are_those_of_its_statements() -> None:
    assert [RECORD.keys_in(number) for number in (1, 2, 3)] == [("b1",), ("b1", "b2"), ("b2",)]
    assert list(keys_of({"release": {"key": "r1", "text": "x"}, "boxes": [{"id": "key"}]})) == ["r1"]


def test_a_text_from_before_a_language_is_told_in_another() -> None:
    assert of_language({"en": "x", "ja": "y"}, "ja") == "y"
    assert of_language({"en": "x"}, "ja") == "x"
    assert of_language({}, "ja") == ""
    assert of_language("x", "ja") == "x"
