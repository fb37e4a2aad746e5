"""What a sentence puts in the place of what the one before it says."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.replacement import aimed_at, outlived, put_off
from patternloom.adr.language.words import words


def told(first: str, second: str, language: str = "en") -> bool:
    text = f"{first} {second}".lower()
    now = len(first) + 1, len(text)
    at = text.rfind("[") if "[" in second else len(text)
    return outlived(text, (0, len(first)), now, at, words().sentences[language])


@pytest.mark.parametrize(
    ("first", "second", "gone"),
    [
        ("Today we use [a].", "From 2026 on we use [b].", True),
        ("Currently all run on [a].", "They will move to [b].", True),
        ("We have used [a] for years.", "We will replace it with [b].", True),
        ("Today we use [a].", "In addition, we will use [b].", False),
        ("We use [a].", "From 2026 on we use [b].", False),
        ("Today we use [a].", "It needs [b].", False),
        ("Today we use [a].", "[b] is what we move to.", False),
    ],
)
def test_what_is_there_today_goes_where_something_comes(first: str, second: str, gone: bool) -> None:
    assert told(first, second) is gone


@pytest.mark.parametrize(
    ("second", "gone"),
    [
        ("今後は[b]を使う。", True),
        ("これを[b]に置き換える。", True),
        ("今後は[b]も併用する。", False),
        ("[b]は速い。", False),
    ],
)
def test_it_does_so_in_japanese(second: str, gone: bool) -> None:
    assert told("現在は[a]を使っている。", second, "ja") is gone


@pytest.mark.parametrize(
    ("first", "second", "off"),
    [
        ("For the time being we use [a].", "The long-term goal is [b].", True),
        ("For now we use [a].", "For now we also keep [b], our goal being one.", False),
        ("For now we use [a].", "It needs [b].", False),
        ("We use [a].", "The goal is [b].", False),
    ],
)
def test_what_comes_after_what_is_chosen_for_now_is_put_off(first: str, second: str, off: bool) -> None:
    text = f"{first} {second}".lower()
    assert put_off(text, (0, len(first)), (len(first) + 1, len(text)), words().sentences["en"]) is off


@pytest.mark.parametrize(
    ("text", "language", "later"),
    [
        ("for now a; the goal is b", "en", "the goal is b"),
        ("for now a and b", "en", ""),
        ("we use a; the goal is b", "en", ""),
        ("当面はaとし、将来はbを目指す", "ja", "将来はbを目指す"),
    ],
)
def test_a_sentence_may_tell_what_comes_after_what_is_chosen_for_now(text: str, language: str, later: str) -> None:
    links = [Link("", 0, at, at + 1) for at in (text.index("a"), text.rindex("b"))]
    links[0] = Link("", 0, text.index("a;"), text.index("a;") + 1) if "a;" in text else links[0]
    assert text[aimed_at(text, 0, len(text), links, words().sentences[language]) :] == later
