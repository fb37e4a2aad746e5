"""What a pin is set to after a review: its entry of today, under another id too, or why nobody but its author can say.

In: an id, a revision and a statement as a record cites them, the catalog, which entries are asked for. Out: the entry
to cite, or a reason. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from patternloom.adr.inputs.reference import Reference
from patternloom.problems.findings import shown
from patternloom.wire.types import Entry


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin as a record has it."""

    id: str
    revision: int
    anchor: str = ""
    """What it cites of the entry; empty where the entry as a whole is meant."""


@dataclass(frozen=True, slots=True)
class Repinned:
    """What to write in a pin's place."""

    entry: Entry
    merged: bool = False
    """Whether what was cited has become part of the entry: revisions and statements are others."""
    why_not: str = ""
    """Why it is left as it is; empty where it is not."""


def successors(reference: Reference, id: str) -> list[Entry]:
    """What an id means today: its entry, what took it in, or what bears another id now."""
    if id in reference.entries:
        return [reference.entries[id]]
    if id in reference.merged:
        return [reference.merged[id][0]]
    return [reference.entries[one] for one in reference.living(reference.former.get(id, ()))]


def repinned(reference: Reference, pin: Pin, wanted: Collection[str]) -> Repinned | None:
    """The entry to pin to; None for what is not asked for, or pinned to what is current."""
    meant = successors(reference, pin.id)
    if not meant:
        return None
    entry, merged = meant[0], pin.id in reference.merged and pin.id not in reference.entries
    # A review of the entry says nothing of what another one, which it took in, had said.
    if wanted and pin.id not in wanted and (merged or entry.id not in wanted):
        return None
    if len(meant) > 1:
        told = " and ".join(shown(one.id) for one in meant)
        return Repinned(entry, why_not=f"{shown(pin.id)} was split into {told}: write the one that is meant")
    if not merged:
        return Repinned(entry) if pin.revision < entry.revision else None
    part = reference.merged[pin.id][1]
    if pin.revision not in [one.number for one in part.revisions]:
        return None
    if pin.anchor and pin.anchor not in {pin.id, *entry.anchors}:
        why = f"{shown(pin.id)} has become part of {shown(entry.id)}, whose statements have keys of their own"
        return Repinned(entry, True, f"{why}: cite the one that is meant")
    return Repinned(entry, True)
