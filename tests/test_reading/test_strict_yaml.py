"""YAML is read without surprises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from projects import SMALL, to_yaml

from patternloom.problems.findings import PatternloomError
from patternloom.reading import strict_yaml
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml


def read(text: str) -> Source:
    """The source of a text that must be fine."""
    source = read_yaml(text, "a.yaml")
    assert source is not None
    return source


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
