"""What a link depends on makes it part of something else, or tells how something is done."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.governed import (
    behind_relative,
    behind_what_it_is,
    brings,
    conceded,
    governing,
    of_another,
    offered,
    on_its_own,
    past_behind,
    past_subject,
    presupposed,
)
from patternloom.adr.language.words import words


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        ("the price of ", True),
        ("we talked about the ", True),
        ("close to those of ", True),
        ("in the absence of ", True),
        ("we use a combination of ", False),
        ("we use the one of ", False),
        ("we follow the rules of the ", False),
        ("written for ", False),
        ("the owner asked for ", True),
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
        ("option 2 (a *A* for it) is what the vendor suggested", True),
        ("option 2 (a *A* for it) would do", True),
    ],
)
def test_a_bracket_belongs_to_what_stands_before_it(text: str, told: bool) -> None:
    closed = past_subject(text, 0, len(text), text.index("*"), words().sentences["en"])
    assert (closed > text.index("*")) == told


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("if its *A* is open, we wait", True),
        ("while the *A* is open, we wait", True),
        ("if the *A* is too slow, we wait", False),
        ("if we need an *A*, we wait", False),
        ("its *A* is open", False),
    ],
)
def test_a_condition_may_take_an_entry_for_granted(text: str, taken: bool) -> None:
    at = text.index("*")
    assert presupposed(text, 0, at, at + 3) == taken


def test_an_entry_may_be_what_others_offer() -> None:
    assert offered("is what the platform team offers")
    assert not offered("is what we have")


def test_a_verb_of_the_past_may_stand_behind_what_belongs_to_a_link() -> None:
    rules = words().sentences["en"]
    assert past_behind("of the spike took two weeks", rules)
    assert past_behind("in the old shop was slow", rules)
    assert not past_behind("of the spike is kept", rules)
    assert not past_behind("is kept", rules)


@pytest.mark.parametrize(
    ("joint", "lead", "rest"),
    [
        ("that", "isn't confirmed is sent by ", "is sent by "),
        ("who", "cannot sign in gets a ", "gets a "),
        ("that", "does not use ", "does not use "),
        ("and", "isn't confirmed is sent by ", "isn't confirmed is sent by "),
    ],
)
def test_a_relative_clause_ends_before_its_sentence_s_own_verb(joint: str, lead: str, rest: str) -> None:
    assert behind_relative(joint, lead) == rest


def test_what_something_is_done_with_for_an_entry_does_it() -> None:
    for lead, other in (("with a topic for ", False), ("the topic for ", True)):
        assert (found := governing(lead))
        assert of_another(lead, found, words().sentences["en"]) == other


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("that asks at the start was tried", "was tried"),
        ("that was tried in may", "that was tried in may"),
        ("that we found in may", "that we found in may"),
    ],
)
def test_what_a_link_is_stands_before_its_verb(said: str, verb: str) -> None:
    assert behind_what_it_is(said) == verb


@pytest.mark.parametrize(
    ("verb", "rest", "found"),
    [
        ("is the better default", ", but we c", True),
        ("is the better default", ", so we ta", False),
        ("is our choice", ", but it n", False),
    ],
)
def test_what_is_praised_may_be_passed_over(verb: str, rest: str, found: bool) -> None:
    assert conceded(verb, rest) == found


def links_of(text: str) -> list[Link]:
    """The capitals stand for links."""
    return [Link(sign, 0, at, at + 1) for at, sign in enumerate(text) if sign in "ABC"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("on our A, B starts the planners", True),
        ("on our A, B and C", False),
        ("on our A, B", False),
        ("A, B starts the planners", False),
        ("with A, B we cover it", False),
    ],
)
def test_behind_an_opening_the_next_link_does_something(text: str, alone: bool) -> None:
    assert on_its_own(text, 0, links_of(text), 0) == alone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("with A, somebody has to repeat it", True),
        ("with A, we keep the copies", False),
        ("with A in place, somebody repeats it", False),
        ("with A, B waits", False),
    ],
)
def test_a_sentence_may_say_what_would_come_of_its_entry(text: str, told: bool) -> None:
    assert brings(text, 0, len(text), links_of(text), words().sentences["en"]) == told
