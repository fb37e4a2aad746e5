"""Diagrams as D2 text, letter by letter."""

from __future__ import annotations

import pytest

from patternloom.pictures.d2 import d2_text
from patternloom.pictures.diagram import Box, Diagram, Edge, Node


def body(*parts: Node | Box | Edge) -> str:
    """What stands below the classes."""
    head, _, rest = d2_text(Diagram("x", "X", "", "right", parts)).partition("\n}\n")
    assert head.startswith("direction: right\nclasses: {\n  boundary: {")
    return rest


def test_boxes_nest_and_arrows_name_both_ends_from_the_outermost_box_in() -> None:
    oven = Node("oven", "Oven", ("component", "own"), "hexagon")
    cellar = Box("cellar", "Cellar", ("boundary", "tinted"), (oven,))
    house = Box("house", "House", ("boundary", "plain"), (Node("baker", "Baker", ("component", "own")), cellar))
    wood = Edge("baker", "oven", "end", "1 wood", ("flow", "normal", "step-1"))
    assert (
        body(house, wood)
        == """\

id-house: "House" { class: [boundary; plain]
  id-baker: "Baker" { class: [component; own] }
  id-cellar: "Cellar" { class: [boundary; tinted]
    id-oven: "Oven" { class: [component; own]; shape: hexagon }
  }
}
id-house.id-baker -> id-house.id-cellar.id-oven: "1 wood" { class: [flow; normal; step-1] }
"""
    )


@pytest.mark.parametrize(("heads", "arrow"), [("none", "--"), ("end", "->"), ("start", "<-"), ("both", "<->")])
def test_an_arrow_has_its_heads(heads: str, arrow: str) -> None:
    node = Node("a", "A", ("own",))
    edge = Edge("a", "a", heads, "1", ("flow",))  # type: ignore[arg-type]  # one of the four
    assert body(node, edge).splitlines()[-1] == f'id-a {arrow} id-a: "1" {{ class: [flow] }}'


def test_no_label_means_anything_to_d2() -> None:
    assert body(Node("style", 'a "b" \\ ${c}\nd', ("own",))).strip() == (
        'id-style: "a \\"b\\" \\\\ \\${c} d" { class: [own] }'
    )


def test_it_is_laid_out_in_the_diagram_s_direction_for_letters_of_these_sizes() -> None:
    """Other sizes would be another drawing: what the page shows is scaled from them."""
    assert (
        d2_text(Diagram("x", "X", "", "down", ()))
        == """\
direction: down
classes: {
  boundary: { label.near: top-left; style: { border-radius: 12; font-size: 19; stroke-width: 1 } }
  component: { style: { border-radius: 8; font-size: 22; bold: false; stroke-width: 2 } }
  flow: { style: { font-size: 20; italic: false; stroke-width: 2 } }
}

"""
    )
