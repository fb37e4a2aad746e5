"""Where the boxes of a concept figure stand: what arrows lead to comes after what they come from.

In: a `Diagram` of boxes and nodes, nested, with arrows between any of them. Out: rectangles, and arrows of right angles
from edge to edge. Inside a box, its parts are laid out in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from patternloom.pictures import lettering
from patternloom.pictures.diagram import Diagram, Edge, Shape
from patternloom.pictures.layout import LETTERS, LINE, MARGIN, Layout, Line, Placed, Point, lines_of, room_of

_APART, _BETWEEN = 44.0, 14.0
_PADDING, _AROUND_LABEL = 14.0, 10.0
_LANE = 16.0


@dataclass(frozen=True, slots=True)
class _Block:
    """Shapes laid out together, from a corner at 0, 0."""

    width: float
    height: float
    shapes: tuple[Placed, ...]


def box_layout(diagram: Diagram) -> Layout:
    """The rectangles and arrows of a figure."""
    around = {shape.id: (*boxes, shape.id) for shape, boxes in diagram.walk()}
    down = diagram.direction == "down"
    block = _laid_out(diagram.shapes, diagram.edges, around, 0, down=down)
    shapes = tuple(shape.moved(MARGIN, MARGIN) for shape in block.shapes)
    placed = {shape.shape.id: shape for shape in shapes}
    bottom, lines = block.height + 2 * MARGIN, []
    for edge in diagram.edges:
        start, end = placed[edge.start], placed[edge.end]
        way = _way(start, end, down=down)
        if way is None:
            bottom += _LANE
            way = _around(start, end, bottom - _LANE / 2)
        lines.append(Line(edge, way))
    return Layout(block.width + 2 * MARGIN, bottom, shapes, tuple(lines))


def _laid_out(
    parts: Sequence[Shape], edges: Iterable[Edge], around: dict[str, tuple[str, ...]], level: int, *, down: bool
) -> _Block:
    """Parts at one level of nesting, in layers by the arrows between them."""
    edges = tuple(edges)
    blocks = {part.id: _block(part, edges, around, level, down=down) for part in parts}
    arrows: list[tuple[Edge, str, str]] = []
    for edge in edges:
        start, end = (_at(around[id], level, blocks) for id in (edge.start, edge.end))
        if start and end and start != end:
            arrows.append((edge, start, end))
    layers = _layers(list(blocks), [(start, end) for _, start, end in arrows])
    across = max((_across(layer, blocks, down=down) for layer in layers), default=0.0)
    along, gap, shapes = 0.0, 0.0, []
    for layer in layers:
        along += gap
        offset = (across - _across(layer, blocks, down=down)) / 2
        for id in layer:
            block = blocks[id]
            shapes += [shape.moved(*((offset, along) if down else (along, offset))) for shape in block.shapes]
            offset += (block.width if down else block.height) + _BETWEEN
        along += max(blocks[id].height if down else blocks[id].width for id in layer)
        # Words of arrows that run to the right need room between the layers.
        said = [lettering.width(edge.label, LETTERS) + 2 * _AROUND_LABEL for edge, start, _ in arrows if start in layer]
        gap = max([_APART] if down else [_APART, *said])
    return _Block(*((across, along) if down else (along, across)), tuple(shapes))


def _block(
    part: Shape, edges: tuple[Edge, ...], around: dict[str, tuple[str, ...]], level: int, *, down: bool
) -> _Block:
    """A node, or a box around its parts with its label above them."""
    lines = lines_of(part)
    width, height = room_of(lines)
    if not part.parts:
        return _Block(width, height, (Placed(part, lines, 0.0, 0.0, width, height),))
    inside = _laid_out(part.parts, edges, around, level + 1, down=down)
    top = len(lines) * LINE + _PADDING
    wide, tall = max(width, inside.width + 2 * _PADDING), top + inside.height + _PADDING
    left = (wide - inside.width) / 2
    own = Placed(part, lines, 0.0, 0.0, wide, tall)
    return _Block(wide, tall, (own, *(shape.moved(left, top) for shape in inside.shapes)))


def _at(way: tuple[str, ...], level: int, blocks: dict[str, _Block]) -> str:
    """Which block of a level holds a shape; empty where none does."""
    return way[level] if len(way) > level and way[level] in blocks else ""


def _across(layer: Sequence[str], blocks: dict[str, _Block], *, down: bool) -> float:
    sizes = [blocks[id].width if down else blocks[id].height for id in layer]
    return sum(sizes) + _BETWEEN * (len(sizes) - 1)


def _layers(ids: list[str], arrows: list[tuple[str, str]]) -> list[list[str]]:
    """Each after all that lead to it; an arrow back, which closes a circle, has no say."""
    depth = dict.fromkeys(ids, 0)
    forward = [(start, end) for start, end in arrows if ids.index(start) < ids.index(end) or (end, start) not in arrows]
    for _ in ids:
        for start, end in forward:
            if depth[end] <= depth[start] and depth[start] + 1 < len(ids):
                depth[end] = depth[start] + 1
    deepest = sorted(set(depth.values()))
    return [[id for id in ids if depth[id] == layer] for layer in deepest]


def _way(start: Placed, end: Placed, *, down: bool) -> tuple[Point, ...] | None:
    """From edge to facing edge, around one corner each; None where the other is not ahead."""
    if down:
        if end.top <= start.bottom:
            return None
        if start.center == end.center:
            return ((start.center, start.bottom), (end.center, end.top))
        half = end.top - min(_APART, end.top - start.bottom) / 2
        return ((start.center, start.bottom), (start.center, half), (end.center, half), (end.center, end.top))
    if end.left <= start.right:
        return None
    if start.middle == end.middle:
        return ((start.right, start.middle), (end.left, end.middle))
    half = end.left - min(_APART, end.left - start.right) / 2
    return ((start.right, start.middle), (half, start.middle), (half, end.middle), (end.left, end.middle))


def _around(start: Placed, end: Placed, lane: float) -> tuple[Point, ...]:
    """Below everything, and up again."""
    return ((start.center, start.bottom), (start.center, lane), (end.center, lane), (end.center, end.bottom))
