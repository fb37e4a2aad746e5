"""A drawing on paper, where no page shows it in letters of a size to read: cut into pieces, a page each.

In: the drawing's id and window. Out: SVG elements that show a part of it each, none where a page shows it whole. It
cuts anywhere: pieces overlap, so that a box that one piece cuts is whole on the next. How large a page is, the style
sheet for paper knows.
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
    ' height="{height}"/></svg>'
)


def pieces(id: str, window: Window) -> Written:
    """Row by row, all of one size."""
    left, top, width, height = map(float, window)
    columns, wide = _cut(width, WIDEST, ASIDE)
    rows, high = _cut(height, HIGHEST, BELOW)
    if rows * columns == 1:
        return Written("")
    x, y, all_wide, all_high = (Written(f"{number:g}") for number in (left, top, width, height))
    views = [
        Written(f"{left + column * (wide - ASIDE):g} {top + row * (high - BELOW):g} {wide:g} {high:g}")
        for row in range(rows)
        for column in range(columns)
    ]
    return Written("").join(
        [_PIECE.format(view=view, id=id, x=x, y=y, width=all_wide, height=all_high) for view in views]
    )


def _cut(length: float, longest: int, overlap: int) -> tuple[int, float]:
    """Into how many, and how long each is."""
    number = max(1, ceil((length - overlap) / (longest - overlap)))
    return number, (length + (number - 1) * overlap) / number
