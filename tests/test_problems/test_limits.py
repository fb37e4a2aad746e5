"""Bounds are numbers that make sense; that they hold, `tests/whole/test_bounds.py` tries."""

from __future__ import annotations

from patternloom.problems import limits


def test_every_bound_is_a_number_above_nothing() -> None:
    found = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert [name for name, value in found.items() if not isinstance(value, int) or value < 1] == []


def test_a_part_is_bounded_closer_than_the_whole() -> None:
    assert limits.VALUES_IN_ENTRY < limits.VALUES_IN_FILE < limits.VALUES_IN_CATALOG
    assert limits.ATTACHED_BYTES < limits.EXAMPLE_BYTES < limits.ATTACHED_BYTES_IN_ALL
    assert limits.TEXT_CHARACTERS < limits.CATALOG_CHARACTERS
    assert limits.EVIDENCE_BYTES <= limits.ATTACHED_BYTES
