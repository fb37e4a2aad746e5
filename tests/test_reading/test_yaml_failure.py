"""Where the parser gave up is told as an editor counts, with what stands before and around it."""

from __future__ import annotations

import pytest
import yaml

from patternloom.reading.source import line_starts
from patternloom.reading.yaml_failure import Failure, failure_of


def failure(text: str) -> Failure:
    """Where the parser gives up on a text."""
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, yaml.SafeLoader))
    return failure_of(text, line_starts(text), caught.value, yaml.SafeLoader)


def tokens(of: Failure) -> list[str]:
    """The names of the tokens before."""
    return [type(token).__name__.removesuffix("Token") for token in of.before]


def test_a_failure_knows_what_did_not_fit_since_where_and_what_came_before() -> None:
    found = failure("a: b\nc: [d, e\nf: g\n")
    assert (found.at, found.since, found.text[found.at :], found.said) == (
        15,
        8,
        ": g\n",
        "expected ',' or ']', but got ':' while parsing a flow sequence",
    )
    assert tokens(found)[-5:] == ["Value", "FlowSequenceStart", "Scalar", "FlowEntry", "Scalar"]
    assert (found.start(found.last), found.end(found.last)) == (12, 15)


def test_a_failure_at_the_very_beginning_has_nothing_before_it_but_the_stream() -> None:
    found = failure("@a")
    assert (found.at, found.since, tokens(found)) == (0, None, ["StreamStart"])
    assert Failure("", (0,), 0, None, "", []).last is None


@pytest.mark.parametrize(
    ("offset", "line", "column", "whole", "to_end", "first"),
    [
        (0, 1, 1, "- a: x", "- a: x", 2),
        (4, 1, 5, "- a: x", " x", 2),
        (9, 2, 2, "b", " b", 10),
        (14, 3, 1, "", "", 14),
    ],
)
def test_a_place_has_line_column_and_the_text_around_it(
    offset: int, line: int, column: int, whole: str, to_end: str, first: int
) -> None:
    text = "- a: x \n  b  \n"
    found = Failure(text, line_starts(text), 0, None, "", [])
    assert (
        found.line(offset),
        found.column(offset),
        found.line_of(offset),
        found.to_end(offset),
        found.first_of_line(offset),
    ) == (line, column, whole, to_end, first)


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("a: [b]] c, d: e}\n", 3, "[b]] c, d: e}"),
        ("a: {b: @c d, e-f: g}\n", 7, "@c d"),
        ("a: {b: @c d}\n", 7, "@c d"),
        ("a: [{b: c}, @d, e: f]\n", 12, "@d"),
        ("a: @b, c: d\n", 3, "@b, c: d"),
    ],
)
def test_the_rest_of_a_value_ends_in_brackets_before_the_next_key(text: str, offset: int, expected: str) -> None:
    assert failure(text).rest(offset) == expected
