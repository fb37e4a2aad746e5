"""The next record of each entry: what differs, recorded as somebody ordered it, or asked for.

In: entries beside their records, and orders. Out: the records of after, a line for each thing recorded, and what must
be said first. It writes nothing; where anything is asked for, nothing is to be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from patternloom.lock.compare import Difference, confirmed_today, differences, dropped_keys
from patternloom.lock.keys import keys_of_entry
from patternloom.lock.orders import Orders, means
from patternloom.lock.record import Editorial, Former, Record, Revision, keys_of
from patternloom.lock.standing import Standing
from patternloom.model.retired import Retired


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that cannot be recorded before more is said of it."""

    now: Standing
    difference: Difference


@dataclass(slots=True)
class Advance:
    """What a run comes to."""

    records: dict[str, Record]
    """By id, in the order of the ids."""
    told: list[str] = field(default_factory=list)
    """`saga: revision 3, liabilities changed`."""
    asked: list[Asked] = field(default_factory=list)


def advance(
    records: Mapping[str, Record], entries: Sequence[Standing], orders: Orders, languages: Sequence[str]
) -> Advance:
    """The records of after."""
    made = Advance(dict(records))
    for now in entries:
        if not orders.takes(now.id):
            continue
        found = differences(now, languages)
        asked = [one for one in found if one.what == "meaning" and not _said(now, one, orders)]
        made.asked += (Asked(now, one) for one in asked)
        if asked:
            continue
        record = _next(now, found, orders, languages)
        if now.before is not None and now.renamed:
            made.records.pop(now.before.id, None)
        made.records[now.id] = record
        made.told += _told(now, found, record, orders)
    made.told += _merged(made.records, entries, orders)
    made.told += _forgotten(made.records, entries, orders)
    if orders.release:
        made.told += _released(made.records, orders.release)
    made.records = dict(sorted(made.records.items()))
    return made


def _said(now: Standing, change: Difference, orders: Orders) -> bool:
    """Whether all is said that a change of the meaning needs."""
    if not orders.reason:
        return False
    named = means(orders.editorial, now.id, change.field) or means(orders.revision, now.id, change.field)
    return named or change.alone is None


def _next(now: Standing, found: Sequence[Difference], orders: Orders, languages: Sequence[str]) -> Record:
    """An entry's record after all differences are recorded."""
    before = now.before
    if before is None:
        return _first(now, orders, languages)
    if isinstance(now.entry, Retired):
        return before if before.retired else replace(before, retired=now.entry.date)
    meant, worded = _changed(now, found, orders)
    moved = now.address is not None and before.addresses[-1:] != (now.address,)
    given = (*keys_of_entry(now.entry), *now.keys.values())
    keys = tuple(dict.fromkeys((*before.keys, *given)))
    renamed = (Former(before.id, before.current.number),) if now.renamed else ()
    record = replace(
        before,
        id=now.id,
        kind=now.kind,
        formerly=(*before.formerly, *renamed),
        editorial=(*(_editorial(before, name, orders) for name in worded), *before.editorial),
        meaning=MappingProxyType(dict(now.meaning)),
        confirmed=MappingProxyType(confirmed_today(now.texts, before, languages, orders.confirm.get(now.id, ()))),
        addresses=(*before.addresses, now.address) if moved and now.address is not None else before.addresses,
        keys=keys,
    )
    record = replace(record, dropped=dropped_keys(record, given))
    return _revised(before, record, meant, orders) if meant else record


def _changed(now: Standing, found: Sequence[Difference], orders: Orders) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that changed in their meaning, and those that changed in their wording alone."""
    changed = [one.field for one in found if one.what == "meaning"]
    worded = tuple(name for name in changed if means(orders.editorial, now.id, name))
    return tuple(name for name in changed if name not in worded), worded


def _first(now: Standing, orders: Orders, languages: Sequence[str]) -> Record:
    return Record(
        id=now.id,
        kind=now.kind,
        current=Revision(1, orders.today),
        meaning=MappingProxyType(dict(now.meaning)),
        confirmed=MappingProxyType(confirmed_today(now.texts, None, languages)),
        addresses=(now.address,) if now.address is not None else (),
        keys=tuple(dict.fromkeys((*keys_of_entry(now.entry), *now.keys.values(), *keys_of(dict(now.meaning))))),
        retired=now.entry.date if isinstance(now.entry, Retired) else None,
    )


def _editorial(before: Record, name: str, orders: Orders) -> Editorial:
    return Editorial(before.current.number, orders.today, name, orders.reason, before.meaning.get(name))


def _revised(before: Record, after: Record, changed: tuple[str, ...], orders: Orders) -> Record:
    """The record with a new revision; the one before keeps what is not as it was."""
    was = {name: before.meaning[name] for name in changed if name in before.meaning}
    current = Revision(before.current.number + 1, orders.today, reason=orders.reason, changed=changed)
    return replace(after, current=current, earlier=(replace(before.current, was=was), *before.earlier))


def _told(now: Standing, found: Sequence[Difference], record: Record, orders: Orders) -> Iterator[str]:
    meant, worded = _changed(now, found, orders)
    for one in found:
        match one.what:
            case "new":
                yield f"{now.id}: revision 1, {'retired' if now.retired else 'new'}"
            case "renamed" if now.before:
                yield f"{now.id}: renamed from {now.before.id}"
            case "retired":
                yield f"{now.id}: retired"
            case "address":
                yield f"{now.id}: stands at {now.address}"
            case "keys":
                yield f"{now.id}: {', '.join(now.keys.values())} given to statements"
    if meant:
        yield f"{now.id}: revision {record.current.number}, {', '.join(meant)} changed"
    for name in worded:
        yield f"{now.id}: {name} worded otherwise, revision {record.current.number} as before"
    if now.id in orders.confirm and now.before and record.confirmed != now.before.confirmed:
        yield f"{now.id}: translations confirmed"


def _merged(records: dict[str, Record], entries: Sequence[Standing], orders: Orders) -> Iterator[str]:
    """Records of ids that have become part of another entry stay, and say of which."""
    for now in entries:
        for id in now.entry.formerly if orders.takes(now.id) else ():
            record = records.get(id)
            if record is not None and not record.ended:
                records[id] = replace(record, into=now.id)
                yield f"{id}: part of {now.id}"


def _forgotten(records: dict[str, Record], entries: Sequence[Standing], orders: Orders) -> Iterator[str]:
    """Records of entries that went before any release: nobody was promised anything."""
    there = {now.id for now in entries}
    for id in [id for id, record in records.items() if record.introduced is None and not record.ended]:
        if id not in there and orders.takes(id):
            del records[id]
            yield f"{id}: gone before any release, and not remembered"


def _released(records: dict[str, Record], release: str) -> Iterator[str]:
    """Stamp what came out with no release yet."""
    new = revised = 0
    for id, record in records.items():
        stamped = replace(
            record,
            introduced=record.introduced or release,
            current=_stamped(record.current, release),
            earlier=tuple(_stamped(one, release) for one in record.earlier),
        )
        new += record.introduced is None
        if stamped != record:
            revised += record.introduced is not None
            records[id] = stamped
    yield f"release {release}: {new} new, {revised} revised"


def _stamped(one: Revision, release: str) -> Revision:
    return one if one.release else replace(one, release=release)
