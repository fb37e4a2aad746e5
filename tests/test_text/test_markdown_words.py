"""No text of a catalog becomes markup where Markdown stands alone."""

from __future__ import annotations

from typing import Any

import pytest
from hostile_texts import hostile_texts
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from patternloom.text.markdown_words import in_markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain text, with_words and 1.5", "plain text, with_words and 1.5"),
        ("a *b* `c` [d](e) <f> &amp; g|h", r"a \*b\* \`c\` \[d\](e) \<f\> \&amp; g\|h"),
        ("_a_ $x$ ~~b~~", r"\_a\_ \$x\$ \~~b\~~"),
        ("__0__", r"\_\_0\_\_"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("C # ##", r"C # \##"),
        ("https://x, www.x and a@b.c", r"https\://x, www\.x and a\@b.c"),
        ("1. a", r"1\. a"),
        ("{process.env} {{ a }} {% b %} {# c #} 5% #d", r"\{process.env\} \{\{ a \}\} \{\% b %\} \{\# c #\} 5% #d"),
        ("export const a = 1", "&#101;xport const a = 1"),
        ("import a from 'b'", "&#105;mport a from 'b'"),
        ("important", "important"),
        ("a\n\n# b\x00", "a # b"),
    ],
)
def test_a_foreign_text_means_itself(text: str, written: str) -> None:
    assert in_markdown(text) == written


def words(tokens: list[Any]) -> str:
    """All text of a page's only paragraph, which has no other markup in it."""
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {child.type for child in tokens[1].children}
    assert kinds <= {"text", "text_special"}
    return "".join(child.content for child in tokens[1].children)


@given(st.text(st.one_of(st.sampled_from("*_`[]()<>&;#!|\\~$-+=:.1 \n\"'"), st.characters()), min_size=1))
def test_whatever_a_catalog_says_reads_the_same_in_a_paragraph_and_is_no_markup(text: str) -> None:
    written = in_markdown(text)
    assert "\n" not in written
    if written.strip(" \u3000"):
        read = words(MarkdownIt("commonmark").parse(written))
        assert " ".join(read.split()) == " ".join(
            in_markdown(text).replace("\\\\", "\0").replace("\\", "").replace("\0", "\\").split()
        )


GFM = MarkdownIt("gfm-like")
GFM.linkify.set({"fuzzy_link": False})  # which makes links of `README.md`, as GitHub does not


@given(hostile_texts())
def test_whatever_a_catalog_says_is_words_wherever_it_stands(text: str) -> None:
    """As GitHub reads it, which makes links of addresses by itself: in an item, a heading and a link."""
    for around, said in (("{}", "{}"), ("* Good, because {}", "Good, because {}"), ("### {}", "{}")):
        inline = [token for token in GFM.parse(around.format(in_markdown(text))) if token.type == "inline"]
        assert {child.type for token in inline for child in token.children or ()} <= {"text", "text_special"}
        read = " ".join("".join(child.content for token in inline for child in token.children or ()).split())
        assert read == said.format(" ".join(text.split()))
