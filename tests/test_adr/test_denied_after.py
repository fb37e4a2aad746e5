"""Links are denied by what stands after them."""

from __future__ import annotations

import re

import pytest

from patternloom.adr.denied_after import denied_after
from patternloom.adr.document import Link
from patternloom.adr.words import words


def denied(text: str) -> str:
    """Of the capitals, which stand for links, those that are denied."""
    links = [Link(match[0], 0, match.start(), match.end()) for match in re.finditer("[A-F](?![a-z])", text)]
    told = denied_after(text, len(text), links, words().sentences["ja"])
    return "".join(link.address for link, no in zip(links, told, strict=True) if no)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AとBを採用する", ""),
        ("AではなくBを採用する", "A"),
        ("AとBは採用しない", "AB"),
        ("Aは、遅延を伴うため、採用しません", "A"),
        ("Aが遅いため、Bを使う", "A"),
        ("Aの採用を見送る", "A"),
        ("Aはロックが不要なので採用する", ""),
        ("Aの課題に直面し、Bを選択し、Cは選択しなかった", "AC"),
        ("AはBより遅いため採用しない", "AB"),
        ("Aは見送る", "A"),
        ("A", ""),
    ],
)
def test_what_a_sentence_denies(text: str, found: str) -> None:
    assert denied(text) == found
