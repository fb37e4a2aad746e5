"""Pages and scripts without what nobody looks at."""

from __future__ import annotations

import pytest

from patternloom.text import lean


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
    assert lean.page(html) == small


def test_no_blank_of_a_listing_is_coloured() -> None:
    html = '<span class="k">def</span><span class="w"> </span><span class="nf">a</span>'
    assert lean.listing(html) == '<span class="k">def</span> <span class="nf">a</span>'


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
    assert lean.script(script) == small
