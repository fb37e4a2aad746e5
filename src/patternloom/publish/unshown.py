"""Entries that no page shows: readers never meet them, and a link to one is its name alone.

In: a catalog, where pages show entries, and what the lock remembers. Out: a warning for each kind of which entries are
shown nowhere. What was published and is shown no more, the lock tells itself; an entry that no parent lists, its check.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from patternloom.catalog.load import Catalog
from patternloom.lock.record import Record
from patternloom.model.kinds import Kind
from patternloom.model.patterns import Parent
from patternloom.model.retired import Retired
from patternloom.problems.findings import Problem, shown

_NAMED = 3


def unshown(catalog: Catalog, addresses: Container[str], records: Mapping[str, Record] | None) -> Iterator[Problem]:
    """A warning for each kind, at the first of its entries: they have one cause."""
    listed = {id for entry in catalog.entries.values() if isinstance(entry, Parent) for id in entry.children}
    found: dict[str, list[str]] = {}
    kinds: dict[str, Kind] = {}
    for id, entry in catalog.entries.items():
        kind, record = catalog.places[id].kind, (records or {}).get(id)
        if not kind.linkable or isinstance(entry, Retired) or id in addresses or (record and record.introduced):
            continue
        if kind.needs != "a parent" or id in listed:
            kinds[kind.name] = kind
            found.setdefault(kind.name, []).append(id)
    for name, ids in found.items():
        some = ", ".join(map(shown, ids[:_NAMED])) + (f" and {len(ids) - _NAMED} more" if ids[_NAMED:] else "")
        message = f"no page shows the {kinds[name].words} {some}, expected one that does"
        hint = f"name one in nav: whose front matter says 'shows: {name}', a page of yours or of Patternloom's"
        yield Problem(catalog.places[ids[0]].mark("id"), message, hint, severity="warning", rule="unused")
