"""A laid out diagram as SVG: shapes that lead somewhere are links, and all looks are the style sheet's.

In: a `Diagram` and its `Layout`. Out: an SVG element, without a style, a colour or a font of its own, alone or in the
frame that it is shown in. Its ids begin with the diagram's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from patternloom.pictures import lettering
from patternloom.pictures.box_layout import box_layout
from patternloom.pictures.diagram import Box, Diagram, Edge
from patternloom.pictures.layout import LETTERS, LINE, Layout, Line, Placed, Point
from patternloom.pictures.tree_layout import tree_layout
from patternloom.text.escape import Written, element

# From a line's feet to its middle; and how long and half as wide an arrow's head is.
_FEET, _HEAD, _HALF = 4.5, 8.0, 4.0
_ROUND = 6
# Letters may shrink to this, in pixels, where a picture is a little wider than its column; below it the frame scrolls.
_SMALLEST = 12.0
# What a page of paper shows with letters of 6.5 pt at least: a higher picture is a list there.
_HIGHEST = 1160.0


def diagram_svg(diagram: Diagram) -> Written:
    """The picture of a tree, or of boxes and arrows."""
    return element(_picture(diagram))


def diagram_frame(diagram: Diagram) -> Written:
    """The picture in its frame, beside it an empty drawing that says how narrow it may get."""
    picture = _picture(diagram)
    higher = " pl-figure__picture--high" if float(picture.attrib["height"]) > _HIGHEST else ""
    frame = Element("div", {"class": f"pl-figure__picture{higher}"})
    frame.append(picture)
    least = ceil(float(picture.attrib["width"]) * _SMALLEST / LETTERS)
    _add(frame, "svg", {"class": "pl-least", "width": str(least), "height": "0"})
    return element(frame)


def _picture(diagram: Diagram) -> Element:
    is_tree = all(edge.heads == "none" for edge in diagram.edges) and not any(shape.parts for shape in diagram.shapes)
    return _drawn(diagram, tree_layout(diagram) if is_tree else box_layout(diagram))


def _drawn(diagram: Diagram, layout: Layout) -> Element:
    id = diagram.anchor
    width, height = f"{layout.width:g}", f"{layout.height:g}"
    picture = Element("svg", {"class": "pl-diagram", "xmlns": "http://www.w3.org/2000/svg", "role": "group"})
    picture.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
    picture.attrib |= {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    told = [f"{id}-title"] + ([f"{id}-desc"] if diagram.description else [])
    picture.set("aria-labelledby", " ".join(told))
    _add(picture, "title", {"id": told[0]}, diagram.title)
    if diagram.description:
        _add(picture, "desc", {"id": told[-1]}, diagram.description)
    boxes = [placed for placed in layout.shapes if isinstance(placed.shape, Box)]
    for placed in boxes:
        picture.append(_shape(placed, id, top=True))
    for line in layout.lines:
        picture.append(_line(line))
    for placed in layout.shapes:
        if placed not in boxes:
            picture.append(_shape(placed, id, top=False))
    return picture


def _shape(placed: Placed, id: str, *, top: bool) -> Element:
    """A rectangle with its words, in a link where it leads somewhere."""
    shape = placed.shape
    made = Element("a" if shape.link else "g", {"id": f"{id}-{shape.id}", "class": " ".join(shape.classes) or "around"})
    if shape.link:
        # Not plain `href`: the theme's `navigation.instant` would try to set it, which an SVG link does not let it.
        made.set("xlink:href", shape.link)
    is_rounded = isinstance(shape, Box) or shape.shape == "rounded"
    if isinstance(shape, Box) or shape.shape != "ellipsis":
        size = {"x": placed.left, "y": placed.top, "width": placed.width, "height": placed.height}
        attributes = {key: f"{value:g}" for key, value in size.items()}
        _add(made, "rect", attributes | ({"rx": str(_ROUND)} if is_rounded else {}))
    first = placed.top + LINE if top else placed.middle - (len(placed.lines) - 1) * LINE / 2 + _FEET
    text = _add(made, "text", {"x": f"{placed.center:g}", "y": f"{first:g}"})
    text.text, *rest = placed.lines
    for line in rest:
        _add(text, "tspan", {"x": f"{placed.center:g}", "dy": f"{LINE:g}"}, line)
    return made


def _line(line: Line) -> Element:
    edge, points = line.edge, list(line.points)
    made = Element("g", {"class": "edge"})
    ends = {"end": (True,), "start": (False,), "both": (True, False)}.get(edge.heads, ())
    heads = [_head(points, at_end=at_end) for at_end in ends]
    _add(made, "path", {"d": "M" + "L".join(f"{x:g},{y:g}" for x, y in _without_repetition(points))})
    for head in heads:
        _add(made, "path", {"class": "head", "d": head})
    if edge.label:
        made.append(_label(edge, line.points))
    return made


def _without_repetition(points: Sequence[Point]) -> list[Point]:
    return [point for number, point in enumerate(points) if not number or point != points[number - 1]]


def _head(points: list[Point], *, at_end: bool) -> str:
    """An arrow's head; the line then ends where that begins."""
    tip, before = (points[-1], points[-2]) if at_end else (points[0], points[1])
    dx, dy = (tip[0] > before[0]) - (tip[0] < before[0]), (tip[1] > before[1]) - (tip[1] < before[1])
    x, y = tip[0] - dx * _HEAD, tip[1] - dy * _HEAD
    points[-1 if at_end else 0] = (x, y)
    corners = ((x + dy * _HALF, y + dx * _HALF), (x - dy * _HALF, y - dx * _HALF))
    return f"M{tip[0]:g},{tip[1]:g}L{corners[0][0]:g},{corners[0][1]:g}L{corners[1][0]:g},{corners[1][1]:g}Z"


def _label(edge: Edge, points: Sequence[Point]) -> Element:
    """An arrow's words, above its longest level piece, or beside one that goes up or down."""
    (x1, y1), (x2, y2) = max(pairwise(points), key=lambda ends: abs(ends[0][0] - ends[1][0]))
    width = lettering.width(edge.label, LETTERS)
    if abs(x1 - x2) < width:
        x, y = points[0][0] + width / 2 + 6, (points[0][1] + points[-1][1]) / 2 + _FEET
    else:
        x, y = (x1 + x2) / 2, (y1 + y2) / 2 - 6
    label = Element("text", {"x": f"{x:g}", "y": f"{y:g}"})
    label.text = edge.label
    return label


def _add(parent: Element, tag: str, attributes: dict[str, str], text: str | None = None) -> Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child
