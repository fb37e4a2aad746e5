"""Denials that another one undoes, and clauses that take up what was denied."""

from __future__ import annotations

import re
from time import process_time

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.reversal import (
    in_spite,
    indispensable,
    led_alike,
    left_open,
    of_its_own,
    outdone,
    resumed,
    undone_spans,
    unneeded,
)
from patternloom.adr.language.words import words

RULES = words().sentences["en"]


def links_of(text: str) -> list[Link]:
    return [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[A-F](?![a-z])", text)]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("nobody argued against A", "nobody argued against"),
        ("we see no reason to avoid A", "no reason to avoid"),
        ("A will not be given up", "not be given up"),
        ("we do not use polling to avoid A", ""),
        ("we do not", ""),
        ("not to be going to be to avoid A", ""),
    ],
)
def test_a_denial_undoes_another_one_that_few_words_part_it_from(text: str, span: str) -> None:
    assert "".join(text[start:end] for start, end in undone_spans(text.lower(), 0, len(text), RULES)) == span


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("neither A made it and B did", True),
        ("neither A made it and the B did", True),
        ("none of A and B was chosen", False),
        ("we will not use A in the shop and B in the office", False),
    ],
)
def test_a_link_may_begin_a_clause_of_its_own(text: str, own: bool) -> None:
    first, second = links_of(text)
    assert of_its_own(text.lower(), first.end, second, len(text), RULES) is own


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("A was rejected, but today we use it", True),
        ("A was rejected: nobody asked, so now we take it", True),
        ("A was rejected, because nobody wants to use it", False),
        ("A was rejected, we cannot use it", False),
        ("A was rejected", False),
        ("A" + ", no" * 9 + ", we use it", False),
        ("A, " + "we now " * 9 + "use it", False),
    ],
)
def test_a_later_clause_takes_a_link_up_again(text: str, taken: bool) -> None:
    assert resumed(text.lower(), 1, len(text), RULES) is taken


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("A is popular, but we chose B", True),
        ("A is popular, but B fits us better", True),
        ("A is used for orders, but we chose B for reports", False),
        ("A is popular, and B fits us better", False),
        ("A is popular, and B is used", False),
    ],
)
def test_a_link_is_outdone_by_one_that_is_taken_in_spite_of_it(text: str, other: bool) -> None:
    first, second = links_of(text)
    assert outdone(text.lower(), 0, first, second, len(text), RULES) is other


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("A keeps one, which we do not need", True),
        ("A keeps one; the other, which we do not need, stays off", False),
        ("A keeps one, which we need", False),
    ],
)
def test_what_nobody_needs_that_a_link_brings(text: str, no: bool) -> None:
    assert unneeded(text.lower(), links_of(text)[0], len(text), RULES) is no


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Which broker (A or B) is left open", {0, 1}),
        ("We use A; which broker (B) is left open", {1}),
        ("We decided for A, the broker is left open", set()),
        ("We use A", set()),
    ],
)
def test_what_is_left_open_is_not_chosen(text: str, numbers: set[int]) -> None:
    assert left_open(text.lower(), 0, len(text), links_of(text), RULES) == numbers


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("with A, since it is there, and with B", True),
        ("with the A, since it is there, and with a B", True),
        ("with A, since it is there, and by B", False),
        ("with A, as B", False),
        ("A, since it is there, and with B", False),
    ],
)
def test_what_leads_to_a_link_may_lead_to_the_next(text: str, alike: bool) -> None:
    assert led_alike(text, *links_of(text)) == alike


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("although A is expensive we choose it", True),
        ("in the end, though A is slow the team will use it", True),
        ("although A is cheap we do not use it", False),
        ("A is expensive and we choose it", False),
    ],
)
def test_what_is_conceded_may_be_taken_all_the_same(text: str, taken: bool) -> None:
    assert in_spite(text, 0, len(text), links_of(text), RULES) == [taken]


def test_what_concedes_is_looked_for_once_in_a_sentence_of_thousands_of_links() -> None:
    text = "we prefer it to A, " * 12_000
    began = process_time()
    assert not any(in_spite(text, 0, len(text), links_of(text), RULES))
    assert process_time() - began < 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("not using A is not an option", True),
        ("going live without A is not acceptable", True),
        ("leaving out A would be irresponsible", True),
        ("not using A was discussed", False),
        ("we use A, and B is not an option", False),
        ("skipping this, we use A, which is not possible today", False),
    ],
)
def test_there_is_no_way_without_an_entry(text: str, found: bool) -> None:
    assert (indispensable(text, 0, len(text), links_of(text)[0]) > 0) is found


def test_each_entry_may_be_taken_in_spite_of_what_is_said_of_it() -> None:
    text = "although A costs more we take it, and B stays"
    assert in_spite(text, 0, len(text), links_of(text), RULES) == [True, False]
    text = "although A costs more, B stays"
    assert in_spite(text, 0, len(text), links_of(text), RULES) == [False, False]


def test_a_relative_clause_denies_nothing_behind_it() -> None:
    text = "a receiver that does not answer is tried again by A"
    assert [text[slice(*span)].strip() for span in undone_spans(text, 0, len(text), RULES)] == ["that does not answer"]
