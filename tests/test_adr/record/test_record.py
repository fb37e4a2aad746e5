"""Whether a record is in force, and whether it is of the past, its status tells."""

from __future__ import annotations

import pytest
from record_files import file

from patternloom.adr.record.record import Record


@pytest.mark.parametrize(
    ("status", "in_force", "open"),
    [(None, True, True), ("accepted", True, True), ("proposed", False, True), ("superseded", False, False)],
)
def test_the_status_tells_what_is_judged(status: object, in_force: bool, open: bool) -> None:
    record = Record(file(""), "docs", status)  # type: ignore[arg-type]
    assert (record.in_force, record.open) == (in_force, open)


def test_a_list_of_records_is_never_in_force() -> None:
    record = Record(file(""), "docs", index=True)
    assert (record.in_force, record.open) == (False, True)
