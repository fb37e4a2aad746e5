"""What the ending of a verb says."""

from __future__ import annotations

import pytest

from patternloom.adr.language.verb_endings import choosing, denial, doing, end_of, goes_on, undone
from patternloom.adr.language.words import words

RULES = words().sentences["ja"]


def denied(text: str) -> bool:
    """Whether the first verb of choosing is."""
    match = choosing(RULES).search(text)
    assert match is not None
    return denial(text, match.end(), len(text), "choosing", RULES)[0]


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("採用する", False),
        ("採用しない", True),
        ("採用を見送る", True),
        ("採用しないわけにはいかない", False),
        ("使うかは未定", True),
        ("採用するかどうか", True),
        ("使うから速い", False),
        ("採用するかわりに", False),
        ("使う場合は記録を書く", True),
        ("導入するほどではない", True),
    ],
)
def test_a_verb_is_denied_asked_or_supposed_by_its_ending(text: str, no: bool) -> None:
    assert denied(text) is no


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("利用者が使う", "使う"),
        ("導入費用が高い", ""),
        ("選択肢から選ぶ", "選ぶ"),
        ("保守を負担する", ""),
        ("採用済み", "採用済"),
    ],
)
def test_a_noun_that_goes_on_is_no_verb(text: str, found: str) -> None:
    match = choosing(RULES).search(text)
    assert (match[0] if match else "") == found


@pytest.mark.parametrize(
    ("text", "no"),
    [("見送る", True), ("見送らない", False), ("廃止は行わない", False), ("見送らざるを得ない", True)],
)
def test_a_denial_is_undone_by_another_one(text: str, no: bool) -> None:
    assert undone(text, 2, len(text), RULES)[0] is no
    assert denial(text, 2, len(text), "denying", RULES)[0] is no


def test_a_clause_goes_on_with_a_reason_or_a_concession() -> None:
    assert goes_on("reasons", "採用するため、", 2, 2, 8, RULES)
    assert goes_on("conceding", "採用するが、", 2, 2, 6, RULES)
    assert not goes_on("reasons", "採用する。", 2, 2, 5, RULES)


def test_nothing_matched_ends_where_it_began() -> None:
    assert end_of(choosing(RULES), "速い", 1, 2) == 1


def test_what_is_done_with_an_entry_is_no_part_of_a_longer_noun() -> None:
    assert [bool(doing(RULES).search(text)) for text in ("認証を担当する", "担当者が困る")] == [True, False]
