"""Every value's place in its file is known."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import Mark
from patternloom.reading.source import Source
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


def test_a_piece_of_a_text_is_found_in_its_own_line_and_counted() -> None:
    source = read("x: '[[rye]]'\na: >-\n  see [[rye]] and\n  蒸気[[rye]]\n")
    assert [source.mark(["a"], piece="[[rye]]", nth=nth) for nth in (0, 1)] == [
        Mark("a.yaml", 3, 7),
        Mark("a.yaml", 4, 5),
    ]


def test_a_piece_is_looked_for_from_the_first_letter_of_its_text() -> None:
    source = read("rye: {rye bread: a rye}\n")
    assert source.mark(["rye", "rye bread"], piece="rye") == Mark("a.yaml", 1, 20)
    assert source.mark(["rye", "rye bread"], piece=" ") == Mark("a.yaml", 1, 19)


def test_a_piece_that_is_written_otherwise_gives_the_place_of_its_text() -> None:
    source = read('a: "\\x5b\\x5brye]]"\n')
    assert source.mark(["a"], piece="[[rye]]") == Mark("a.yaml", 1, 4)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_every_line_end_that_yaml_knows_counts_as_one(end: str) -> None:
    source = read(f"# one{end}# two{end}a: '[[b'{end}")
    assert source.mark(["a"], piece="[[b") == Mark("a.yaml", 3, 5)
