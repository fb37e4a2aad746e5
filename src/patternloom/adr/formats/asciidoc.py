"""AsciiDoc: its blocks, told apart line by line.

In: a file's text, and where its front matter ends. Out: blocks, links, attributes and comments of a document. Listings,
literal blocks, comments and passed-through text hold no links. It follows no include and asks no condition.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from patternloom.adr.formats.asciidoc_inline import block_of, told
from patternloom.adr.formats.document import Block, Comment, Document, Field, Value

_LINES = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_TITLE = re.compile(r"(={1,6}|\#{1,6})[ \t]+(\S.*)")
_ENTRY = re.compile(r":(!?[A-Za-z0-9_][\w-]*!?):(?:[ \t]+(.*))?$")
_AUTHORS = re.compile(r"[^\s:<>]+(?: [^\s:<>]+){0,2}(?: <[^<>]+>)?(?:;.*)?|v?\d[\w.-]*(?:,.*)?")
"""The lines below a title: who wrote it, and its revision."""
_ITEM = re.compile(r"[ \t]*(?:(\*{1,5}|-|\.{1,5})|\d{1,4}\.|[a-zA-Z]\.|<[\d.]{1,4}>)[ \t]+(?=\S)")
_TERM = re.compile(r"[ \t]*(?P<term>[^\s:][^:]{0,80}(?::[^:]{1,80}){0,3}?)(?:::|:::|::::|;;)(?:[ \t]+(?P<rest>\S.*))?$")
_VERBATIM = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,})[^`]*$")
_CONTAINER = re.compile(r"(={4,}|\*{4,}|_{4,}|--|~{4,})[ \t]*$")
_TABLE = re.compile(r"[|,:!]===+[ \t]*$")
_BLOCK_TITLE = re.compile(r"\.(?![.\s])(\S.{0,60})$")
_STYLE = re.compile(r"\[(?P<style>[^\]\r\n]*)\][ \t]*$")
_STYLED_CODE = re.compile(r"(?:source|listing|literal|stem|pass|latexmath|asciimath|,[a-z]+)\b", re.IGNORECASE)
_PASSED_OVER = re.compile(r"(?:[a-z]\w*::\S*\[(?:(?!link=).)*\]|'{3,}|<{3,}|-{3}|\*{3}|\+|\[\[.*\]\])[ \t]*$")
_UNDERLINE = re.compile(r"([=\-~^+])\1+[ \t]*$")
_LEVELS = "=-~^+"
_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<span>\d+)(?:\.\d+)?[+*]|\.\d+\+)?[<^>]?(?:\.[<^>])?[a-z]?(?<!\\)\||(?<=\S)(?<!\\)\|",
    re.MULTILINE,
)
_COLUMNS = re.compile(r"cols\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\d*]+))")


class _Reader:
    """A walk over the lines of a file, or of a table's cell."""

    def __init__(
        self, text: str, start: int, end: int, into: Document, attributes: dict[str, str], cell: Block | None
    ) -> None:
        self.text, self.into, self.attributes, self.cell = text, into, attributes, cell
        self.lines = [(m.start(1), m[1]) for m in _LINES.finditer(text, start, end) if m.end() > m.start() or m[1]]
        self.number = 0
        self.style = ""
        self.open: list[int] = []
        """The paragraph that is being read: where it begins, and where its last line ends."""
        self.label = ""
        self.item = False
        self.lists: list[str] = []
        """The marks of the lists that are open, from the outermost on."""
        self.header = False
        """Whether the title's lines are being read: author, revision, attributes."""

    def read(self) -> None:
        while self.number < len(self.lines):
            at, line = self.lines[self.number]
            self.number += 1
            self.take(at, line)
        self.close()

    def take(self, at: int, line: str) -> None:
        """One line."""
        self.header = self.header and (
            line.startswith("//") or bool(_ENTRY.match(line) or _AUTHORS.fullmatch(line.rstrip()))
        )
        bare = line.rstrip()
        if not bare:
            self.header = False
            self.close()
        elif self.header and (match := _ENTRY.match(bare)):
            self.entry(at, match)
        elif (self.header and _AUTHORS.fullmatch(bare)) or self.underlined(at, bare):
            return
        elif match := _VERBATIM.match(bare):
            self.close()
            self.verbatim(match[1], at)
        elif bare.startswith("//") and not bare.startswith("///"):
            self.close()
            self.into.comments.append(Comment(bare[2:], at))
        elif _TABLE.match(bare):
            self.close()
            self.table(bare)
        elif _CONTAINER.match(bare) or _PASSED_OVER.match(bare):
            self.close()
        elif not self.open and self.apart(at, line, bare):
            return
        elif match := _ITEM.match(line):
            self.close()
            self.open, self.item = [at + match.end(), at + len(line)], True
            mark = match[1] or "1"
            self.lists = [*(self.lists[: self.lists.index(mark)] if mark in self.lists else self.lists), mark]
        elif match := _TERM.match(line):
            self.term(at, line, match)
        else:
            self.open = [self.open[0] if self.open else at, at + len(line)]

    def apart(self, at: int, line: str, bare: str) -> bool:
        """A line that means something at the beginning of a block alone."""
        if match := _ENTRY.match(bare):
            self.entry(at, match)
        elif match := _TITLE.match(bare):
            begins = at + match.start(2)
            block = Block("", at, kind="heading", level=len(match[1]))
            self.header = block.level == 1 and not any(one.kind == "heading" for one in self.into.blocks)
            self.into.blocks.append(block_of(self.text, begins, at + len(bare), self.attributes, block))
        elif match := _STYLE.match(bare):
            self.style = match["style"]
        elif match := _BLOCK_TITLE.match(bare):  # in a record without sections, *.Decision* is one
            sections = sum(one.kind == "heading" for one in self.into.blocks) > 1
            block = Block("", at, strong=not sections, note=sections)
            self.add(block_of(self.text, at + match.start(1), at + len(bare), self.attributes, block))
        elif _STYLED_CODE.match(self.style) or (line[0] in " \t" and not _ITEM.match(line)):
            self.skip_paragraph()
        else:
            return False
        return True

    def skip_paragraph(self) -> None:
        """A paragraph that is code."""
        self.style = ""
        while self.number < len(self.lines) and self.lines[self.number][1].strip():
            self.number += 1

    def close(self) -> None:
        """The end of a paragraph."""
        if self.open:
            self.lists = self.lists if self.item else []
            block = Block("", self.open[0], label=self.label, item=self.item, level=len(self.lists))
            self.add(block_of(self.text, self.open[0], self.open[1], self.attributes, block))
            self.style = self.label = ""
        self.open, self.item = [], False

    def add(self, block: Block) -> None:
        if self.cell is not None:
            block.kind, block.table, block.row, block.column = "cell", self.cell.table, self.cell.row, self.cell.column
        self.into.blocks.append(block)

    def term(self, at: int, line: str, match: re.Match[str]) -> None:
        """What a list defines or describes: the term labels what follows."""
        self.close()
        block_of(self.text, at, at + match.end("term"), self.attributes, term := Block("", at))
        self.label = term.text.strip()
        if term.links:
            self.add(term)
        if match["rest"]:
            self.open = [at + match.start("rest"), at + len(line)]
        elif self.number < len(self.lines) and self.lines[self.number][1][:1] in (" ", "\t"):
            begins, rest = self.lines[self.number]
            self.number += 1
            self.open = [begins, begins + len(rest)]

    def underlined(self, at: int, bare: str) -> bool:
        """Whether the line makes a title of the one before."""
        if not self.open or not _UNDERLINE.match(bare):
            return False
        start, end = self.open
        if "\n" in self.text[start:end] or "\r" in self.text[start:end] or abs(end - start - len(bare)) > 1:
            return False
        block = Block("", start, kind="heading", level=_LEVELS.index(bare[0]) + 1)
        self.into.blocks.append(block_of(self.text, start, end, self.attributes, block))
        self.open = []
        return True

    def verbatim(self, delimiter: str, at: int) -> None:
        """Everything up to the same delimiter, or to the end."""
        self.style = ""
        first = self.number
        while self.number < len(self.lines):
            if self.lines[self.number][1].rstrip() == delimiter:
                break
            self.number += 1
        if delimiter.startswith("/"):
            inside = "\n".join(line for _, line in self.lines[first : self.number])
            self.into.comments.append(Comment(inside, at))
        self.number += 1

    def entry(self, at: int, match: re.Match[str]) -> None:
        """An attribute that is set: a field, too."""
        name = match[1].strip("!").lower()
        value = (match[2] or "").strip()
        self.attributes[name] = "" if "!" in match[1] else told(value, self.attributes)
        begins = at + match.start(2) if match[2] else at
        values = [
            Value(one.group(), begins + one.start(), begins + one.end())
            for one in re.finditer(r"[^\s,\[\]\"'](?:[^,\[\]\"']*[^\s,\[\]\"'])?", match[2] or "")
        ]
        if name in ("patterns", "technologies"):
            self.into.fields.setdefault(name, Field(values, begins))
        elif value:
            self.into.fields.setdefault(name, Field([Value(value, begins, begins + len(value))], begins))

    def table(self, delimiter: str) -> None:
        """The cells up to the same delimiter."""
        match = _COLUMNS.search(self.style)
        columns = _columns(next(filter(None, match.groups()), "")) if match else 0
        self.style = ""
        first = self.number
        while self.number < len(self.lines) and self.lines[self.number][1].rstrip() != delimiter:
            self.number += 1
        inside = self.lines[first : self.number]
        self.number += 1
        if not inside or delimiter[0] != "|":
            return
        start, end = inside[0][0], inside[-1][0] + len(inside[-1][1])
        cells = [*_CELL.finditer(self.text, start, end)]
        if not columns:
            line = next((at + len(line) for at, line in inside if "|" in line), end)
            columns = max(sum(1 for cell in cells if cell.start() < line), 1)
        number, table = 0, start
        for cell, following in zip_longest(cells, cells[1:]):
            place = Block("", cell.end(), kind="cell", row=number // columns, column=number % columns, table=table)
            stop = following.start() if following else end
            _Reader(self.text, cell.end(), stop, self.into, self.attributes, place).cell_text()
            number += int(cell["span"] or 1)

    def cell_text(self) -> None:
        """A cell's blanks at its beginning make no code of it."""
        if self.lines:
            at, line = self.lines[0]
            self.lines[0] = at + len(line) - len(line.lstrip()), line.strip()
        self.read()


def _columns(told: str) -> int:
    """`1,3` → 2, `3*` → 3."""
    number = 0
    for part in re.split(r"[,;]", told):
        times = re.match(r"\s*(\d{1,3})\*", part)
        number += int(times[1]) if times else 1
    return number


def read_asciidoc(text: str, start: int, into: Document) -> None:
    """The blocks of a file behind its front matter."""
    _Reader(text, start, len(text), into, {}, None).read()
