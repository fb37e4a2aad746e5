"""Tags of HTML: what they say."""

from __future__ import annotations

from patternloom.text.html_tags import attributes_of


def test_attributes_are_read_in_any_writing() -> None:
    found = attributes_of(""" hidden CLASS="a b" x='1 &amp; 2' y=z data-a = "&#60;" """)
    assert found == {"hidden": "", "class": "a b", "x": "1 & 2", "y": "z", "data-a": "<"}
