"""Where what begins in a page's text ends."""

from __future__ import annotations

import pytest

from patternloom.text.markdown_ends import Ends
from patternloom.text.markdown_tokens import TOKEN


def first(text: str) -> str | None:
    """What the first sign of a text begins, up to its end; nothing where it has none."""
    token = TOKEN.search(text)
    assert token
    end = Ends(text).of(token)
    return text[token.start() : end] if end >= 0 else None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a `b` c", "`b`"),
        ("a ``b` c`` d", "``b` c``"),
        ("a ``b`", None),
        ("a <!-- b > --> c", "<!-- b > -->"),
        ("a <!-- b", None),
        ("## a {: #b .c } d", "{: #b .c }"),
        ("## a {#b} d", "{#b}"),
        ("a {: .b\n}", None),
        ("a {: .b", None),
        ("a <b> c", "<b>"),
    ],
)
def test_each_sort_ends_where_markdown_ends_it(text: str, whole: str | None) -> None:
    assert first(text) == whole


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("<b>a<b>c</b ></B>d", "d"),
        ("<svg>rest</svgs>", "rest</svgs>"),
        ("<svg>rest</svg", "rest</svg"),
        ("<x-a><x>b</x></x-a>c", "c"),
    ],
)
def test_an_element_ends_where_as_many_ended_as_began_and_one_without_an_end_is_its_tag(text: str, rest: str) -> None:
    tag = TOKEN.search(text)
    assert tag
    assert text[Ends(text).of_element(tag) :] == rest


def test_what_stands_further_on_is_looked_for_once() -> None:
    ends = Ends("a>b>")
    assert [ends.next(">", at) for at in range(5)] == [1, 1, 3, 3, 4]
