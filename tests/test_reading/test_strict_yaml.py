"""YAML is read without surprises, and every value's place is known."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from projects import SMALL, to_yaml

from patternloom.problems.findings import MAX_PROBLEMS, Mark, PatternloomError
from patternloom.reading import strict_yaml, yaml_values
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml
from patternloom.reading.yaml_values import MAX_DEPTH, MAX_IN_ENTRY
from patternloom.text.quoting import IN_QUOTES


def read(text: str) -> Source:
    """The source of a text that must be fine."""
    source = read_yaml(text, "a.yaml")
    assert source is not None
    return source


def refusals(text: str) -> list[str]:
    """What is wrong with a text."""
    with pytest.raises(PatternloomError) as caught:
        read_yaml(text, "a.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_every_scalar_stays_the_text_that_was_written() -> None:
    text = "[no, 1.10, 007, 2026-01-31, null, ~, 0x1f, 1e3, yes, 'a', \"b\", |-\n  c\n]".replace(", |-\n  c\n", "")
    assert read(text).value == ["no", "1.10", "007", "2026-01-31", "null", "~", "0x1f", "1e3", "yes", "a", "b"]


def test_block_and_quoted_scalars_are_read_as_yaml_says() -> None:
    assert read("a: >-\n  b\n  c\nd: |\n  e\n  f\ng: \"h\\ti\\u3042\"\nj: 'k''l'\nm: \"\"\n").value == {
        "a": "b c",
        "d": "e\nf\n",
        "g": "h\tiあ",
        "j": "k'l",
        "m": "",
    }


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
    assert [source.mark(steps) for steps in (["x"], ["a", "x", "y"], ["a", "b", 7], ["a", "b", 0, "z"])] == [
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


def test_a_piece_that_is_written_otherwise_gives_the_place_of_its_text() -> None:
    source = read('a: "\\x5b\\x5brye]]"\n')
    assert source.mark(["a"], piece="[[rye]]") == Mark("a.yaml", 1, 4)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"])
def test_every_line_end_that_yaml_knows_counts_as_one(end: str) -> None:
    source = read(f"# one{end}# two{end}a: '[[b'{end}")
    assert source.mark(["a"], piece="[[b") == Mark("a.yaml", 3, 5)


def test_a_second_key_of_the_same_name_is_refused_and_the_first_counts() -> None:
    assert refusals("a: 1\nb: 2\n'a': 3\n") == [
        "a.yaml:3:1: duplicate key 'a', expected each key once; first on line 1"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &b c\n", ["a.yaml:1:4: anchor '&b', expected a plain value; put the text in quotes: \"&b c\""]),
        ("a: *b\n", ["a.yaml:1:4: alias '*b', expected the value itself"]),
        ("a: &b [*b]\n", ["a.yaml:1:4: anchor '&b', expected a plain value", "a.yaml:1:8: alias '*b', expected the value itself"]),
        ("*a : b\n", ["a.yaml:1:1: alias '*a', expected the value itself"]),
        ("a: !!str b\n", ["a.yaml:1:4: tag 'tag:yaml.org,2002:str', expected a plain value; put the text in quotes: \"!!str b\""]),
        ("a: !b c\n", ["a.yaml:1:4: tag '!b', expected a plain value; put the text in quotes: \"!b c\""]),
        (
            "a: !!python/object/apply:os.system [x]\n",
            ["a.yaml:1:4: tag 'tag:yaml.org,2002:python/object/apply:os.system', expected a plain value"],
        ),
        ("--- a\n--- b\n", ["a.yaml:2:1: a second document, expected one document a file; delete the '---' line or make it a file of its own"]),
        ("", ["a.yaml:1:1: empty file, expected a mapping"]),
        ("# a\n---\n", ["a.yaml:3:1: no value, expected one"]),
        ("?", ["a.yaml:1:2: no value for key '', expected one; delete the key if it has none", "a.yaml:1:2: no value, expected one"]),
        ("a:\nb: c\n", ["a.yaml:1:3: no value for key 'a', expected one; delete the key if it has none"]),
        ("- \n- a\n", ["a.yaml:1:2: no value, expected one"]),
        ("[a]: b\n", ["a.yaml:1:1: a list or mapping as a key, expected a plain word; " + IN_QUOTES]),
        ("? {a: b}\n: c\n", ["a.yaml:1:3: a list or mapping as a key, expected a plain word; " + IN_QUOTES]),
        ("a: b\0c\n", ["a.yaml:1:5: character U+0000 is not allowed in YAML, expected text"]),
        ("a:\n  蒸\x07\n", ["a.yaml:2:4: character U+0007 is not allowed in YAML, expected text"]),
        ("[" * (MAX_DEPTH + 1), [f"a.yaml:1:{MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels, expected a flat file"]),
        ("[" * 100_000, [f"a.yaml:1:{MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels, expected a flat file"]),
    ],
)  # fmt: skip
def test_what_is_not_plain_yaml_is_refused_at_its_place(text: str, expected: list[str]) -> None:
    assert refusals(text) == expected


def test_every_refusal_of_a_text_is_told() -> None:
    assert refusals("a: &x b\na: !y c\nd:\n") == [
        "a.yaml:1:4: anchor '&x', expected a plain value; put the text in quotes: \"&x b\"",
        "a.yaml:2:1: duplicate key 'a', expected each key once; first on line 1",
        "a.yaml:2:4: tag '!y', expected a plain value; put the text in quotes: \"!y c\"",
        "a.yaml:3:3: no value for key 'd', expected one; delete the key if it has none",
    ]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 30)
    )
    # 30 anchors, and nine aliases on each line but the first: none of them is followed.
    assert len(refusals(bomb)) == 30 + 29 * 9


def test_a_text_of_nothing_but_mistakes_stops_being_read() -> None:
    assert len(refusals("- *a\n" * (MAX_PROBLEMS + 5))) == MAX_PROBLEMS


def test_too_many_values_are_refused_where_they_become_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_values, "MAX_VALUES", 1_000)  # a million take half a minute on a busy machine
    assert refusals("- a\n" * 1_005) == [
        "a.yaml:1001:3: too many values, expected at most 1,000 in a file and 1,200,000 in all"
    ]


def test_an_entry_of_too_many_values_is_refused_and_the_rest_of_the_file_is_read() -> None:
    problems: list[Any] = []
    large = "a:\n- [" + "b," * (MAX_IN_ENTRY + 1) + "]\n- c\n"
    source = read_yaml(large, "a.yaml", problems=problems)
    assert [str(problem) for problem in problems] == [
        "a.yaml:2:3: an entry of 10,001 values, expected at most 10,000; split it"
    ]
    assert source is not None
    assert source.value == {"a": ["too large", "c"]}


def test_problems_go_to_the_list_that_is_given_and_the_rest_is_still_usable() -> None:
    problems: list[Any] = []
    source = read_yaml("a: &b c\n", "a.yaml", Path("a.yaml"), problems)
    assert [str(problem) for problem in problems] == [
        "a.yaml:1:4: anchor '&b', expected a plain value; put the text in quotes: \"&b c\""
    ]
    assert source is not None
    assert source.value == {"a": "c"}


_VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(st.text("abcあ", min_size=1), inner, min_size=1)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), _VALUES, min_size=1))
def test_what_was_dumped_is_read_back_the_same(value: dict[str, Any]) -> None:
    assert read(to_yaml(value)).value == value


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), _VALUES, min_size=1))
def test_every_place_is_where_the_other_reader_of_yaml_has_it(value: dict[str, Any]) -> None:
    text = to_yaml(value)
    source = read(text)

    def compare(node: yaml.Node, steps: tuple[str | int, ...]) -> None:
        mark = source.mark(steps)
        assert (mark.line, mark.column) == (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            for key, inner in node.value:
                key_mark = source.mark((*steps, key.value), on_key=True)
                assert (key_mark.line, key_mark.column) == (key.start_mark.line + 1, key.start_mark.column + 1)
                compare(inner, (*steps, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for number, inner in enumerate(node.value):
                compare(inner, (*steps, number))

    compare(yaml.compose(text, yaml.SafeLoader), ())


@given(st.text(st.sampled_from(list(" \n\t:-[]{}'\"&*!|>%@`#?,a蒸\x85\u2028\r\0\x1b\ufeff")), max_size=40))
def test_any_text_is_read_or_refused_inside_itself(text: str) -> None:
    try:
        read_yaml(text, "a.yaml")
    except PatternloomError as error:
        lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
        for problem in error.problems:
            assert 1 <= problem.mark.line <= len(lines)
            assert 1 <= problem.mark.column <= len(lines[problem.mark.line - 1]) + 1


def test_the_slow_parser_without_the_c_library_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (SMALL / "fermentation" / "leavening.yaml").read_text("utf-8")
    fast = read(text)
    monkeypatch.setattr(strict_yaml, "_Parser", yaml.SafeLoader)
    assert read(text) == fast
