"""A shape has room for its lines; `…` stands alone, and a note below what it is about."""

from __future__ import annotations

from patternloom.pictures.diagram import Box, Node
from patternloom.pictures.layout import Placed, lines_of, room_of


def test_a_note_stands_in_a_line_of_its_own_and_more_is_a_sign() -> None:
    assert lines_of(Node("rye", "Rye", ("pattern",), note="discouraged")) == ("Rye", "(discouraged)")
    assert lines_of(Node("more", "", ("more",), "ellipsis")) == ("…",)
    assert lines_of(Box("bowl", "Bowl", (), ())) == ("Bowl",)


def test_more_lines_need_a_taller_shape_and_longer_ones_a_wider() -> None:
    (one, low), (other, high) = room_of(("Rye",)), room_of(("Rye bread", "(old)"))
    assert one < other
    assert low < high


def test_what_is_moved_keeps_its_size() -> None:
    there = Placed(Node("rye", "Rye", ()), ("Rye",), 1, 2, 30, 20).moved(10, 100)
    assert (there.left, there.top, there.right, there.bottom) == (11, 102, 41, 122)
    assert (there.center, there.middle) == (26, 112)
