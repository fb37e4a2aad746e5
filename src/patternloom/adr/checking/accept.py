"""A record's citations pinned anew, after somebody has looked again.

In: a record, the catalog, and which entries are meant. Out: the file's new text, with a dated line that says so, or why
nothing can be done. A citation that is not pinned stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from patternloom.adr.checking.findings import Edit
from patternloom.adr.checking.fix import edited
from patternloom.adr.checking.repinned import Pin, Repinned, repinned
from patternloom.adr.formats.document import Link
from patternloom.adr.inputs.addresses import Site, cited
from patternloom.adr.inputs.reference import Reference
from patternloom.adr.record.record import Named, Record

_PIN = re.compile(r"r(\d{1,6})")
_COMMENTS = {"markdown": "<!-- {} -->", "asciidoc": "// {}", "rst": ".. {}"}
_PARTS = "put together of parts, rewrite it by hand"


@dataclass
class Accepted:
    """What was done."""

    text: str
    """Of the whole file."""
    entries: dict[str, int] = field(default_factory=dict)
    """Which entries, each at the revision that it is pinned to now."""
    moved: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Ids that the record no longer cites: the entry that it cites instead, and whether they are part of it."""
    left: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Addresses that nobody can rewrite but their author: the id that they cite, and why."""


def accept(
    record: Record, reference: Reference, sites: Sequence[Site], wanted: Collection[str], today: str
) -> Accepted:
    """Pin to today's revisions what is pinned to earlier ones; `wanted` names the entries, or none for all."""
    done = Accepted(record.file.text)
    edits: list[Edit] = []
    for named in record.named:
        pin = Pin(named.id, named.revision or 0, named.key)
        if named.revision is not None and (to := repinned(reference, pin, wanted)):
            _pin(done, edits, _named_edit(named, to), pin, to, f"{named.id}@r{named.revision}")
    for link in record.links:
        ours = cited(link.address, sites, reference.catalog.languages) if "//" in link.address else None
        match = _PIN.fullmatch(ours.revision) if ours else None
        if ours is None or match is None:
            continue
        pin = Pin(ours.id, int(match[1]), ours.anchor)
        if to := repinned(reference, pin, wanted):
            _pin(done, edits, _link_edit(record, link, f"/{ours.id}/{match[0]}", to), pin, to, link.address)
    text, _ = edited(record.file, edits)
    done.text = _noted(record, text, done, today) if done.entries else text
    return done


def _named_edit(named: Named, to: Repinned) -> Edit | None:
    """In front matter, where the value is written letter by letter; what has another key cites the whole."""
    if not named.value.plain:
        return None
    end = named.at + len(f"{named.id}@r{named.revision}") + (len(named.key) + 1 if to.merged and named.key else 0)
    return Edit(named.at, end, f"{to.entry.id}@r{to.entry.revision}")


def _link_edit(record: Record, link: Link, cites: str, to: Repinned) -> Edit | None:
    if not link.written:
        return None
    at = record.file.text.find(cites, *link.written)
    if at < 0:
        return None
    behind = record.file.text[at + len(cites) : link.written[1]]
    end, kept = (link.written[1], behind.partition("#")[0]) if to.merged else (at + len(cites), "")
    return Edit(at, end, f"/{to.entry.id}/r{to.entry.revision}{kept}")


def _pin(done: Accepted, edits: list[Edit], edit: Edit | None, pin: Pin, to: Repinned, address: str) -> None:
    if edit is None or to.why_not:
        done.left[address] = (pin.id, to.why_not or _PARTS)
        return
    edits.append(edit)
    done.entries[to.entry.id] = to.entry.revision
    if pin.id != to.entry.id:
        done.moved[pin.id] = (to.entry.id, to.merged)


def _noted(record: Record, text: str, done: Accepted, today: str) -> str:
    """The text with the dated line at its end, in the file's own line ends."""
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    before: dict[str, list[str]] = {}
    for old, (id, _) in sorted(done.moved.items()):
        before.setdefault(id, []).append(old)
    said = ", ".join(
        f"{id}@r{revision}" + (f" for {' and '.join(before[id])}" if id in before else "")
        for id, revision in sorted(done.entries.items())
    )
    line = _COMMENTS[record.file.format].format(f"patternloom: accepted {said} {today}")
    last = text.rstrip(" \t\r\n").rpartition("\n")[2].rpartition("\r")[2]
    # Notes of one file stand together; anything else is a block of its own, which a blank line ends.
    gap = "" if "patternloom: accepted" in last and record.file.format != "rst" else end
    body = text if text.endswith(("\n", "\r")) else text + end
    return f"{body}{gap}{line}{end}"
