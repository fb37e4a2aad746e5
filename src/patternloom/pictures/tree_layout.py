"""Where the nodes of a tree stand, and how its lines run: a column a depth, from left to right.

In: a flat `Diagram` whose edges make no circle. Out: rectangles, and lines of right angles that pass through none but
their ends. A node with several parents stands by the first of the nearest; what leads to it from afar gets a lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patternloom.pictures.diagram import Diagram, Edge
from patternloom.pictures.layout import MARGIN, Layout, Line, Placed, Point, lines_of, room_of

_BETWEEN_COLUMNS, _BETWEEN_ROWS = 34.0, 10.0
# From a column to the lines that lead into it: of the first parent, and of others.
_SPINE, _SECOND_SPINE = 14.0, 22.0
_LANE = 8.0


def tree_layout(diagram: Diagram) -> Layout:
    """The rectangles and lines of a tree."""
    return _Tree(diagram).layout()


class _Tree:
    """A tree on its way to a layout."""

    def __init__(self, diagram: Diagram) -> None:
        self.nodes = {node.id: node for node in diagram.nodes}
        self.edges = diagram.edges
        self.texts = {id: lines_of(node) for id, node in self.nodes.items()}
        self.rooms = {id: room_of(text) for id, text in self.texts.items()}
        self.depth = _depths(self.nodes, self.edges)
        # The first of the nearest parents has the child below it; what comes from afar gets a lane.
        self.home: dict[str, str] = {}
        for edge in self.edges:
            if self.depth[edge.start] + 1 == self.depth[edge.end]:
                self.home.setdefault(edge.end, edge.start)
        self.own: dict[str, list[str]] = {id: [] for id in self.nodes}
        for child, parent in self.home.items():
            self.own[parent].append(child)
        self.columns = self._columns()
        self.middle: dict[str, float] = {}
        self.lanes: dict[Edge, float] = {}

    def _columns(self) -> list[tuple[float, float]]:
        """Left edge and width of each column."""
        found: list[tuple[float, float]] = []
        left = MARGIN
        for depth in range(max(self.depth.values(), default=-1) + 1):
            widest = max(self.rooms[id][0] for id, other in self.depth.items() if other == depth)
            found.append((left, widest))
            left += widest + _BETWEEN_COLUMNS
        return found

    def layout(self) -> Layout:
        """Roots one below the other."""
        top = MARGIN
        for id in self.nodes:
            if id not in self.home:
                top = self._place(id, top) + _BETWEEN_ROWS
        placed = {id: self._placed(id) for id in self.nodes}
        lines = tuple(Line(edge, self._way(edge, placed)) for edge in self.edges)
        left, width = self.columns[-1] if self.columns else (0.0, 0.0)
        return Layout(left + width + MARGIN, top - _BETWEEN_ROWS + MARGIN, tuple(placed.values()), lines)

    def _place(self, id: str, top: float) -> float:
        """Give the node and all below it a block of their own; where that ends."""
        height, children = self.rooms[id][1], self.own[id]
        below = top + max(0.0, (height - self._blocks(children)) / 2) if children else top
        for child in children:
            below = self._place(child, below) + _BETWEEN_ROWS
        if children:
            self.middle[id] = (self.middle[children[0]] + self.middle[children[-1]]) / 2
        else:
            self.middle[id] = top + height / 2
        bottom = max(below - _BETWEEN_ROWS, top + height, self.middle[id] + height / 2)
        for edge in self.edges:
            if edge.start == id and self.home[edge.end] != id and self.depth[edge.end] > self.depth[id] + 1:
                bottom += _LANE
                self.lanes[edge] = bottom
        return bottom

    def _blocks(self, ids: list[str]) -> float:
        """How tall nodes are, one below the other, with all below each."""
        tall = (max(self.rooms[id][1], self._blocks(self.own[id])) for id in ids)
        return sum(tall) + _BETWEEN_ROWS * (len(ids) - 1)

    def _placed(self, id: str) -> Placed:
        left, width = self.columns[self.depth[id]]
        node, (own, height) = self.nodes[id], self.rooms[id]
        width = own if node.shape == "ellipsis" else width
        return Placed(node, self.texts[id], left, self.middle[id] - height / 2, width, height)

    def _way(self, edge: Edge, placed: Mapping[str, Placed]) -> tuple[Point, ...]:
        start, end = placed[edge.start], placed[edge.end]
        into = end.left - (_SPINE if self.home[edge.end] == edge.start else _SECOND_SPINE)
        if edge in self.lanes:
            out = self.columns[self.depth[edge.start] + 1][0] - _SECOND_SPINE
            lane = self.lanes[edge]
            corners = [(out, start.middle), (out, lane), (into, lane), (into, end.middle)]
        else:
            corners = [(into, start.middle), (into, end.middle)]
        return ((start.right, start.middle), *corners, (end.left, end.middle))


def _depths(nodes: Iterable[str], edges: Iterable[Edge]) -> dict[str, int]:
    """How many steps each node is from where it is farthest from."""
    depth, edges = dict.fromkeys(nodes, 0), tuple(edges)
    changed = True
    while changed:
        changed = False
        for edge in edges:
            if depth[edge.end] <= depth[edge.start]:
                depth[edge.end] = depth[edge.start] + 1
                changed = True
    return depth
