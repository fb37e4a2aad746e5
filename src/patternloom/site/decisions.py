"""Which decision records of teams decide on which entries, as pages tell it.

Nothing comes in. Out: frozen values: records, and those of each entry. Where they come from, and whether they are true,
nothing here knows; every text of theirs is foreign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision record."""

    title: str
    status: str
    """The word's key behind `record_`: `accepted`, or `unknown` where the record does not say."""
    date: str
    """As `2026-11-29`; empty where it names none."""
    language: str
    """A language's tag; empty where nothing tells."""
    address: str
    """Where it can be read; empty where nothing says."""
    path: str
    """Its file, in its own repository."""
    about: tuple[str, ...]
    """The ids of what it chooses, in its order."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All records that a site tells of."""

    records: tuple[Decided, ...] = ()
    """The latest first."""
    on: Mapping[str, tuple[Decided, ...]] = field(default_factory=dict)
    """By the id of what they choose."""


def decisions(records: Iterable[Decided]) -> Decisions:
    """The records in their order, and by what they decide on."""
    ordered = sorted(records, key=lambda one: (one.title.casefold(), one.path))
    ordered.sort(key=lambda one: one.date, reverse=True)
    on: dict[str, list[Decided]] = {}
    for record in ordered:
        for id in record.about:
            on.setdefault(id, []).append(record)
    return Decisions(tuple(ordered), {id: tuple(found) for id, found in on.items()})


NO_DECISIONS = Decisions()
