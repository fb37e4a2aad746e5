"""A drawn diagram: links around shapes and words, no style of its own, words as they are, arrows that end at edges."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from geometry import faults
from site_fixture import real_languages

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.model.figures import ConceptFigure
from patternloom.model.patterns import PatternGroup, ProblemArea
from patternloom.pictures import builders
from patternloom.pictures.box_layout import box_layout
from patternloom.pictures.diagram import Box, Diagram, Edge, Node
from patternloom.pictures.diagram_svg import diagram_frame, diagram_svg
from patternloom.pictures.tree_layout import tree_layout

NODES = (
    Node("bread", "Bread & <b>butter</b>", ("group",), "rounded", link="#bread"),
    Node("rye", "Rye", ("pattern", "discouraged"), note="old"),
    Node("bread_more", "…", ("more",), "ellipsis"),
)
TREE = Diagram("bread", "All bread", "As a tree.", "right", (*NODES, Edge("bread", "rye"), Edge("bread", "bread_more")))
SVG = "{http://www.w3.org/2000/svg}"


def test_a_node_that_leads_somewhere_is_a_link_with_its_words_in_it() -> None:
    picture = ElementTree.fromstring(diagram_svg(TREE))
    links = picture.findall(f"{SVG}a")
    assert [(link.get("{http://www.w3.org/1999/xlink}href"), link.get("id"), link.get("class")) for link in links] == [
        ("#bread", "diagram-bread-bread", "group")
    ]
    assert "".join(links[0].itertext()) == "Bread & <b>butter</b>"
    assert [group.get("class") for group in picture.findall(f"{SVG}g")] == [
        "edge",
        "edge",
        "pattern discouraged",
        "more",
    ]


def test_it_is_named_and_described_and_has_no_style_of_its_own() -> None:
    text = diagram_svg(TREE)
    picture = ElementTree.fromstring(text)
    named = {element.get("id"): element.text for element in picture if element.get("id")}
    told = (picture.get("aria-labelledby") or "").split()
    assert [named[id] for id in told] == ["All bread", "As a tree."]
    assert "style" not in text
    assert "script" not in text


def test_an_arrow_ends_at_the_edge_of_what_it_leads_to() -> None:
    inner = (Node("sponge", "Sponge", ("box",)),)
    edge = Edge("sponge", "oven", "both", "warm")
    figure = Diagram("f", "F", "", "right", (Box("bowl", "Bowl", (), inner), Node("oven", "Oven", ("box",)), edge))
    heads = [part.get("d") for part in ElementTree.fromstring(diagram_svg(figure)).iter(f"{SVG}path")][1:]
    ends = {placed.shape.id: placed for placed in box_layout(figure).shapes}
    assert [str(head).partition("L")[0] for head in heads] == [
        f"M{ends['oven'].left:g},{ends['oven'].middle:g}",
        f"M{ends['sponge'].right:g},{ends['sponge'].middle:g}",
    ]


def diagrams(catalog: Catalog, language: str) -> Iterator[Diagram]:
    """Everything that the catalog draws so, in a language."""
    graph = build_graph(catalog)
    voice = builders.Voice(
        lambda text: text[language] if text else "", lambda word: catalog.strings[language][word], lambda id: f"#{id}"
    )
    yield builders.architecture(graph, voice)
    for entry in catalog.entries.values():
        if isinstance(entry, PatternGroup | ProblemArea):
            yield builders.tree(graph, entry, voice)
        if isinstance(entry, ConceptFigure):
            yield builders.concept(entry, "", voice)


@pytest.mark.parametrize("language", real_languages())
def test_nothing_overlaps_in_any_picture_of_the_catalog(real_catalog: Catalog, language: str) -> None:
    wrong = {}
    for diagram in diagrams(real_catalog, language):
        flat = not any(shape.parts for shape in diagram.shapes) and all(edge.heads == "none" for edge in diagram.edges)
        found = list(faults(tree_layout(diagram) if flat else box_layout(diagram)))
        if found:
            wrong[diagram.id] = found
    assert wrong == {}


@pytest.mark.parametrize(("leaves", "high"), [(27, False), (28, True)])
def test_a_picture_that_is_too_high_for_paper_says_so(leaves: int, high: bool) -> None:
    """There it would have letters that nobody reads."""
    nodes = [Node(f"bread_{number}", "Rye", ("pattern",)) for number in range(leaves)]
    tree = Diagram("bread", "All bread", "", "right", (NODES[0], *nodes, *(Edge("bread", node.id) for node in nodes)))
    frame = diagram_frame(tree)
    assert ("pl-figure__picture--high" in frame) == high, ElementTree.fromstring(frame)[0].get("height")
