"""A design example as a picture: D2 text, drawn at build time, as SVG in the page's own colours.

In: examples and the words of one language. Out: D2 text; and, where D2 is installed, SVGs
without fonts, colours or scripts of their own: their classes are the style sheet's. The same input gives
the same bytes. Where no D2 is to be had, the steps and the table of components stand alone.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from patternloom.catalog.graph import Graph
from patternloom.model.examples import Boundary, BoundaryKind, Component, ComponentKind, DesignExample
from patternloom.pictures.labels import Name, place_labels, place_names
from patternloom.text import escape

# Laid out with large letters in narrow frames, and shown at most so large that they have the size of the page's text:
# so a wide picture stays readable in a column.
_LETTERS, _LETTERS_SHOWN = 22, 16
_CLASSES = f"""\
direction: down
classes: {{
  boundary: {{ label.near: top-left; style: {{ border-radius: 12; font-size: 19; stroke-width: 1 }} }}
  component: {{ style: {{ border-radius: 8; font-size: {_LETTERS}; bold: false; stroke-width: 2 }} }}
  flow: {{ style: {{ font-size: 20; italic: false; stroke-width: 2 }} }}
}}
"""
_OPTIONS = [
    "--layout=elk", "--elk-nodeNodeBetweenLayers=40", "--elk-edgeNodeBetweenLayers=20",
    "--elk-padding=[top=48,left=12,bottom=16,right=12]", "--pad=8", "--no-xml-tag", "--omit-version",
]  # fmt: skip

_BOUNDARY_NAME = re.compile(
    r'(class="boundary[^"]*"><g class="shape" ><rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*/></g>)'
    r'<text x="[\d.]+" y="([\d.]+)"([^>]*text-anchor:)middle([^>]*>)([^<]*)</text>'
)

# Before every id in D2's text: `style` or `label` alone would be a word of its language.
_NO_KEYWORD = "id-"

Say = Callable[[Mapping[str, str] | None], str]


def d2_path() -> str | None:
    """The D2 of this environment, else one on the path."""
    beside = Path(sys.executable).with_name("d2.exe" if sys.platform == "win32" else "d2")
    return str(beside) if beside.is_file() else shutil.which("d2")


def d2_text(
    example: DesignExample,
    component_kinds: Mapping[str, ComponentKind],
    boundary_kinds: Mapping[str, BoundaryKind],
    say: Say,
) -> str:
    """The example in D2's language: nested boundaries, components, and an arrow a flow with its step's number."""
    lines = [_CLASSES]

    def boundary(box: Boundary, indent: str) -> None:
        kind = boundary_kinds[box.kind]
        label = " · ".join(part for part in (say(kind.name), say(box.name)) if part)
        look = "tinted" if kind.tinted else "plain"
        lines.append(f"{indent}{_NO_KEYWORD}{box.id}: {_quoted(label)} {{ class: [boundary; {look}]")
        fill(box.id, indent + "  ")
        lines.append(f"{indent}}}")

    def fill(inside: str | None, indent: str) -> None:
        for component in example.components:
            if component.inside == inside:
                kind = component_kinds[component.kind]
                look = "managed" if kind.managed else "own"
                shape = f"; shape: {kind.shape}" if kind.shape != "rectangle" else ""
                label = _quoted(say(component.name))
                lines.append(f"{indent}{_NO_KEYWORD}{component.id}: {label} {{ class: [component; {look}]{shape} }}")
        for box in example.boundaries:
            if box.inside == inside:
                boundary(box, indent)

    fill(None, "")
    ways = _ways(example)
    for number, step in enumerate(example.steps, start=1):
        for flow in step.flows:
            # An answer is laid out like the call it answers, so that it turns no layer upside down.
            start, end = (flow.end, flow.start) if flow.response else (flow.start, flow.end)
            arrow = "<->" if flow.both_ways else "<-" if flow.response else "->"
            label = f"{number} {flow.protocol}" if flow.protocol else str(number)
            look = "response" if flow.response else step.case
            classes = f"{{ class: [flow; {look}; step-{number}] }}"
            lines.append(f"{ways[start]} {arrow} {ways[end]}: {_quoted(label)} {classes}")
    return "\n".join(lines) + "\n"


def _ways(example: DesignExample) -> dict[str, str]:
    """A component's full name in D2: the boundaries around it, from the outside in."""
    outer = {boundary.id: boundary.inside for boundary in example.boundaries}

    def way(component: Component) -> str:
        names, inside = [component.id], component.inside
        current: str | None = inside
        while current is not None:
            names.append(current)
            current = outer[current]
        return ".".join(_NO_KEYWORD + name for name in reversed(names))

    return {component.id: way(component) for component in example.components}


def _quoted(text: str) -> str:
    """A D2 string: nothing in it means anything."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$").replace("\n", " ") + '"'


class RefusedError(RuntimeError):
    """D2 does not accept a drawing's text."""

    def __init__(self, id: str, said: str) -> None:
        super().__init__(f"d2 refused the picture of '{id}': {said}")
        self.id = id


@dataclass(frozen=True, slots=True)
class Picture:
    """What was drawn."""

    svg: str
    width: int
    """In pixels, at which its letters have the size of the page's."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn."""

    id: str
    title: str
    """For HTML."""
    text: str
    """In D2's language."""


def drawings_of(graph: Graph, language: str) -> tuple[Drawing, ...]:
    """Every design example of a catalog, in one language."""
    component_kinds = {kind.id: kind for kind in graph.of(ComponentKind)}
    boundary_kinds = {kind.id: kind for kind in graph.of(BoundaryKind)}

    def say(text: Mapping[str, str] | None) -> str:
        return text[language] if text else ""

    return tuple(
        Drawing(example.id, escape.html(say(example.name)), d2_text(example, component_kinds, boundary_kinds, say))
        for example in graph.of(DesignExample)
    )


# In `mkdocs serve`, most edits change no picture.
@lru_cache(maxsize=2)
def draw(drawings: tuple[Drawing, ...]) -> Mapping[str, Picture]:
    """Pictures by id, all by one process, as starting D2 takes longer than drawing; none where there is no D2.

    Raises:
        RefusedError: D2 does not accept a text.
    """
    program = d2_path()
    if program is None or not drawings:
        return {}
    # Each drawing is a board of its own: nothing is shared between them.
    boards = "\n".join(f"{_NO_KEYWORD}{drawing.id}: {{\n{drawing.text}}}" for drawing in drawings)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [program, *_OPTIONS, "-", f"{folder}/drawn.svg"],
            input=f"layers: {{\n{boards}\n}}\n",
            # It runs for a fifth of a second: collecting garbage would be a quarter of that.
            env={**os.environ, "GOGC": "off"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if not done.returncode:
            files = {drawing: Path(folder, "drawn", f"{_NO_KEYWORD}{drawing.id}.svg") for drawing in drawings}
            return {drawing.id: _picture(file.read_text("utf-8"), drawing) for drawing, file in files.items()}
    if len(drawings) > 1:
        for drawing in drawings:
            draw((drawing,))  # to find whose it is
    raise RefusedError(drawings[0].id, done.stderr.strip())


def _picture(svg: str, drawing: Drawing) -> Picture:
    """D2's drawing without its styles: classes stay, ids become readable, the page gives the rest."""
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    # The outermost rectangle is D2's white ground.
    svg = re.sub(r'<rect [^>]*class=" fill-N7"[^>]*/>', "", svg, count=1)
    # Colours go; but a mask's white and black are its meaning.
    pieces = re.split(r"(<mask.*?</mask>)", svg, flags=re.DOTALL)
    svg = "".join(
        piece
        if piece.startswith("<mask")
        else re.sub(r' (?:fill|stroke)="(?:#[0-9A-Fa-f]{3,8}|transparent)"', "", piece)
        for piece in pieces
    )
    svg = re.sub(r"\b(?:fill|stroke)-(?:N|B|AA|AB)\d\b", "", svg)
    svg = re.sub(r'<g class="([A-Za-z0-9+/]+={0,2}) ([^"]*)"', lambda match: _group(match[1], match[2]), svg)
    names: list[Name] = []

    def take_name(match: re.Match[str]) -> str:
        left, width, base = map(float, match.group(2, 3, 4))
        # From its start on, whatever width the reader's font gives it.
        names.append(Name(left, left + width, base, f"{match[5]}start{match[6]}", match[7]))
        return match[1]

    svg = _BOUNDARY_NAME.sub(take_name, svg)
    # D2 nests two svg elements; the inner one's window is the picture's.
    found = re.search(
        r'<svg class="d2[^>]*viewBox="(\S+ \S+ (\S+) \S+)"[^>]*>(.*)</svg>\s*</svg>', svg, flags=re.DOTALL
    )
    if found is None:
        raise RefusedError(drawing.id, "its form is not known here")
    window, width, body = found.groups()
    body = re.sub(r"\bd2-\d+", f"{drawing.id}-lines", body.strip())
    above = place_names(body, names)
    body, labels = place_labels(body, above, window, f"{drawing.id}-arrow")
    shown = round(float(width) * _LETTERS_SHOWN / _LETTERS)
    svg = (
        f'<svg class="pl-picture" role="img" aria-labelledby="{drawing.id}-title" viewBox="{window}" '
        f'style="max-width:{shown}px" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{drawing.id}-title">{drawing.title}</title>{body}'
        f'<g class="boundary-names">{above}</g><g class="flow-labels">{labels}</g></svg>'
    )
    return Picture(svg, shown)


def wordless(svg: str) -> str:
    """A drawing as a small ornament: no text, no marks for readers of another sense, no ids."""
    svg = re.sub(r"<(title|text|mask|marker)\b.*?</\1>|<defs></defs>", "", svg, flags=re.DOTALL)
    return re.sub(r' (?:role|aria-labelledby|data-id|mask|marker-end|marker-start|style|id)="[^"]*"', "", svg)


def _group(name: str, classes: str) -> str:
    try:
        id = base64.b64decode(name, validate=True).decode()
    except ValueError:
        return f'<g class="{name} {classes}"'
    if "(" in id:  # an arrow's: `(start -&gt; end)[0]`, with what is around both ends before it
        return f'<g class="{classes.strip()}"'
    own = id.rpartition(".")[2].removeprefix(_NO_KEYWORD)
    return f'<g data-id="{own}" class="{classes.strip()}"'
