"""Entries that stand in the list of another kind, told by the keys that they have.

In: the entries of a list as plain values. Out: the kinds that each looks like, where others clearly fit better than the
list's own, and what to say of them. Whether the values behind the keys are right, nothing here asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any

from patternloom.model.kinds import KIND_OF_LIST, KINDS, Kind
from patternloom.problems.findings import Problem, one, shown
from patternloom.reading.source import Source

# What is misspelt or forgotten makes fewer mistakes than the first; and of the kind that an entry looks like it has at
# most a third of them.
_MISTAKES, _LESS = 2, 3
_KEYS_TOLD = 3


@cache
def _lacking(kind: Kind, keys: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which of the keys an entry of the kind does not know, and which it needs besides."""
    known = fields(kind.type) if is_dataclass(kind.type) else ()
    needed = {field.name for field in known if field.default is MISSING and field.default_factory is MISSING}
    return keys - {field.name for field in known}, frozenset(needed - keys)


@cache
def looks_like(kind: Kind, keys: frozenset[str]) -> tuple[Kind, ...]:
    """The kinds that an entry with these keys is rather of; none where it may well be of its own."""
    # A key that is misspelt is unknown, and missing as well: that is one mistake.
    mistakes = {other: max(map(len, _lacking(other, keys))) for other in KINDS}
    unknown, missing = _lacking(kind, keys)
    least = min(mistakes.values())
    if len(unknown) + len(missing) < _MISTAKES or least * _LESS > mistakes[kind]:
        return ()
    best = (other for other in KINDS if mistakes[other] == least)
    return tuple(other for other in best if len(_lacking(other, keys)[0]) < len(unknown))


def _keys(value: Any) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, dict) else frozenset()


def misplaced(values: Sequence[Any], name: str) -> dict[int, tuple[Kind, ...]]:
    """The entries of a list that look like those of others, by their number."""
    found = ((number, looks_like(KIND_OF_LIST[name], _keys(value))) for number, value in enumerate(values))
    return {number: kinds for number, kinds in found if kinds}


def told_misplaced(source: Source, name: str, found: Mapping[int, tuple[Kind, ...]]) -> Iterator[Problem]:
    """What to say of them: once, where a whole list has the name of another."""
    values, own = source.value[name], KIND_OF_LIST[name]
    if len(found) == len(values) > 1 and len(set(found.values())) == 1 and len(found[0]) == 1:
        (meant,) = found[0]
        if meant.list not in source.value:
            message = f"all {len(values)} entries look like {_many(meant)}, expected {_many(own)} below '{name}:'"
            hint = f"write '{meant.list}:' in place of '{name}:'"
            yield Problem(source.mark([name], on_key=True), message, hint, rule="wrong-type")
            return
    run, meant_by_all = _run(found, len(values))
    if len(run) > 1 and len(meant_by_all) == 1:
        meant = meant_by_all[0]
        first = values[run[0]].get("id")
        since = f", from {shown(first)} on," if isinstance(first, str) else ""
        message = f"the last {len(run)} entries{since} look like {_many(meant)}"
        hint = f"move them below '{meant.list}:'"
        if meant.list not in source.value:
            hint = f"write '{meant.list}:' above the first of them"
        mark = source.mark([name, run[0]])
        yield Problem(mark, f"{message}, expected {_many(own)} below '{name}:'", hint, rule="wrong-type")
        found = {number: kinds for number, kinds in found.items() if number not in run}
    for number, kinds in found.items():
        id = values[number].get("id")
        what = f"entry {shown(id)}" if isinstance(id, str) else "an entry"
        looks = " or ".join(one(kind.name) for kind in kinds)
        message = f"{what} looks like {looks}, expected {one(own.name)} below '{name}:'"
        unknown = sorted(_lacking(own, _keys(values[number]))[0])[:_KEYS_TOLD]
        lists = " or ".join(shown(f"{kind.list}:") for kind in kinds)
        hint = f"move it below {lists}, as no {own.words} has {', '.join(map(shown, unknown))}"
        yield Problem(source.mark([name, number]), message, hint, rule="wrong-type")


def _run(found: Mapping[int, tuple[Kind, ...]], length: int) -> tuple[list[int], list[Kind]]:
    """Those up to the end of the list without a gap, and the kinds that all of them look like."""
    run: list[int] = []
    for number in range(length - 1, -1, -1):
        if number not in found:
            break
        run.insert(0, number)
    return run, [kind for kind in found[run[0]] if all(kind in found[number] for number in run)] if run else []


def _many(kind: Kind) -> str:
    return kind.list.replace("_", " ")
