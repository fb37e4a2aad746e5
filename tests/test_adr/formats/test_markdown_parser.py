"""The parser's tokens are the library's own, and its links say where they stand."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from patternloom.adr.formats.markdown_parser import parser

TEXT = "[a](https://x/a) [b](<https://x/b> 't') ![c](https://x/c) [d][] <https://x/d> <i>e</i> [![f](g)](h) [i](\\\n)\n\n[d]: y\n"


def test_tokens_are_those_of_the_library() -> None:
    theirs = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    assert parser().render(TEXT) == theirs.render(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "[a *b* _c_ ~~d~~ ! e\nf](g)",
        "[a](b) [a [b](c)](d) [[a](b)](c)",
        "[a `]` b](c) [a \\] b](c) [a &amp; b](c) [a <b>]</b>](c)",
        "[a ![b](c) d](e)",
        "[a](b" + "[a](b)" * 3,
        "![" * 30 + "[a](b)" + "](c)" * 30,
        "[" * 30 + "a" + "](b)" * 30,
        '# A plain heading - of 2: {signs} = $5 @ 7% + 1 ^ 2 > 0; #9 (b) "c" 日本語、\n\n#\n\nPlain\n\n- x\n  y',
        "a  \nb\\\nc &lt; d \\* e ~~f~~ ! [g] h_i_j",
    ],
)
def test_what_it_finds_is_what_the_library_finds(text: str) -> None:
    theirs = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    assert parser().render(text) == theirs.render(text)


WORDS = ["a b", "c [d](e)", "日本", "# f", "# g | h", "#", "(q)", "`r`", "[o]: p", "<p>", "<!-- n -->", "```", "> m"]
SIGNS = ["a | b", "--- | ---", "| x |", "|---|", ":-: | :-:", "---", "===", "- i", "* j", "*", "* * *", "1. k", "2) l"]
LINES = st.sampled_from([*WORDS, *SIGNS, "", "", ""])
INDENTS = st.sampled_from(["", "", "", " ", "  ", "   ", "    ", "\t", "> ", "- ", "> - "])


@example([("> ", "m"), ("\t", "+ z"), ("> ", "-")])  # the second line only goes on
@settings(max_examples=400)
@given(st.lists(st.tuples(INDENTS, LINES), max_size=9))
def test_blocks_are_those_of_the_library(lines: list[tuple[str, str]]) -> None:
    theirs = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    text = "\n".join(indent + line for indent, line in lines)
    assert parser().render(text) == theirs.render(text)
    seen, expected = ([(one.type, one.map, one.content) for one in md.parse(text)] for md in (parser(), theirs))
    assert seen == expected


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        ("[a](https://x/a)", {"at": 0, "from": 4, "to": 15}),
        ("x [a]( <https://x/a> )", {"at": 2, "from": 8, "to": 19}),
        ("<https://x/a>", {"at": 0, "from": 1, "to": 12}),
        ("[d]\n\n[d]: y", {"at": 0}),
        ("[d](no such\n\n[d]: y", {"at": 0}),
        ("[a](b\\)c)", {"at": 0, "from": 4, "to": 8}),
        ("[`]`](b)", {"at": 0, "from": 6, "to": 7}),
        ("[a]()", {"at": 0}),
        ("[a <b>c</b> < d](e)", {"at": 0, "from": 17, "to": 18}),
    ],
)
def test_links_say_where_they_and_their_addresses_stand(text: str, meta: dict[str, int]) -> None:
    children = parser().parse(text)[1].children or []
    assert [child.meta for child in children if child.type == "link_open"] == [meta]


@pytest.mark.parametrize(
    ("text", "metas"),
    [
        ("[a [b](c)](d)", [{"at": 3, "from": 7, "to": 8}]),
        ("[a <https://x/b>](c)", [{"at": 0, "from": 18, "to": 19}, {"at": 3, "from": 4, "to": 15}]),
    ],
)
def test_links_in_another_one_are_those_of_the_library(text: str, metas: list[dict[str, int]]) -> None:
    """Its words are looked through first, and that leaves no token."""
    children = parser().parse(text)[1].children or []
    assert [child.meta for child in children if child.type == "link_open"] == metas


def test_a_tag_says_where_it_stands() -> None:
    children = parser().parse("a <b>c</b>")[1].children or []
    assert [child.meta for child in children if child.type == "html_inline"] == [{"at": 2}, {"at": 6}]
