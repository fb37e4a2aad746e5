"""What no picture may show, told from numbers: shapes that overlap, lines through shapes, words outside their shape."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from patternloom.pictures import lettering
from patternloom.pictures.diagram import Box
from patternloom.pictures.layout import LETTERS, Layout, Placed


def faults(layout: Layout) -> Iterator[str]:
    """Everything wrong with the places of a picture, a line each."""
    for one, other in combinations(layout.shapes, 2):
        if _overlap(one, other) and not _holds(one, other) and not _holds(other, one):
            yield f"{one.shape.id} overlaps {other.shape.id}"
    for shape in layout.shapes:
        if shape.left < 0 or shape.top < 0 or shape.right > layout.width or shape.bottom > layout.height:
            yield f"{shape.shape.id} is outside"
        if any(lettering.width(line, LETTERS) > shape.width for line in shape.lines):
            yield f"{shape.shape.id} is too narrow for its words"
    for line in layout.lines:
        for shape in layout.shapes:
            ends = (line.edge.start, line.edge.end)
            if isinstance(shape.shape, Box) or shape.shape.id in ends:
                continue
            if any(_crosses(shape, *start, *end) for start, end in pairwise(line.points)):
                yield f"{line.edge.start} → {line.edge.end} runs through {shape.shape.id}"


def _overlap(one: Placed, other: Placed) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _holds(outer: Placed, inner: Placed) -> bool:
    return (
        isinstance(outer.shape, Box)
        and outer.left <= inner.left
        and outer.top <= inner.top
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def _crosses(shape: Placed, x1: float, y1: float, x2: float, y2: float) -> bool:
    return (
        min(x1, x2) < shape.right
        and max(x1, x2) > shape.left
        and min(y1, y2) < shape.bottom
        and max(y1, y2) > shape.top
    )
