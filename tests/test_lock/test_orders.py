"""Orders are meant for the entries and fields that they name."""

from __future__ import annotations

import datetime as dt

from patternloom.lock.orders import Orders, means

DAY = dt.date(2026, 2, 1)


def test_all_entries_are_recorded_unless_some_are_named() -> None:
    assert Orders(DAY).takes("rye")
    assert Orders(DAY, only=frozenset({"rye"})).takes("rye")
    assert not Orders(DAY, only=frozenset({"wheat"})).takes("rye")


def test_a_field_is_meant_by_its_name_or_with_all_of_its_entry() -> None:
    named = {"rye": frozenset({"summary"}), "wheat": None}
    assert means(named, "rye", "summary")
    assert not means(named, "rye", "name")
    assert means(named, "wheat", "name")
    assert not means(named, "oats", "name")
