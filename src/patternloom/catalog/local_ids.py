"""Rules of the ids inside one entry, those of boxes and components: unique, known, nested without a cycle.

In: ids or nested parts, and the entry's place. Out: problems at the id that is wrong. Ids of whole
entries are `parse`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from patternloom.catalog.parse import Place
from patternloom.model.examples import Boundary
from patternloom.model.figures import Box
from patternloom.problems import limits
from patternloom.problems.findings import Problem, did_you_mean, shown

T = TypeVar("T", bound=Hashable)


def doubled(ids: Iterable[T]) -> Iterator[tuple[int, T]]:
    """The ids that stood earlier already, with their numbers."""
    seen: set[T] = set()
    for number, id in enumerate(ids):
        if id in seen:
            yield number, id
        seen.add(id)


def ids_are_unique(ids: Iterable[str], place: Place, field: str) -> Iterator[Problem]:
    """No id of a list of parts stands there twice."""
    for number, id in doubled(ids):
        message = f"duplicate id {shown(id)}, expected ids to be unique in the {place.kind.words}"
        yield Problem(place.mark(field, number, "id"), message, rule="duplicate-id")


def unknown_id(what: str, id: str, known: Collection[str], place: Place, *steps: str | int) -> Problem:
    """For an id that no part of the entry has."""
    message = f"unknown {what} {shown(id)}, expected one of this {place.kind.words}"
    return Problem(place.mark(*steps), message, did_you_mean(id, known), rule="dangling-reference")


def nesting_ends(what: str, parts: Sequence[Box | Boundary], place: Place, field: str) -> Iterator[Problem]:
    """Each part is inside a known one, never in itself, and not deeper than can be drawn."""
    outer = {part.id: part.inside for part in parts}
    number_of = {part.id: number for number, part in enumerate(parts)}
    levels: dict[str | None, int] = {None: 0}  # of those that are done; 0 where nothing is told of what is inside
    for number, part in enumerate(parts):
        if part.inside is not None and part.inside not in outer:
            yield unknown_id(what, part.inside, outer, place, field, number, "inside")
        way: dict[str, None] = {}
        id: str | None = part.id
        while id in outer and id not in way and id not in levels:
            way[id] = None
            id = outer[id]
        if id in way:  # which may begin outside the cycle
            message = f"{what} {shown(id)} is inside itself, expected nesting without a cycle"
            yield Problem(place.mark(field, number_of[id], "inside"), message, rule="cycle")
        level = levels.get(id, 0)
        for inner in reversed(way):
            level = levels[inner] = level + 1
            if level == limits.BOX_LEVELS + 1:
                message = f"{what} {shown(inner)} makes more than {limits.BOX_LEVELS} levels, expected flatter nesting"
                yield Problem(place.mark(field, number_of[inner], "inside"), message, rule="depth")
