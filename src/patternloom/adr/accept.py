"""A record's citations pinned anew, after somebody has looked again.

In: a record, the catalog, and which entries are meant. Out: the file's new text, with a dated line that says so, or why
nothing can be done. A citation that is not pinned stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from patternloom.adr.addresses import Site, cited
from patternloom.adr.findings import Edit
from patternloom.adr.fix import edited
from patternloom.adr.record import Record
from patternloom.adr.reference import Reference

_PIN = re.compile(r"r(\d{1,6})")
_COMMENTS = {"markdown": "<!-- {} -->", "asciidoc": "// {}", "rst": ".. {}"}


@dataclass
class Accepted:
    """What was done."""

    text: str
    """Of the whole file."""
    entries: dict[str, int] = field(default_factory=dict)
    """Which entries, each at the revision that it is pinned to now."""
    stuck: list[str] = field(default_factory=list)
    """Addresses that are put together of parts, which nobody can rewrite but their author."""


def accept(
    record: Record, reference: Reference, sites: Sequence[Site], wanted: Collection[str], today: str
) -> Accepted:
    """Pin to today's revisions what is pinned to earlier ones; `wanted` names the entries, or none for all."""
    done = Accepted(record.file.text)
    edits: list[Edit] = []
    for named in record.named:
        entry = reference.entries.get(named.id)
        if entry is None or named.revision is None or named.revision >= entry.revision:
            continue
        if wanted and entry.id not in wanted:
            continue
        start = named.at + len(f"{named.id}@r")
        _pin(
            done,
            edits,
            (start, start + len(str(named.revision))) if named.value.plain else None,
            named.id,
            entry.revision,
        )
    for link in record.links:
        ours = cited(link.address, sites, reference.catalog.languages) if "//" in link.address else None
        entry = reference.entries.get(ours.id) if ours else None
        match = _PIN.fullmatch(ours.revision) if ours else None
        if entry is None or match is None or int(match[1]) >= entry.revision or (wanted and entry.id not in wanted):
            continue
        place = None
        if link.written:
            at = record.file.text.find(f"/{entry.id}/{match[0]}", *link.written)
            start = at + len(entry.id) + 3
            place = (start, start + len(match[1])) if at >= 0 else None
        _pin(done, edits, place, entry.id, entry.revision, link.address)
    text, _ = edited(record.file, edits)
    done.text = _noted(record, text, done.entries, today) if done.entries else text
    return done


def _pin(
    done: Accepted, edits: list[Edit], place: tuple[int, int] | None, id: str, revision: int, address: str = ""
) -> None:
    if place is None:
        done.stuck.append(address or id)
        return
    edits.append(Edit(*place, str(revision)))
    done.entries[id] = revision


def _noted(record: Record, text: str, entries: dict[str, int], today: str) -> str:
    """The text with the dated line at its end, in the file's own line ends."""
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    said = ", ".join(f"{id}@r{revision}" for id, revision in sorted(entries.items()))
    line = _COMMENTS[record.file.format].format(f"patternloom: accepted {said} {today}")
    last = text.rstrip(" \t\r\n").rpartition("\n")[2].rpartition("\r")[2]
    # Notes of one file stand together; anything else is a block of its own, which a blank line ends.
    gap = "" if "patternloom: accepted" in last and record.file.format != "rst" else end
    body = text if text.endswith(("\n", "\r")) else text + end
    return f"{body}{gap}{line}{end}"
