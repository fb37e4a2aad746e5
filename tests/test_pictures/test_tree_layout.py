"""In a tree nothing overlaps and no line runs through a node, however it branches and whoever shares a child."""

from __future__ import annotations

from geometry import faults
from hypothesis import given
from hypothesis import strategies as st

from patternloom.pictures.diagram import Diagram, Edge, Node
from patternloom.pictures.tree_layout import tree_layout


@st.composite
def trees(draw: st.DrawFn) -> Diagram:
    """Up to thirty nodes, each below one or more that came before."""
    count = draw(st.integers(2, 30))
    labels = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=40)
    nodes = [Node(f"n{number}", draw(labels), ("pattern",)) for number in range(count)]
    edges = [
        Edge(f"n{parent}", f"n{number}")
        for number in range(1, count)
        for parent in sorted(draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=2)))
    ]
    return Diagram("any", "Any", "", "right", (*nodes, *edges))


@given(trees())
def test_nothing_overlaps_and_no_line_runs_through_a_node(diagram: Diagram) -> None:
    assert list(faults(tree_layout(diagram))) == []


def test_children_stand_in_a_column_of_their_own_and_a_parent_half_way() -> None:
    nodes = [Node(id, id.title(), ()) for id in ("bread", "rye", "wheat")]
    layout = tree_layout(Diagram("b", "B", "", "right", (*nodes, Edge("bread", "rye"), Edge("bread", "wheat"))))
    bread, rye, wheat = layout.shapes
    assert bread.right < rye.left == wheat.left
    assert bread.middle == (rye.middle + wheat.middle) / 2
    assert [line.points[0] for line in layout.lines] == [(bread.right, bread.middle)] * 2
    assert layout.lines[1].points[-1] == (wheat.left, wheat.middle)


def test_what_leads_far_gets_a_lane_below_its_node() -> None:
    nodes = [Node(id, id, ()) for id in "abcd"]
    edges = [Edge("a", "b"), Edge("b", "c"), Edge("a", "d"), Edge("d", "c")]
    layout = tree_layout(Diagram("b", "B", "", "right", (*nodes, *edges, Edge("a", "c"))))
    assert [len(line.points) for line in layout.lines] == [4, 4, 4, 4, 6]
    assert list(faults(layout)) == []
