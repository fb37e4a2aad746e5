"""Pages and scripts without what nobody looks at."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.text import minify

PIECES = ("a", " ", "\n", "\t", "\r", "\u3000", "<b>", "é")


@pytest.mark.parametrize(
    ("html", "small"),
    [
        ("<p>\n   a\n\n  <b>b</b>  \n</p>", "<p>\na\n<b>b</b>\n</p>"),
        ("<p> a  b </p>", "<p> a  b </p>"),
        ("<p>\n\u3000a\n\u00a0b</p>", "<p>\n\u3000a\n\u00a0b</p>"),
        ("<pre>\n  a\n\n  b</pre>\n\n  <p>", "<pre>\n  a\n\n  b</pre>\n<p>"),
        ("<textarea>\n  a</textarea>", "<textarea>\n  a</textarea>"),
        ("<script>\n  `\n\n  a`</script>", "<script>\n  `\n\n  a`</script>"),
        ('<p data-search-exclude class="a">', '<p class="a">'),
        ('<h2 id="a" data-search-exclude="">', '<h2 id="a">'),
        ("<p>write data-search-exclude there</p>", "<p>write data-search-exclude there</p>"),
        ("<pre>&lt;p data-search-exclude></pre>", "<pre>&lt;p data-search-exclude></pre>"),
    ],
)
def test_a_page_looks_as_before(html: str, small: str) -> None:
    assert minify.page(html) == small


def test_no_blank_of_a_listing_is_coloured() -> None:
    html = '<span class="k">def</span><span class="w"> </span><span class="nf">a</span>'
    assert minify.listing(html) == '<span class="k">def</span> <span class="nf">a</span>'


@pytest.mark.parametrize(
    ("script", "small"),
    [
        ('// why\n"use strict";\n\n  // and\n  a(); // stays\n', '"use strict";\na(); // stays\n'),
        ('a("https://b");\n', 'a("https://b");\n'),
        ("a = `b\n  // c`;\n", "a = `b\n  // c`;\n"),
        ("a = `b`;\n  c();\n", "a = `b`;\nc();\n"),
        ("/* a\n  // b */\n  c();\n", "/* a\n  // b */\n  c();\n"),
        ("", ""),
    ],
)
def test_a_script_does_what_it_did(script: str, small: str) -> None:
    assert minify.script(script) == small


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_lines_are_as_if_each_run_of_blanks_around_a_break_were_one_break(html: str) -> None:
    """Said by one expression, which takes five times as long."""
    assert minify.page(html) == re.sub(r"[ \t\r]*\n[ \t\r\n]*", "\n", html)


@given(st.lists(st.sampled_from((*PIECES, "<p", ">", " data-search-exclude", '=""', "<")), max_size=12).map("".join))
def test_nothing_but_marks_is_taken_out_of_tags(html: str) -> None:
    """Every mark that a tag holds, whatever stands around it, and no other."""
    tag = re.compile(r"(<[a-z][^<>]*?) data-search-exclude(?:=\"[^\"]*\")?(?=[\s>])")
    while (less := tag.sub(r"\1", html)) != html:
        html = less
    assert minify.page(minify.page(html)) == re.sub(r"[ \t\r]*\n[ \t\r\n]*", "\n", html)
