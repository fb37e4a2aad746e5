"""Signs, tags and listings of a page."""

from __future__ import annotations

import pytest

from patternloom.text.markdown_tokens import TOKEN, listings


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("a <b>", ["attributes"]),
        ("a </p >", ["attributes"]),
        ("a\n b", ["blank"]),
        ("R&amp;D", ["reference"]),
        ("a `b` d", ["ticks", "ticks"]),
        ("a \\<", ["escaped"]),
        ("<!-- > -->", ["comment"]),
        ("## A {: #b .c }", ["anchor"]),
        ("A {: .b }", ["list"]),
    ],
)
def test_each_sort_is_told_by_its_name(text: str, sorts: list[str]) -> None:
    assert [match.lastgroup for match in TOKEN.finditer(text)] == sorts


def test_letters_are_none() -> None:
    assert list(TOKEN.finditer("a < b & c {x} \\a <a <b")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a\n``` { .yaml .x hl_lines="1" }\nb: `c`\n```\nd', ["```yaml\nb: `c`\n```"]),
        ("````\n```\n````  \n~~~ a\n~~~", ["````\n```\n````", "~~~a\n~~~"]),
        ("    ```\n```\n    ```\n", ["    ```\n```\n    ```"]),
        ("```\na\n````\nb", []),
        ("```\na\n~~~\nb\n~~~\n", ["~~~\nb\n~~~"]),
    ],
)
def test_a_listing_ends_with_the_fence_that_it_begins_with_and_keeps_its_language_alone(
    text: str, found: list[str]
) -> None:
    assert [listing for _, _, listing in listings(text)] == found
    for start, end, listing in listings(text):
        assert text[start:end].strip().startswith(listing.strip()[:3])
