"""`patternloom lock` from its orders to its files: everything that is new is recorded, or nothing is.

In: a catalog, its records, where pages show entries, and orders. Out: keys in the catalog's files, the lock's files,
and what was recorded; or problems, and no file is touched. How the command line writes orders, `command` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from patternloom.catalog.load import Catalog
from patternloom.lock.advance import Advance, advance
from patternloom.lock.check import ask, broken
from patternloom.lock.fields import precedence
from patternloom.lock.insert import NotInsertedError, insert_keys
from patternloom.lock.meaning import Steps
from patternloom.lock.orders import Orders
from patternloom.lock.record import Record
from patternloom.lock.standing import Standing, standings
from patternloom.lock.write import write_lock
from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.reading.folder import LOCK
from patternloom.reading.source import Source
from patternloom.reading.whole_file import replace_bytes


@dataclass(frozen=True, slots=True)
class Locked:
    """What a run did."""

    told: tuple[str, ...]
    files: tuple[str, ...]
    """The files written or taken away, below the catalog's folder."""


def lock(
    root: Path,
    folder: str,
    catalog: Catalog,
    records: Mapping[str, Record],
    addresses: Mapping[str, str] | None,
    orders: Orders,
) -> Locked:
    """Record what is new below `root`, the catalog's folder; messages name it `folder`.

    Raises:
        PatternloomError: something is used again or gone, or more must be said of a change; nothing was written.
    """
    entries = standings(catalog, records, addresses)
    languages = catalog.settings.languages
    problems = [*broken(catalog, records, entries, folder), *_misnamed(entries, orders, folder)]
    made = advance(records, entries, orders, languages)
    problems += _release_problems(records, made, orders, folder)
    for one in made.asked:
        what, mend = ask(one.now, one.difference, languages)
        problems.append(Problem(one.now.place.mark(one.difference.field), what, mend, rule="reason"))
    if problems:
        raise PatternloomError(problems)
    files = _write_keys(root, folder, [now for now in entries if orders.takes(now.id)])
    return Locked(tuple(made.told), (*files, *write_lock(root, records, made.records)))


def _misnamed(entries: Sequence[Standing], orders: Orders, folder: str) -> Iterator[Problem]:
    """Entries and fields that orders name and that are not there."""
    known = {now.id: now for now in entries}
    mark = Mark(f"{folder}/{LOCK}")
    named = [*sorted(orders.only), *orders.editorial, *orders.revision, *orders.confirm]
    for id in dict.fromkeys(named):
        if id not in known:
            hint = did_you_mean(id, known, list_up_to=0)
            yield Problem(mark, f"no entry {shown(id)} to record, expected the id of one", hint, rule="lock")
    for fields in (orders.editorial, orders.revision):
        for id, names in fields.items():
            if id in known:
                yield from _unchanged(known[id], names or frozenset(), mark)
    for id, paths in orders.confirm.items():
        there = [text.path for text in known[id].texts] if id in known else []
        for path in sorted((paths or frozenset()) - set(there)) if id in known else ():
            message = f"{shown(path)} of {shown(id)} is no translated text, expected the path of one"
            yield Problem(mark, message, did_you_mean(path, there, list_up_to=20), rule="lock")


def _unchanged(now: Standing, names: frozenset[str], mark: Mark) -> Iterator[Problem]:
    before = now.was
    for name in sorted(names):
        if name not in now.meaning and name not in before:
            hint = did_you_mean(name, now.meaning, list_up_to=20)
            yield Problem(mark, f"{shown(name)} is no field of the meaning of {shown(now.id)}", hint, rule="lock")
        elif now.before is None or now.meaning.get(name) == before.get(name):
            yield Problem(mark, f"{shown(name)} of {shown(now.id)} is as it was, expected a change", rule="lock")


def _release_problems(records: Mapping[str, Record], made: Advance, orders: Orders, folder: str) -> Iterator[Problem]:
    """A release is stamped once, and releases come in their order."""
    if orders.release is None:
        return
    known = {one.release for record in records.values() for one in record.revisions if one.release}
    last = max(known, key=precedence, default=None)
    if last is None or precedence(orders.release) > precedence(last):
        return
    if orders.release != last or made.records != dict(records):
        message = f"release {shown(orders.release)}, expected one after {shown(last)}, the last"
        yield Problem(Mark(f"{folder}/{LOCK}"), message, rule="lock")


def _write_keys(root: Path, folder: str, entries: Sequence[Standing]) -> list[str]:
    """Write the keys that statements get; the files written."""
    by_file: dict[Path, tuple[Source, dict[Steps, str]]] = {}
    for now in entries:
        for steps, key in now.keys.items():
            _, keys = by_file.setdefault(now.place.source.path, (now.place.source, {}))
            keys[(*now.place.steps, *steps)] = key
    written = {}
    for path, (source, given) in by_file.items():
        try:
            written[path] = insert_keys((root / path).read_bytes(), source, given)
        except (NotInsertedError, UnicodeDecodeError) as error:
            message = f"keys of statements cannot be written: {error}"
            raise PatternloomError([Problem(Mark(f"{folder}/{path.as_posix()}"), message, rule="file")]) from None
    for path, data in written.items():
        replace_bytes(root / path, data)
    return [path.as_posix() for path in written]
