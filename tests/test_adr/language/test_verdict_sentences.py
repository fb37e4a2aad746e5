"""Verdicts that stand by themselves deny what they stand beside."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.verdict_sentences import ITEM, answers_no, below_a_no, denies_alone, turns_down
from patternloom.adr.language.words import words


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("no, too slow", True),
        ("Rejected", True),
        ("Too slow; see below", True),
        ("却下（遅い）", True),
        ("chosen", False),
        ("", False),
        (f"no, {'too slow and ' * 4}", False),
    ],
)
def test_a_verdict_says_no_and_nothing_else(text: str, denies: bool) -> None:
    assert denies_alone(text, words()) is denies


@pytest.mark.parametrize(
    ("before", "now", "down"),
    [
        (f"{ITEM}?", " No, too slow.", True),
        (f"{ITEM}?", " Yes.", False),
        (f"It was proposed to use {ITEM}.", " The proposal was turned down.", True),
        (f"It was proposed to use {ITEM}.", " The proposal was taken.", False),
        (f"It was {ITEM}.", " Rejected by 5 to 2.", True),
        (f"We use {ITEM}.", " Rejected options stand below.", False),
        (f"We use {ITEM}.", " Nobody minds.", False),
        (f"{ITEM}の案があった。", "この案は採用しなかった。", True),
        (f"{ITEM}の案であった。", "否決された。", True),
        (f"{ITEM}を採用する。", "却下した案は次のとおり。", False),
    ],
)
def test_a_sentence_turns_down_what_the_one_before_told_of(before: str, now: str, down: bool) -> None:
    text = before + now
    where = (0, len(before)), (len(before), len(text))
    assert turns_down(text, text.lower(), *where, words()) is down


def below(text: str) -> str:
    """Of the capitals, which stand for links, those below a no."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[A-F](?![a-zA-Z0-9])", text)]
    told = below_a_no(text, 0, links, words())
    return "".join(link.address for link, no in zip(links, told, strict=True) if no)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alternatives: A, B", "AB"),
        ("C (rejected: A)", "A"),
        ("新方式はCとする（旧：A）", "A"),
        ("Reads: A", ""),
        ("Dropped — the nightly A; for it, B", "A"),
        ("**Deferred**: all of the A and B", "AB"),
        ("Reads — the small A", ""),
        ("Option 2 was not taken: tables in A break", "A"),
        ("Option 2 won: tables in A last", ""),
        ("Options are many: the small A", ""),
    ],
)
def test_labels_before_an_entry_say_no(text: str, found: str) -> None:
    assert below(text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No. It pays off later", True),
        ("いいえ。三つ目から", True),
        ("No", False),
        ("Yes. It pays off", False),
        ("No, it", False),
    ],
)
def test_an_answer_may_begin_with_a_verdict(text: str, told: bool) -> None:
    assert answers_no(text, words()) == told
