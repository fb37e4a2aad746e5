"""What the parts of a record are: its status, its outcome, and what else its headings, labels and tables tell apart.

In: a document's blocks, and the words. Out: stretches of text, each with its role and links. Layouts need no names
here: MADR, Nygard, log4brains, Tyree and Akerman and others differ in words and in where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from patternloom.adr.formats.document import Block, Document
from patternloom.adr.language.words import Role, Words, plain
from patternloom.adr.record.labels import LONGEST, labels_in
from patternloom.adr.record.status_line import is_boxed, is_notice, is_status
from patternloom.adr.record.stretch import Stretch, is_marked, part_of

_ENDS = (".", "。", "!", "?", "")
_INSIDE = re.compile(r"[.。;；][ \t]*(?P<label>[^:：\n.。;；]{1,20})[:：][ \t*]*(?P<said>[^\n]*)")
"""In a line of its own before all sections: *Decided on Monday. Status: in force.*"""
_DASHED = re.compile(r"\s[-–—=→⇒]\s")


class _Reader:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.above: list[tuple[int, Role | None]] = []
        """The headings that a block stands below, from the outermost on."""
        self.title = ""
        """What the nearest heading says."""
        self.names: dict[tuple[int, int], str] = {}
        """Of a table's rows, what their first cells say."""
        self.pseudo: Role | None = None
        self.told = False
        """Whether something stands below the label that gives its role to what follows."""
        self.listed = 0
        """How deep the item stands that gives its role to what is nested below it."""
        self.leads = False
        """Whether the block is an item with others below it."""
        self.first = True
        """Whether nothing stands between the nearest heading and the next block."""
        self.boxes = False
        """Whether the block before is one of several boxes, one for each status."""
        self.rows: dict[tuple[int, int], Role | None] = {}
        self.columns: dict[tuple[int, int], Role | None] = {}
        self.heads: dict[int, set[Role | None]] = {}
        """Of a table, which of its columns' heads tell a status or an outcome."""
        self.left: set[tuple[int, int]] = set()
        """Columns of what is not chosen."""

    @property
    def role(self) -> Role | None:
        return self.pseudo or (self.above[-1][1] if self.above else None)

    def heading(self, block: Block) -> Iterator[Stretch]:
        while self.above and self.above[-1][0] >= block.level:
            self.above.pop()
        self.pseudo, self.listed, self.first = None, 0, True
        label, colon, rest = block.text.replace("：", ":").partition(":")
        role = self.words.role(block.text)
        if role == "status" and self.above and self.above[-1] == (max(self.above[-1][0], 2), "outcome"):
            role = "outcome"  # *Lifecycle*, below *Decision*
        if role is None and self.role == "outcome" and len(block.text) <= LONGEST and self.words.says_no(block.text):
            role = "options"  # *Deferred*, *見送り*
        if role == "status" and (dashed := _DASHED.search(block.text)):  # *Status - Accepted*
            yield Stretch("status", block.text[dashed.end() :])
        if role is None and colon and (role := self._headed(block, label)) is not None:
            yield Stretch(role, rest, [link.moved(-len(label) - 1) for link in block.links])
        else:
            yield from self._option(block, role or self.role)
            role = "options" if role == "outcome" and block.links and self.role == "options" else role
        self.above.append((block.level, role or self.role or self.words.section(block.text)))
        self.title = block.text

    def _option(self, block: Block, role: Role | None) -> Iterator[Stretch]:
        """A heading; one of an outcome may have links of its own: *Option 1: A (chosen)*."""
        yield Stretch(None, block.text, block.links, heading=True)
        if role == "outcome" and block.links:
            yield Stretch("outcome", block.text, block.links)

    def _headed(self, block: Block, label: str) -> Role | None:
        """*Decision: we use A*, *Proposal: one sign-in for all*; what a title proposes, its sections say."""
        return self.words.label(label) or (self.words.section(label) if block.level > 1 else None)

    def _label(self, said: str) -> Role | None:
        below = self.above[-1][1] if self.above else None
        return self.words.label(said) or (None if below else self.words.section(said))

    def _lead_in(self, block: Block) -> Role | None:
        """***We will** check each ticket*: what words in bold say that begin a sentence, where nothing else does."""
        start, end = block.bold[0] if block.bold else (1, 0)
        return None if start or block.table else self.words.lead_in(block.text[:end])

    def text(self, block: Block) -> Iterator[Stretch]:
        text = block.text.strip()
        if self.listed and not (block.item and block.level > self.listed):
            self.pseudo, self.listed = None, 0
        first = (self.first or self.boxes) and self._is_status(text, block)
        self.first, self.boxes = False, first and block.item
        if block.note:
            yield Stretch("other", block.text, block.links)
            return
        dashed = _DASHED.search(text) if self.role is None and len(text) <= LONGEST else None
        if dashed and self.words.label(text[: dashed.start()]) == "status":  # *Status — Accepted*
            yield Stretch("status", text[dashed.end() :])
            return
        apart = self.leads or not block.item
        bare = apart and not block.links and not block.label and len(text) <= LONGEST and text[-1:] not in _ENDS
        bare = bare and (text[0] != "【" or text[-1] == "】")  # *【決定】Aとする*
        named = (block.strong or text.endswith((":", "：")) or bare) and "\n" not in text and len(text) <= 60
        told = self.words.role if block.strong else self.words.label
        if first and self.role:  # *状況: 採用*
            yield Stretch("status", block.text, block.links)
            return
        # Below *Status*, a word in bold may be one; behind it, the next is another label.
        free = self.role != "status" or (self.pseudo and (self.told or plain(text) not in self.words.statuses))
        if named and free and (role := told(text)) is not None:
            self.pseudo = "options" if block.links and role == "outcome" else role
            self.listed, self.told = block.level if self.leads else 0, False
            yield from self._option(block, role)
            return
        if named and self.pseudo and self.role != "outcome" and self.words.section(text):
            self.pseudo = None  # *Why:* … *How:*, of one section
        if first:  # right below the title, where *Decision* is a heading in a line of its own
            yield Stretch("status", block.text, block.links)
            return
        if self.role is None and (inside := _INSIDE.search(text)) and self.words.label(inside["label"]) == "status":
            yield Stretch("status", inside["said"])
        self.told = True
        found = [*self.labelled(block, self.role)]
        if self.leads and found[-1].role not in (None, self.role):  # *- Decision: we choose*, and a list below
            self.pseudo, self.listed = found[-1].role, block.level
        yield from found

    def _is_status(self, text: str, block: Block) -> bool:
        """*Accepted*: whether a block is a status and nothing else, where none is asked for."""
        if self.role is None and (is_notice(text, self.words) or (block.item and is_boxed(text, self.words))):
            return True
        cites = any("://" in link.address for link in block.links)  # *Accepted · replaces ADR-9*
        if block.item or cites or self.role not in (None, "context") or not is_status(text, self.words):
            return False
        return all(self.words.label(said) != "status" for _, _, said in labels_in(block))  # *起案: … / 状態: …*

    def labelled(self, block: Block, role: Role | None) -> Iterator[Stretch]:
        """A block's lines, where they begin with words that give them a role of their own."""
        if block.label and (own := self.words.label(block.label)) is not None:
            yield Stretch(own, block.text, block.links, label=block.label)
            return
        start = begins = 0
        role = role or self._lead_in(block)
        text, label = block.text, block.label or self.names.get((block.table, block.row), "")
        if not label and role == "other" and not block.table:
            label = self.title
        for first, last, said in labels_in(block):
            own = self._label(said)
            if own is None or (own == "outcome" and role == "options"):
                continue
            if own == "context" and is_status(text[last:].partition("\n")[0].strip(), self.words):
                own = "status"  # *- 状況：承認*
            if first > start:
                yield part_of(block, role, (begins, start, first), label)
            begins, start, role, label = first, last, own, said
        yield part_of(block, role, (begins, start, len(block.text) + 1), label)

    def cell(self, block: Block) -> Iterator[Stretch]:
        """In a table, a row's first cell or a column's first one may tell what the others are."""
        row, column = (block.table, block.row), (block.table, block.column)
        role = self.words.label(block.text)
        if role is None and self._told_of_what_is_not(block, row):
            role = "context"
            self.left.add(column)
        known = plain(block.text) in self.words.statuses  # *Status | **Decided***
        if block.column and self.rows.get(row) == "status" and (role is None or known):
            role = None
            self.columns.setdefault(column, None)
            if is_status(block.text, self.words):  # *Status | Accepted*: labels stand in the first column
                self.columns[block.table, 0] = None
        if block.column == 0:
            self.rows.setdefault(row, role)
            self.names.update({row: block.text} if role == "other" else {})
        if column not in self.columns:
            self.columns[column] = role
            if role in ("status", "outcome") and block.column:
                self.heads.setdefault(block.table, set()).add(role)
            if role is not None:
                yield Stretch(None, block.text, block.links, heading=True, row=row, column=block.column)
                return
        own = self.rows.get(row) if block.column else None
        if own is None and (self._told_by(self.columns[column], block) or column in self.left):
            own = self.columns[column]
        told = (own == "context" and is_status(block.text, self.words)) or (own == "status" and known)  # *状況 | 承認*
        for part in [Stretch("status", block.text)] if told else self.labelled(block, own or self.role):
            part.row, part.column = row, block.column
            yield part

    def _told_by(self, head: Role | None, block: Block) -> bool:
        """Whether what heads a column tells its cells' role: of an outcome's, its reasons are no part of the choice."""
        if self.role == "outcome" and not self._is_log(block.table):
            return bool(block.links) and head in ("context", "consequences")
        return head == "status" or (head == "outcome" and (self.role is None or self._is_log(block.table)))

    def _is_log(self, table: int) -> bool:
        """Whether a table has a decision with its status in each row."""
        return {"status", "outcome"} <= self.heads.get(table, set())

    def _told_of_what_is_not(self, block: Block, row: tuple[int, int]) -> bool:
        """*Rejected*, *Today*: whether a cell that is the first of its row or column heads what is not chosen."""
        column = block.table, block.column
        if self.rows.get(row) == "status" or self.columns.get(column) or (block.column and column in self.columns):
            return False
        said, told = plain(block.text), (rules["heading_what_was"] for rules in self.words.sentences.values())
        return self.words.statuses.get(said) == "rejected" or any(pattern.fullmatch(said) for pattern in told)


def stretches(document: Document, words: Words) -> Iterator[Stretch]:
    """All of a document's text, in order."""
    reader = _Reader(words)
    for block, following in zip_longest(document.blocks, document.blocks[1:]):
        reader.leads = bool(block.item and following and following.item and following.level > block.level)
        if block.kind == "heading":
            yield from reader.heading(block)
        elif block.kind == "cell":
            yield from reader.cell(block)
        else:
            for part in reader.text(block):
                part.item, part.marked = block.item, is_marked(block)
                yield part
