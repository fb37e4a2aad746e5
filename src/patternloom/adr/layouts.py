"""What the parts of a record are: its status, its outcome, and what else its headings, labels and tables tell apart.

In: a document's blocks, and the words. Out: stretches of text, each with its role and links. Layouts need no names
here: MADR, Nygard, log4brains, Tyree and Akerman and others differ in words and in where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from patternloom.adr.document import Block, Document, Link
from patternloom.adr.words import Role, Words

_LABEL = re.compile(r"[ \t>*_\-–•|]*(?P<label>[^:：\n]{1,40}?)[ \t*_]*[:：](?!//)[ \t*_]*")


@dataclass(slots=True)
class Stretch:
    """Text of one role."""

    role: Role | None
    text: str
    links: list[Link] = field(default_factory=list)
    """With places in this text."""
    heading: bool = False
    label: str = ""
    """The words that give it its role, where they stand beside it."""
    row: tuple[int, int] | None = None
    """Of a table, that it stands in."""
    item: bool = False
    """Whether it stands in a list."""


class _Reader:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.above: list[tuple[int, Role | None]] = []
        self.title = ""
        """What the nearest heading says."""
        self.names: dict[tuple[int, int], str] = {}
        """Of a table's rows, what their first cells say."""
        """The headings that a block stands below, from the outermost on."""
        self.pseudo: Role | None = None
        self.rows: dict[tuple[int, int], Role | None] = {}
        self.columns: dict[tuple[int, int], Role | None] = {}

    @property
    def role(self) -> Role | None:
        return self.pseudo or (self.above[-1][1] if self.above else None)

    def heading(self, block: Block) -> Iterator[Stretch]:
        while self.above and self.above[-1][0] >= block.level:
            self.above.pop()
        self.pseudo = None
        label, colon, rest = block.text.replace("：", ":").partition(":")
        role = self.words.role(block.text)
        if role is None and colon and (role := self.words.label(label)) is not None:
            yield Stretch(role, rest, [_moved(link, len(label) + 1) for link in block.links])
        else:
            yield Stretch(None, block.text, block.links, heading=True)
        self.above.append((block.level, role or self.role))
        self.title = block.text

    def text(self, block: Block) -> Iterator[Stretch]:
        text = block.text.strip()
        if block.note:
            yield Stretch("other", block.text, block.links)
            return
        named = (block.strong or text.endswith((":", "："))) and "\n" not in text and len(text) <= 60
        told = self.words.role if block.strong else self.words.label
        if named and self.role != "status" and (role := told(text)) is not None:
            self.pseudo = role
            yield Stretch(None, block.text, block.links, heading=True)
            return
        yield from self.labelled(block, self.role)

    def labelled(self, block: Block, role: Role | None) -> Iterator[Stretch]:
        """A block's lines, where they begin with words that give them a role of their own."""
        if block.label and (own := self.words.label(block.label)) is not None:
            yield Stretch(own, block.text, block.links, label=block.label)
            return
        start = begins = 0
        label = block.label or self.names.get((block.table, block.row), "")
        if not label and role == "other" and not block.table:
            label = self.title
        for match in _lines_with_labels(block.text):
            own = self.words.label(match["label"])
            if own is None or (own == "outcome" and role == "options"):
                continue
            if match.start() > start:
                yield _part(block, role, (begins, start, match.start()), label)
            begins, start, role, label = match.start(), match.end(), own, match["label"]
        yield _part(block, role, (begins, start, len(block.text) + 1), label)

    def cell(self, block: Block) -> Iterator[Stretch]:
        """In a table, a row's first cell or a column's first one may tell what the others are."""
        row, column = (block.table, block.row), (block.table, block.column)
        role = self.words.label(block.text)
        if block.column and self.rows.get(row) == "status":
            self.columns.setdefault(column, None)
        if block.column == 0:
            self.rows.setdefault(row, role)
        if block.column == 0 and role == "other":
            self.names[row] = block.text
        if column not in self.columns:
            self.columns[column] = role
            if role is not None:
                yield Stretch(None, block.text, block.links, heading=True)
                return
        own = self.rows.get(row) if block.column else None
        if own is None and self.columns[column] == "status":
            own = "status"
        for part in self.labelled(block, own or self.role):
            part.row = row
            yield part


def _lines_with_labels(text: str) -> Iterator[re.Match[str]]:
    """Of each line what stands before its first colon, if that is short."""
    at = 0
    while at <= len(text):
        if match := _LABEL.match(text, at):
            yield match
        end = text.find("\n", at)
        if end < 0:
            return
        at = end + 1


def _part(block: Block, role: Role | None, place: tuple[int, int, int], label: str) -> Stretch:
    """From behind a label to the next one, with the links of both."""
    begins, start, end = place
    inside = [_moved(link, start) for link in block.links if begins <= link.start < end]
    return Stretch(role, block.text[start:end], inside, label=label)


def _moved(link: Link, by: int) -> Link:
    return Link(link.address, link.at, link.start - by, link.end - by, link.written)


def stretches(document: Document, words: Words) -> Iterator[Stretch]:
    """All of a document's text, in order."""
    reader = _Reader(words)
    for block in document.blocks:
        if block.kind == "heading":
            yield from reader.heading(block)
        elif block.kind == "cell":
            yield from reader.cell(block)
        else:
            for part in reader.text(block):
                part.item = block.item
                yield part
