"""What answers today at an id or an address that was published once, whatever became of the entry.

In: the entries that there are, and all records. Out: for an id, an address or a pin, the entry that answers, and the
revision that is meant. That pages stand there is `publish`'s matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from patternloom.lock.record import Record
from patternloom.model.entry import Entry
from patternloom.model.retired import Retired

_PERMALINK = re.compile(r"p/([^/#]+)/(?:r([1-9][0-9]*)/)?(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody who follows an old address finds."""

    id: str
    """The entry that answers: one of the catalog, retired ones among them."""
    instead: str | None = None
    """Of a retired entry, the one to read instead, however often that was retired in turn."""
    record: Record | None = None
    """Of a pin, the record that has the revision."""
    revision: int | None = None
    """Of a pin, the revision."""


@dataclass(frozen=True, slots=True)
class Past:
    """All ids and addresses that were ever published."""

    entries: Mapping[str, Entry]
    records: Mapping[str, Record]
    became: dict[str, str] = field(init=False, default_factory=dict)
    """An id that is none any more → the one that took its place at first, which may be gone in turn."""
    renamed: dict[str, Record] = field(init=False, default_factory=dict)
    """An id that an entry had before it was renamed → the record that goes on with what it had."""
    at: dict[str, str] = field(init=False, default_factory=dict)
    """An address → the id of the record whose entry stood there, the last one where there were several."""
    old_places: dict[str, dict[str, str]] = field(init=False, default_factory=dict)
    """Page → anchor → the entry that answers: where entries stood. The anchor of a whole page is empty."""

    def __post_init__(self) -> None:
        for record in self.records.values():
            if record.into is not None:
                self.became[record.id] = record.into
            self.became.update((one.id, record.id) for one in record.formerly)
            self.renamed.update((one.id, record) for one in record.formerly)
        for entry in self.entries.values():
            self.became.update((id, entry.id) for id in entry.formerly)
        for record in sorted(self.records.values(), key=lambda record: not record.ended):
            for address in record.addresses:
                self.at.setdefault(address, record.id)
        for address, id in sorted(self.at.items()):
            answer = self.now(id)
            if answer is not None and self._left(address, self.records[id], answer):
                page, _, anchor = address.partition("#")
                self.old_places.setdefault(page, {})[anchor] = answer

    def _left(self, address: str, record: Record, answer: str) -> bool:
        """Whether the entry of a record, or the one that answers for it, stands elsewhere today."""
        return record.ended or record.addresses[-1] != address or answer != record.id

    def now(self, id: str) -> str | None:
        """The entry of the catalog that an id stands for today; None where it leads nowhere."""
        seen: set[str] = set()
        while id not in self.entries:
            if id in seen or id not in self.became:
                return None
            seen.add(id)
            id = self.became[id]
        return id

    def instead(self, id: str) -> str | None:
        """The entry to read instead of a retired one; None where there is none, or for any other entry."""
        seen: set[str] = set()
        entry = self.entries[id]
        while isinstance(entry, Retired):
            following = self.now(entry.successor) if entry.successor else None
            if following is None or entry.id in seen:
                return None
            seen.add(entry.id)
            entry = self.entries[following]
        return entry.id if seen else None

    def old_ids(self) -> Iterator[tuple[str, str]]:
        """Every id that is none any more, with the entry that answers for it."""
        for old in sorted(self.became):
            if old not in self.entries and (now := self.now(old)) is not None:
                yield old, now

    def pinned(self, id: str, revision: int) -> Record | None:
        """The record that has a revision which was published under an id."""
        own = self.records.get(id)
        if own is not None:
            return own if 1 <= revision <= own.current.number else None
        record = self.renamed.get(id)
        former = next((one for one in record.formerly if one.id == id), None) if record else None
        return record if former and 1 <= revision <= former.revision else None

    def part(self, id: str) -> Record | None:
        """The record of an entry that was published under this id and has become part of another one."""
        record = self.records.get(id) or self.renamed.get(id)
        return record if record is not None and record.into is not None else None

    def answer(self, address: str) -> Answer | None:
        """What answers at an address from a language's root: `p/saga/`, `p/saga/r3/#b2`, `areas/a/#saga.b2`."""
        if match := _PERMALINK.fullmatch(address):
            record = self.pinned(match[1], int(match[2])) if match[2] else None
            now = self.now(match[1])
            if now is None or (match[2] and record is None):
                return None
            return Answer(now, self.instead(now), record, int(match[2]) if match[2] else None)
        page, sharp, anchor = address.partition("#")
        # A statement's anchor begins with its entry's.
        id = self.at.get(address) or self.at.get(f"{page}{sharp}{anchor.partition('.')[0]}")
        now = self.now(id) if id else None
        return Answer(now, self.instead(now)) if now else None

    def stood(self, page: str, anchor: str) -> Record:
        """The record of what stood at an anchor of a page; an empty anchor is the whole page."""
        return self.records[self.at[f"{page}#{anchor}" if anchor else page]]
