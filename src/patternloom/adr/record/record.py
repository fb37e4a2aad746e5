"""A decision record: what the checker judges, whatever format and layout it was written in.

Nothing comes in. Out: types. Addresses in it are as they were written; what they lead to, `judge` finds out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from patternloom.adr.formats.document import Link, Value
from patternloom.adr.formats.files import TextFile
from patternloom.adr.language.words import Status
from patternloom.problems.rules import RuleId


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that front matter names."""

    value: Value
    id: str
    revision: int | None
    key: str
    """Of a statement; empty where none is named."""
    at: int
    """Where the id begins."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Records that this one stands in for, or that stand in for it: by address and by number."""

    addresses: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()


class Mistake(NamedTuple):
    """What could not be read."""

    rule: RuleId
    at: int
    message: str
    words: str = ""
    """Those that are meant, if any."""


@dataclass(slots=True)
class Record:
    """One file, understood."""

    file: TextFile
    scope: str
    """A folder, or what `scope:` says; `.` is the folder that everything is below."""
    status: Status | None = None
    index: bool = False
    """Whether it is no record, but a list of records, or a template for them."""
    language: str | None = None
    links: list[Link] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    chosen: list[Link | Named] = field(default_factory=list)
    """What it chooses, as it says so: front matter first, then in the order of the text."""
    replaces: Relations = Relations()
    replaced: Relations = Relations()
    ignored: frozenset[str] = frozenset()
    """Rules that a comment in it turns off."""
    mistakes: list[Mistake] = field(default_factory=list)
    """What could not be read of it."""

    @property
    def in_force(self) -> bool:
        """Whether what it chooses holds."""
        return not self.index and self.status in (None, "accepted")

    @property
    def open(self) -> bool:
        """Whether it may still be changed, or is in force: not one that is of the past."""
        return self.index or self.status in (None, "accepted", "proposed")
