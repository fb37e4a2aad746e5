"""Boxes stand around their parts; an arrow runs from edge to edge, on the side that faces the other."""

from __future__ import annotations

import pytest
from geometry import faults

from patternloom.pictures.box_layout import box_layout
from patternloom.pictures.diagram import Box, Diagram, Direction, Edge, Node


def figure(direction: Direction, *edges: Edge) -> Diagram:
    """A bowl with two stages, and an oven."""
    stages = (Node("sponge", "Sponge", ("box",)), Node("dough", "Final dough", ("box",)))
    parts = (Box("bowl", "Bowl", (), stages), Node("oven", "Oven", ("box",)))
    return Diagram("f", "F", "", direction, (*parts, *edges))


ARROWS = (Edge("sponge", "dough", "end", "after 12 h"), Edge("dough", "oven", "end"))


@pytest.mark.parametrize("direction", ["right", "down"])
def test_nothing_overlaps_and_no_arrow_runs_through_a_part(direction: Direction) -> None:
    layout = box_layout(figure(direction, *ARROWS))
    assert list(faults(layout)) == []
    bowl, sponge, dough, oven = (next(s for s in layout.shapes if s.shape.id == id)
                                 for id in ("bowl", "sponge", "dough", "oven"))  # fmt: skip
    assert bowl.left < sponge.left
    assert bowl.bottom > dough.bottom
    if direction == "right":
        assert sponge.right < dough.left < dough.right < bowl.right < oven.left
    else:
        assert sponge.bottom < dough.top < dough.bottom < bowl.bottom < oven.top


def test_between_two_parts_there_is_room_for_the_words_of_an_arrow() -> None:
    short = box_layout(figure("right", Edge("sponge", "dough", "end", "h")))
    long = box_layout(figure("right", Edge("sponge", "dough", "end", "after a whole night in the cold")))
    assert long.width > short.width + 100


def test_an_arrow_back_runs_below_everything() -> None:
    layout = box_layout(figure("right", *ARROWS, Edge("oven", "sponge", "end")))
    assert list(faults(layout)) == []
    back = layout.lines[2].points
    assert max(y for _, y in back) > max(shape.bottom for shape in layout.shapes)


def test_parts_that_no_arrow_joins_stand_one_below_the_other() -> None:
    layout = box_layout(figure("right"))
    assert list(faults(layout)) == []
    assert len({shape.left for shape in layout.shapes if shape.shape.id in ("sponge", "dough")}) >= 1
