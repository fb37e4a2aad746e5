"""A key is the first number of its letter that was never given."""

from __future__ import annotations

from projects import Project
from validating import read

from patternloom.lock.keys import keys_of_entry, letter_of, missing_keys
from patternloom.model.patterns import Pattern, ProblemArea

BOTH = {"en": "x", "ja": "y"}
RYE = {"id": "rye", "name": "Rye", "summary": BOTH, "status": "situational", "reviewed": "2026-01-01"}


def test_letters_tell_the_field() -> None:
    fields = ("when_to_use", "when_not_to_use", "benefits", "liabilities", "notes", "release")
    assert [letter_of(field) for field in fields] == ["u", "a", "b", "l", "n", "r"]


def test_a_number_is_never_given_twice() -> None:
    benefits = [{"text": BOTH}, {"key": "b2", "text": BOTH}, {"text": BOTH}]
    entry = read(Pattern, {**RYE, "benefits": benefits, "when_to_use": [{"text": BOTH}]})
    assert keys_of_entry(entry) == ("b2",)
    assert missing_keys(entry, ["b7", "b1"]) == {("when_to_use", 0): "u1", ("benefits", 0): "b8", ("benefits", 2): "b9"}


def test_an_entry_with_keys_needs_none(project: Project) -> None:
    area = project.load().entries["baking"]
    assert isinstance(area, ProblemArea)
    assert missing_keys(area, ()) == {}
