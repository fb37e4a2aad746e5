"""The words of arrows stand at free places along their own arrows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.pictures.labels import Name, place_labels, place_names, text_width

WINDOW = "0 0 400 400"


def flow(way: str, label: str | None = None, look: str = "normal step-1") -> str:
    """An arrow as D2 leaves it."""
    text = f'<text x="0" y="0" class="text " style="text-anchor:middle;font-size:20px">{label}</text>' if label else ""
    path = f'<path d="{way}" fill="none" class="connection " marker-end="url(#head)" mask="url(#x-lines)" />'
    return f'<g class="flow {look}">{path}{text}</g>'


def box(kind: str, x: float, y: float, width: float, height: float) -> str:
    """A component or a boundary."""
    rect = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" />'
    return f'<g data-id="a" class="{kind} own"><g class="shape" >{rect}</g></g>'


def placed(*parts: str, names: str = "") -> dict[str, tuple[float, float]]:
    """Every label with its place, two of the same words told apart by a number."""
    _, labels = place_labels("".join(parts), names, WINDOW, "x-arrow")
    found = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)</text>', labels)
    return {f"{text}{number}": (float(x), float(y) - 7) for number, (x, y, text) in enumerate(found)}


DOWN = "M 100 20 L 100 220"


def test_a_label_with_nothing_in_its_way_stays_in_the_middle() -> None:
    assert placed(flow(DOWN, "1")) == {"10": (100, 120)}


def test_labels_of_arrows_side_by_side_stand_apart() -> None:
    found = placed(flow(DOWN, "1 HTTPS"), flow("M 130 20 L 130 220", "3"))
    (_, first), (_, second) = found.values()
    assert abs(first - second) >= 26
    assert [x for x, _ in found.values()] == [100, 130]


@pytest.mark.parametrize(
    "obstacle",
    [
        flow("M 20 120 L 300 120"),
        box("component", 90, 100, 20, 40),
        box("boundary", 40, 120, 300, 200),
    ],
    ids=["another arrow", "a component", "a boundary's line"],
)
def test_a_label_leaves_the_place_of_something_else(obstacle: str) -> None:
    ((x, y),) = placed(flow(DOWN, "1 HTTPS"), obstacle).values()
    assert x == 100
    assert 12 < abs(y - 120) < 60


def test_a_label_leaves_the_name_of_a_boundary() -> None:
    ((_, y),) = placed(flow(DOWN, "1"), names='<text x="60" y="125" class="text ">Namespace · shop</text>').values()
    assert not 125 - 17.5 - 10 < y < 125 + 4 + 10


def test_a_label_leaves_its_own_arrow_s_corner() -> None:
    """Which D2 draws as a rounded one."""
    ((x, y),) = placed(flow("M 20 100 L 110 100 S 120 100 120 110 L 120 200", "1")).values()
    assert (x, y) == (120, y) or (x, y) == (x, 100)
    assert abs(x - 120) + abs(y - 100) > 15


def test_where_there_is_no_free_place_the_least_bad_one_is_taken() -> None:
    """And the nearest to the middle among those: a short arrow keeps its label."""
    assert placed(flow("M 100 20 L 100 40", "1"), box("component", 0, 0, 400, 400)) == {"10": (100, 30)}


def starts(*parts: str, right: float = 300) -> list[str]:
    """Where the name of a boundary from 40 to `right` begins."""
    name = Name(40, right, 100, ' class="text ">', "VPC &amp; co")
    return re.findall(
        r'<text x="([\d.]+)" y="100" class="text ">VPC &amp; co</text>', place_names("".join(parts), [name])
    )


def test_a_boundary_s_name_stands_in_its_corner() -> None:
    assert starts() == starts(flow("M 70 0 L 70 60")) == ["52"]


def test_a_boundary_s_name_lets_an_arrow_pass_where_there_is_room() -> None:
    assert starts(flow("M 70 0 L 70 200")) == ["76"]
    assert starts(flow("M 70 0 L 70 200"), right=150) == ["52"]


def test_an_arrow_has_a_gap_for_its_own_label_alone() -> None:
    common = '<mask id="x-lines" maskUnits="userSpaceOnUse"><rect fill="black"></rect></mask>'
    drawn, labels = place_labels(flow(DOWN, "1") + flow("M 20 300 L 300 300") + common, "", WINDOW, "x-arrow")
    assert re.findall(r'<mask id="([^"]*)"', drawn) == ["x-arrow-0"]
    assert re.findall(r' mask="url\(#([^)]*)\)"', drawn) == ["x-arrow-0"]
    assert drawn.count('<rect x="0" y="0" width="400" height="400" fill="white"/>') == 1
    assert "<text" not in drawn
    assert labels == '<text x="100.0" y="127.0" class="normal step-1" style="text-anchor:middle">1</text>'


def test_a_shape_of_curves_is_in_the_way_too() -> None:
    cylinder = '<path d="M 40 130 C 40 110 160 110 160 130 V 200 C 160 220 40 220 40 200 V 130 Z" class="  " />'
    shape = f'<g data-id="a" class="component own"><g class="shape" >{cylinder}</g></g>'
    ((_, y),) = placed(flow("M 100 0 L 100 240", "1"), shape).values()
    assert y <= 110 - 10 - 3


def test_wide_letters_take_more_room() -> None:
    assert text_width("認証", 10) == 20
    assert text_width("ab", 10) < 15


WAYS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=2, max_size=5)


@given(st.lists(st.tuples(WAYS, st.sampled_from(["", "1", "2 HTTPS", "&lt;3&gt;"])), max_size=6))
def test_every_label_stands_on_its_own_arrow_whatever_is_drawn(arrows: list[tuple[list[tuple[int, int]], str]]) -> None:
    drawing = "".join(
        flow("M " + " L ".join(f"{x} {y}" for x, y in way), label, f"normal step-{number}")
        for number, (way, label) in enumerate(arrows)
    )
    drawn, labels = place_labels(drawing, "", WINDOW, "x")
    found = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)" class="normal step-(\d+)"[^>]*>([^<]*)<', labels)
    assert [(int(number), text) for *_, number, text in found] == [
        (n, label) for n, (_, label) in enumerate(arrows) if label
    ]
    for x, y, number, _ in found:
        xs, ys = zip(*arrows[int(number)][0], strict=True)
        assert min(xs) - 0.1 <= float(x) <= max(xs) + 0.1
        assert min(ys) - 0.1 <= float(y) - 7 <= max(ys) + 0.1
    assert drawn.count('<g class="flow ') == len(arrows)
