"""Where a clause's verb begins, and whether it is one of the past."""

from __future__ import annotations

import pytest

from patternloom.adr.language.clause_verbs import told_in_past, verb_of
from patternloom.adr.language.words import words

RULES = words().sentences["en"]


@pytest.mark.parametrize(
    ("said", "verb"),
    [("also still needs a broker", "needs a broker"), ("needs a broker", "needs a broker"), ("", "")],
)
def test_a_clause_is_read_from_its_verb_on(said: str, verb: str) -> None:
    assert verb_of(said, RULES) == verb


@pytest.mark.parametrize(
    ("lead", "past"),
    [
        ("the portal had ", True),
        ("the portal asked for ", True),
        ("the portal is made with ", False),
        ("the shared ", None),
        ("on our ", None),
        ("the index built by ", None),
    ],
)
def test_the_first_verb_tells_the_time(lead: str, past: bool | None) -> None:
    assert told_in_past(lead, RULES) is past
