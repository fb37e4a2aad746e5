"""What every entry has: an id for ever, and where it has a name, one in each language."""

from __future__ import annotations

import dataclasses

import pytest
from validating import issues, read

from patternloom.model.entry import Entry, Named


def test_an_entry_is_known_by_its_id_and_a_named_one_by_its_name_in_each_language() -> None:
    assert read(Entry, {"id": "rye"}) == Entry(id="rye")
    named = read(Named, {"id": "rye", "name": "Rye"})
    assert (named.id, named.name) == ("rye", {"en": "Rye", "ja": "Rye"})
    assert issues(Entry, {"id": "Rye"})[0].message == (
        "id 'Rye' is not kebab-case, expected lower-case words joined by '-', of at most 100 characters"
    )


def test_an_entry_keeps_the_ids_that_it_had_before() -> None:
    assert read(Entry, {"id": "rye"}).formerly == ()
    assert read(Entry, {"id": "rye", "formerly": ["roggen", "secale"]}).formerly == ("roggen", "secale")


def test_an_entry_cannot_be_changed() -> None:
    entry = read(Entry, {"id": "rye"})
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.id = "wheat"
