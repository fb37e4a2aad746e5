"""A drawing as a page shows it: an SVG of the style sheet's classes, and the same as a small ornament.

In: what D2 drew, and where its words stand. Out: SVG elements, without styles, colours or fonts of their own,
their ids beginning with the example's. It decides no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from patternloom.pictures.d2_svg import Arrow, Drawn, Window
from patternloom.pictures.labels import Area, passes
from patternloom.text.letters import is_wide

# As the style sheet shows them, in the widest of usual fonts.
LABEL_SIZE, NAME_SIZE = 19, 17.5
_NARROW, _WIDE = 0.7, 1.0
# From a label's middle down to its letters' feet.
_BASE = 7.0
# What a small ornament does without: words, what other readers get, and all that needs an id.
_FOR_WORDS = frozenset({"title", "text", "mask", "marker"})
_WITH_WORDS = frozenset({"role", "direction", "aria-labelledby", "mask", "marker-end", "marker-start", "id"})


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in the units of its size."""
    wide = sum(map(is_wide, text))
    return size * (wide * _WIDE + (len(text) - wide) * _NARROW)


def page_svg(
    drawn: Drawn, id: str, title: str, shown: int, names: Sequence[Area], places: Mapping[int, Area]
) -> Element:
    """The picture: names of boundaries stand at `names`, labels at `places`, each by its arrow's number.

    `shown` is the width at which its letters have the size of the page's.
    """
    picture = Element("svg", {"class": "pl-picture", "role": "img", "aria-labelledby": f"{id}-title"})
    picture.set("id", f"{id}-picture")
    picture.set("direction", "ltr")  # on a page from right to left, names would start at their right end
    height = shown * float(drawn.window[3]) / float(drawn.window[2])
    picture.attrib |= {"width": str(shown), "height": f"{height:.0f}", "viewBox": " ".join(drawn.window)}
    picture.set("xmlns", "http://www.w3.org/2000/svg")
    _add(picture, "title", {"id": f"{id}-title"}, title)
    numbers = iter(range(len(drawn.body)))
    for part in drawn.body:
        if isinstance(part, Arrow):
            number = next(numbers)
            gaps = [places[number]] if number in places else []
            gaps += (name for name in names if passes(part.way, name))
            picture.append(_with_gaps(part.group, f"{id}-arrow-{number}", drawn.window, gaps) if gaps else part.group)
        else:
            picture.append(part)
    told = _add(picture, "g", {"class": "boundary-names"})
    for area, name in zip(names, drawn.names, strict=True):
        _add(told, "text", {**name.attributes, "x": f"{area.left:g}", "y": f"{name.base:g}"}, name.text)
    labels = _add(picture, "g", {"class": "flow-labels"})
    for number, place in places.items():
        x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2 + _BASE
        arrow = drawn.arrows[number]
        look = (arrow.group.get("class") or "").removeprefix("flow ")
        attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "class": look}
        _add(labels, "text", attributes, arrow.label)
    return picture


def _with_gaps(group: Element, name: str, window: Window, gaps: Iterable[Area]) -> Element:
    """An arrow with a gap where its label stands, and where it passes the name of a boundary."""
    whole = dict(zip(("x", "y", "width", "height"), window, strict=True))
    mask = Element("mask", {"id": name, "maskUnits": "userSpaceOnUse", **whole})
    _add(mask, "rect", {**whole, "fill": "white"})
    for place in gaps:
        gap = {"x": place.left, "y": place.top, "width": place.width, "height": place.height}
        _add(mask, "rect", {key: f"{number:.1f}" for key, number in gap.items()})
    # A copy, as what D2 drew stays as it is.
    arrow = Element(group.tag, group.attrib)
    for part in group:
        if part.tag == "path":
            arrow.append(mask)
            _add(arrow, "path", {**part.attrib, "mask": f"url(#{name})"})
        else:
            arrow.append(part)
    return arrow


def wordless(picture: Element) -> Element:
    """A picture as a small ornament: no text, no marks for readers of another sense, no ids."""
    left_out = _WITH_WORDS | ({"width", "height"} if picture.tag == "svg" else set())
    small = Element(picture.tag, {key: value for key, value in picture.items() if key not in left_out})
    small.extend(wordless(child) for child in picture if child.tag not in _FOR_WORDS)
    return small


def _add(parent: Element, tag: str, attributes: dict[str, str], text: str | None = None) -> Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child
