"""Answers: as they are written, against real ones."""

from __future__ import annotations

import pytest

from patternloom.verify.operation.answers import HttpAnswer, fits, http_answer, same_body


@pytest.mark.parametrize(
    ("expected", "real", "right"),
    [
        ("a", "a\n", True),
        ("a", "b", False),
        ("a…c", "a b c", True),
        ("a…c", "a\nc", False),
        ("…\nc", "a\nb\nc", True),
        ("…\nc", "c", True),
        ("a\n…\nc", "a\nb", False),
        ("a.c", "abc", False),
        ("a", "a  ", True),
        ("a\n\nb", "a\n\nb", True),
    ],
)
def test_any_text_stands_for_any_text(expected: str, real: str, right: bool) -> None:
    assert fits(expected, real) is right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTP/2 200\n…\n{}", HttpAnswer(200, {}, "{}")),
        ("HTTP/1.1 409 Conflict\nRetry-After: 1\n\nno", HttpAnswer(409, {"retry-after": "1"}, "no")),
        ("HTTP/2 204", HttpAnswer(204, {}, "")),
        ('{"a": 1}', HttpAnswer(None, {}, '{"a": 1}')),
    ],
)
def test_an_answer_of_http_has_its_parts(text: str, expected: HttpAnswer) -> None:
    assert http_answer(text) == expected


@pytest.mark.parametrize(
    ("expected", "real", "right"),
    [
        ('{"a": 1, "b": [2]}', '{"b":[2],"a":1}', True),
        ('{"a": 1}', '{"a": 1, "b": 2}', False),
        ('{"a": "…"}', '{"a": "x"}', True),
        ('{"a": [1]}', '{"a": [1, 2]}', False),
        ("hello", "hello\n", True),
        ("hello", "bye", False),
    ],
)
def test_bodies_are_compared_by_what_they_say(expected: str, real: str, right: bool) -> None:
    assert same_body(expected, real) is right
