"""What became of an entry is told behind it, in its clause or in one of its own."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.language.rejected_after import means_or_object, parted, told_after
from patternloom.adr.language.words import words

RULES = words().sentences["en"]


def told(text: str) -> bool:
    """Whether the words between `A` and `B`, or the end, deny A."""
    lower = text.lower()
    first = re.search("A", text)
    after = re.search("B", text)
    assert first
    return told_after(lower, first.end(), after.start() if after else len(text), after is not None, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "A is not used",
        "A was ruled out",
        "A is to be avoided",
        "A was left out for now",
        "A is too slow",
        "A is replaced by B",
        "A, which we decided against",
        "A, which we decided against, B",
        "A, which we decided not to use",
        "A, which was turned down by the board",
        "A, which is slow, was rejected",
        "A, though popular, was not chosen",
        "A, rejected because it blocks",
        "A (not chosen)",
        "A (rejected), B",
        "A — rejected",
        "A - ruled out",
        "A: rejected by the board",
        "A would be nice, but we rejected it",
        "A was considered but we went with B",
        "A was ruled out and B chosen",
        "A has been finally dismissed and B will be used",
        "A had been tried and dropped, B it is",
        "A, whose services do not know each other, loses",
        "A blocks them and is out",
        "A does not scale",
        "with A ruled out, B",
        "A lost to B",
        "A was retired in March",
        "A is not cost-effective",
        "A never loses a message, and was not chosen",
        "A hold",
        "A → hold",
        "A runs until the migration ends",
        "A was proposed but does not help",
        "A is not something that anybody voted for",
        "A run out on their own",
        "A across desks was tried in 2014 and is remembered",
        "A go; a visitor gets B",
        "the old A goes, B comes",
        "A that we run are switched to B",
        "A is heavy and the team is not ready for it",
    ],
)
def test_a_link_is_denied_by_what_follows_it(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "A, not B",
        "A does not lock",
        "A never loses a message, so it carries the events",
        "A cannot be bypassed",
        "A will not block producers and is our default",
        "A, which does not lock, is used",
        "A is used and not B",
        "A and not B",
        "A and not of B",
        "A, but never by a B",
        "A, and decided against B",
        "A, which does not block",
        "A, which was chosen",
        "A so that nothing is lost",
        "A because B is not there",
        "A for orders, and rejected polling",
        "A\nRejected: B",
        "A; discarded: B",
        "A (all others were rejected)",
        "A alone is not enough",
        "A was not to be given up",
        "A is nothing that we would ever drop",
        "A, and then later also finally therefore clearly initially we rejected it",
        "A is known to us and the bus is not",
        "A is validated here and RabbitMQ isn't; that settled it",
        "A scales, while the monolith does not",
    ],
)
def test_a_link_is_not_denied_by_what_is_said_of_others(text: str) -> None:
    assert not told(text)


def test_a_verb_may_surround_what_it_denies() -> None:
    assert parted("we ruled a out", 0, (9, 10), 14, RULES)
    assert not parted("we ruled a in", 0, (9, 10), 13, RULES)
    assert not parted("we carry a out", 0, (9, 10), 14, RULES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("we use A and do not poll", False),
        ("we use A but no longer poll", False),
        ("we tried A and did not like it", True),
        ("we built it with A and did not continue", True),
        ("a prototype with A was built and was rejected", True),
        ("it asks first (A) and does not open it", False),
        ("we tried it (A) and dropped it", True),
        ("we go with A and rejected all others", False),
        ("we looked at A and rejected it", True),
        ("we use A", False),
    ],
)
def test_what_follows_and_is_of_the_entry_only_where_it_says_so(text: str, told: bool) -> None:
    begins = text.index("A") + (2 if "A)" in text else 1)
    assert told_after(text.lower(), begins, len(text), False, RULES, acted=True) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("we use A", True),
        ("orders go through the A", True),
        ("each has its own (A)", True),
        ("A", False),
        ("so, A", False),
    ],
)
def test_an_entry_is_acted_on_or_acts(text: str, told: bool) -> None:
    at = text.index("(") if "(" in text else text.index("A")
    assert means_or_object(text.lower(), 0, at, RULES) == told


@pytest.mark.parametrize(
    ("text", "told"), [("this makes A for the store unnecessary", True), ("this makes A possible", False)]
)
def test_an_entry_may_be_made_unnecessary(text: str, told: bool) -> None:
    at = text.index("A")
    assert parted(text, 0, (at, at + 1), len(text), RULES) == told
