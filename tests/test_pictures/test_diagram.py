"""What a picture shows, as data that every writer reads the same way."""

from __future__ import annotations

import re

from patternloom.pictures.diagram import WHOLE, Box, Diagram, Edge, Node

FLOUR = Node("flour", "Flour", ("own",), link="flour/")
BOWL = Box("bowl", "Bowl", ("plain",), (Box("sieve", "Sieve", (), (FLOUR,), "sieve/"),), "bowl/")
WATER = Node("water", "Water", ("own",))
POURED = Edge("water", "bowl", "end", "pour")
DIAGRAM = Diagram("dough", "Dough", "", "right", (BOWL, POURED, WATER))


def test_shapes_are_the_outermost_nodes_and_boxes() -> None:
    assert DIAGRAM.shapes == (BOWL, WATER)
    assert DIAGRAM.edges == (POURED,)


def test_nodes_are_found_in_boxes_too() -> None:
    assert DIAGRAM.nodes == (FLOUR, WATER)


def test_each_shape_comes_with_the_boxes_around_it_from_the_outside_in() -> None:
    assert [(shape.id, around) for shape, around in DIAGRAM.walk()] == [
        ("bowl", ()),
        ("sieve", ("bowl",)),
        ("flour", ("bowl", "sieve")),
        ("water", ()),
    ]


def test_nodes_and_boxes_have_their_labels_by_id() -> None:
    assert DIAGRAM.labels == {"bowl": "Bowl", "sieve": "Sieve", "flour": "Flour", "water": "Water"}


def test_without_links_nothing_leads_anywhere_and_the_rest_stays() -> None:
    bare = DIAGRAM.without_links()
    assert [shape.link for shape, _ in DIAGRAM.walk()] == ["bowl/", "sieve/", "flour/", ""]
    assert [shape.link for shape, _ in bare.walk()] == [""] * 4
    assert (bare.labels, bare.edges, bare.title) == (DIAGRAM.labels, DIAGRAM.edges, "Dough")


def test_what_is_not_told_is_a_bare_rectangle_or_line() -> None:
    assert Node("a", "A", ()) == Node("a", "A", (), "rectangle", note="", link="")
    assert Box("a", "A", (), ()) == Box("a", "A", (), (), link="")
    assert Edge("a", "b") == Edge("a", "b", "none", label="", classes=())


def test_the_id_of_the_whole_is_no_entry_s() -> None:
    assert re.fullmatch(r"[a-z0-9-]+", WHOLE) is None
    assert WHOLE == "*"
