"""What changed in the meaning of entries, revision by revision, as somebody who follows the catalog is told.

In: the records of the lock, and how a page names entries. Out: one `Change` for each revision after the first, and for
each entry that went, newest first. Without a lock nothing is known to have changed. No file's date is looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from patternloom.lock.record import Record, Revision, of_language
from patternloom.model.bibliography import Erratum, Reference
from patternloom.model.kinds import KINDS
from patternloom.model.retired import Retired
from patternloom.site import writing
from patternloom.site.links import Links
from patternloom.site.pages import permalink_url, pin_url

_UNTOLD = frozenset(kind.name for kind in KINDS if kind.type in (Reference, Erratum))
"""Kinds whose changes nobody follows: what a work says does not change, and a correction is one itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one entry's meaning, in one language."""

    id: str
    kind: str
    date: dt.date
    path: str
    """Where to read on, from the language's root: the pinned revision, or the page of what is gone."""
    title: str
    """`Saga: status changed to discouraged`."""
    reason: str
    fields: tuple[str, ...]
    """The fields that changed, by the names that the model gives them; none for what is gone."""


def followed(records: Iterable[Record]) -> Iterator[Record]:
    """The records of entries that somebody may follow."""
    return (record for record in records if record.kind not in _UNTOLD)


def changes_of(record: Record, links: Links) -> Iterator[Change]:
    """What became of an entry, newest first."""
    entry = links.graph.catalog.entries.get(record.id)
    if isinstance(entry, Retired):
        reason = writing.plain(entry.reason[links.language], links)
        title = _titled(links, links.say(entry.name), links.t.change_retired)
        yield Change(record.id, record.kind, entry.date, f"{permalink_url(record.id)}#retired", title, reason, ())
    for revision in reversed(record.revisions):
        if revision.number > 1:
            path = pin_url(record.id, revision.number)
            title, reason = _title(record, revision, links), of_language(revision.reason, links.language)
            yield Change(record.id, record.kind, revision.date, path, title, reason, revision.changed)


def _title(record: Record, revision: Revision, links: Links) -> str:
    """The name that it had then, and what changed."""
    meaning, words = record.meaning_in(revision.number), links.graph.catalog.strings[links.language]
    name = str(of_language(meaning.get("name"), links.language) or record.id)
    status = words.get(f"status_{meaning.get('status')}", "")
    told = []
    rest = list(revision.changed)
    if "status" in rest and status:
        rest.remove("status")
        told.append(links.t.change_status.format(status=status))
    if rest:
        labels = (words.get(f"field_{field}") or words.get(field) or field for field in rest)
        told.append(links.t.change_fields.format(fields=links.t.list_separator.join(labels)))
    return _titled(links, name, links.t.list_separator.join(told))


def _titled(links: Links, name: str, what: str) -> str:
    return f"{name}{links.t.colon}{what}"
