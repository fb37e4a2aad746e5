"""What a picture shows, as data: nodes, boxes and the edges between them, in one language.

In: what the builders found in the catalog. Out: values that every writer (mermaid, D2 …) draws from.
It knows no entry, no format and no place on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Heads = Literal["none", "start", "end", "both"]
Direction = Literal["right", "down"]

WHOLE = "*"
"""The id of what stands for the whole catalog, which no entry has."""


@dataclass(frozen=True, slots=True)
class Node:
    """A shape with a label."""

    id: str
    """Unique in the diagram; never a word with a meaning in a writer's language, as writers put a sign before it."""
    label: str
    """Plain text, as all texts here."""
    classes: tuple[str, ...]
    """For the style sheet, what it is first."""
    shape: str = "rectangle"
    """A rectangle, `rounded`, one of a design example's, or `ellipsis`: "there are more"."""
    note: str = ""
    """A word under the label."""
    link: str = ""
    """Where it leads, from the page that shows the diagram."""

    @property
    def parts(self) -> tuple[Shape, ...]:
        """Nothing lies in a node."""
        return ()


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around other shapes."""

    id: str
    label: str
    classes: tuple[str, ...]
    parts: tuple[Shape, ...]
    link: str = ""


Shape = Node | Box


@dataclass(frozen=True, slots=True)
class Edge:
    """A line or arrow between two nodes or boxes."""

    start: str
    end: str
    heads: Heads = "none"
    label: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture before it has a format."""

    id: str
    """Of the entry that it shows."""
    title: str
    description: str
    """For readers of another sense; empty where a list beside it tells the same."""
    direction: Direction
    parts: tuple[Shape | Edge, ...]
    """In the order in which they are told."""

    @property
    def anchor(self) -> str:
        """Where it is found on a page; that of a node has the node's id behind it."""
        return anchor("all" if self.id == WHOLE else self.id)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The outermost nodes and boxes."""
        return tuple(part for part in self.parts if not isinstance(part, Edge))

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges."""
        return tuple(part for part in self.parts if isinstance(part, Edge))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in boxes too."""
        return tuple(shape for shape, _ in self.walk() if isinstance(shape, Node))

    @property
    def labels(self) -> dict[str, str]:
        """What nodes and boxes are called, by id."""
        return {shape.id: shape.label for shape, _ in self.walk()}

    def walk(self) -> Iterator[tuple[Shape, tuple[str, ...]]]:
        """Every shape with the ids of the boxes around it, from the outside in; a box before what is in it."""
        return _walk(self.shapes, ())

    def without_links(self) -> Diagram:
        """The diagram without its links, to be taken elsewhere."""
        return replace(self, parts=tuple(part if isinstance(part, Edge) else _unlinked(part) for part in self.parts))


def anchor(*ids: str) -> str:
    """Of a picture, or of a node in it: `diagram-saga`, `diagram-saga-compensating-transaction`."""
    return "-".join(("diagram", *ids))


def _walk(shapes: tuple[Shape, ...], around: tuple[str, ...]) -> Iterator[tuple[Shape, tuple[str, ...]]]:
    for shape in shapes:
        yield shape, around
        yield from _walk(shape.parts, (*around, shape.id))


def _unlinked(shape: Shape) -> Shape:
    if isinstance(shape, Node):
        return replace(shape, link="")
    return replace(shape, link="", parts=tuple(map(_unlinked, shape.parts)))
