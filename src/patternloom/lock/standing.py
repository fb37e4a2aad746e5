"""Entries as they are today, each beside the record that goes on with it.

In: a valid catalog, its records, and where its pages show entries. Out: one `Standing` an entry that is remembered.
What differs between the two, `compare` says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass

from patternloom.catalog.load import Catalog
from patternloom.catalog.parse import Place
from patternloom.lock.keys import missing_keys
from patternloom.lock.meaning import Keys, Translated, meaning_of, translated
from patternloom.lock.record import Plain, Record
from patternloom.model.entry import Entry
from patternloom.model.kinds import KINDS, kind_of
from patternloom.model.lasting import marked_fields
from patternloom.model.retired import Retired

# An entry or a work that prose names.
_NAMED = re.compile(r"(\[\[|\[@)([a-z0-9-]+)(?=[|\]])")
_REMEMBERED = frozenset(kind.type for kind in KINDS if marked_fields(kind.type))


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry of the catalog, and what is remembered of it."""

    entry: Entry
    place: Place
    kind: str
    """Of a retired entry, the kind that it was."""
    address: str | None
    """Where it stands, from a language's root; None where no page shows it, or nobody knows."""
    before: Record | None
    """Its own record, or that of the entry that it was renamed from."""
    was: Mapping[str, Plain]
    """The meaning that is recorded, with the ids of today in place of those that entries had before."""
    keys: Keys
    """The keys that its statements are to get."""
    meaning: Mapping[str, Plain]
    texts: tuple[Translated, ...]

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def retired(self) -> bool:
        """Whether the entry is gone, and says so."""
        return isinstance(self.entry, Retired)

    @property
    def renamed(self) -> bool:
        """Whether the record is that of an id which the entry had before."""
        return self.before is not None and self.before.id != self.id


def standings(
    catalog: Catalog,
    records: Mapping[str, Record],
    addresses: Mapping[str, str] | None,
    but: Container[str] = (),
) -> tuple[Standing, ...]:
    """Every entry that a page shows, that is gone, or that has a record; `addresses` are None without pages.

    Without pages, every entry is taken that might be shown. Those in `but` are left out.
    """
    return tuple(_standings(catalog, records, addresses, but))


def _standings(
    catalog: Catalog, records: Mapping[str, Record], addresses: Mapping[str, str] | None, but: Container[str]
) -> Iterator[Standing]:
    languages = catalog.settings.languages
    former = former_ids(catalog, records)
    for id, entry in catalog.entries.items():
        if id in but:
            continue
        before = records.get(id) or renamed_from(entry, catalog, records)
        shown = type(entry) in _REMEMBERED if addresses is None else id in addresses
        if not (shown or before or isinstance(entry, Retired)):
            continue
        keys = missing_keys(entry, before.keys if before else ())
        yield Standing(
            entry=entry,
            place=catalog.places[id],
            kind=entry.kind if isinstance(entry, Retired) else kind_of(entry).name,
            address=addresses.get(id) if addresses else None,
            before=before,
            was=_was(before, former, languages),
            keys=keys,
            # Of what is retired, the record has it.
            meaning={} if before and isinstance(entry, Retired) else meaning_of(entry, languages, keys),
            texts=() if isinstance(entry, Retired) else translated(entry, languages, keys),
        )


def former_ids(catalog: Catalog, records: Mapping[str, Record]) -> dict[str, str]:
    """Ids that are none any more → those that took their places."""
    found = {one.id: record.id for record in records.values() for one in record.formerly}
    found |= {record.id: record.into for record in records.values() if record.into}
    found |= {old: id for id, entry in catalog.entries.items() for old in entry.formerly}
    return {old: id for old, id in found.items() if old not in catalog.entries}


def _was(before: Record | None, former: Mapping[str, str], languages: Collection[str]) -> Mapping[str, Plain]:
    meaning = before.meaning if before else {}
    return {name: with_ids_of_today(value, former, languages) for name, value in meaning.items()} if former else meaning


def with_ids_of_today(value: Plain, former: Mapping[str, str], languages: Collection[str]) -> Plain:
    """Plain data as it would be written today, so that a new name of one entry is no change of another."""
    if isinstance(value, str):
        return _today(value, former)
    if isinstance(value, Mapping):
        if value.keys() <= set(languages):
            return {key: _NAMED.sub(lambda m: m[1] + _today(m[2], former), text) for key, text in value.items()}
        return {key: with_ids_of_today(inner, former, languages) for key, inner in value.items()}
    return [with_ids_of_today(inner, former, languages) for inner in value]


def _today(id: str, former: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while id in former and id not in seen:
        seen.add(id)
        id = former[id]
    return id


def renamed_from(entry: Entry, catalog: Catalog, records: Mapping[str, Record]) -> Record | None:
    """The record that goes on under the entry's id: that of its first former id which still has one of its own."""
    if isinstance(entry, Retired):
        return None
    former = (records.get(id) for id in entry.formerly if id not in catalog.entries)
    return next((record for record in former if record is not None and not record.ended), None)
