"""A drawing cut into pieces for paper."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from patternloom.pictures.pieces import ASIDE, BELOW, HIGHEST, WIDEST, pieces


def views(width: float, height: float) -> list[list[float]]:
    """What each piece shows of a drawing that begins at -1, -2."""
    cut = pieces("cart-picture", ("-1", "-2", str(width), str(height)))
    return [[float(number) for number in view.split()] for view in re.findall(r'viewBox="([^"]+)"', cut)]


def test_what_a_page_shows_whole_is_not_cut() -> None:
    assert pieces("cart-picture", ("0", "0", str(WIDEST), str(HIGHEST))) == ""


def test_a_piece_is_a_window_of_the_drawing() -> None:
    assert pieces("cart-picture", ("-1", "-2", "40", "2000")).split("</svg>")[1] == (
        '<svg class="pl-piece" viewBox="-1 943 40 1055" aria-hidden="true">'
        '<use href="#cart-picture" x="-1" y="-2" width="40" height="2000"/>'
    )


@pytest.mark.parametrize(("width", "height", "number"), [(40, 1891, 2), (1491, 40, 2), (40, 6000, 4)])
def test_pieces_cover_the_drawing_and_overlap(width: float, height: float, number: int) -> None:
    found = views(width, height)
    assert len(found) == number
    assert all(wide <= WIDEST and high <= HIGHEST for _, _, wide, high in found)
    for at, length, overlap, whole, begin in ((0, 2, ASIDE, width, -1), (1, 3, BELOW, height, -2)):
        starts = sorted({view[at] for view in found})
        assert starts[0] == begin
        assert starts[-1] + found[0][length] == pytest.approx(begin + whole, abs=0.1)
        steps = {then - one for one, then in pairwise(starts)}
        assert all(step == pytest.approx(found[0][length] - overlap, abs=0.1) for step in steps)


def test_a_drawing_that_is_cut_both_ways_lies_on_its_side_where_that_makes_fewer_pieces() -> None:
    """Its upper half first, then the lower one, the right edge of both above."""
    cut = pieces("cart-picture", ("-1", "-2", "1650", "2130"))
    assert cut.count(' transform="rotate(-90)"/>') == cut.count("<svg ") == 2
    assert views(1650, 2130) == [[-2, -1649, 1120, 1650], [1008, -1649, 1120, 1650]]


def test_a_drawing_that_needs_as_many_pieces_on_its_side_stands() -> None:
    cut = pieces("cart-picture", ("0", "0", "1900", "2900"))
    assert cut.count("<svg ") == 4
    assert "rotate" not in cut
