"""What D2 drew, read out of its SVG: numbers, words, and groups without a look of their own."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest

from patternloom.pictures.d2_svg import Drawn, UnknownFormError, read_svg
from patternloom.pictures.labels import Area


def svg(*groups: str) -> str:
    """As D2 writes it: two nested elements, a white ground, styles, groups, a mask for all labels."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><svg class="d2-123 d2-svg" viewBox="-8 -9 400 300.5">'
        '<rect x="-8" y="-9" width="400" height="300.5" fill="#FFFFFF" class=" fill-N7" />'
        f"<style>.x{{}}</style>{''.join(groups)}"
        '<mask id="d2-123"><rect x="-8" y="-9" width="400" height="300" fill="white"></rect></mask></svg></svg>'
    )


def group(id: str, classes: str, inside: str) -> str:
    """A group with its coded name."""
    return f'<g class="{base64.b64encode(id.encode()).decode()} {classes}">{inside}</g>'


def shape(*elements: str) -> str:
    """What a component or boundary looks like."""
    return f'<g class="shape" >{"".join(elements)}</g>'


RECT = '<rect x="10" y="20" width="100" height="50.5" stroke="#0D32B2" fill="transparent" class=" stroke-B1 fill-B4" style="stroke-width:1;" />'
NAME = '<text x="60" y="44" fill="#0A0F25" class="text fill-N1" style="text-anchor:middle;font-size:19px">A &amp; fill-N1 d2-123</text>'
MARKER = '<marker id="mk-d2-123-9"> <polygon points="0,0" fill="#0D32B2" class="connection fill-B1" /> </marker>'
PATH = '<path d="M 10 20 L 10 -60.5 S 10 70 20 70 L 90 70" fill="none" stroke="#0D32B2" class="connection stroke-B1" marker-end="url(#mk-d2-123-9)" mask="url(#d2-123)" />'


def texts(drawn: Drawn) -> list[str]:
    """The groups that stay, as text."""
    return [
        ElementTree.tostring(part if isinstance(part, ElementTree.Element) else part.group, "unicode")
        for part in drawn.body
    ]


def test_a_boundary_s_name_is_taken_out_and_begins_where_it_is_put() -> None:
    drawn = read_svg(svg(group("id-vpc", "boundary plain", shape(RECT) + NAME)), "x")
    area = Area(10, 20, 110, 70.5)
    assert drawn.window == ("-8", "-9", "400", "300.5")
    assert drawn.boundaries == (area,)
    assert drawn.shapes == ()
    (name,) = drawn.names
    assert (name.text, name.boundary, name.base) == ("A & fill-N1 d2-123", area, 44)
    assert name.attributes == {"x": "60", "y": "44", "class": "text"}
    assert texts(drawn) == [
        '<g id="diagram-x-vpc" class="boundary plain"><g class="shape">'
        '<rect x="10" y="20" width="100" height="50.5" /></g></g>'
    ]


def test_a_component_keeps_its_name_and_says_what_it_is() -> None:
    drawn = read_svg(svg(group("id-vpc.id-d2-12", "component own", shape(RECT) + NAME)), "x")
    assert (drawn.shapes, drawn.boundaries, drawn.names) == ((Area(10, 20, 110, 70.5),), (), ())
    assert texts(drawn) == [
        '<g id="diagram-x-d2-12" class="component own"><g class="shape">'
        '<rect x="10" y="20" width="100" height="50.5" /></g>'
        '<text x="60" y="44" class="text">A &amp; fill-N1 d2-123</text></g>'
    ]


def test_an_arrow_is_its_corners_and_its_label_and_its_ids_are_the_picture_s() -> None:
    flow = group("id-a.(id-b -&gt; id-c)[0]", "flow normal step-1", MARKER + PATH + NAME)
    (arrow,) = read_svg(svg(flow), "cart").arrows
    assert arrow.way == ((10, 20), (10, -60.5), (10, 70), (90, 70))
    assert arrow.label == "A & fill-N1 d2-123"
    assert ElementTree.tostring(arrow.group, "unicode") == (
        '<g class="flow normal step-1"><marker id="mk-cart-lines-9"> <polygon points="0,0" class="connection" /> </marker>'
        '<path d="M 10 20 L 10 -60.5 S 10 70 20 70 L 90 70" fill="none" class="connection" marker-end="url(#mk-cart-lines-9)" /></g>'
    )


def test_an_arrow_may_have_no_label() -> None:
    (arrow,) = read_svg(svg(group("(id-b -&gt; id-c)[0]", "flow normal step-1", PATH)), "x").arrows
    assert arrow.label == ""


def test_groups_stay_in_their_order_and_all_else_goes() -> None:
    drawn = read_svg(
        svg(
            group("(id-a -&gt; id-b)[0]", "flow step-1", PATH),
            group("id-a", "component own", shape(RECT)),
            group("id-b", "other", ""),
        ),
        "x",
    )
    assert [text[:20] for text in texts(drawn)] == [
        '<g class="flow step-',
        '<g id="diagram-x-a" ',
        '<g id="diagram-x-b" ',
    ]


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        (
            ['<path d="M 40 130 C 40 110 160 110 160 130 V 200 C 160 220 40 220 40 200 H 30 Z" />'],
            Area(30, 110, 160, 220),
        ),
        (['<path d="M 1 2 L 3 4" />', '<path d="M -5.5 3 V 9" />'], Area(-5.5, 2, 3, 9)),
        (['<rect x="1" y="2" width="3" height="4" />', '<path d="M 0 0 L 2 9" />'], Area(0, 0, 4, 9)),
    ],
    ids=["curves", "several paths", "a rectangle and a path"],
)
def test_a_shape_reaches_as_far_as_its_lines(elements: list[str], expected: Area) -> None:
    assert read_svg(svg(group("id-a", "component own", shape(*elements))), "x").shapes == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<svg>", "no element found: line 1, column 5"),
        ('<svg viewBox="0 0 1 1"/>', "expected an svg element with a view box inside another"),
        ("<svg><svg/></svg>", "expected an svg element with a view box inside another"),
        (svg('<g class="a! own"/>'), "a group is named 'a!', expected base64"),
        (svg("<g/>"), "a group is named '', expected base64"),
        (svg(group("(id-a)", "flow", "")), "an arrow has no path"),
        (svg(group("(id-a)", "flow", '<path d="M 1 2 Z" />')), "an arrow has no path"),
        (svg(group("id-a", "component", shape())), "a shape of no known form in 'diagram-x-a'"),
    ],
)
def test_another_form_is_refused(text: str, expected: str) -> None:
    """D2 may change it any day: then no picture is guessed."""
    with pytest.raises(UnknownFormError) as caught:
        read_svg(text, "x")
    assert str(caught.value) == expected
