"""Entries of the catalog as diagrams: trees, the map of all areas, concept figures, design examples.

In: entries, and how to say and link them. Out: a `Diagram` for each, the same for the same input.
What a kind of entry looks like is decided here, by classes and shapes; how it is written or drawn is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from patternloom.catalog.graph import Graph
from patternloom.model.examples import BoundaryKind, Component, ComponentKind, DesignExample, Flow
from patternloom.model.figures import ConceptFigure
from patternloom.model.patterns import Parent, Pattern, PatternGroup, ProblemArea
from patternloom.pictures.diagram import WHOLE, Box, Diagram, Edge, Node, Shape

# After the id of a node with more below it; no entry's id holds this sign.
_MORE = "_more"

Say = Callable[[Mapping[str, str] | None], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """How diagrams of one page speak, and where they lead."""

    say: Say
    """A text in the page's language."""
    word: Callable[[str], str]
    """A word of the interface."""
    link: Callable[[str], str]
    """Where an entry stands, from the page; empty where no page shows it."""

    def node(self, entry: Parent) -> Node:
        """An area, group or pattern."""
        discouraged = not isinstance(entry, ProblemArea) and entry.status == "discouraged"
        look, shape = ("pattern", "rectangle") if isinstance(entry, Pattern) else ("group", "rounded")
        return Node(
            entry.id,
            self.say(entry.label or entry.name),
            (look, "discouraged") if discouraged else (look,),
            shape,
            note=self.word("status_discouraged") if discouraged else "",
            link=self.link(entry.id),
        )


def tree(graph: Graph, root: Parent, voice: Voice, depth: int = 99) -> Diagram:
    """What stands up to `depth` steps below an area or group."""
    found = graph.tree(root, depth)
    parts: list[Shape | Edge] = [voice.node(entry) for entry in found.nodes]
    parts += [Edge(edge.parent.id, edge.child.id) for edge in found.edges]
    for entry in {edge.parent.id: edge.parent for edge in found.edges}.values():
        if isinstance(entry, PatternGroup) and entry.more:
            more = Node(entry.id + _MORE, "…", ("more",), "ellipsis")
            parts += [more, Edge(entry.id, more.id)]
    title = voice.word("tree_of").format(name=voice.say(root.name))
    return Diagram(root.id, title, voice.word("tree_described"), "right", tuple(parts))


def architecture(graph: Graph, voice: Voice) -> Diagram:
    """All areas under the name of the whole, down to their children."""
    name = voice.say(graph.catalog.settings.name)
    parts: list[Shape | Edge] = [Node(WHOLE, name, ("group",), "rounded")]
    for area in graph.areas:
        parts += [voice.node(area), Edge(WHOLE, area.id)]
        for child in graph.children(area):
            parts += [voice.node(child), Edge(area.id, child.id)]
    title = voice.word("map_of").format(name=name)
    return Diagram(WHOLE, title, voice.word("tree_described"), "right", tuple(parts))


def concept(figure: ConceptFigure, description: str, voice: Voice) -> Diagram:
    """A figure of boxes and arrows; what holds others is drawn around them."""

    below = _by_outer(figure.boxes)

    def inside(outer: str | None) -> tuple[Shape, ...]:
        found: list[Shape] = []
        for box in below.get(outer, ()):
            label, link = voice.say(box.label), voice.link(box.entry) if box.entry else ""
            inner = inside(box.id)
            found.append(Box(box.id, label, (), inner, link) if inner else Node(box.id, label, ("box",), link=link))
        return tuple(found)

    arrows = (
        Edge(arrow.start, arrow.end, "both" if arrow.both_ways else "end", voice.say(arrow.label))
        for arrow in figure.arrows
    )
    return Diagram(figure.id, voice.say(figure.name), description, figure.direction, (*inside(None), *arrows))


def legend(voice: Voice) -> Diagram:
    """What the shapes of a tree mean: one of each, with what it is as its label."""
    words = {name: voice.word(f"legend_{name}") for name in ("group", "inner", "pattern", "discouraged")}
    discouraged = ("pattern", "discouraged")
    parts: list[Shape | Edge] = [
        Node("group", words["group"], ("group",), "rounded"),
        Node("one", words["pattern"], ("pattern",)),
        Node("inner", words["inner"], ("group",), "rounded"),
        Node("two", words["pattern"], ("pattern",)),
        Node("three", words["pattern"], discouraged, note=words["discouraged"]),
        Node("more", "…", ("more",), "ellipsis"),
    ]
    parts += [Edge("group", "one"), Edge("group", "inner")]
    parts += [Edge("inner", "two"), Edge("inner", "three"), Edge("inner", "more")]
    return Diagram("legend", voice.word("legend_of_trees"), voice.word("tree_described"), "right", tuple(parts))


def design(
    example: DesignExample,
    component_kinds: Mapping[str, ComponentKind],
    boundary_kinds: Mapping[str, BoundaryKind],
    say: Say,
) -> Diagram:
    """A design example: nested boundaries, components, and an arrow a flow with its step's number."""

    def node(component: Component) -> Node:
        kind = component_kinds[component.kind]
        look = "managed" if kind.managed else "own"
        return Node(component.id, say(component.name), ("component", look), kind.shape)

    components, boundaries = _by_outer(example.components), _by_outer(example.boundaries)

    def inside(outer: str | None) -> tuple[Shape, ...]:
        found: list[Shape] = [node(component) for component in components.get(outer, ())]
        for boundary in boundaries.get(outer, ()):
            kind = boundary_kinds[boundary.kind]
            label = " · ".join(part for part in (say(kind.name), say(boundary.name)) if part)
            look = "tinted" if kind.tinted else "plain"
            found.append(Box(boundary.id, label, ("boundary", look), inside(boundary.id)))
        return tuple(found)

    flows = (
        _flow(flow, number, step.case) for number, step in enumerate(example.steps, start=1) for flow in step.flows
    )
    return Diagram(example.id, say(example.name), "", "down", (*inside(None), *flows))


class _Placed(Protocol):
    @property
    def inside(self) -> str | None: ...


P = TypeVar("P", bound=_Placed)


def _by_outer(parts: Iterable[P]) -> dict[str | None, list[P]]:
    """Parts by what they stand in, in their order."""
    found: dict[str | None, list[P]] = {}
    for part in parts:
        found.setdefault(part.inside, []).append(part)
    return found


def _flow(flow: Flow, number: int, case: str) -> Edge:
    label = f"{number} {flow.protocol}" if flow.protocol else str(number)
    classes = ("flow", "response" if flow.response else case, f"step-{number}")
    if flow.response:
        # An answer is laid out like the call it answers, so that it turns no layer upside down.
        return Edge(flow.end, flow.start, "both" if flow.both_ways else "start", label, classes)
    return Edge(flow.start, flow.end, "both" if flow.both_ways else "end", label, classes)


def designs(graph: Graph, language: str) -> tuple[Diagram, ...]:
    """Every design example of a catalog, in one language."""
    component_kinds = {kind.id: kind for kind in graph.of(ComponentKind)}
    boundary_kinds = {kind.id: kind for kind in graph.of(BoundaryKind)}

    def say(text: Mapping[str, str] | None) -> str:
        return text[language] if text else ""

    return tuple(design(example, component_kinds, boundary_kinds, say) for example in graph.of(DesignExample))
