"""Diagrams as D2 text: nested boxes, nodes and labeled arrows, with the sizes that D2 lays them out for.

In: a `Diagram` of classes `boundary`, `component` and `flow`. Out: text in D2's language; nothing in
its labels and ids means anything there. D2 itself is run by `draw`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patternloom.pictures.diagram import Box, Diagram, Edge, Node, Shape
from patternloom.text import escape

# Of components: large ones in narrow frames make a picture that is readable in a column.
LETTERS = 22
_CLASSES = f"""\
classes: {{
  boundary: {{ label.near: top-left; style: {{ border-radius: 12; font-size: 19; stroke-width: 1 }} }}
  component: {{ style: {{ border-radius: 8; font-size: {LETTERS}; bold: false; stroke-width: 2 }} }}
  flow: {{ style: {{ font-size: 20; italic: false; stroke-width: 2 }} }}
}}
"""

# Before every id: `style` or `label` alone would be a word of the language.
NO_KEYWORD = "id-"
_ARROWS = {"none": "--", "start": "<-", "end": "->", "both": "<->"}


def d2_text(diagram: Diagram) -> str:
    """A diagram in D2's language."""
    ways = {shape.id: ".".join(NO_KEYWORD + id for id in (*around, shape.id)) for shape, around in diagram.walk()}
    return "\n".join([f"direction: {diagram.direction}\n{_CLASSES}", *_parts(diagram.parts, ways, "")]) + "\n"


def _parts(parts: Iterable[Shape | Edge], ways: dict[str, str], indent: str) -> Iterator[str]:
    """A line a part, a box's own parts below it; `ways` are full names, from the outermost box in."""
    for part in parts:
        classes = f"class: [{'; '.join(part.classes)}]"
        match part:
            case Node():
                shape = f"; shape: {part.shape}" if part.shape != "rectangle" else ""
                yield f"{indent}{NO_KEYWORD}{part.id}: {escape.d2(part.label)} {{ {classes}{shape} }}"
            case Box():
                yield f"{indent}{NO_KEYWORD}{part.id}: {escape.d2(part.label)} {{ {classes}"
                yield from _parts(part.parts, ways, indent + "  ")
                yield f"{indent}}}"
            case _:
                arrow = f"{ways[part.start]} {_ARROWS[part.heads]} {ways[part.end]}"
                yield f"{arrow}: {escape.d2(part.label)} {{ {classes} }}"
