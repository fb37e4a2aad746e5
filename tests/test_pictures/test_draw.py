"""The drawing of a design example: D2's text, and the SVG that the page's style sheet colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from projects import REPOSITORY

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import load
from patternloom.model.examples import BoundaryKind, ComponentKind, DesignExample
from patternloom.pictures.draw import Drawing, RefusedError, d2_path, d2_text, draw, drawings_of, wordless

BAKERY = load(REPOSITORY / "tests/cases/bakery/catalog")[0]
COMPONENT_KINDS = {id: kind for id, kind in BAKERY.entries.items() if isinstance(kind, ComponentKind)}
BOUNDARY_KINDS = {id: kind for id, kind in BAKERY.entries.items() if isinstance(kind, BoundaryKind)}


def example(id: str) -> DesignExample:
    """One of the bakery's."""
    found = BAKERY.entries[id]
    assert isinstance(found, DesignExample)
    return found


def say(text: Mapping[str, str] | None) -> str:
    """In German."""
    return text["de"] if text else ""


def text_of(id: str) -> str:
    """D2's text of one of the bakery's."""
    return d2_text(example(id), COMPONENT_KINDS, BOUNDARY_KINDS, say)


def svg_of(id: str, title: str = "Titel") -> str:
    """Its drawing."""
    return draw((Drawing(id, title, text_of(id)),))[id].svg


def test_boundaries_nest_and_steps_are_numbered_arrows() -> None:
    body = text_of("stone-oven-at-home").partition("\n}\n")[2]
    assert (
        body.strip()
        == """\
id-house: "Haus" { class: [boundary; plain]
  id-baker: "Bäckerin" { class: [component; own]; shape: person }
  id-sweep: "Schornstein" { class: [component; managed] }
  id-cellar: "Raum · Keller" { class: [boundary; tinted]
    id-oven: "Ofen" { class: [component; own]; shape: hexagon }
  }
}
id-house.id-baker -> id-house.id-cellar.id-oven: "1 Holz" { class: [flow; normal; step-1] }
id-house.id-cellar.id-oven <-> id-house.id-sweep: "2" { class: [flow; normal; step-2] }
id-house.id-baker <- id-house.id-sweep: "4" { class: [flow; response; step-4] }"""
    )


def test_a_drawing_has_no_colour_font_script_or_address_of_its_own() -> None:
    svg = svg_of("stone-oven-at-home")
    outside_masks = re.sub(r"<mask.*?</mask>", "", svg, flags=re.DOTALL)
    assert re.findall(r'(?:fill|stroke)="(?!none|url)[^"]*"', outside_masks) == []
    assert re.findall(r"<(?:style|script|image|foreignObject|a)\b|@font-face|https?://(?!www\.w3\.org)", svg) == []


def test_a_drawing_carries_its_title_its_parts_and_its_steps() -> None:
    root = ElementTree.fromstring(svg_of("stone-oven-at-home"))
    assert root.attrib["role"] == "img"
    title = root.find("{*}title")
    assert title is not None
    assert (title.attrib["id"], title.text) == (root.attrib["aria-labelledby"], "Titel")
    groups = [group.attrib for group in root.iter("{http://www.w3.org/2000/svg}g")]
    assert {group["data-id"] for group in groups if "data-id" in group} == {"house", "cellar", "baker", "oven", "sweep"}
    classes = " ".join(group.get("class", "") for group in groups).split()
    assert {name for name in classes if name.startswith("step-")} == {"step-1", "step-2", "step-4"}


def test_names_of_boundaries_stand_above_the_arrows() -> None:
    svg = svg_of("stone-oven-at-home")
    names = re.search(r'<g class="boundary-names">(.*?)</g>', svg)
    assert names
    assert re.findall(r">([^<]+)</text>", names[1]) == ["Haus", "Raum · Keller"]


def test_the_same_input_gives_the_same_bytes() -> None:
    first = svg_of("stone-oven-at-home")
    draw.cache_clear()
    assert svg_of("stone-oven-at-home") == first


def test_hostile_names_are_text() -> None:
    """Words of D2's language as ids, its syntax in names, and tags: the drawing reads as the catalog does."""
    root = ElementTree.fromstring(svg_of("script-kiddie"))
    texts = {" ".join("".join(text.itertext()).split()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    hostile = example("script-kiddie")
    names = {" ".join(component.name["de"].split()) for component in hostile.components}
    assert names <= texts
    assert f"Raum · {hostile.boundaries[0].name['de']}" in texts  # type: ignore[index]
    assert not any("alert" in (element.text or "") for element in root.iter() if element.tag.endswith("script"))


def test_a_thumbnail_has_no_words_ids_or_roles() -> None:
    svg = wordless(svg_of("stone-oven-at-home"))
    root = ElementTree.fromstring(svg)
    assert "".join(root.itertext()).strip() == ""
    names = {name for element in root.iter() for name in element.attrib}
    assert names.isdisjoint({"id", "role", "aria-labelledby", "mask", "marker-end", "data-id"})
    assert "viewBox" in names


def test_all_examples_are_drawn_at_once_as_each_would_be_alone() -> None:
    drawings = drawings_of(build_graph(BAKERY), "de")
    together = draw(drawings)
    assert list(together) == [drawing.id for drawing in drawings] == ["script-kiddie", "stone-oven-at-home"]
    for drawing in drawings:
        assert together[drawing.id] == draw((drawing,))[drawing.id]


def test_what_d2_refuses_is_told_with_its_example_s_name() -> None:
    good = Drawing("good", "x", "a -> b\n")
    with pytest.raises(RefusedError, match=r"^d2 refused the picture of 'bad': ") as caught:
        draw((good, Drawing("bad", "x", "a -> {\n")))
    assert caught.value.id == "bad"


def test_without_d2_there_is_no_drawing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And no failure: the steps and the table of components stand alone."""
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert d2_path() is None
    draw.cache_clear()
    assert draw((Drawing("x", "x", text_of("stone-oven-at-home")),)) == {}
    draw.cache_clear()
