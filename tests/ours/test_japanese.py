"""Japanese words of our reference texts and pages have one spelling each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from projects import REPOSITORY

CATALOG = REPOSITORY / "catalog"
FILES = [path for path in CATALOG.rglob("*.yaml") if not {"files", "lock", "schema"} & set(path.parts)]
PAGES = sorted((REPOSITORY / "content").rglob("*.ja.md"))
OTHER_PEOPLE_S_WORDS = {"found_by", "aliases", "avoid", "search_same", "errata", "exceptions", "statement"}
WORD = re.compile(r"[ァ-ヴー]{3,}")


def japanese(value: Any) -> Iterator[str]:
    """Each text in Japanese, but not what readers type, names that others use, and what an erratum quotes."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "ja" and isinstance(inner, str):
                yield inner
            elif key not in OTHER_PEOPLE_S_WORDS:
                yield from japanese(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from japanese(inner)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read = [text for path in FILES for text in japanese(yaml.load(path.read_text("utf-8"), loader))]
    return [*read, *(path.read_text("utf-8") for path in PAGES)]


def test_no_word_is_spelled_with_and_without_a_long_vowel(texts: list[str]) -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in WORD.findall(re.sub(r"`[^`]*`", "", text)):
            spellings[word.replace("ー", "")].add(word)
    assert len(spellings) > 500
    assert [sorted(words) for words in spellings.values() if len(words) > 1] == []


def test_a_span_is_written_with_one_sign(texts: list[str]) -> None:
    """1〜2: the wave dash, not the full-width tilde that some keyboards give."""
    assert [text for text in texts if "\N{FULLWIDTH TILDE}" in text] == []
