"""Links are denied by what stands before them."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.denied_before import denied_before
from patternloom.adr.document import Link
from patternloom.adr.words import words


def denied(text: str) -> str:
    """Of the capitals, which stand for links, those that are denied."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[A-F](?![a-z])", text)]
    told = denied_before(text, 0, len(text), links, words().sentences["en"])
    return "".join(link.address for link, no in zip(links, told, strict=True) if no)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we use A and B", ""),
        ("we will not use A, B or C", "ABC"),
        ("we will not use A; D stays", "A"),
        ("we will not use A but B", "A"),
        ("we use A, not B", "B"),
        ("we prefer A over B", "B"),
        ("we go from A over B", ""),
        ("we go from A to B", ""),
        ("A and B are not used", "AB"),
        ("A is used, because B blocks, and C", "BC"),
        ("as A blocks, we take B", "A"),
        ("as A blocks, B it is", "A"),
        ("without A: B", "A"),
        ("not only A but also B", ""),
        ("in the context of A, facing B, we decided for C and neglected D", "ABD"),
        ("in the context of A, we decided for C", "A"),
        ("A is used and not B", "B"),
    ],
)
def test_what_a_sentence_denies(text: str, found: str) -> None:
    assert denied(text) == found
