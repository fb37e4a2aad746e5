"""D2's SVG, read: the one module that knows its form.

In: an SVG as D2 leaves it, with every label in the middle of its arrow and every name in its boundary's corner.
Out: what is drawn: shapes and ways as numbers, names and labels as words, and the groups that stay, without
styles, colours and fonts, each with the anchor of what it shows. It puts no word in its place.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from patternloom.pictures.d2 import NO_KEYWORD
from patternloom.pictures.diagram import anchor
from patternloom.pictures.labels import Area, Way

_PALETTE = re.compile(r"(?:fill|stroke)-(?:N|B|AA|AB)\d")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|transparent")
_OWN_ID = re.compile(r"\bd2-\d+")
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


Window = tuple[str, str, str, str]
"""Left, top, width, height: a view box."""


class UnknownFormError(ValueError):
    """The text is no SVG as D2 writes it."""


@dataclass(frozen=True, slots=True)
class BoundaryName:
    """What a boundary is called."""

    text: str
    boundary: Area
    base: float
    """Where the letters stand."""
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A flow."""

    way: Way
    label: str
    """Empty where it has none."""
    group: Element
    """Without the label."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What D2 drew."""

    window: Window
    body: tuple[Element | Arrow, ...]
    """All groups in their order, without the names of boundaries."""
    shapes: tuple[Area, ...]
    """Of components."""
    boundaries: tuple[Area, ...]
    names: tuple[BoundaryName, ...]

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        """The arrows of the drawing, in its order."""
        return tuple(part for part in self.body if isinstance(part, Arrow))


def read_svg(text: str, id: str) -> Drawn:
    """What D2 drew; ids of its own become `id`'s.

    Raises:
        UnknownFormError: the text has another form.
    """
    try:
        inner = _without_namespace(ElementTree.fromstring(text)).find("svg")
    except ElementTree.ParseError as error:
        raise UnknownFormError(str(error)) from None
    window = (inner.get("viewBox") or "").split() if inner is not None else []
    if inner is None or len(window) != 4:
        raise UnknownFormError("expected an svg element with a view box inside another")
    body: list[Element | Arrow] = []
    shapes: list[Area] = []
    boundaries: list[Area] = []
    names: list[BoundaryName] = []
    # Beside the groups stand D2's white ground, its styles, and one mask with a gap for every label, which
    # would cut every arrow beneath it.
    for group in inner.findall("g"):
        _make_ours(group, id)
        classes = (group.get("class") or "").split()
        if "flow" in classes:
            body.append(_arrow(group))
            continue
        body.append(group)
        if "component" in classes:
            shapes.append(_bounds(group))
        elif "boundary" in classes:
            boundaries.append(_bounds(group))
            names += _take_names(group, boundaries[-1])
    return Drawn(
        (window[0], window[1], window[2], window[3]), tuple(body), tuple(shapes), tuple(boundaries), tuple(names)
    )


def _without_namespace(root: Element) -> Element:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _make_ours(group: Element, id: str) -> None:
    """Colours and styles go, ids become readable, and the group's own is the anchor of what it shows."""
    name, *classes = (group.get("class") or "").split() or [""]
    attributes = {"id": anchor(id, found)} if (found := _shown_id(name)) else {}
    group.attrib = {"class": " ".join(classes)}
    for element in group.iter():
        kept = {}
        for key, value in element.attrib.items():
            if key == "style" or (key in ("fill", "stroke") and _COLOUR.fullmatch(value)):
                continue
            if key == "class":
                value = " ".join(word for word in value.split() if not _PALETTE.fullmatch(word))
            if value or key != "class":
                kept[key] = _OWN_ID.sub(f"{id}-lines", value)
        element.attrib = kept
    group.attrib = attributes | group.attrib


def _shown_id(name: str) -> str:
    """The id in D2's name for a group, which is coded; of an arrow's, `(start -&gt; end)[0]`, none."""
    try:
        path = base64.b64decode(name, validate=True).decode()
    except ValueError:
        path = ""
    if not path:
        raise UnknownFormError(f"a group is named {name!r}, expected base64")
    return "" if "(" in path else path.rpartition(".")[2].removeprefix(NO_KEYWORD)


def _arrow(group: Element) -> Arrow:
    text, path = group.find("text"), group.find("path")
    way = _corners(path.get("d") or "") if path is not None else ()
    if path is None or len(way) < 2:
        raise UnknownFormError("an arrow has no path")
    path.attrib.pop("mask", None)
    if text is not None:
        group.remove(text)
    return Arrow(way, (text.text or "") if text is not None else "", group)


def _take_names(group: Element, area: Area) -> Iterator[BoundaryName]:
    for text in group.findall("text"):
        group.remove(text)
        yield BoundaryName(text.text or "", area, float(text.get("y") or 0), dict(text.attrib))


def _bounds(group: Element) -> Area:
    """The rectangle around a group's shape: around `<rect>`s, and all that paths lead past."""
    xs: list[float] = []
    ys: list[float] = []
    for rect in group.iterfind("g/rect"):
        x, y, width, height = (float(rect.get(name) or 0) for name in ("x", "y", "width", "height"))
        xs += (x, x + width)
        ys += (y, y + height)
    for path in group.iterfind("g/path"):
        for command, rest in _COMMAND.findall(path.get("d") or ""):
            numbers = [float(number) for number in _NUMBER.findall(rest)]
            if command != "V":
                xs += numbers if command == "H" else numbers[::2]
            if command != "H":
                ys += numbers if command == "V" else numbers[1::2]
    if not xs or not ys:
        raise UnknownFormError(f"a shape of no known form in {group.get('id')!r}")
    return Area(min(xs), min(ys), max(xs), max(ys))


def _corners(way: str) -> Way:
    """Of an arrow's path: of `S`, a rounded corner, the corner itself."""
    found = ([float(number) for number in _NUMBER.findall(rest)] for _, rest in _COMMAND.findall(way))
    return tuple((numbers[0], numbers[1]) for numbers in found if len(numbers) > 1)
