"""A time line is events with years or without; a style says what it is, when to choose it, and its three units."""

from __future__ import annotations

from typing import Any

from validating import issues, read

from patternloom.model.history import ArchitectureStyle, HistoryEvent

EVENT: dict[str, Any] = {"name": {"en": "Oven", "ja": "窯"}, "text": {"en": "It was built.", "ja": "築かれました。"}}
STYLE: dict[str, Any] = {
    "id": "one-oven",
    "name": {"en": "One oven", "ja": "1つの窯"},
    "summary": {"en": "All bread in one.", "ja": "すべてのパンを1つで焼きます。"},
    "status": "situational",
    "reviewed": "2026-01-31",
}


def test_an_event_has_a_year_or_several_or_none() -> None:
    spans = (
        {},
        {"year": "1999"},
        {"year": "1999", "until": "2004", "about": "true"},
        {"year": "2004", "ongoing": "true"},
    )
    made = [read(HistoryEvent, {**EVENT, **span}) for span in spans]
    assert [(one.year, one.until, one.about, one.ongoing) for one in made] == [
        (None, None, False, False),
        (1999, None, False, False),
        (1999, 2004, True, False),
        (2004, None, False, True),
    ]


def test_a_year_is_a_number_of_four_digits() -> None:
    said = [issue.message for issue in issues(HistoryEvent, {**EVENT, "year": "late"})]
    assert said == ["year 'late', expected four digits such as 2018"]


def test_a_style_may_leave_its_units_out_and_each_is_a_statement() -> None:
    text = {"en": "the oven", "ja": "窯"}
    style = read(ArchitectureStyle, {**STYLE, "release": {"text": text, "source": ["T4/oven"]}})
    assert (style.processes, style.stores) == (None, None)
    assert style.release is not None
    assert style.release.source == ("T4/oven",)
