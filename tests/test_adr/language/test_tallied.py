"""A tally tells which of several links comes first."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.tallied import RANKING, outdone_items, told_apart


def apart(text: str) -> tuple[str, str]:
    """Of the capitals, which stand for links, those that marks put first, and those that are outdone."""
    links = [Link(m[0], 0, m.start(), m.end()) for m in re.finditer(r"(?<![A-Za-z])[A-C](?![A-Za-z])", text)]
    names = [link.address for link in links]
    text = re.sub(r"(?<![A-Za-z])[A-C](?![A-Za-z])", "\N{OBJECT REPLACEMENT CHARACTER}", text)
    first, behind = told_apart(text, 0, len(text), links)
    return "".join(names[n] for n in sorted(first)), "".join(names[n] for n in sorted(behind))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A got 6 votes, B 3 and C 2.", ("", "BC")),
        ("Votes: A 5, B 2, C 0.", ("", "BC")),
        ("5 votes for A, 2 for B.", ("", "B")),
        ("Three of us voted for B, seven for A.", ("", "B")),
        ("投票では A に5票、 B に2票が集まった。", ("", "B")),
        ("A scored 7.5 points and B 7,5", ("", "")),
        ("A takes 5 ms, B takes 2 ms", ("", "")),
        ("A runs on 3 servers, B on 2", ("", "")),
        ("◎ A × B × C", ("A", "BC")),
        ("A ○、 B △", ("A", "B")),
        ("△ A × B", ("", "B")),
        ("○ A ○ B", ("AB", "")),
        ("❌ A", ("", "")),
        ("1位 A 、2位 B", ("", "B")),
        ("A （1位）、 B （2位）", ("", "B")),
        ("#1 A , #2 B", ("", "B")),
        ("A and B", ("", "")),
    ],
)
def test_marks_ranks_and_votes_put_one_first(text: str, found: tuple[str, str]) -> None:
    assert apart(text) == found


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["A, 41 points", "B, 37 points"], {1}),
        (["A: 2票", "B: 5票"], {0}),
        (["A, 41 points", "B"], set()),
        (["A, 41 points"], set()),
    ],
)
def test_items_of_a_list_are_told_apart_by_their_points(items: list[str], found: set[int]) -> None:
    assert outdone_items(items) == found


@pytest.mark.parametrize(("text", "found"), [("Ranking:", True), ("順位は次のとおり。", True), ("Frankly:", False)])
def test_words_lead_to_a_ranking(text: str, found: bool) -> None:
    assert bool(RANKING.search(text)) is found
