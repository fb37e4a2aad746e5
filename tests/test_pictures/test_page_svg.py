"""A drawing as a page shows it: words in their places above all arrows, and the same as a small ornament."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from patternloom.pictures.d2_svg import Arrow, BoundaryName, Drawn
from patternloom.pictures.labels import Area
from patternloom.pictures.page_svg import page_svg, text_width, wordless

BOX = ElementTree.fromstring('<g id="vpc" class="boundary"><g class="shape"><rect x="1" /></g><text>b</text></g>')
BARE = ElementTree.fromstring('<g class="flow normal step-1"><path d="M 0 0 L 9 0" /></g>')
FLOW = ElementTree.fromstring(
    '<g class="flow response step-2"><marker id="mk-1"><polygon /></marker><path d="M 0 0 L 0 9" marker-end="url(#mk-1)" /></g>'
)


def picture() -> Element:
    """A boundary with its name, and two arrows, of which the second has a label."""
    name = BoundaryName("VPC & co", Area(1, 2, 30, 40), 24.5, {"x": "7", "y": "8", "class": "text", "style": "s"})
    body = (BOX, Arrow(((0, 0), (9, 0)), "", BARE), Arrow(((0, 0), (0, 9)), "2 <a>", FLOW))
    drawn = Drawn(("-1", "-2", "40", "30.5"), body, (), (name.boundary,), (name,))
    return page_svg(drawn, "cart", 'Cart "x"', 29, [Area(13.25, 7, 20, 28.5)], {1: Area(1, 2, 4.25, 22)})


def test_names_and_labels_stand_above_and_an_arrow_has_a_gap_for_its_own_label_alone() -> None:
    assert ElementTree.tostring(picture(), "unicode") == (
        '<svg class="pl-picture" role="img" aria-labelledby="cart-title" id="cart-picture" direction="ltr" width="29" height="22" viewBox="-1 -2 40 30.5" '
        'xmlns="http://www.w3.org/2000/svg"><title id="cart-title">Cart "x"</title>'
        '<g id="vpc" class="boundary"><g class="shape"><rect x="1" /></g><text>b</text></g>'
        '<g class="flow normal step-1"><path d="M 0 0 L 9 0" /></g>'
        '<g class="flow response step-2"><marker id="mk-1"><polygon /></marker>'
        '<mask id="cart-arrow-1" maskUnits="userSpaceOnUse" x="-1" y="-2" width="40" height="30.5">'
        '<rect x="-1" y="-2" width="40" height="30.5" fill="white" /><rect x="1.0" y="2.0" width="3.2" height="20.0" /></mask>'
        '<path d="M 0 0 L 0 9" marker-end="url(#mk-1)" mask="url(#cart-arrow-1)" /></g>'
        '<g class="boundary-names"><text x="13.25" y="24.5" class="text" style="s">VPC &amp; co</text></g>'
        '<g class="flow-labels"><text x="2.6" y="19.0" class="response step-2">2 &lt;a&gt;</text></g>'
        "</svg>"
    )


def test_an_arrow_has_a_gap_where_it_passes_the_name_of_a_boundary() -> None:
    name = BoundaryName("VPC", Area(1, 2, 30, 40), 24.5, {})
    body = (Arrow(((0, 15), (9, 15), (9, 60)), "", BARE), Arrow(((0, 50), (9, 50)), "", BARE))
    drawn = Drawn(("0", "0", "40", "60"), body, (), (name.boundary,), (name,))
    passing, beside = page_svg(drawn, "cart", "Cart", 29, [Area(5, 7, 20, 28.5)], {}).findall("g")[:2]
    assert [rect.attrib for rect in passing.iter("rect")][1:] == [
        {"x": "5.0", "y": "7.0", "width": "15.0", "height": "21.5"}
    ]
    assert list(beside.iter("rect")) == []


def test_what_d2_drew_stays_as_it_is() -> None:
    before = ElementTree.tostring(FLOW)
    picture()
    assert ElementTree.tostring(FLOW) == before


def test_a_thumbnail_has_no_words_ids_or_roles() -> None:
    assert ElementTree.tostring(wordless(picture()), "unicode") == (
        '<svg class="pl-picture" viewBox="-1 -2 40 30.5" xmlns="http://www.w3.org/2000/svg">'
        '<g class="boundary"><g class="shape"><rect x="1" /></g></g>'
        '<g class="flow normal step-1"><path d="M 0 0 L 9 0" /></g>'
        '<g class="flow response step-2"><path d="M 0 0 L 0 9" /></g>'
        '<g class="boundary-names" /><g class="flow-labels" /></svg>'
    )


def test_wide_letters_take_more_room() -> None:
    assert text_width("認証", 10) == 20
    assert text_width("ab", 10) == 14
    assert text_width("aｂ℃", 10) == 7 + 10 + 10
