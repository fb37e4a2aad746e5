"""What belongs to a link's name."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.link_phrase import widened
from patternloom.adr.language.words import words


def wide(text: str, language: str = "en") -> list[str]:
    """Of the signs that stand for links, what they take in."""
    links = [Link("", 0, match.start(), match.end()) for match in re.finditer("\ufffc", text)]
    return [text[one.start : one.end] for one in widened(text, 0, len(text), links, words().sentences[language])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('we use "\ufffc" here', '"\ufffc"'),
        ("we use Option 2 (\ufffc) here", "Option 2 (\ufffc)"),
        ("Dropping Foo (\ufffc), we go on", "Foo (\ufffc)"),
        ("it asks for a PDF (\ufffc)", "(\ufffc)"),
        ("the option B (\ufffc) is used", "option B (\ufffc)"),
        ("the \ufffc pattern is used", "\ufffc pattern"),
        ("a \ufffc-based approach", "\ufffc-based approach"),
        ("we use \ufffc (see below)", "\ufffc (see below)"),
        ("we use \ufffc (not chosen)", "\ufffc"),
        ("we use (\ufffc or none)", "\ufffc"),
        ("Option 2, \ufffc, would do", "Option 2, \ufffc,"),
        ("Version 2, \ufffc, would do", "\ufffc"),
        ("Option 2, \ufffc", "\ufffc"),
    ],
)
def test_quotes_brackets_and_nouns_belong_to_a_link(text: str, found: str) -> None:
    assert wide(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\ufffcパターンを採用する", ["\ufffcパターン"]),
        ("\ufffc話は成り立たない", ["\ufffc話"]),
        ("案1（\ufffc）とする", ["案1（\ufffc）"]),
        ("「\ufffc」と\ufffc方式", ["「\ufffc」", "\ufffc方式"]),
        ("\ufffc（\ufffcは不可）", ["\ufffc", "\ufffc"]),
        ("\ufffc（不可）", ["\ufffc"]),
    ],
)
def test_they_do_in_japanese(text: str, found: list[str]) -> None:
    assert wide(text, "ja") == found
