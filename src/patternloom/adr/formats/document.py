"""A record as its format has it: blocks of text with the links in them, fields of its front matter, comments.

Nothing comes in. Out: types that the readers of Markdown, AsciiDoc and reStructuredText fill alike. Every place is an
offset into the file's text. What a text means for the decision, nothing here knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(slots=True)
class Link:
    """One use of an address."""

    address: str
    """As a browser takes it; of a reference, that of its definition."""
    at: int
    """Where the address begins in the file, or the use of a reference."""
    start: int
    """Where the link's text begins in the text of its block."""
    end: int
    written: tuple[int, int] | None = None
    """Where the address stands, literally; None where it is put together of parts."""

    def moved(self, by: int) -> Link:
        """The same one in a text that begins elsewhere."""
        return Link(self.address, self.at, self.start + by, self.end + by, self.written)


@dataclass(slots=True)
class Block:
    """A heading, a paragraph, the text of a list item, a table's cell."""

    text: str
    """Without markup and code; lines end as in the file."""
    at: int
    links: list[Link] = field(default_factory=list)
    seen: str = ""
    """Of a heading: its words as a reader sees them, code too, without any sign of the format."""
    kind: Literal["heading", "text", "cell"] = "text"
    level: int = 0
    """Of a heading or of a list's item, from 1 on: how deep it stands."""
    item: bool = False
    """Whether it stands in a list."""
    note: bool = False
    """Whether it is a footnote."""
    strong: bool = False
    """Whether all of it is in bold: such a paragraph may stand for a heading."""
    bold: list[tuple[int, int]] = field(default_factory=list)
    """Where a part of its text in bold or italics begins and ends."""
    label: str = ""
    """What a list of fields or terms calls it."""
    row: int = 0
    """Of a cell: the number of its row in the file."""
    column: int = 0
    table: int = 0


@dataclass(slots=True)
class Value:
    """A value of front matter."""

    text: str
    at: int
    end: int
    """Where it ends in the file."""
    plain: bool = True
    """Whether the file has it letter by letter."""
    typed: bool = False
    """Whether it is no text for YAML: a number, a date."""


@dataclass(slots=True)
class Field:
    """A key of front matter with its values."""

    values: list[Value]
    at: int
    """Where the value begins, or its key where it has none."""
    readable: bool = True
    """Whether it is a text or a list of texts."""


@dataclass(slots=True)
class Comment:
    """A comment, without its signs."""

    text: str
    at: int


@dataclass(slots=True)
class Document:
    """A file, read."""

    blocks: list[Block] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    mistakes: list[tuple[int, str]] = field(default_factory=list)
    """What could not be read of its front matter: where, and what it is."""
    unread: list[tuple[int, str]] = field(default_factory=list)
    """The same of the rest."""
