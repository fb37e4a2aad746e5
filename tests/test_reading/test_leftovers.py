"""What nobody meant to publish in pages and attached files."""

from __future__ import annotations

import time

import pytest

from patternloom.reading.leftovers import conflict_in, left_behind

CONFLICT = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"
HEAD = "'<<<<<<< HEAD' begins a conflict that git left here, expected one of its two versions"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n", []),
        (f"# x\n\n{CONFLICT}", [("x.md:3:1", HEAD)]),
        (f"{CONFLICT}\n{CONFLICT}", [("x.md:1:1", HEAD)]),
        (f"```\n{CONFLICT}```\n", []),
        (f"```\n{CONFLICT}```\n{CONFLICT}", [("x.md:8:1", HEAD)]),
        (">>>>>>> x\n=======\n<<<<<<< HEAD\n", []),
        ("<<<<<<< HEAD\n>>>>>>> x\n", []),
        ("Title\n=======\n", []),
        ("    <<<<<<< HEAD\n    =======\n    >>>>>>> x\n", []),
        ("a\nb\0c\n", [("x.md:2:2", "control character U+0000, expected text")]),
        ("a\tb\x0c\n", []),
    ],
)
def test_what_is_left_in_a_page_is_told_once_at_its_place(text: str, told: list[tuple[str, str]]) -> None:
    assert [(str(problem.mark), problem.message) for problem in left_behind(text, "x.md")] == told


def test_an_attached_file_is_looked_at_where_it_is_a_text() -> None:
    data = CONFLICT.replace("\n", "\r\n").encode()
    assert [(str(problem.mark), problem.message) for problem in conflict_in(data, "x")] == [("x:1:1", HEAD)]
    assert not list(conflict_in(b"\xff\xfe\0", "x"))
    assert not list(conflict_in(b"```\na\n```\n", "x"))


def test_many_signs_take_no_longer_than_they_are_long() -> None:
    before = time.process_time()
    assert not list(left_behind("<<<<<<< a\n" * 200_000 + ">>>>>>> b\n", "x"))
    assert time.process_time() - before < 5
