"""What the model says of a place: its class, its keys, its words."""

from __future__ import annotations

from patternloom.catalog.field_types import (
    class_at,
    field_names,
    fields_of,
    hint_at,
    names_entries,
    options_at,
    parts_with,
    texts_at,
)
from patternloom.model.cited import CitedWork
from patternloom.model.patterns import Correlation, Pattern, Statement


def test_a_place_has_the_class_that_lists_and_what_is_optional_lead_to() -> None:
    assert class_at(Pattern, ("benefits", 0)) is Statement
    assert class_at(Pattern, ("correlations",)) is Correlation
    assert class_at(Pattern, ("correlations", 0, "references", 0)) is CitedWork
    assert class_at(Pattern, ("status",)) is None
    assert class_at(Pattern, ("nothing",)) is None
    assert hint_at(Pattern, ("status", "below")) is None


def test_a_place_has_keys_texts_and_words() -> None:
    assert "text" in field_names(Pattern, ("benefits", 0))
    assert fields_of(None) == ()
    assert options_at(Pattern, ("status",)) == ["recommended", "situational", "discouraged"]
    assert texts_at(Pattern, ("benefits", 0)) == ["text"]
    assert texts_at(Pattern, ("status",)) == []
    assert names_entries(Pattern, ("children",))
    assert not names_entries(Pattern, ("aliases",))
    assert not names_entries(Pattern, ("status", "below"))


def test_a_key_is_found_in_the_parts_that_have_it() -> None:
    assert list(parts_with(Pattern, (), "extent")) == ["correlations"]
    assert list(parts_with(Pattern, (), "nothing")) == []
