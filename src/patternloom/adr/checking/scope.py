"""What the records of one scope choose together: what competes, and what is missing.

In: for each record in force its scope and the entries that it chooses, with places. Out: findings. A scope is a path:
what is chosen in one above holds below it. How a choice was read, nothing here asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from patternloom.adr.checking.findings import Finding
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.record.record import Record
from patternloom.problems.findings import shown

Option = tuple[int, frozenset[int]]
"""A competing set's number, and which of its options are chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry that a record chooses, at the first place where it does."""

    record: Record
    id: str
    at: int
    address: str


def scopes_above(scope: str) -> Iterator[str]:
    """Each scope that holds here: the own one first, `.` last."""
    while scope not in ("", "."):
        yield scope
        scope = scope.rpartition("/")[0]
    yield "."


def judge_together(choices: Sequence[Choice], reference: Reference) -> Iterator[Finding]:
    """All findings that need more than one choice."""
    yield from _competing(choices, reference)
    yield from _required(choices, reference)


def _competing(choices: Sequence[Choice], reference: Reference) -> Iterator[Finding]:
    here: dict[str, dict[Option, Choice]] = {}
    below: dict[str, dict[Option, Choice]] = {}
    options = {choice.id: [*reference.options(choice.id).items()] for choice in choices}
    for choice in choices:
        for option in options[choice.id]:
            own, *above = scopes_above(choice.record.scope)
            here.setdefault(own, {}).setdefault(option, choice)
            for scope in above:
                below.setdefault(scope, {}).setdefault(option, choice)
    for choice in choices:
        scopes = [*scopes_above(choice.record.scope)]
        around: list[Mapping[Option, Choice]] = [here.get(scope, {}) for scope in scopes]
        around.append(below.get(scopes[0], {}))
        if other := _rival(options[choice.id], around):
            yield _told(choice, *other, reference)


def _rival(options: list[Option], around: list[Mapping[Option, Choice]]) -> tuple[int, Choice] | None:
    """The first choice around that shares a set with these and no option of it."""
    for number, places in options:
        for chosen in around:
            for (other, others), choice in chosen.items():
                if other == number and not places & others:
                    return number, choice
    return None


def _told(choice: Choice, number: int, other: Choice, reference: Reference) -> Finding:
    where = f"at {other.record.file.place(other.at)}"
    within = reference.catalog.competing[number].within
    message = f"{shown(choice.id)} competes with {shown(other.id)}, which is chosen {where}"
    hint = f"of the options of {shown(within)} one is chosen in a scope; give the records a 'scope:' each, or decide"
    return Finding(choice.record.file, choice.at, "adr-competing", message, hint, address=choice.address)


def _required(choices: Sequence[Choice], reference: Reference) -> Iterator[Finding]:
    met: dict[str, set[str]] = {}
    for choice in choices:
        own = next(scopes_above(choice.record.scope))
        met.setdefault(own, set()).update(reference.above(choice.id))
    for choice in choices:
        scopes = [*scopes_above(choice.record.scope)]
        missing = [
            id
            for id in reference.entries[choice.id].requires
            if id in reference.entries and not any(id in met.get(scope, ()) for scope in scopes)
        ]
        if missing:
            told = " and ".join(map(shown, missing))
            message = f"{shown(choice.id)} requires {told}, which no record in the scope {shown(scopes[0])} chooses"
            hint = "choose it in this record or in another one of the scope"
            yield Finding(choice.record.file, choice.at, "adr-requires", message, hint, address=choice.address)
