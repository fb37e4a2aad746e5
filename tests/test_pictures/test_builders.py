"""Entries as diagrams: what of the catalog a picture shows, and what each part is."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from projects import REPOSITORY

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import load
from patternloom.model.examples import BoundaryKind, ComponentKind, DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.patterns import Parent, Pattern, PatternGroup, ProblemArea
from patternloom.pictures.builders import Voice, architecture, concept, design, designs, tree
from patternloom.pictures.diagram import WHOLE, Box, Diagram, Edge, Node

BAKERY = REPOSITORY / "tests/cases/bakery/catalog"
GRAPH = build_graph(load(BAKERY)[0])
WORDS = {"tree_of": "{name} as a tree", "tree_described": "Left to right", "map_of": "Map of {name}"}


def say(text: Mapping[str, str] | None) -> str:
    """In German."""
    return text["de"] if text else ""


# Of two entries no page shows one.
VOICE = Voice(
    say, {**WORDS, "status_discouraged": "besser nicht"}.__getitem__, lambda id: "" if id == "yeast" else f"#{id}"
)


def parent(id: str) -> Parent:
    """An area, group or pattern of the bakery."""
    found = GRAPH.entry(id)
    assert isinstance(found, ProblemArea | PatternGroup | Pattern)
    return found


def test_a_tree_shows_patterns_square_groups_round_and_that_there_are_more() -> None:
    assert tree(GRAPH, parent("leavening"), VOICE) == Diagram(
        "leavening",
        "Lockerung as a tree",
        "Left to right",
        "right",
        (
            Node("leavening", "Lockerung", ("group",), "rounded", link="#leavening"),
            Node("sourdough", "Sauerteig", ("pattern",), link="#sourdough"),
            Node("yeast", "Hefe", ("pattern",)),
            Node(
                "quick-leavening",
                "Schnelle Lockerung",
                ("group", "discouraged"),
                "rounded",
                "besser nicht",
                "#quick-leavening",
            ),
            Node(
                "baking-powder", "Backpulver", ("pattern", "discouraged"), "rectangle", "besser nicht", "#baking-powder"
            ),
            Edge("leavening", "sourdough"),
            Edge("leavening", "yeast"),
            Edge("leavening", "quick-leavening"),
            Edge("quick-leavening", "baking-powder"),
            Edge("quick-leavening", "sourdough"),
            Node("leavening_more", "…", ("more",), "ellipsis"),
            Edge("leavening", "leavening_more"),
        ),
    )


def test_a_shallow_tree_says_of_what_it_does_not_open_nothing_more() -> None:
    """Even where a group below it has more members than are listed."""
    found = tree(GRAPH, parent("dough"), VOICE, depth=1)
    assert [node.id for node in found.nodes] == ["dough", "leavening", "autolyse"]
    assert found.edges == (Edge("dough", "leavening"), Edge("dough", "autolyse"))


def test_the_map_tells_each_entry_and_its_line_before_the_next() -> None:
    found = architecture(GRAPH, VOICE)
    assert (found.title, found.description, found.direction) == ("Map of Backstube", "Left to right", "right")
    assert [part if isinstance(part, Edge) else part.id for part in found.parts] == [
        WHOLE,
        "dough",
        Edge(WHOLE, "dough"),
        "leavening",
        Edge("dough", "leavening"),
        "autolyse",
        Edge("dough", "autolyse"),
        "oven-work",
        Edge(WHOLE, "oven-work"),
        "heat",
        Edge("oven-work", "heat"),
        "end",
        Edge(WHOLE, "end"),
        "subgraph",
        Edge("end", "subgraph"),
    ]
    assert found.parts[0] == Node(WHOLE, "Backstube", ("group",), "rounded")


def test_a_concept_figure_s_boxes_nest_and_link_the_entries_they_stand_for() -> None:
    figure = GRAPH.entry("dough-stages")
    assert isinstance(figure, ConceptFigure)
    assert concept(figure, "In words", VOICE) == Diagram(
        "dough-stages",
        "Stufen des Teigs",
        "In words",
        "right",
        (
            Box("bowl", "Kessel", (), (Node("sponge", "Vorteig", ("box",), link="#sourdough"),)),
            Node("final", "Hauptteig", ("box",)),
            Edge("sponge", "final", "end", "nach 12 h"),
        ),
    )


def test_an_arrow_of_a_figure_may_go_both_ways_and_a_box_with_others_in_it_may_link_too(tmp_path: Path) -> None:
    catalog = tmp_path / "catalog"
    shutil.copytree(BAKERY, catalog)
    file = catalog / "dough.yaml"
    text = file.read_text("utf-8").replace("end: final,", "end: final, both_ways: true,")
    file.write_text(text.replace("Cuve}", "Cuve}\n        entry: autolyse"), "utf-8")
    figure = load(catalog)[0].entries["dough-stages"]
    assert isinstance(figure, ConceptFigure)
    found = concept(figure, "", VOICE)
    assert [(shape.id, shape.link) for shape in found.shapes] == [("bowl", "#autolyse"), ("final", "")]
    assert [(edge.start, edge.end, edge.heads) for edge in found.edges] == [("sponge", "final", "both")]


def oven_at_home() -> DesignExample:
    """One of the bakery's examples."""
    found = GRAPH.entry("stone-oven-at-home")
    assert isinstance(found, DesignExample)
    return found


def test_a_design_example_is_nested_boundaries_with_their_components_first_and_numbered_arrows() -> None:
    components = {kind.id: kind for kind in GRAPH.of(ComponentKind)}
    boundaries = {kind.id: kind for kind in GRAPH.of(BoundaryKind)}
    cellar = Box(
        "cellar", "Raum · Keller", ("boundary", "tinted"), (Node("oven", "Ofen", ("component", "own"), "hexagon"),)
    )
    assert design(oven_at_home(), components, boundaries, say) == Diagram(
        "stone-oven-at-home",
        "Steinofen zu Hause",
        "",
        "down",
        (
            Box(
                "house",
                "Haus",
                ("boundary", "plain"),
                (
                    Node("baker", "Bäckerin", ("component", "own"), "person"),
                    Node("sweep", "Schornstein", ("component", "managed")),
                    cellar,
                ),
            ),
            Edge("baker", "oven", "end", "1 Holz", ("flow", "normal", "step-1")),
            Edge("oven", "sweep", "both", "2", ("flow", "normal", "step-2")),
            # An answer points back along the call's way.
            Edge("baker", "sweep", "start", "4", ("flow", "response", "step-4")),
        ),
    )


def test_every_design_example_is_drawn_in_the_order_of_the_files() -> None:
    found = designs(GRAPH, "fr")
    assert [diagram.id for diagram in found] == ["script-kiddie", "stone-oven-at-home"]
    assert found[1].labels["cellar"] == "Pièce · Cave"
    assert found[1].labels["house"] == "Maison"
