"""Tags of HTML: what they say, and where their elements end."""

from __future__ import annotations

from patternloom.text.html_tags import after, attributes_of


def test_attributes_are_read_in_any_writing() -> None:
    found = attributes_of(""" hidden CLASS="a b" x='1 &amp; 2' y=z data-a = "&#60;" """)
    assert found == {"hidden": "", "class": "a b", "x": "1 & 2", "y": "z", "data-a": "<"}


def test_an_element_ends_where_as_many_ended_as_began() -> None:
    text = "<b>a<b>c</b ></B>d"
    assert text[after("b", text, 3) :] == "d"


def test_an_element_without_an_end_is_its_tag() -> None:
    assert after("svg", "<svg>rest</svgs>", 5) == 5
