"""Teams' records by what they decide on, the latest first."""

from __future__ import annotations

from patternloom.site.decisions import NO_DECISIONS, Decided, decisions


def record(title: str, date: str, *about: str) -> Decided:
    return Decided(title, "accepted", date, "en", "", f"{title}.md", about)


def test_records_are_the_latest_first_and_by_title_where_they_are_of_one_day() -> None:
    old, b, a, undated = (
        record("Old", "2025-01-01", "rye"),
        record("b", "2026-01-01", "rye", "wheat"),
        record("A", "2026-01-01", "wheat"),
        record("C", "", "rye"),
    )
    found = decisions([undated, old, b, a])
    assert found.records == (a, b, old, undated)
    assert found.on == {"rye": (b, old, undated), "wheat": (a, b)}


def test_without_records_nothing_is_decided() -> None:
    assert decisions([]) == NO_DECISIONS
