"""Which unknown keys stand for keys that are missing."""

from __future__ import annotations

from typing import Any

import pytest

from patternloom.catalog.meant_keys import by_other_names, field_for

FIELDS, TEXTS = ("name", "summary", "status", "reviewed"), ("name", "summary")
WORDS = {"en": "a"}


def missing(*names: str) -> list[Any]:
    return [{"type": "missing", "loc": (name,), "input": {}} for name in names]


def unknown(**keys: Any) -> list[Any]:
    return [{"type": "unexpected_keyword_argument", "loc": (key,), "input": value} for key, value in keys.items()]


@pytest.mark.parametrize(
    ("details", "meant"),
    [
        (missing("name") + unknown(title="a"), {"title": "name"}),
        (
            missing("name", "summary") + unknown(title=WORDS, description=WORDS),
            {"title": "name", "description": "summary"},
        ),
        (missing("reviewed") + unknown(date="2026-01-01"), {"date": "reviewed"}),
        (missing("name") + unknown(titel=WORDS), {"titel": "name"}),
        (missing("name") + unknown(titel="a"), {}),
        (missing("reviewed") + unknown(datum=WORDS), {}),
        (missing("name") + unknown(nane=WORDS), {}),
        (missing("name", "summary") + unknown(titel=WORDS), {}),
        (missing("name") + unknown(titel=WORDS, zahl=WORDS), {}),
        (unknown(title="a"), {}),
        ([{"type": "missing", "loc": ("notes", 0, "text"), "input": {}}, *unknown(titel=WORDS)], {}),
    ],
)
def test_a_key_by_another_name_is_the_one_that_is_missing(details: list[Any], meant: dict[str, str]) -> None:
    assert by_other_names(details, FIELDS, TEXTS) == meant


def test_a_field_is_known_by_what_people_call_it_where_the_entry_has_it() -> None:
    assert field_for("Pros", ("benefits",)) == "benefits"
    assert field_for("pros", ("name",)) == ""
    assert field_for("zzz", ("benefits",)) == ""
