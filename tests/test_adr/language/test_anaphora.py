"""Words that take up one of several links."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.anaphora import named_again
from patternloom.adr.language.words import words


def meant(text: str, language: str = "en") -> str:
    """The capital that stands for the link, and the word that means it."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[A-C](?![a-z])", text)]
    again = named_again(text.lower(), 0, len(text), links, words().sentences[language])
    return f"{again.meant.address} {text[again.word.start : again.word.end]}" if again else ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Of A and B we chose the latter.", "B the latter"),
        ("Of A and B we chose the former", "A the former"),
        ("A, B and C were looked at, and the last one won", "C the last one"),
        ("We use A and B, the former for writes, the latter for reads", ""),
        ("We use A and B in the first release", ""),
        ("We chose the latter", ""),
        ("We chose A, the latter being slow", ""),
        ("A with B, as the latter relays events", ""),
        ("Between A and B, the second wins", "B the second"),
    ],
)
def test_a_word_means_the_first_or_the_last_link_before_it(text: str, found: str) -> None:
    assert meant(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AとBを比較し、後者を採用する。", "B 後者"),
        ("AとBのうち、前者とする。", "A 前者"),
        ("AとBを使い、前者は書き込み、後者は読み取りとする。", ""),
        ("AとBは似ているが、後者は遅い。", ""),
    ],
)
def test_it_does_so_in_japanese(text: str, found: str) -> None:
    assert meant(text, "ja") == found


def test_what_has_won_is_chosen_whatever_denies_the_word() -> None:
    links = [Link("A", 0, 11, 12), Link("B", 0, 17, 18)]
    text = "we weighed a and b, and the latter won"
    again = named_again(text, 0, len(text), links, words().sentences["en"])
    assert again is not None
    assert again.won
