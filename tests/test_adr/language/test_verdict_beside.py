"""Labels, openings and what takes an entry's place deny it where verbs come last."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.verdict_beside import displaced, elsewhere, joined, labelled, swapped
from patternloom.adr.language.words import words

RULES = words().sentences["ja"]


def links_in(text: str) -> list[Link]:
    return [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[AB](?![A-Za-z])", text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [("AとB", True), ("A、B", True), ("AでB", False), ("A（Bは不可）", False), ("A、（B）", True)],
)
def test_links_of_one_list(text: str, found: bool) -> None:
    assert joined(text, *links_in(text)) is found


@pytest.mark.parametrize(
    ("text", "found"), [("AをBに置き換える", True), ("AをBで受ける", False), ("AとBに置換", False)]
)
def test_the_next_link_takes_the_place(text: str, found: bool) -> None:
    first, second = links_in(text)
    assert swapped(text, first.end, second, RULES) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("却下：A", True),
        ("採用：A", False),
        ("採用しない案：A", True),
        ("理由。却下：A", True),
        ("A：却下", False),
        ("例外を認めない：A", False),
    ],
)
def test_a_label_denies_its_line(text: str, found: bool) -> None:
    assert labelled(text, links_in(text)[0].start, RULES) is found


def test_others_and_what_is_replaced() -> None:
    assert elsewhere("他社ではA", 4, RULES)
    assert not elsewhere("他社では速い、A", 7, RULES)
    assert displaced("Aを置き換える", 1, 7, RULES)
    assert not displaced("Aを置き換えない", 1, 8, RULES)
    assert not displaced("Aを使う", 1, 4, RULES)
