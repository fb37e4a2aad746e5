"""Every value's place in its file is known."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import Mark
from patternloom.reading import source as reading
from patternloom.reading.source import Source, after_colon, inside, lengthen, line_starts, rest_of_line
from patternloom.reading.strict_yaml import read_yaml


def read(text: str) -> Source:
    """The source of a text that must be fine."""
    source = read_yaml(text, "a.yaml")
    assert source is not None
    return source


def test_every_value_and_key_has_its_place_counted_from_one() -> None:
    source = read("a:\n  - b: 蒸気\n    c: [d, 'e']\n")
    places = {
        "root": source.mark(),
        "list": source.mark(["a"]),
        "item": source.mark(["a", 0]),
        "text": source.mark(["a", 0, "b"]),
        "key": source.mark(["a", 0, "b"], on_key=True),
        "second": source.mark(["a", 0, "c", 1]),
    }
    assert {name: (mark.line, mark.column) for name, mark in places.items()} == {
        "root": (1, 1),
        "list": (2, 3),
        "item": (2, 5),
        "text": (2, 8),
        "key": (2, 5),
        "second": (3, 12),
    }


def test_steps_that_lead_nowhere_stop_at_the_last_that_exists() -> None:
    source = read("a:\n  b: [c]\n")
    assert [source.mark(steps) for steps in (["x"], ["a", "x", "y"], ["a", "b", 1], ["a", "b", 0, "z"])] == [
        Mark("a.yaml", 1, 1),
        Mark("a.yaml", 2, 3),
        Mark("a.yaml", 2, 6),
        Mark("a.yaml", 2, 7),
    ]


STYLES = {
    "plain": ("a [[b]]\n  c [[d]]", "2:6", "3:5"),
    "single quotes": ("'a''s [[b]] ''\n  c [[d]]'", "2:10", "3:5"),
    "double quotes": (r'"a \x5b[b\u005d]\n\t\_\U00002028c\/\"[\U0000005bd]]"', "2:7", "2:41"),
    "double quotes over lines": ('"a \\\n  [[b]] \\x20\\n\\\n  c [[d]]"', "3:3", "4:5"),
    "folded": (">-\n  a ''\n  [[b]]\n\n  c [[d]]", "4:3", "6:5"),
    "literal": ("|+ \n\n  a # '[[b]]\n  c [[d]]", "4:8", "5:5"),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_letter_of_a_text_is_found_in_whatever_style_it_is_written(style: str) -> None:
    written, *places = STYLES[style]
    source = read(f"'[[b]] [[d]]': x\nk: {written}\nz: '[[b]] [[d]]'\n")
    value = source.value["k"]
    letters = [len("".join(value[: value.index(piece)].split())) for piece in ("[[b]", "[[d]")]
    assert [str(source.mark(["k"], letter=letter)) for letter in letters] == [f"a.yaml:{place}" for place in places]


def test_a_letter_beyond_a_text_gives_the_place_of_the_text() -> None:
    source = read("a: [b, c]\nd: e\n")
    assert [source.mark(["d"], letter=letter) for letter in (1, 5)] == [Mark("a.yaml", 2, 4)] * 2
    assert source.mark(["a"], letter=0) == Mark("a.yaml", 1, 4)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_every_line_end_that_yaml_knows_counts_as_one(end: str) -> None:
    source = read(f"# one{end}# two{end}a: '[[b'{end}")
    assert source.mark(["a"], letter=0) == Mark("a.yaml", 3, 5)


def test_a_place_after_the_last_line_is_the_end_of_the_text() -> None:
    text = "a: b\nc: d"
    places = [Mark("a.yaml", 1, 4), Mark("a.yaml", 2, 1), Mark("a.yaml", 3, 1)]
    assert [inside(mark, line_starts(text), text) for mark in places] == [*places[:2], Mark("a.yaml", 2, 5)]


def test_the_rest_of_a_line_ends_with_it_and_with_what_a_message_shows() -> None:
    text = f" a  \nb\n{'c' * 2000}"
    assert [rest_of_line(text, line_starts(text), offset) for offset in (0, 1, 5, 7)] == [
        " a",
        "a",
        "b",
        "c" * reading._SHOWN,
    ]


def test_a_colon_is_found_before_blanks_alone() -> None:
    text = "a:\n  b: c"
    assert [after_colon(text, offset) for offset in (0, 2, 5, 6, 8)] == [False, True, True, False, True]
    assert not after_colon("  ", 2)


def test_a_list_is_lengthened_with_its_marks_by_what_it_lacks_or_by_all() -> None:
    values, marks = ["a"], [1]
    lengthen((values, marks), ["a", "b"], [2, 3], without_known=True)
    assert (values, marks) == (["a", "b"], [1, 3])
    lengthen((values, marks), ["a"], [4], without_known=False)
    assert (values, marks) == (["a", "b", "a"], [1, 3, 4])
