"""Entries that stand where no list of a file is, or in two files: told once, not once an entry.

In: an entry as a plain value; ids that stand twice. Out: the lists of entries inside it, texts that may be ids, and one
problem for a file that is a copy. Which ids there are, `outline` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from patternloom.catalog.field_types import field_names
from patternloom.model.kinds import KIND_OF_LIST, Kind
from patternloom.model.values import is_language
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.reading import defaults
from patternloom.reading.source import Source

SETTINGS_FILE = "catalog.yaml"


def possible_ids(value: Any) -> Iterator[str]:
    """What may be an id in something that is no entry: its texts, its keys, and the ids inside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from possible_ids(item.get("id") if isinstance(item, dict) else item)
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from possible_ids(inner) if isinstance(inner, str | list) else ()


def written(values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each id with its entry, of entries as they are written."""
    for value in values:
        if isinstance(value, dict) and isinstance(id := value.get("id"), str):
            yield id, value


def are_settings_elsewhere(source: Source) -> bool:
    """Whether it is a file of settings that was moved into a folder."""
    is_named = source.path.name == SETTINGS_FILE and len(source.path.parts) > 1
    return is_named and isinstance(source.value, dict) and "languages" in source.value


def are_words_elsewhere(source: Source) -> bool:
    """Whether it is a file of the interface's words that lies outside their folder."""
    value = source.value
    if not is_language(source.path.stem) or not isinstance(value, dict):
        return False
    return not defaults.words(defaults.COMPLETE).keys().isdisjoint(value) and all(
        isinstance(word, str) for word in value.values()
    )


def lists_inside(kind: Kind, value: Any) -> Mapping[str, list[Any]]:
    """The lists of entries that stand in an entry, as they are indented too far."""
    keys = [key for key in value if key in KIND_OF_LIST] if isinstance(value, dict) else []
    own = field_names(kind.type, ()) if keys else []
    return {key: value[key] for key in keys if key not in own and _are_entries(value[key])}


def _are_entries(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) and "id" in item for item in value)


def told_inside(source: Source, name: str, number: int, inside: Mapping[str, Any]) -> Iterator[Problem]:
    """What to say of each such list."""
    id = source.value[name][number].get("id")
    for key in inside:
        message = f"list {shown(f'{key}:')} inside the entry {shown(id)}, expected it beside {shown(f'{name}:')}"
        mark = source.mark([name, number, key], on_key=True)
        yield Problem(mark, message, "indent it, and all below it, as that", rule="unknown-key")


def taken_out(
    inside: Mapping[str, list[Any]], value: Mapping[str, Any], kinds: dict[str, str], unsure: set[str]
) -> dict[str, Any]:
    """The entry without the lists inside it, whose entries are known then: nobody need say that they are not."""
    for key, listed in inside.items():
        for id in possible_ids(listed):
            kinds[id] = KIND_OF_LIST[key].name
            unsure.add(id)
    return {key: below for key, below in value.items() if key not in inside}


@dataclass(frozen=True, slots=True)
class Doubled:
    """An id that stands a second time."""

    source: Source
    first: Source
    problem: Problem


def told_of_copies(doubled: Sequence[Doubled], entries: Mapping[str, int]) -> Iterator[Problem]:
    """What to say of ids that stand twice: once of a file all of whose entries stand in another; `entries` by file."""
    pairs: dict[tuple[str, str], list[Doubled]] = {}
    for one in doubled:
        pairs.setdefault((one.source.file, one.first.file), []).append(one)
    for (file, first), found in pairs.items():
        if len(found) == 1 or file == first or entries[file] != len(found):
            yield from (one.problem for one in found)
            continue
        message = f"all {len(found)} entries of this file stand in {shown(first)} as well, expected each in one file"
        hint = "delete the copy, or give each of its entries an id of its own"
        yield Problem(Mark(file), message, hint, rule="duplicate-id")
