"""Records as values of JSON, and back: how a build keeps what it has read for the next one, and for other languages.

In: records, or what was made of them. Out: the other. Only what `as_json` has made is taken: whoever keeps it sees to
it that it is that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from patternloom.lock.record import Confirmed, Editorial, Former, Record, Revision


def as_json(records: Mapping[str, Record]) -> list[Any]:
    """Records as lists, mappings and texts."""
    return [_record_told(record) for record in records.values()]


def from_json(kept: list[Any]) -> Mapping[str, Record]:
    """The records again, by id and in their order."""
    return MappingProxyType({told[0]: _record(*told) for told in kept})


def _record_told(record: Record) -> list[Any]:
    editorial = [[one.revision, str(one.date), one.field, dict(one.reason), one.was] for one in record.editorial]
    confirmed = {
        path: {language: [pair.original, pair.translation] for language, pair in pairs.items()}
        for path, pairs in record.confirmed.items()
    }
    earlier = [_revision_told(one) for one in record.earlier]
    formerly = [[one.id, one.revision] for one in record.formerly]
    return [
        record.id, record.kind, record.introduced, record.retired and str(record.retired), record.into,
        _revision_told(record.current), earlier, dict(record.meaning), editorial, confirmed, formerly,
        record.addresses, record.keys, record.dropped,
    ]  # fmt: skip


def _revision_told(one: Revision) -> list[Any]:
    return [one.number, str(one.date), one.release, dict(one.reason), one.changed, dict(one.was)]


def _record(
    id: str, kind: str, introduced: str | None, retired: str | None, into: str | None, current: Any, earlier: Any,
    meaning: Any, editorial: Any, confirmed: Any, formerly: Any, addresses: Any, keys: Any, dropped: Any,
) -> Record:  # fmt: skip
    return Record(
        id=id,
        kind=kind,
        current=_revision(*current),
        meaning=MappingProxyType(meaning),
        introduced=introduced,
        earlier=tuple(_revision(*one) for one in earlier),
        editorial=tuple(_editorial(*one) for one in editorial),
        confirmed=MappingProxyType({path: _confirmed(pairs) for path, pairs in confirmed.items()}),
        addresses=tuple(addresses),
        keys=tuple(keys),
        dropped=tuple(dropped),
        formerly=tuple(Former(*one) for one in formerly),
        retired=dt.date.fromisoformat(retired) if retired else None,
        into=into,
    )


def _revision(number: int, date: str, release: str | None, reason: Any, changed: Any, was: Any) -> Revision:
    day = dt.date.fromisoformat(date)
    return Revision(number, day, release, MappingProxyType(reason), tuple(changed), MappingProxyType(was))


def _editorial(revision: int, date: str, field: str, reason: Any, was: Any) -> Editorial:
    return Editorial(revision, dt.date.fromisoformat(date), field, MappingProxyType(reason), was)


def _confirmed(pairs: Mapping[str, Any]) -> Mapping[str, Confirmed]:
    return MappingProxyType({language: Confirmed(*pair) for language, pair in pairs.items()})
