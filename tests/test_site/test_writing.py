"""One text in its three forms, with every kind of mark-up in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bakery_pages import OpenPage

from patternloom.site import writing
from patternloom.site.links import Links
from patternloom.text.prose import Code, Words, parse_prose

TEXT = (
    "#no *heading* of **[[yeast|a < b]]** or `x & y` [@calvel-1990].\n\n"
    "See [a_b](https://x.example/?a=1&b=2), [[sourdough]] and [[machine]]."
)

HTML = (
    '&#35;no <em>heading</em> of <strong><a href="#yeast">a &lt; b</a></strong> or <code>x &amp; y</code> '
    '<span class="pl-cite">[<a href="../../references/#calvel-1990">Calvel 1990</a>]</span>.'
    "<br><br>"
    'See <a href="https://x.example/?a=1&amp;b=2">a&#95;b</a>, <a href="#sourdough">Sauerteig</a> and Maschine.'
)

MARKDOWN = (
    "&#35;no <em>heading</em> of <strong>[a &lt; b](#yeast)</strong> or <code>x &amp; y</code> "
    '<span class="pl-cite">[<a href="../../references/#calvel-1990">Calvel 1990</a>]</span>.\n\n'
    "See [a&#95;b](<https://x.example/?a=1&amp;b=2>), [Sauerteig](#sourdough) and Maschine."
)

PLAIN = "#no heading of a < b or x & y. See a_b, Sauerteig and Maschine."


@pytest.mark.parametrize(
    ("write", "expected"), [(writing.html, HTML), (writing.markdown, MARKDOWN), (writing.plain, PLAIN)]
)
def test_every_kind_of_mark_up_has_its_form(bakery_page: OpenPage, write: Callable[..., str], expected: str) -> None:
    links: Links = bakery_page("areas/dough.md")
    paragraphs, mistakes = parse_prose(TEXT)
    assert mistakes == ()
    assert write(paragraphs, links) == expected


def test_a_paragraph_s_spaces_inside_are_the_sentence_s(bakery_page: OpenPage) -> None:
    paragraphs, _ = parse_prose("a *b* # *c*")
    assert writing.markdown(paragraphs, bakery_page()) == "a <em>b</em> &#35; <em>c</em>"


def test_a_paragraph_that_begins_with_spaces_or_a_mark_of_markdown_s_starts_no_block(bakery_page: OpenPage) -> None:
    (paragraph,), _ = parse_prose("x")
    assert paragraph == (Words("x"),)
    page = bakery_page()
    assert writing.markdown([(Words("    # a "), Code("b"))], page) == " &#35; a <code>b</code>"
    assert writing.markdown([(Code("a"), Words(" "), Code("b"))], page) == "<code>a</code> <code>b</code>"


def test_what_is_stressed_is_said_as_text_alone_too(bakery_page: OpenPage) -> None:
    paragraphs, _ = parse_prose("*see [[yeast]], `a` and **[b](https://x.example/)***")
    assert writing.plain(paragraphs, bakery_page()) == "see Hefe, a and b"
