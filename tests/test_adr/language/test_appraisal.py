"""A clause that only tells of an entry is told apart from one that chooses it."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.appraisal import weighed_before
from patternloom.adr.language.words import words


def told(text: str) -> str:
    """Of the capitals, which stand for links, what is told: `-` for nothing, `?` for supposed, `w` for weighed."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer(r"\b[ABC]\b", text)]
    found = weighed_before(text.lower(), 0, len(text), links, words().sentences["en"])
    return "".join({"": "-", "supposed": "?", "weighed": "w"}[one] for one in found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We use A", "-"),
        ("The existing A remains; B is added", "--"),
        ("A remains in place", "-"),
        ("A remains a risk", "w"),
        ("Whoever has an A of the B", "--"),
        ("The relay forwards them, using A so that nothing is lost", "-"),
        ("We start with A and move to B if needed", "-?"),
        ("We use A and, if a call fails, B", "--"),
        ("The app stays on A until March", "w"),
        ("Until March 2026 the app stays on A", "w"),
        ("Each publishes what it did through A so that nothing is lost", "-"),
        ("A would have meant a rewrite", "?"),
        ("A may become necessary", "?"),
        ("Either A or B would work", "??"),
        ("Adding A on top would be premature", "?"),
        ("We would have loved A", "?"),
        ("Do we need A?", "?"),
        ("A?", "-"),
        ("ADR-12 chose A", "?"),
        ("In ADR-12 we still preferred A", "?"),
        ("The pure choice would be A", "w"),
        ("Exceptions, such as A, need a waiver", "w"),
        ("A was attractive", "w"),
        ("A was preferred by the guides", "w"),
        ("A isolates names, not failures", "w"),
        ("A between services, not inside", "-"),
        ("Whoever wants them reads A", "-"),
        ("For now, A", "-"),
        ("A was chosen", "-"),
        ("A is in place", "-"),
        ("A is to check every token", "-"),
        ("A is to be feared", "w"),
        ("We'd love A", "?"),
        ("A across the three would be quicker to write", "?"),
        ("B on the A we have", "--"),
        ("A across the three of them is quick", "-"),
        ("It was proposed that every team gets A", "w"),
        ("It is never updated, for which the term of art is A", "-"),
        ("Each listens for what concerns it (A, with B)", "--"),
        ("Each gets an A, made with B", "--"),
        ("The A of the spike took two weeks", "w"),
        ("The A of the spike is kept", "-"),
        ("If its A is open, the payment waits", "-"),
        ("A is what the platform team offers", "-"),
        ("They are published to A as they are now", "-"),
        ("Until summer: writes go through A", "-"),
        ("A was the favorite until we put the numbers up", "w"),
        ("We use the one of A rather than our own", "-"),
        ("A requires an approval of the board", "w"),
        ("The trial with A ended without a result", "w"),
        ("Events with A delivered by the relay", "-"),
        ("Each token, which the gateway leaves to A", "w"),
        ("A took nine seconds", "w"),
        ("A carries the topics", "-"),
        ("A comes out on top and stays", "-"),
        ("A is not part of the decision", "w"),
        ("A is rolled out first", "-"),
        ("A is easier to begin with", "w"),
        ("A, although easier, locks us in", "w"),
        ("A, on the other hand, also needs a broker", "w"),
        ("A (see below) lacks replay", "w"),
        ("A scored well", "w"),
        ("A supported by B", "--"),
        ("A scales badly", "w"),
        ("A relays events", "-"),
        ("A clearly", "-"),
        ("A's terms are unacceptable", "w"),
        ("The owner asked for A", "w"),
        ("Our instinct was A", "w"),
        ("Duplicated events are removed by A", "-"),
        ("Queries read a model maintained by A", "-"),
        ("Everything that A does", "w"),
        ("All that is still handled by A", "w"),
        ("Teams that already run A have time", "w"),
        ("People who know A will feel at home", "w"),
        ("The proposal to use A found no majority", "w"),
        ("We accept the proposal to use A", "-"),
        ("Moving to A afterwards remains possible", "w"),
        ("Polling them (A) drains batteries", "w"),
        ("Implementing A", "-"),
        ("The price of A", "w"),
        ("We put B in front of A", "--"),
        ("Experience with A taught us something", "w"),
        ("Requests go through A", "-"),
        ("A scored 31, B 22", "ww"),
        ("We adopted C after A caused outages", "-w"),
    ],
)
def test_a_clause_supposes_weighs_or_chooses(text: str, found: str) -> None:
    assert told(text) == found


def test_in_brackets_an_entry_names_what_the_clause_says() -> None:
    text = "each token, which the gateway checks (a)"
    link = Link("A", 0, text.index("("), len(text))
    assert weighed_before(text, 0, len(text), [link], words().sentences["en"]) == [""]
