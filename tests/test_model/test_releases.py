"""A release: its days, one of which may lie in the future, or be named by nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from validating import issues, left_out, read

from patternloom.model.releases import DayOrNone, Release

LEAST: dict[str, Any] = {
    "id": "release-rye-1",
    "product": "Rye",
    "version": "1.10",
    "released": "2026-01-31",
    "supported_until": "2027-01-31",
    "reviewed": "2026-01-31",
}


def test_what_is_needed_is_asked_for() -> None:
    assert left_out(Release, LEAST) == {"note": None, "references": ()}


def test_support_may_end_in_the_future() -> None:
    assert read(Release, LEAST).supported_until == dt.date(2027, 1, 31)


def test_none_says_that_no_day_is_named() -> None:
    assert read(DayOrNone, "none") is None


def test_anything_else_is_no_day() -> None:
    for text in ("never", "2027-1-31", "2027-02-30"):
        (issue,) = issues(DayOrNone, text)
        assert issue.message == f"date '{text}', expected one such as 2026-11-24, or none"
