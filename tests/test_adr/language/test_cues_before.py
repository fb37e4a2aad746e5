"""What denies, gives a reason or begins anew in a sentence is found in order."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.cues_before import events_of, we_do
from patternloom.adr.language.words import words

RULES = words().sentences["en"]


def events(text: str) -> list[str]:
    """What is found beside ends of clauses, and the words that say it."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer(r"\b[ABC]\b", text)]
    lower = text.lower()
    found = events_of(lower, 0, len(text), links, RULES)
    return [f"{kind} {lower[begins:ends]}" for kind, begins, ends in found if kind != "clause"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we do not use A", ["deny not"]),
        ("nobody argued against A", []),
        ("they move collars from A to B", ["swap move collars from", "swapped to", "open to"]),
        ("A was ruled out and B chosen", []),
        ("A was rejected, B it is", []),
        ("that plan was dropped: A will do", []),
        ("the following was dropped: A", ["deny dropped"]),
        ("we leave A alone and use B", ["turn and use"]),
        ("we consider A the best", []),
        ("we consider A", ["deny consider"]),
        ("unlike the shop, which uses A", ["open unlike", "lack unlike", "lack which uses"]),
        ("B, which uses A", []),
        ("if it is slow, switch to A", ["deny switch to", "open to"]),
        ("as it is fast, we use A", ["reason as", "reason as it", "turn we use"]),
        ("we use B, as A with one queue each", ["turn we use"]),
        ("we use B, as A is fast", ["turn we use", "reason as"]),
        ("we stop reading A", ["deny stop reading"]),
        ("we replace A with B", ["swap replace", "swapped with"]),
        ("we will therefore implement A", ["turn we will therefore implement"]),
    ],
)
def test_words_that_change_how_a_link_is_meant(text: str, found: list[str]) -> None:
    assert [one for one in events(text) if one.split()[0] != "lack" or "lack" in str(found)] == found


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("we will use it", True),
        ("the team has decided to adopt it", True),
        ("we will not use it", False),
        ("the majority of the team has used it", False),
    ],
)
def test_who_decides_does_something(text: str, does: bool) -> None:
    assert bool(we_do(RULES).search(text)) is does
