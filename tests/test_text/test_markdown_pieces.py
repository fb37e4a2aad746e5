"""Markdown while it is written."""

from __future__ import annotations

import pytest

from patternloom.text.markdown_pieces import Pieces


def stressed(*pieces: str, before: str = "a") -> str:
    """Pieces with stress around them, behind another."""
    written = Pieces()
    written.add(before)
    written.stress()
    for piece in pieces:
        written.add(piece)
    written.end_stress("**")
    assert str(written).endswith(written.last)
    return str(written)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("b",), "a**b**"),
        ((" ", " b", " ", ""), "a **b** "),
        (("b ", "c "), "a**b c** "),
        (("(b)",), "a **(b)** "),
        ((" ", "\n"), "a"),
        ((), "a"),
    ],
)
def test_no_blank_stands_inside_stress(pieces: tuple[str, ...], text: str) -> None:
    assert stressed(*pieces) == text


def test_nothing_stands_before_stress_where_markdown_sees_it() -> None:
    assert stressed(" (b", before="a ") == "a **(b**"
    assert stressed("(b", before="[") == "[**(b**"


def test_stress_in_stress_and_an_end_of_none() -> None:
    written = Pieces()
    written.end_stress("*")
    for piece in ("a", "b"):
        written.stress()
        written.add(f"{piece} ")
    written.end_stress("*")
    written.end_stress("**")
    assert str(written) == "**a *b*** "


def test_blanks_at_the_end_go() -> None:
    written = Pieces()
    written.add(" ")
    assert not written.strip()
    written.add("a\n")
    written.stress()
    written.add(" ")
    assert written.strip()
    assert (str(written), written.last) == (" a", "a")


def test_the_last_signs_are_there_however_many_pieces_they_are() -> None:
    written = Pieces()
    for piece in ("abc", "", "d", "ef"):
        written.add(piece)
    assert (written.near(4), written.near(99), written.last) == ("cdef", "abcdef", "f")
