"""Where words stand in a drawing: each label at a free place along its own arrow, each name along its boundary's top.

In: numbers: shapes, boundaries, the corners of arrows, and how wide each word is. Out: numbers: where words hit
nothing, or least. The same input gives the same places. It knows no text and no format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Of a label; and of a name, above and below the line that its letters stand on.
HEIGHT = 20.0
_ABOVE, _BELOW = 17.5, 4.0
# What a label would rather be away from, and how much.
_SHAPE, _LABEL, _NAME, _ARROW, _BORDER, _BEND, _FAR = 1000.0, 1000.0, 400.0, 60.0, 25.0, 15.0, 0.02
# Free ground around a label: towards other labels, towards its own arrow's bends, and towards the rest.
_FROM_LABEL, _FROM_BEND, _FROM_REST = 6.0, 9.0, 3.0
# Between the places that are tried, and from an arrow's ends, where its head is.
_STEP, _ENDS = 8.0, 22.0
# From a boundary's corner to its name.
_CORNER = 12.0

Point = tuple[float, float]
Way = tuple[Point, ...]
"""Where an arrow starts, turns and ends."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: of a shape, a label or a piece of a line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def hits(self, other: Area, apart: float) -> bool:
        """Whether they come nearer than that."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What words have to find a place among."""

    shapes: tuple[Area, ...]
    boundaries: tuple[Area, ...]
    """Only their lines are in the way."""
    ways: tuple[Way, ...]
    """Of the arrows."""


@dataclass(frozen=True, slots=True)
class Name:
    """A boundary's name, as numbers."""

    left: float
    right: float
    """Of the boundary."""
    base: float
    """Where the letters stand, from the top of the drawing."""
    width: float

    def area(self, start: float) -> Area:
        """What it covers if it begins there."""
        return Area(start, self.base - _ABOVE, start + self.width, self.base + _BELOW)


Obstacle = tuple[Area, float, float]
"""An area, what hitting it costs, and how near counts as hitting."""


def place_names(ground: Ground, names: Sequence[Name]) -> tuple[float, ...]:
    """Where each name begins: where the fewest arrows pass, and as near to its boundary's corner as that allows."""
    obstacles = [(piece, _ARROW, _FROM_REST) for way in ground.ways for piece in _pieces(way)]
    obstacles += ((shape, _SHAPE, _FROM_REST) for shape in ground.shapes)
    return tuple(_start(name, obstacles) for name in names)


def _start(name: Name, obstacles: Sequence[Obstacle]) -> float:
    first, last = name.left + _CORNER, name.right - _CORNER - name.width
    tried = [first + number * _STEP for number in range(int(max(last - first, 0) / _STEP) + 1)]
    whole = name.area(first)
    near = _near(Area(first, whole.top, tried[-1] + name.width, whole.bottom), obstacles)

    def cost(start: float) -> float:
        area = name.area(start)
        return sum(weight for other, weight, apart in near if area.hits(other, apart)) + (start - first) * _FAR

    return min(tried, key=cost)


def _near(area: Area, obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """Those that anything inside the area can hit: few of them, and each place is tried against all."""
    return [obstacle for obstacle in obstacles if area.hits(obstacle[0], obstacle[2])]


def place_labels(ground: Ground, names: Sequence[Area], widths: Mapping[int, float]) -> dict[int, Area]:
    """Where each label stands.

    `names` are the boundaries', placed already; `widths` are the labels', each by the number of its arrow.
    """
    pieces = [_pieces(way) for way in ground.ways]
    fixed = list(_fixed(ground, names))
    places: dict[int, Area] = {}
    # The short ones first, as they have the fewest places; then all once more, now that the others are known.
    order = sorted(widths, key=lambda number: (_length(ground.ways[number]), number))
    for number in [*order, *order]:
        others = [(piece, _ARROW, _FROM_REST) for n, own in enumerate(pieces) if n != number for piece in own]
        others += [(place, _LABEL, _FROM_LABEL) for n, place in places.items() if n != number]
        size = (widths[number], HEIGHT)
        places[number] = _best_place(ground.ways[number], pieces[number], size, [*fixed, *others])
    return dict(sorted(places.items()))


def _best_place(
    way: Sequence[Point], own: Sequence[Area], size: tuple[float, float], obstacles: Sequence[Obstacle]
) -> Area:
    """The place that costs least; of equal ones, that nearest to the middle."""
    width, height = size
    length = _length(way)
    xs, ys = zip(*way, strict=True)
    around = Area(min(xs) - width / 2, min(ys) - height / 2, max(xs) + width / 2, max(ys) + height / 2)
    near = _near(around, obstacles)
    best, lowest = None, float("inf")
    for along in _tried(length):
        away = abs(along - length / 2) * _FAR
        if away >= lowest:
            break  # what is tried from here on lies farther still
        (x, y), piece = _at(way, along)
        area = Area(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        cost = away + sum(_BEND for n, other in enumerate(own) if n != piece and area.hits(other, _FROM_BEND))
        cost += sum(weight for other, weight, apart in near if area.hits(other, apart))
        if cost < lowest:
            best, lowest = area, cost
    assert best
    return best


def _tried(length: float) -> Iterator[float]:
    """Distances along an arrow: its middle, and then to both sides."""
    middle = length / 2
    yield middle
    for number in range(1, int((middle - _ENDS) / _STEP) + 1):
        yield middle - number * _STEP
        yield middle + number * _STEP


def _fixed(ground: Ground, names: Sequence[Area]) -> Iterator[Obstacle]:
    """Shapes, the lines of boundaries, and their names."""
    yield from ((shape, _SHAPE, _FROM_REST) for shape in ground.shapes)
    for area in ground.boundaries:
        for side in (
            Area(area.left, area.top, area.right, area.top),
            Area(area.left, area.bottom, area.right, area.bottom),
            Area(area.left, area.top, area.left, area.bottom),
            Area(area.right, area.top, area.right, area.bottom),
        ):
            yield side, _BORDER, _FROM_REST
    yield from ((name, _NAME, _FROM_LABEL) for name in names)


def passes(way: Way, area: Area) -> bool:
    """Whether an arrow leads through an area."""
    return any(piece.hits(area, 0) for piece in _pieces(way))


def _pieces(way: Sequence[Point]) -> list[Area]:
    return [
        Area(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
        for (x, y), (other_x, other_y) in pairwise(way)
    ]


def _length(way: Sequence[Point]) -> float:
    return sum(_distance(start, end) for start, end in pairwise(way))


def _distance(start: Point, end: Point) -> float:
    return float(((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5)


def _at(way: Sequence[Point], along: float) -> tuple[Point, int]:
    """The point at a distance along an arrow, and the number of its piece."""
    for number, (start, end) in enumerate(pairwise(way)):
        length = _distance(start, end)
        if along <= length and length:
            part = along / length
            return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part), number
        along -= length
    return way[-1], len(way) - 2
