"""What a link depends on makes it part of something else, or tells how something is done."""

from __future__ import annotations

import pytest

from patternloom.adr.governed import governing, of_another, past_subject
from patternloom.adr.words import words


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        ("the price of ", True),
        ("we talked about the ", True),
        ("close to those of ", True),
        ("in the absence of ", True),
        ("we use a combination of ", False),
        ("we use the one of ", False),
        ("it becomes a saga in the hands of one ", False),
        ("it stands under the control of the ", False),
    ],
)
def test_a_link_may_be_told_of_something_else(lead: str, other: bool) -> None:
    found = governing(lead)
    assert found
    assert of_another(lead, found, words().sentences["en"]) == other


def test_an_object_depends_on_no_preposition() -> None:
    assert governing("we use ") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the plan of 2019 (a queue, *A* for it) was a good plan", True),
        ("the plan of 2019 (a queue, *A* for it) is what we do", False),
        ("we use a relay (a queue, *A* for it) was said", False),
        ("the plan (see below) with *A* (for it) was good", False),
        ("the plan with *A* was good", False),
    ],
)
def test_a_bracket_belongs_to_what_stands_before_it(text: str, told: bool) -> None:
    closed = past_subject(text, 0, len(text), text.index("*"), words().sentences["en"])
    assert (closed > text.index("*")) == told
