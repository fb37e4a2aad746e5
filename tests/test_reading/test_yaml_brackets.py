"""Brackets that end at the wrong place are told there, with the bracket that was meant."""

from __future__ import annotations

import pytest

from patternloom.problems.findings import PatternloomError
from patternloom.reading.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [b, c}\nd: e\n", "1:9: '}' ends what '[' began at 1:4, expected ']'; write ']'"),
        ("a: {b: c]\nd: e\n", "1:9: ']' ends what '{' began at 1:4, expected '}'; write '}'"),
        ("a: {b: c, d: [e}}\n", "1:16: '}' ends what '[' began at 1:14, expected ']'; write ']'"),
        ("a: [[b], c}\n", "1:11: '}' ends what '[' began at 1:4, expected ']'; write ']'"),
        ("a: {en: b ] c, d: e}\n", "1:9: 'b ] c' holds ']', which ends a text inside brackets, expected none without quotes; put the text in quotes: \"b ] c\""),
        ("a: [b, c\nd: e\n", "1:4: the [ that opens here is not closed, expected ] at its end; or a ',' before 'd: e'"),
        ("a: {b: c,\n", "1:4: the { that opens here is not closed, expected } at its end"),
        ("a: [b]]\n", "1:7: a ] that closes nothing, expected as many as were opened; delete it"),
        ("a: [, b]\n", "1:5: nothing before ',', expected a value; delete a comma"),
    ],
)  # fmt: skip
def test_a_bracket_is_told_where_it_is_wrong(text: str, told: str) -> None:
    with pytest.raises(PatternloomError) as error:
        read_yaml(text, "x")
    assert [str(problem) for problem in error.value.problems] == [f"x:{told}"]
