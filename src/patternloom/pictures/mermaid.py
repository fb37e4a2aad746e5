"""Diagrams as mermaid text: `flowchart LR`, a line a part, and a click for each node that leads somewhere.

In: a `Diagram`. Out: text for a mermaid fence; whatever its labels hold means nothing to mermaid, Markdown or HTML.
It gives no colour: the classes are the style sheet's. Mermaid links nodes alone, so a box's link is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patternloom.pictures.diagram import WHOLE, Box, Diagram, Edge, Node, Shape
from patternloom.problems import limits
from patternloom.text import escape

_DIRECTIONS = {"right": "LR", "down": "TB"}
_LINES = {"none": "---", "start": "-->", "end": "-->", "both": "<-->"}


class TooLargeError(ValueError):
    """Mermaid would draw nothing but an error."""


def mermaid_text(diagram: Diagram) -> str:
    """A diagram in mermaid's language, without a line end at its end.

    Raises:
        TooLargeError: it has more lines or letters than mermaid draws.
    """
    if (edges := len(diagram.edges)) > limits.DIAGRAM_EDGES:
        raise TooLargeError(f"{edges:,} lines in a diagram, expected at most {limits.DIAGRAM_EDGES}")
    text = _text(diagram)
    # Mermaid counts as JavaScript does.
    if (letters := len(text.encode("utf-16-le")) // 2) > limits.DIAGRAM_CHARACTERS:
        raise TooLargeError(f"{letters:,} characters in a diagram, expected at most {limits.DIAGRAM_CHARACTERS:,}")
    return text


def _text(diagram: Diagram) -> str:
    with_edge = {node.id: node for node in diagram.nodes if node.shape == "ellipsis"}
    head = [
        f"flowchart {_DIRECTIONS[diagram.direction]}",
        f"  accTitle: {escape.mermaid(diagram.title)}",
        f"  accDescr: {escape.mermaid(diagram.description)}",
    ]
    clicks = [f'  click {_id(node.id)} href "{escape.address(node.link)}"' for node in diagram.nodes if node.link]
    if not any(shape.parts for shape in diagram.shapes):
        return "\n".join([*head, *_parts(diagram.parts, with_edge), *clicks])
    # With boxes, a blank line sets off what stands in them from what does not.
    lines = [*head, "", *_parts(diagram.shapes, with_edge), "", *_parts(diagram.edges, with_edge), *clicks]
    return "\n".join(lines).rstrip()


def _parts(parts: Iterable[Shape | Edge], with_edge: dict[str, Node]) -> Iterator[str]:
    """A line a part; the nodes in `with_edge` are told in the line that leads to them."""
    for part in parts:
        match part:
            case Node():
                if part.id not in with_edge:
                    yield f"  {_node(part)}"
                    yield from (f"  class {_id(part.id)} {name}" for name in part.classes[1:])
            case Box():
                yield f'  subgraph {_id(part.id)}["{escape.mermaid(part.label)}"]'
                yield from _parts(part.parts, with_edge)
                yield from ("", "  end")
            case _:
                start, end = (part.end, part.start) if part.heads == "start" else (part.start, part.end)
                label = f'|"{escape.mermaid(part.label)}"|' if part.label else ""
                node = with_edge.get(end)
                yield f"  {_id(start)} {_LINES[part.heads]}{label} {_node(node) if node else _id(end)}"


def _node(node: Node) -> str:
    """`n_saga["Saga"]:::pattern`."""
    lines = 2 if node.note else 1
    note = f"<br>({escape.mermaid(node.note, lines=lines)})" if node.note else ""
    text = f'["{escape.mermaid(node.label, lines=lines)}{note}"]'
    return f"{_id(node.id)}{f'({text})' if node.shape == 'rounded' else text}:::{node.classes[0]}"


def _id(id: str) -> str:
    """No word that mermaid has a meaning for."""
    return "root" if id == WHOLE else f"n_{id.replace('-', '_')}"
