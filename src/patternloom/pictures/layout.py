"""A picture with places: rectangles with their words in lines, and edges with the corners of their ways.

In: nothing but numbers and the parts of a diagram. Out: values that `diagram_svg` draws. How they are found is the
work of `tree_layout` and `box_layout`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from patternloom.pictures import lettering
from patternloom.pictures.diagram import Edge, Node, Shape

LETTERS, LINE = 13.0, 17.0
"""The size of letters, and from one line to the next, in pixels."""
MARGIN = 4.0
"""Around the whole."""
_LONGEST = 15.0
_BESIDE, _ABOVE = 12.0, 8.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A node or box with its rectangle."""

    shape: Shape
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half-way from top to bottom."""
        return self.top + self.height / 2

    @property
    def center(self) -> float:
        """Half-way from left to right."""
        return self.left + self.width / 2

    def moved(self, right: float, down: float) -> Placed:
        """The shape so many pixels further to the right and down."""
        return replace(self, left=self.left + right, top=self.top + down)


@dataclass(frozen=True, slots=True)
class Line:
    """An edge with the corners of its way."""

    edge: Edge
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture."""

    width: float
    height: float
    shapes: tuple[Placed, ...]
    """A box before what is in it."""
    lines: tuple[Line, ...]


def lines_of(shape: Shape) -> tuple[str, ...]:
    """The words of a node or box, in lines."""
    if isinstance(shape, Node) and shape.shape == "ellipsis":
        return ("…",)
    note = (f"({shape.note})",) if isinstance(shape, Node) and shape.note else ()
    return (*lettering.lines(shape.label, _LONGEST), *note)


def room_of(lines: tuple[str, ...]) -> tuple[float, float]:
    """Width and height of a rectangle around lines."""
    width = max(lettering.width(line, LETTERS) for line in lines) + 2 * _BESIDE
    return round(width, 1), len(lines) * LINE + 2 * _ABOVE
