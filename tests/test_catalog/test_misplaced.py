"""An entry in the list of another kind is told by its keys, and one that merely has mistakes is not."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from projects import to_yaml

from patternloom.catalog.misplaced import looks_like, misplaced
from patternloom.catalog.misplaced import told_misplaced as told
from patternloom.model.kinds import KIND_OF_NAME, KINDS, Kind
from patternloom.reading.strict_yaml import read_yaml

MIXER = {"id": "mixer", "name": "x", "kind": "y", "categories": ["z"], "summary": "x", "url": "x", "reviewed": "x"}


@pytest.mark.parametrize(
    ("kind", "keys", "meant"),
    [
        ("pattern", "id name kind categories summary url reviewed", "technology"),
        ("pattern", "id name kind categoreis summary url reviewed", "technology"),
        ("technology", "id name summary status reviewed", "pattern style"),
        ("pattern", "id name problem children reviewed", "group"),
        ("group", "id name label summary children reviewed", "area"),
        ("pattern", "id name definition reviewed", "term"),
        # What is forgotten, misspelt or new to the kind is a mistake inside the entry.
        ("pattern", "id", ""),
        ("pattern", "id name", ""),
        ("pattern", "id name sumary stauts rewieved", ""),
        ("pattern", "id name summary status reviewed url", ""),
        ("pattern", "id name en ja", ""),
        ("provider", "id name url", ""),
        ("pattern", "", ""),
    ],
)
def test_an_entry_is_taken_for_another_only_where_its_keys_clearly_fit_one(kind: str, keys: str, meant: str) -> None:
    found = looks_like(KIND_OF_NAME[kind], frozenset(keys.split()))
    assert " ".join(other.name for other in found) == meant


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_entry_in_its_own_list_is_not(kind: Kind) -> None:
    """With all that it may have, with what it needs alone, and without any one of these."""
    said = fields(kind.type) if is_dataclass(kind.type) else ()
    everything = frozenset(field.name for field in said)
    needed = frozenset(f.name for f in said if f.default is MISSING and f.default_factory is MISSING)
    for keys in (everything, needed, *(needed - {key} | {f"{key}x"} for key in needed)):
        assert looks_like(kind, keys) == ()


def test_those_at_the_end_of_a_list_are_told_at_the_first() -> None:
    (told,) = said_of({"id": "rye"}, MIXER, MIXER)
    assert told == (
        "a.yaml:3:3: the last 2 entries, from 'mixer' on, look like technologies, expected patterns below 'patterns:'; "
        "write 'technologies:' above the first of them"
    )


def test_where_two_fit_as_well_both_are_told() -> None:
    way_out = "move it below 'patterns:' or 'styles:', as no technology has 'status'"
    rye = {"id": "rye", "name": "x", "summary": "x", "status": "x", "reviewed": "x"}
    assert said_of(rye, rye, below="technologies") == [
        f"a.yaml:{line}:3: entry 'rye' looks like a pattern or a style, expected a technology below 'technologies:'; {way_out}"
        for line in (2, 7)
    ]


def said_of(*values: Any, below: str = "patterns", **others: Any) -> list[str]:
    """What is said of a list."""
    source = read_yaml(to_yaml({below: list(values), **others}), "a.yaml", Path("a.yaml"), problems=[])
    assert source
    return [str(problem) for problem in told(source, below, misplaced(source.value[below], below))]


def test_each_is_told_by_its_id_with_the_keys_that_say_so() -> None:
    nameless = {key: value for key, value in MIXER.items() if key != "id"}
    way_out = "move it below 'technologies:', as no pattern has 'categories', 'kind', 'url'"
    assert said_of("text", MIXER, {"id": "rye"}, nameless) == [
        f"a.yaml:3:3: entry 'mixer' looks like a technology, expected a pattern below 'patterns:'; {way_out}",
        f"a.yaml:12:3: an entry looks like a technology, expected a pattern below 'patterns:'; {way_out}",
    ]


def test_a_whole_list_of_them_is_told_once_at_its_name() -> None:
    expected = "a.yaml:1:1: all 2 entries look like technologies, expected patterns below 'patterns:'"
    assert said_of(MIXER, MIXER) == [f"{expected}; write 'technologies:' in place of 'patterns:'"]
    (told,) = said_of(MIXER, MIXER, technologies=[])
    assert told.endswith("below 'patterns:'; move them below 'technologies:'")
    assert len(said_of(MIXER)) == 1
