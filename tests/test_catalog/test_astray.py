"""Entries inside others, words among entries and copies of files are told once each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from patternloom.catalog.astray import (
    Doubled,
    are_settings_elsewhere,
    are_words_elsewhere,
    lists_inside,
    possible_ids,
    taken_out,
    told_inside,
    told_of_copies,
    written,
)
from patternloom.model.kinds import KIND_OF_NAME
from patternloom.problems.findings import Mark, Problem
from patternloom.reading.source import Source
from patternloom.reading.strict_yaml import read_yaml


def source_of(text: str, file: str = "a.yaml") -> Source:
    """One file."""
    source = read_yaml(text, file, Path(file), problems=[])
    assert source
    return source


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("rye", ["rye"]),
        ([{"id": "rye"}, "oat", {}], ["rye", "oat"]),
        ({"rye": "oat", "x": {"y": "z"}}, ["rye", "x", "oat"]),
    ],
)
def test_what_may_be_an_id_is_found(value: Any, ids: list[str]) -> None:
    assert list(possible_ids(value)) == ids


def test_a_list_inside_an_entry_is_told_at_its_key_and_its_entries_are_known() -> None:
    group = KIND_OF_NAME["group"]
    source = source_of("groups:\n  - id: flour\n    patterns:\n      - id: rye\n    references: [{id: x}]\n")
    value = source.value["groups"][0]
    inside = lists_inside(group, value)
    assert list(inside) == ["patterns"]  # a group has references of its own
    kinds: dict[str, str] = {}
    unsure: set[str] = set()
    assert list(taken_out(inside, value, kinds, unsure)) == ["id", "references"]
    assert (kinds, unsure) == ({"rye": "pattern"}, {"rye"})
    (problem,) = told_inside(source, "groups", 0, inside)
    assert str(problem) == (
        "a.yaml:3:5: list 'patterns:' inside the entry 'flour', expected it beside 'groups:'; "
        "indent it, and all below it, as that"
    )


@pytest.mark.parametrize("value", ["rye", {"id": "rye"}, {"patterns": "rye"}, {"patterns": ["rye"]}])
def test_what_is_no_list_of_entries_is_left(value: Any) -> None:
    assert lists_inside(KIND_OF_NAME["group"], value) == {}


def test_words_and_settings_are_known_wherever_they_lie() -> None:
    assert are_words_elsewhere(source_of("areas: Problems\nown: x\n", "fr.yaml"))
    assert not are_words_elsewhere(source_of("own: x\n", "fr.yaml"))
    assert not are_words_elsewhere(source_of("areas: [x]\n", "fr.yaml"))
    assert not are_words_elsewhere(source_of("areas: x\n", "kinds-of-flour.yaml"))
    assert not are_words_elsewhere(source_of("- areas\n", "fr.yaml"))
    assert are_settings_elsewhere(source_of("languages: [fr]\n", "x/catalog.yaml"))
    assert not are_settings_elsewhere(source_of("languages: [fr]\n", "catalog.yaml"))
    assert not are_settings_elsewhere(source_of("patterns: []\n", "x/catalog.yaml"))


def test_entries_are_told_by_their_ids() -> None:
    assert list(written(["x", {"id": "rye"}, {"id": ["y"]}])) == [("rye", {"id": "rye"})]


def test_a_copy_of_a_file_is_one_mistake_and_single_ids_are_one_each() -> None:
    one, other = source_of("a: b\n", "a.yaml"), source_of("a: b\n", "b.yaml")
    first, second = (Problem(Mark("b.yaml", line), "duplicate", rule="duplicate-id") for line in (1, 2))
    both = [Doubled(other, one, first), Doubled(other, one, second)]
    (told,) = told_of_copies(both, {"b.yaml": 2})
    assert told.message == "all 2 entries of this file stand in 'a.yaml' as well, expected each in one file"
    assert list(told_of_copies(both, {"b.yaml": 3})) == [first, second]
    assert list(told_of_copies(both[:1], {"b.yaml": 1})) == [first]
    assert list(told_of_copies([Doubled(one, one, first), Doubled(one, one, second)], {"a.yaml": 2})) == [first, second]
