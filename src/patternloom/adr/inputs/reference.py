"""A catalog as the checker asks it: by id of today or of old, by address, by what competes.

In: a catalog of the published form. Out: answers. Nothing here reads a record, and nothing of the catalog is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from patternloom.wire.types import Catalog, Entry, Merged


@dataclass
class Page:
    """What stands, or stood, at the address of one page."""

    whole: list[str] = field(default_factory=list)
    """The ids of what the page is about as a whole."""
    anchors: dict[str, list[str]] = field(default_factory=dict)
    """By anchor."""


class Reference:
    """A catalog with its indexes, each made once it is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.entries: Mapping[str, Entry] = {entry.id: entry for entry in catalog.entries}
        self._above: dict[str, frozenset[str]] = {}

    @cached_property
    def former(self) -> Mapping[str, list[str]]:
        """Ids of old → those that took their place."""
        found: dict[str, list[str]] = {}
        for entry in self.catalog.entries:
            for old in entry.formerly:
                found.setdefault(old, []).append(entry.id)
        return found

    @cached_property
    def merged(self) -> Mapping[str, tuple[Entry, Merged]]:
        """Ids of what has become part of a living entry → that entry, and what it took in."""
        living = (entry for entry in self.catalog.entries if entry.retired is None)
        return {part.id: (entry, part) for entry in living for part in entry.merged if part.id not in self.entries}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Paths from the site's root → what stands there."""
        found: dict[str, Page] = {}
        for entry in self.catalog.entries:
            for address in dict.fromkeys((*entry.addresses, *entry.address.values())):
                path, _, anchor = address.partition("#")
                page = found.setdefault(path, Page())
                own = page.anchors.setdefault(anchor, []) if anchor else page.whole
                if entry.id not in own:
                    own.append(entry.id)
        return found

    def stood_below(self, path: str) -> bool:
        """Whether a page is one that entries stood on, or lies below such a page."""
        parts = path.rstrip("/").split("/")
        return any("/".join(parts[:depth]) + "/" in self.pages for depth in range(len(parts), 0, -1))

    @cached_property
    def _parents(self) -> Mapping[str, list[str]]:
        """Each id → what it is a member or variant of."""
        found: dict[str, list[str]] = {}
        for entry in self.catalog.entries:
            for child in entry.children:
                found.setdefault(child, []).append(entry.id)
        return found

    def above(self, id: str) -> frozenset[str]:
        """Itself, and all that choosing it chooses: its parents, and theirs."""
        if id not in self._above:  # of what is asked for alone: in a deep catalog, all of them together fill a memory
            reached, waiting = {id}, [id] if id in self.entries else []
            while waiting:
                new = [parent for parent in self._parents.get(waiting.pop(), ()) if parent not in reached]
                reached.update(new)
                waiting += new
            self._above[id] = frozenset(reached)
        return self._above[id]

    @cached_property
    def _options(self) -> Mapping[str, Mapping[int, frozenset[int]]]:
        """Ids of options → number of the set → numbers of the options in it."""
        found: dict[str, dict[int, set[int]]] = {}
        for number, competing in enumerate(self.catalog.competing):
            for place, option in enumerate(competing.options):
                for id in option:
                    found.setdefault(id, {}).setdefault(number, set()).add(place)
        return {id: {number: frozenset(places) for number, places in own.items()} for id, own in found.items()}

    def options(self, id: str) -> Mapping[int, frozenset[int]]:
        """Which option of which competing set is chosen with an entry."""
        found: dict[int, frozenset[int]] = {}
        for one in self.above(id):
            for number, places in self._options.get(one, {}).items():
                found[number] = found.get(number, frozenset()) | places
        return found

    def living(self, ids: Iterable[str]) -> list[str]:
        """Those that are not retired."""
        return [id for id in ids if id in self.entries and self.entries[id].retired is None]

    def successor(self, entry: Entry) -> Entry | None:
        """What to read in place of a retired entry, over as many as are retired themselves."""
        seen = {entry.id}
        while entry.retired is not None:
            after = entry.retired.successor
            if after is not None and after not in self.entries and len(self.former.get(after, ())) == 1:
                after = self.former[after][0]
            if after is None or after in seen or after not in self.entries:
                return None
            seen.add(after)
            entry = self.entries[after]
        return entry
