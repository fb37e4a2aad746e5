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
LONG_E = re.compile("(?<=[エケセテネヘメレゲゼデベペ])イ")  # ヘイ is how some write ヘー
SMALL = str.maketrans("ァィゥェォヴ", "アイウエオブ")
ONE_WORD = {
    "コネクションプール": "接続プール",
    "運用担当者": "運用者",
    "呼び出し側": "呼び出し元",
    "秘密情報": "機密情報",
    "レスポンス時間": "応答時間",
    "受け付けと": "受付と",
    "サービスアカウント": "ServiceAccount",
}
"""What is not written → what is: two words for one thing read like two things."""
ELSEWHERE = {"サービスアカウント`bootstrap`"}  # Keycloak's, which is none of Kubernetes


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


def spelling(word: str) -> str:
    """The same for インターフェース and インターフェイス, ユーザ and ユーザー."""
    return LONG_E.sub("", word.translate(SMALL)).replace("ー", "")


def test_spellings_of_one_word_are_known() -> None:
    assert spelling("インターフェース") == spelling("インターフェイス") == spelling("インタフェース")
    assert spelling("ブレイカー") == spelling("ブレーカー")
    assert spelling("シャード") != spelling("シェード")


def test_a_thing_has_one_word(texts: list[str]) -> None:
    for text in texts:
        for one in ELSEWHERE:
            text = text.replace(one, "")
        assert {other: word for other, word in ONE_WORD.items() if other in text} == {}, text[:80]


def test_no_word_is_spelled_with_and_without_a_long_vowel(texts: list[str]) -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for word in WORD.findall(re.sub(r"`[^`]*`", "", text)):
            spellings[spelling(word)].add(word)
    assert len(spellings) > 500
    assert [sorted(words) for words in spellings.values() if len(words) > 1] == []


def test_a_number_has_its_unit_in_one_way(texts: list[str]) -> None:
    """5% and 2 GiB, as the English texts have them."""
    written = [re.sub(r"`[^`]*`|\]\([^)]*\)", "", text) for text in texts]
    assert [
        text for text in written if "\N{FULLWIDTH PERCENT SIGN}" in text or re.search(r"\d[kKMGT]i?B(?![A-Za-z])", text)
    ] == []


def test_a_span_is_written_with_one_sign(texts: list[str]) -> None:
    """1〜2: the wave dash, not the full-width tilde that some keyboards give."""
    assert [text for text in texts if "\N{FULLWIDTH TILDE}" in text] == []
