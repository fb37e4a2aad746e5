"""A drawing on paper, where no page shows it in letters of a size to read: cut into pieces, a page each.

In: the drawing's id and window. Out: SVG elements that show a part of it each, none where a page shows it whole; they
lie on their side where that makes fewer than cutting both ways does. It cuts anywhere: pieces overlap, so that a box
that one piece cuts is whole on the next. How large a page is, the style sheet for paper knows.
"""

from __future__ import annotations

from math import ceil

from patternloom.pictures.d2_svg import Window
from patternloom.text.escape import Written

WIDEST, HIGHEST = 1490, 1890
"""Of what a page of A4 shows whole, in the drawing's units: its smallest letters, 19 units high, then have 6.5 pt."""
ASIDE, BELOW = 300, 110
"""How much of a piece its neighbors show too: a box's width, and its height."""

_PIECE = Written(
    '<svg class="pl-piece" viewBox="{view}" aria-hidden="true"><use href="#{id}" x="{x}" y="{y}" width="{width}"'
    ' height="{height}"{turned}/></svg>'
)


def pieces(id: str, window: Window) -> Written:
    """Row by row, all of one size."""
    left, top, width, height = map(float, window)
    columns, wide = _cut(width, WIDEST, ASIDE)
    rows, high = _cut(height, HIGHEST, BELOW)
    if rows * columns == 1:
        return Written("")
    turned = False
    if rows > 1 < columns:
        across, broad = _cut(width, HIGHEST, ASIDE)
        down, low = _cut(height, WIDEST, BELOW)
        turned = across * down < rows * columns
        if turned:
            columns, wide, rows, high = across, broad, down, low
    corners = [
        (left + column * (wide - ASIDE), top + row * (high - BELOW)) for row in range(rows) for column in range(columns)
    ]
    x, y, all_wide, all_high = (Written(f"{number:g}") for number in (left, top, width, height))
    turn = Written(' transform="rotate(-90)"' if turned else "")
    return Written("").join(
        [
            _PIECE.format(
                view=_view(*corner, wide, high, turned), id=id, x=x, y=y, width=all_wide, height=all_high, turned=turn
            )
            for corner in corners
        ]
    )


def _view(x: float, y: float, wide: float, high: float, turned: bool) -> Written:
    """The window of a piece: turned, what was its right edge is above."""
    if turned:
        return Written(f"{y:g} {-x - wide:g} {high:g} {wide:g}")
    return Written(f"{x:g} {y:g} {wide:g} {high:g}")


def _cut(length: float, longest: int, overlap: int) -> tuple[int, float]:
    """Into how many, and how long each is."""
    number = max(1, ceil((length - overlap) / (longest - overlap)))
    return number, (length + (number - 1) * overlap) / number
