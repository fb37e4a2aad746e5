"""What a pin is set to, and when it is left."""

from __future__ import annotations

import pytest
from record_files import reference

from patternloom.adr.checking.repinned import Pin, repinned, successors


@pytest.mark.parametrize(
    ("id", "found"),
    [
        ("yeast", ["yeast"]),
        ("levain", ["sourdough"]),
        ("proofing", ["retarding"]),
        ("long-rest", ["autolyse", "overnight"]),
        ("x", []),
    ],
)
def test_an_id_of_old_means_what_took_its_place(id: str, found: list[str]) -> None:
    assert [entry.id for entry in successors(reference(), id)] == found


@pytest.mark.parametrize(
    ("pin", "wanted", "found"),
    [
        (Pin("sourdough", 1, "b1"), (), "sourdough"),
        (Pin("sourdough", 3), (), ""),
        (Pin("levain", 3), (), ""),
        (Pin("levain", 2), ("sourdough",), "sourdough"),
        (Pin("sourdough", 2), ("levain",), ""),
        (Pin("proofing", 3), ("proofing",), "retarding"),
        (Pin("proofing", 3), ("retarding",), ""),
        (Pin("proofing", 9), (), ""),
        (Pin("x", 1), (), ""),
    ],
)
def test_a_pin_is_set_to_the_entry_of_today(pin: Pin, wanted: tuple[str, ...], found: str) -> None:
    to = repinned(reference(), pin, wanted)
    assert (to.entry.id if to else "") == found


@pytest.mark.parametrize("pin", [Pin("long-rest", 1), Pin("proofing", 2, "b2")])
def test_where_only_the_author_can_say_there_is_a_reason(pin: Pin) -> None:
    to = repinned(reference(), pin, ())
    assert to
    assert to.why_not
    assert repinned(reference(), Pin("proofing", 2, "proofing"), ()) is not None
