"""Sentences that run on over lines."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.language.unwrapped import unwrapped


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("We do\nnot use it", "We do not use it"),
        ("We do \r\n  not use it", "We do not use it"),
        ("採用し\nない", "採用しない"),
        ("Kafka\nを使う", "Kafkaを使う"),
        ("One.\n\nTwo", "One.\n\nTwo"),
        ("One.\n \nTwo", "One.\n \nTwo"),
        ("採用：これ\n理由：速い", "採用：これ\n理由：速い"),
        ("・これ\n・それ", "・これ\n・それ"),
        ("Kafka: " + "a" * 60 + " is ruled\nout: it forgets", "Kafka: " + "a" * 60 + " is ruled out: it forgets"),
        ("status: in force\nowner: Eri", "status: in force\nowner: Eri"),
        ("One line", "One line"),
    ],
)
def test_a_line_that_goes_on_is_joined_to_the_one_before(text: str, line: str) -> None:
    assert unwrapped(text, [])[0] == line


def test_links_move_along() -> None:
    text = "We do\r\n  not use the\nold A"
    link = Link("a", 7, text.index("old"), len(text), (7, 8))
    joined, (moved,) = unwrapped(text, [link])
    assert joined[moved.start : moved.end] == "old A"
    assert (moved.address, moved.at, moved.written) == ("a", 7, (7, 8))
