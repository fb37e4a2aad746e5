"""Signs, tags and listings of a page."""

from __future__ import annotations

import pytest

from patternloom.text.markdown_tokens import FENCE, TOKEN, bare_fence


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("a <b>", "attributes"),
        ("a </p >", "attributes"),
        ("a\n b", "blank"),
        ("R&amp;D", "reference"),
        ("a `b<c` d", "ticks"),
        ("a \\<", "escaped"),
        ("<!-- > -->", "comment"),
        ("## A {: #b .c }", "anchor"),
        ("A {: .b }", "list"),
    ],
)
def test_each_sort_is_told_by_its_name(text: str, sort: str) -> None:
    assert [match.lastgroup for match in TOKEN.finditer(text)] == [sort]


def test_letters_are_none() -> None:
    assert list(TOKEN.finditer("a < b & c {x} ` \\a")) == []


def test_a_listing_keeps_its_language_alone() -> None:
    (fence,) = FENCE.finditer('a\n``` { .yaml .x hl_lines="1" }\nb: `c`\n```\nd')
    assert bare_fence(fence) == "```yaml\nb: `c`\n```"
