"""Where words stand in a drawing: each label at a free place along its own arrow, each name along its boundary's top.

In: the shapes, names and arrows of an SVG as D2 leaves them, with every label in the middle of its arrow and
every name in its boundary's corner. Out: both where they hit nothing, or least, above all arrows; and in each
arrow a gap for its own label alone. The same input gives the same places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

# As the style sheet shows them, in the widest of usual fonts.
LABEL_SIZE, NAME_SIZE = 19, 17.5
_NARROW, _WIDE = 0.7, 1.0
# Of a label, and from its middle down to its letters' feet.
_HEIGHT, _BASE = 20.0, 7.0
# What a label would rather be away from, and how much.
_SHAPE, _LABEL, _NAME, _ARROW, _BORDER, _BEND, _FAR = 1000.0, 1000.0, 400.0, 60.0, 25.0, 15.0, 0.02
# Free ground around a label: towards other labels, towards its own arrow's bends, and towards the rest.
_FROM_LABEL, _FROM_BEND, _FROM_REST = 6.0, 9.0, 3.0
# Between the places that are tried, and from an arrow's ends, where its head is.
_STEP, _ENDS = 8.0, 22.0
# From a boundary's corner to its name.
_CORNER = 12.0

_FLOW = re.compile(
    r'<g class="(?P<look>flow [^"]*)">(?P<markers>(?:<marker.*?</marker>)*)<path d="(?P<way>[^"]*)"'
    r'(?P<attributes>[^>]*?)(?: mask="[^"]*")? ?/>(?:<text [^>]*>(?P<label>[^<]*)</text>)?</g>',
    re.DOTALL,
)
# D2's one mask has a gap for every label, which cuts every arrow beneath it.
_COMMON_MASK = re.compile(r'<mask id="[^"]*-lines".*?</mask>', re.DOTALL)
_BOX = re.compile(r'<g data-id="[^"]*" class="(boundary|component)[^"]*"><g class="shape" >(.*?)</g>', re.DOTALL)
_NAME_AT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Point = tuple[float, float]


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

    def hits(self, other: Area, apart: float = 0) -> bool:
        """Whether they share a point, or come nearer than that."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A boundary's name."""

    left: float
    right: float
    """Of the boundary."""
    base: float
    """Where the letters stand, from the top of the drawing."""
    attributes: str
    """Of the text, up to its `>`."""
    text: str


Obstacle = tuple[Area, float, float]
"""An area, what hitting it costs, and how near counts as hitting."""


def place_names(drawing: str, names: Sequence[Name]) -> str:
    """The names, each where the fewest arrows pass, and as near to its boundary's corner as that allows."""
    arrows = [
        (piece, _ARROW, _FROM_REST) for flow in _FLOW.finditer(drawing) for piece in _pieces(_corners(flow["way"]))
    ]
    obstacles = [*arrows, *(obstacle for obstacle in _fixed(drawing, "") if obstacle[1] == _SHAPE)]
    return "".join(
        f'<text x="{_start(name, obstacles):g}" y="{name.base:g}"{name.attributes}{name.text}</text>' for name in names
    )


def _start(name: Name, obstacles: Sequence[Obstacle]) -> float:
    """Where a name begins."""
    width = text_width(unescape(name.text), NAME_SIZE)
    first, last = name.left + _CORNER, name.right - _CORNER - width
    tried = [first + number * _STEP for number in range(int(max(last - first, 0) / _STEP) + 1)]
    top, bottom = name.base - NAME_SIZE, name.base + 4
    near = _near(Area(first, top, tried[-1] + width, bottom), obstacles)

    def cost(start: float) -> float:
        area = Area(start, top, start + width, bottom)
        return sum(weight for other, weight, apart in near if area.hits(other, apart)) + (start - first) * _FAR

    return min(tried, key=cost)


def _near(area: Area, obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """Those that anything inside the area can hit: few of them, and each place is tried against all."""
    return [obstacle for obstacle in obstacles if area.hits(obstacle[0], obstacle[2])]


def place_labels(drawing: str, names: str, window: str, prefix: str) -> tuple[str, str]:
    """The drawing with its arrows, and its labels.

    `names` are the boundaries', placed already; `window` is the view box; ids of masks begin with `prefix`.
    """
    flows = list(_FLOW.finditer(drawing))
    ways = [_corners(flow["way"]) for flow in flows]
    pieces = [_pieces(way) for way in ways]
    fixed = list(_fixed(drawing, names))
    places: dict[int, Area] = {}
    # The short ones first, as they have the fewest places; then all once more, now that the others are known.
    order = sorted((n for n, flow in enumerate(flows) if flow["label"]), key=lambda n: (_length(ways[n]), n))
    for number in [*order, *order]:
        others = [(piece, _ARROW, _FROM_REST) for n, own in enumerate(pieces) if n != number for piece in own]
        others += [(place, _LABEL, _FROM_LABEL) for n, place in places.items() if n != number]
        size = (text_width(unescape(flows[number]["label"]), LABEL_SIZE), _HEIGHT)
        places[number] = _best_place(ways[number], pieces[number], size, [*fixed, *others])
    numbers = iter(range(len(flows)))
    drawn = _FLOW.sub(
        lambda flow: _with_gap(flow, next(numbers), places, window, prefix), _COMMON_MASK.sub("", drawing)
    )
    return drawn, "".join(_label(flows[number], place) for number, place in sorted(places.items()))


def _with_gap(flow: re.Match[str], number: int, places: Mapping[int, Area], window: str, prefix: str) -> str:
    """An arrow without its label, and with a gap where that stands."""
    mask = use = ""
    if number in places:
        name, place = f"{prefix}-{number}", places[number]
        whole = 'x="{}" y="{}" width="{}" height="{}"'.format(*window.split())
        gap = f'x="{place.left:.1f}" y="{place.top:.1f}" width="{place.width:.1f}" height="{place.height:.1f}"'
        mask = f'<mask id="{name}" maskUnits="userSpaceOnUse" {whole}><rect {whole} fill="white"/><rect {gap}/></mask>'
        use = f' mask="url(#{name})"'
    return f'<g class="{flow["look"]}">{flow["markers"]}{mask}<path d="{flow["way"]}"{flow["attributes"]}{use}/></g>'


def _label(flow: re.Match[str], place: Area) -> str:
    look = flow["look"].removeprefix("flow ")
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2 + _BASE
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{look}" style="text-anchor:middle">{flow["label"]}</text>'


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in the units of its size."""
    wide = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
    return size * (wide * _WIDE + (len(text) - wide) * _NARROW)


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


def _fixed(drawing: str, names: str) -> Iterator[Obstacle]:
    """Shapes, the lines of boundaries, and their names."""
    for kind, shape in _BOX.findall(drawing):
        area = _bounds(shape)
        if kind == "component":
            yield area, _SHAPE, _FROM_REST
            continue
        for side in (
            Area(area.left, area.top, area.right, area.top),
            Area(area.left, area.bottom, area.right, area.bottom),
            Area(area.left, area.top, area.left, area.bottom),
            Area(area.right, area.top, area.right, area.bottom),
        ):
            yield side, _BORDER, _FROM_REST
    for x, y, text in _NAME_AT.findall(names):
        left, base = float(x), float(y)
        yield Area(left, base - NAME_SIZE, left + text_width(unescape(text), NAME_SIZE), base + 4), _NAME, _FROM_LABEL


def _bounds(shape: str) -> Area:
    """The rectangle around a `<rect>` or a `<path>`."""
    rect = re.match(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', shape)
    if rect:
        x, y, width, height = map(float, rect.groups())
        return Area(x, y, x + width, y + height)
    xs: list[float] = []
    ys: list[float] = []
    for way in re.findall(r' d="([^"]*)"', shape):
        for command, rest in _COMMAND.findall(way):
            numbers = [float(number) for number in _NUMBER.findall(rest)]
            if command != "V":
                xs += numbers if command == "H" else numbers[::2]
            if command != "H":
                ys += numbers if command == "V" else numbers[1::2]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _corners(way: str) -> list[Point]:
    """Where an arrow starts, turns and ends: of `S`, a rounded corner, the corner itself."""
    points = []
    for _, rest in _COMMAND.findall(way):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        points.append((numbers[0], numbers[1]))
    return points


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
