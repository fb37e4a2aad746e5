"""Letters are counted alike in what is written and in what is made of it."""

from __future__ import annotations

import pytest

from patternloom.text.letters import is_wide, letters_in, offsets_in_yaml, unfolded


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), (" \n\t\u3000", 0), ("a b", 2), ("蒸 気\u0301", 3), ("👩\u200d🍳", 3)]
)
def test_blanks_are_no_letters(text: str, number: int) -> None:
    assert letters_in(text) == number


@pytest.mark.parametrize(
    ("text", "start", "value", "offsets"),
    [
        ("a: b c", 3, "b c", (3, 5)),
        ("a: b''", 3, "b''", (3, 4, 5)),
        ("a: 'b''c' # d", 3, "b'c", (4, 5, 7)),
        ('a: "\\x41\\tb\\\n  c"', 3, "A\tbc", (4, 10, 15)),
        ("a: |2 # x\n   b'' c\n", 3, " b'' c\n", (13, 14, 15, 17)),
        ("a: >-\r  b\r\r  c", 3, "b\nc", (8, 13)),
        ('"\\UFFFFFFFF"', 0, "x", (1,)),
        ('"a', 0, "ab", (1,)),
        ("", 0, "x", ()),
    ],
)
def test_each_letter_is_found_where_it_is_written(text: str, start: int, value: str, offsets: tuple[int, ...]) -> None:
    assert offsets_in_yaml(text, start, value) == offsets


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" a\n  b\tc\n", "a b c"),
        ("粉と水を\n混ぜ、\nKneader で\nこねる", "粉と水を混ぜ、Kneaderでこねる"),
        ("粉と\u3000水を", "粉と\u3000水を"),
        ("漢\n字", "漢 字"),
        ("café\nau lait", "café au lait"),
    ],
)
def test_folded_japanese_has_no_spaces_and_all_else_keeps_one(text: str, line: str) -> None:
    assert unfolded(text) == line


def test_letters_of_chinese_and_japanese_fill_a_square_and_what_their_fonts_make_wide() -> None:
    assert [is_wide(letter) for letter in "漢カＡ。éaｶ "] == [True] * 5 + [False] * 3
