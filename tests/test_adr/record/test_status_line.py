"""A text that is a status and nothing else is told apart from one that only begins like one."""

from __future__ import annotations

import pytest

from patternloom.adr.language.words import words
from patternloom.adr.record.status_line import in_bracket, is_boxed, is_notice, is_status


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Accepted", True),
        ("Accepted, May 2025, amended in June", True),
        ("Accepted 2025-02-02, amended in May", True),
        ("承認、2025年2月12日", True),
        ("2025-02-12 accepted", True),
        ("2025年2月12日に承認", True),
        ("区分\u3000\u3000確定\n決定日\u30002025年9月3日", True),
        ("承認：製造部長（2025年11月5日）", True),
        ("提出：2025-01-31　承認：2025-02-14", True),
        ("（令和7年6月20日決裁）", True),
        ("2025/02/12 決定・長谷部", True),
        ("2025年2月12日の会議", False),
        ("Proposed — comments until Friday", True),
        ("提案中（運用部門の承認待ち）", True),
        ("We accepted it", False),
        ("Accepted" + " by all" * 20, False),
    ],
)
def test_a_status_may_have_its_day_or_an_aside(text: str, told: bool) -> None:
    assert is_status(text, words()) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [("[x] Accepted", True), ("☐ Superseded", True), ("[x] Tell the night shift", False), ("A", False)],
)
def test_one_of_a_list_of_statuses_has_a_box(text: str, told: bool) -> None:
    assert is_boxed(text, words()) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Superseded by 0006", True),
        ("[!WARNING]\nThis record has been replaced by 0006", True),
        ("Note: this ADR is now obsolete", True),
        ("0006 に置き換えられた。", True),
        ("この記録は、0006により置き換えられました。", True),
        ("The old job was replaced by a stream", False),
        ("This record is about streams", False),
        ("Accepted", False),
        ("Superseded by 0006" + " and so on" * 20, False),
    ],
)
def test_a_notice_tells_what_became_of_a_record(text: str, told: bool) -> None:
    assert is_notice(text, words()) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gates (accepted)", "accepted"),
        ("Kiosks (ACCEPTED, 2025-06-11)", "accepted"),
        ("門（承認）", "accepted"),
        ("Gates (accepted) and doors", None),
        ("What is used (and what is not)", None),
    ],
)
def test_a_heading_may_end_in_a_status(text: str, told: str | None) -> None:
    assert in_bracket(text, words()) == told
