"""Links and code of a page at once; that a whole page reads the same, `test_plain_markdown.py` says."""

from __future__ import annotations

from patternloom.text.simple_html import simplified


def made(text: str) -> str:
    """The part, links to sources in capitals."""
    return simplified(text, str.upper, ("https://edit/",))


def test_links_and_code_around_bare_words_are_markdown() -> None:
    page = '<p><a href="a/?x=1&amp;y">one two</a> <code>a&lt;b</code> <a href="https://edit/x">edit</a></p>'
    assert made(page) == "<p>[one two](a/?x=1&y) `a<b` </p>"


def test_what_is_not_simple_is_left() -> None:
    for page in (
        '<a href="a" class="b">x</a>',
        '<a href="a"><b>x</b></a>',
        '<a href="a(b)">x</a>',
        '<a href="a">x&#42;</a>',
        '<a href="a">[x]</a>',
        "<code>a`b</code>",
    ):
        assert made(page) == page


def test_what_nobody_reads_goes_however_deep() -> None:
    assert made('a<svg><g><title>x</title></g></svg>b<button type="x">y</button><label>z</label>') == "ab"
    assert made("<svg>a<svg>b</svg>c</svg>") == "<svg>ac</svg>", "one inside another is for the slow way"


def test_spans_go_unless_one_is_hidden() -> None:
    assert made('<span class="x">a</span>') == "a"
    assert made("<span hidden>a</span><span>b</span>") == "<span hidden>a</span><span>b</span>"


def test_links_of_markdown_lead_where_they_should() -> None:
    assert made("[a](b.md#c) [d](<e>)") == "[a](B.MD#C) [d](E)"


def test_a_part_with_code_spans_or_comments_stays_but_for_those() -> None:
    for page in ('`<a href="x">y</a>` [a](b.md)', "<!-- <span>x</span> --> [a](b.md)"):
        assert made(page) == page.replace("b.md", "B.MD")


def test_a_line_end_between_tags_is_a_blank() -> None:
    assert made("<p>a</p>\n<p>b</p>\n\n<p>c</p>") == "<p>a</p> <p>b</p>\n\n<p>c</p>"


def test_code_with_a_back_tick_is_for_the_slow_way_however_it_is_written() -> None:
    assert made("<code>a &lt;b&gt;</code> <code>c &#96;d&#96;</code>") == "`a <b>` <code>c &#96;d&#96;</code>"
