"""Design examples as pictures, all by one run of D2, at build time.

In: examples in one language. Out: where D2 is installed, SVGs without fonts, colours or scripts of their own:
their classes are the style sheet's. The same input gives the same bytes. Where no D2 is to be had, the steps
and the table of components stand alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from patternloom.catalog.graph import Graph
from patternloom.pictures.builders import designs
from patternloom.pictures.d2 import LETTERS, NO_KEYWORD, d2_text
from patternloom.pictures.d2_svg import UnknownFormError, read_svg
from patternloom.pictures.labels import Ground, Name, place_labels, place_names
from patternloom.pictures.page_svg import LABEL_SIZE, NAME_SIZE, page_svg, text_width, wordless
from patternloom.pictures.pieces import pieces
from patternloom.problems import limits
from patternloom.text.escape import Written, element

# Shown at most so large that its letters have the size of the page's text.
_LETTERS_SHOWN = 16
_OPTIONS = [
    "--layout=elk", "--elk-nodeNodeBetweenLayers=40", "--elk-edgeNodeBetweenLayers=20",
    "--elk-padding=[top=48,left=12,bottom=16,right=12]", "--pad=8", "--no-xml-tag", "--omit-version",
]  # fmt: skip
# Of our environment: D2 takes settings of its own from there (`D2_SKETCH`, `SCALE` …).
_TOLD = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE")


def d2_path() -> str | None:
    """The D2 of this environment, else one on the path."""
    beside = Path(sys.executable).with_name("d2.exe" if sys.platform == "win32" else "d2")
    return str(beside) if beside.is_file() else shutil.which("d2")


def drawn_by() -> tuple[str, int, int] | None:
    """Which D2 draws: another file, another picture; None where there is none."""
    program = d2_path()
    status = os.stat(program) if program else None
    return (str(program), status.st_size, status.st_mtime_ns) if status else None


class NotDrawnError(RuntimeError):
    """D2 does not accept a drawing's text, draws it in a form not known here, or takes too long."""

    def __init__(self, id: str, said: str) -> None:
        super().__init__(f"d2 refused the picture of '{id}': {said}")
        self.id = id


@dataclass(frozen=True, slots=True)
class Picture:
    """What was drawn."""

    svg: Written
    thumbnail: Written
    """The same without words."""
    width: int
    """In pixels, at which its letters have the size of the page's."""
    text: str
    """In D2's language, to be taken elsewhere."""
    pieces: Written
    """For paper; none where a page shows it whole."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn."""

    id: str
    title: str
    """For readers of another sense; plain text."""
    text: str
    """In D2's language."""


def drawings_of(graph: Graph, language: str) -> tuple[Drawing, ...]:
    """Every design example of a catalog, in one language."""
    return tuple(Drawing(diagram.id, diagram.title, d2_text(diagram)) for diagram in designs(graph, language))


# In `mkdocs serve`, most edits change no picture.
@lru_cache(maxsize=2)
def draw(drawings: tuple[Drawing, ...]) -> Mapping[str, Picture]:
    """Pictures by id, all by one process, as starting D2 takes longer than drawing; none where there is no D2.

    Raises:
        NotDrawnError: D2 does not accept a text.
    """
    program = d2_path()
    if program is None or not drawings:
        return {}
    try:
        return _drawn(program, drawings)
    except NotDrawnError:
        if len(drawings) == 1:
            raise
    # Each by itself, to find whose it is.
    return {id: picture for drawing in drawings for id, picture in draw((drawing,)).items()}


def _drawn(program: str, drawings: tuple[Drawing, ...]) -> Mapping[str, Picture]:
    # Each drawing is a board of its own: nothing is shared between them.
    boards = "\n".join(f"{NO_KEYWORD}{drawing.id}: {{\n{drawing.text}}}" for drawing in drawings)
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [program, *_OPTIONS, "-", f"{folder}/drawn.svg"],
                input=f"layers: {{\n{boards}\n}}\n",
                env=_environment(),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=limits.DRAWING_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            arrows = max(drawing.text.count("class: [flow") for drawing in drawings)
            wanted = f"expected at most {limits.DRAWING_SECONDS} seconds for its {arrows} arrows; draw fewer"
            raise NotDrawnError(drawings[0].id, f"it takes too long, {wanted}") from None
        if done.returncode:
            raise NotDrawnError(drawings[0].id, done.stderr.strip())
        files = {drawing: Path(folder, "drawn", f"{NO_KEYWORD}{drawing.id}.svg") for drawing in drawings}
        return {drawing.id: _picture(file.read_text("utf-8"), drawing) for drawing, file in files.items()}


def _environment() -> dict[str, str]:
    """What D2 is told of ours: where things lie, and none of the settings that it would take from there."""
    # It runs for a fifth of a second: collecting garbage would be a quarter of that.
    return {name: os.environ[name] for name in _TOLD if name in os.environ} | {"GOGC": "off"}


def _picture(svg: str, drawing: Drawing) -> Picture:
    """What D2 drew, its words at their places."""
    try:
        drawn = read_svg(svg, drawing.id)
    except UnknownFormError as error:
        raise NotDrawnError(drawing.id, f"its form is not known here: {error}") from None
    ground = Ground(drawn.shapes, drawn.boundaries, tuple(arrow.way for arrow in drawn.arrows))
    names = [
        Name(name.boundary.left, name.boundary.right, name.base, text_width(name.text, NAME_SIZE))
        for name in drawn.names
    ]
    areas = [name.area(start) for name, start in zip(names, place_names(ground, names), strict=True)]
    widths = {n: text_width(arrow.label, LABEL_SIZE) for n, arrow in enumerate(drawn.arrows) if arrow.label}
    places = place_labels(ground, areas, widths)
    width = round(float(drawn.window[2]) * _LETTERS_SHOWN / LETTERS)
    picture = page_svg(drawn, drawing.id, drawing.title, width, areas, places)
    cut = pieces(f"{drawing.id}-picture", drawn.window)
    return Picture(element(picture), element(wordless(picture)), width, drawing.text, cut)
