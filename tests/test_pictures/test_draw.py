"""The drawing of a design example: D2's text, and the SVG that the page's style sheet colours."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from projects import REPOSITORY

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import load
from patternloom.model.examples import DesignExample
from patternloom.pictures.draw import Drawing, NotDrawnError, d2_path, draw, drawings_of
from patternloom.problems import limits

GRAPH = build_graph(load(REPOSITORY / "tests/cases/bakery/catalog")[0])
DRAWINGS = {drawing.id: drawing for drawing in drawings_of(GRAPH, "de")}


def svg_of(id: str) -> str:
    """Its drawing."""
    return draw((DRAWINGS[id],))[id].svg


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
    assert (title.attrib["id"], title.text) == (root.attrib["aria-labelledby"], "Steinofen zu Hause")
    groups = [group.attrib for group in root.iter("{http://www.w3.org/2000/svg}g")]
    assert {group["id"].removeprefix("diagram-stone-oven-at-home-") for group in groups if "id" in group} == {
        "house",
        "cellar",
        "baker",
        "oven",
        "sweep",
    }
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
    hostile = GRAPH.entry("script-kiddie")
    assert isinstance(hostile, DesignExample)
    names = {" ".join(component.name["de"].split()) for component in hostile.components}
    assert names <= texts
    assert f"Raum · {hostile.boundaries[0].name['de']}" in texts  # type: ignore[index]
    assert not any("alert" in (element.text or "") for element in root.iter() if element.tag.endswith("script"))


def test_a_picture_is_as_wide_as_its_letters_are_those_of_the_page() -> None:
    picture = draw((DRAWINGS["stone-oven-at-home"],))["stone-oven-at-home"]
    window = re.search(r'width="(\d+)" height="\d+" viewBox="\S+ \S+ (\S+) \S+"', picture.svg)
    assert window
    assert picture.width == int(window[1]) == round(float(window[2]) * 16 / 22)


def test_a_thumbnail_is_the_same_without_words() -> None:
    root = ElementTree.fromstring(draw((DRAWINGS["stone-oven-at-home"],))["stone-oven-at-home"].thumbnail)
    assert "".join(root.itertext()).strip() == ""
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) >= 3


def test_all_examples_are_drawn_at_once_as_each_would_be_alone() -> None:
    drawings = tuple(DRAWINGS.values())
    together = draw(drawings)
    assert list(together) == [drawing.id for drawing in drawings] == ["script-kiddie", "stone-oven-at-home"]
    for drawing in drawings:
        assert together[drawing.id] == draw((drawing,))[drawing.id]


def test_what_d2_refuses_is_told_with_its_example_s_name() -> None:
    good = Drawing("good", "x", "a -> b\n")
    with pytest.raises(NotDrawnError, match=r"^d2 refused the picture of 'bad': ") as caught:
        draw((good, Drawing("bad", "x", "a -> {\n")))
    assert caught.value.id == "bad"


def test_a_form_that_is_not_known_here_is_refused_too() -> None:
    """No example has a circle."""
    with pytest.raises(NotDrawnError) as caught:
        draw((Drawing("odd", "x", "id-a: { class: component; shape: circle }\n"),))
    assert str(caught.value) == (
        "d2 refused the picture of 'odd': its form is not known here: a shape of no known form in 'diagram-odd-a'"
    )


def test_without_d2_there_is_no_drawing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And no failure: the steps and the table of components stand alone."""
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert d2_path() is None
    draw.cache_clear()
    assert draw((DRAWINGS["stone-oven-at-home"],)) == {}
    draw.cache_clear()


def d2_script(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Another program in D2's place."""
    program = folder / "d2"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(folder / "python"))
    draw.cache_clear()


def test_a_picture_that_takes_too_long_is_refused_with_what_is_drawn(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    d2_script(monkeypatch, tmp_path, "exec sleep 30")
    monkeypatch.setattr(limits, "DRAWING_SECONDS", 0.3)
    with pytest.raises(NotDrawnError) as caught:
        draw(tuple(DRAWINGS.values()))
    assert str(caught.value) == (
        "d2 refused the picture of 'script-kiddie': "
        "it takes too long, expected at most 0.3 seconds for its 1 arrows; draw fewer"
    )


def test_d2_is_told_nothing_of_our_environment_but_where_things_lie(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It would take settings from there that change every picture: `D2_SKETCH`, `SCALE`."""
    d2_script(monkeypatch, tmp_path, f"env > {tmp_path}/told; exit 1")
    for name in ("D2_SKETCH", "D2_THEME", "SCALE", "HTTP_PROXY", "PYTHONPATH"):
        monkeypatch.setenv(name, "1")
    with pytest.raises(NotDrawnError):
        draw((DRAWINGS["script-kiddie"],))
    names = {line.partition("=")[0] for line in (tmp_path / "told").read_text("utf-8").splitlines()}
    assert names - {"PWD", "SHLVL", "_", "OLDPWD"} <= {"GOGC", "PATH", "HOME", "TMPDIR", "TEMP", "TMP"}


def test_a_picture_reads_from_left_to_right_on_every_page() -> None:
    """On a page from right to left, a boundary's name would start at its right end and leave the picture."""
    assert ' direction="ltr" ' in svg_of("stone-oven-at-home")
