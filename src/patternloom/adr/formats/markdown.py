"""Markdown, by markdown-it, with the place of every link.

In: a file's text, and where its front matter ends. Out: blocks, links and comments of a document. One pass: places are
noted while the library parses. Code, images and bare addresses are no links, as CommonMark has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from patternloom.adr.formats.document import Block, Comment, Document, Link
from patternloom.adr.formats.html_links import html_links
from patternloom.adr.formats.html_tables import html_cells
from patternloom.adr.formats.html_text import html_blocks
from patternloom.adr.formats.markdown_parser import parser
from patternloom.adr.formats.told_in_code import told_in_code

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_LABELLED = re.compile(r"[^:：\n]{1,30}[:：][^:：\n]{1,60}")
_BADGE = re.compile(r"/badge/([^-/?#]{1,60})-([^-/?#]{1,60})-")
_DEFINED = re.compile(r"\]:\s*<?")


def _badge(alt: str, source: str) -> str:
    """What an image tells in words, if it is a label with its value: *Status: accepted*."""
    if _LABELLED.fullmatch(alt):
        return alt
    match = _BADGE.search(source)
    return f"{unquote(match[1])}: {unquote(match[2])}" if match else ""


class _Reader:
    """One file while it is read: its lines, and how far each line's cells were found."""

    def __init__(self, text: str, start: int, into: Document) -> None:
        self.text, self.into = text, into
        # The parser sees the lines of the front matter empty, so that its line numbers are those of the file.
        blank = "".join(re.findall(r"\r\n|\r|\n", text[:start]))
        self.source = blank + text[start:]
        self.lines = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self.cells: dict[int, int] = {}
        self.references: dict[str, Any] = {}
        self.table = self.row = self.column = self.depth = 0

    def line(self, number: int) -> tuple[int, str]:
        """Where a line begins, and what it says."""
        start = self.lines[number]
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
        return start, self.text[start:end].rstrip("\r\n")

    def read(self) -> None:
        env: dict[str, Any] = {}
        tokens = parser().parse(self.source, env)
        self.references = env.get("references", {})
        for number, token in enumerate(tokens):
            match token.type:
                case "inline":
                    self.inline(token, tokens[number - 1])
                case "list_item_open" | "list_item_close":
                    self.depth += token.nesting
                case "html_block":
                    self.html_block(token)
                case "table_open":
                    self.table += 1
                case "tr_open":
                    self.row, self.column = self.row + 1, 0

    def inline(self, token: Token, opening: Token) -> None:
        assert token.map is not None
        block = Block("", self.lines[token.map[0]])
        places = _Places(self, token, opening)
        if opening.type == "heading_open":
            block.kind, block.level = "heading", int(opening.tag[1:])
        elif opening.type in ("th_open", "td_open"):
            block.kind, block.table, block.row, block.column = "cell", self.table, self.row, self.column
            self.column += 1
        self.fill(block, token.children or [], places)
        block.item = self.depth > 0
        if block.kind == "text":
            block.level = self.depth
        self.into.blocks.append(block)

    def fill(self, block: Block, children: list[Token], places: _Places) -> None:
        parts, seen = list[str](), list[str]()
        length, struck, bold, outside = 0, 0, 0, False
        opened: list[Link] = []
        begun: list[int] = []
        for child in children:
            kind, said = child.type, ""
            if kind == "text":
                said = "" if struck else child.content
                outside = outside or (not bold and child.content.strip() not in ("", ":"))
            elif kind == "code_inline":
                said, outside = told_in_code(child.content, parts), outside or not bold
            elif kind in ("softbreak", "hardbreak"):
                said = "\n"
            elif kind == "link_open":
                opened.append(self.link(child, length, places))
            elif kind == "link_close":
                (link := opened.pop()).end = length
                block.links += [] if struck else [link]
            elif kind == "html_inline":
                self.html_inline(child, length, block, places)
                said = "\n" if child.content.lower().startswith("<br") else ""
            elif kind == "image":
                said = _badge(child.content, str(child.attrs["src"]))
            elif kind in ("s_open", "s_close"):
                struck += child.nesting
            elif kind in ("em_open", "strong_open"):
                begun.append(length)
                bold += kind == "strong_open"
            elif kind in ("em_close", "strong_close"):
                begins = begun.pop()
                bold -= kind == "strong_close"
                if not bold:
                    block.bold.append((begins, length))
            parts.append(said)
            seen.append(child.content if kind == "code_inline" else said)
            length += len(said)
        block.text, block.strong = "".join(parts), not outside
        block.seen = "".join(seen) if block.kind == "heading" else ""
        block.note = _NOTE.match(block.text) is not None

    def link(self, token: Token, start: int, places: _Places) -> Link:
        address = str(token.attrs["href"])
        meta = token.meta
        if "from" in meta:
            written = places.file(meta["from"]), places.file(meta["to"])
            return Link(address, written[0], start, start, written)
        return Link(address, places.file(meta["at"]), start, start, self.defined(address))

    def defined(self, address: str) -> tuple[int, int] | None:
        """Where the definition of a reference has its address."""
        for reference in self.references.values():
            if reference["href"] == address:
                first, last = reference["map"]
                start = self.lines[first]
                end = self.lines[last] if last < len(self.lines) else len(self.text)
                opening = _DEFINED.search(self.text, start, end)
                at = self.text.find(address, opening.end() if opening else start, end)
                return (at, at + len(address)) if at >= 0 else None
        return None

    def html_inline(self, token: Token, start: int, block: Block, places: _Places) -> None:
        if token.content.startswith("<!--"):
            self.into.comments.append(Comment(token.content[4:-3], places.file(token.meta["at"])))
            return
        for address, first, last in html_links(token.content):
            at = token.meta["at"]
            written = places.file(at + first), places.file(at + last)
            block.links.append(Link(address, written[0], start, start, written))

    def html_block(self, token: Token) -> None:
        assert token.map is not None
        start = self.lines[token.map[0]]
        end = self.lines[token.map[1]] if token.map[1] < len(self.lines) else len(self.text)
        html = self.text[start:end]
        at = html.find("<!--")
        while at >= 0 and (closed := html.find("-->", at + 4)) >= 0:
            self.into.comments.append(Comment(html[at + 4 : closed], start + at))
            at = html.find("<!--", closed + 3)
        if cells := [*html_cells(html, start, self.table + 1, self.row)]:
            self.table, self.row = self.table + 1, cells[-1].row
            self.into.blocks += cells
            return
        self.into.blocks += html_blocks(html, start)


class _Places:
    """From offsets in the text that the parser saw of a block to those in the file."""

    def __init__(self, reader: _Reader, token: Token, opening: Token) -> None:
        self.reader, self.token, self.opening = reader, token, opening
        self.starts: list[tuple[int, int, str]] = []

    def file(self, at: int) -> int:
        """The same place in the file."""
        if not self.starts:
            self.starts = self._lines()
        first, start, line = next(one for one in reversed(self.starts) if one[0] <= at)
        # In a table's cell, a bar is written with a backslash that the parser has taken away.
        return (
            start + at - first + (line[: at - first].count("|") if self.opening.type in ("th_open", "td_open") else 0)
        )

    def _lines(self) -> list[tuple[int, int, str]]:
        """For each line its offset in the block, the one in the file, and what it says."""
        assert self.token.map is not None
        found, first = [], 0
        for number, content in enumerate(self.token.content.split("\n"), self.token.map[0]):
            start, line = self.reader.line(number)
            found.append((first, start + self._column(line, content, number), content))
            first += len(content) + 1
        return found

    def _column(self, line: str, content: str, number: int) -> int:
        """Where the block's text begins in a line: behind quote marks, bullets and indentation."""
        bare = content.strip()
        indent = len(content) - len(content.lstrip())
        if self.opening.type in ("th_open", "td_open"):
            written = bare.replace("|", r"\|")
            cells = self.reader.cells
            at = line.find(written, cells.get(number, 0))
            cells[number] = at + len(written)
        elif self.opening.markup.startswith("#"):
            at = line.find(bare, line.find("#") + len(self.opening.markup))
        else:
            at = len(line.rstrip()) - len(bare)
        return max(at - indent, 0)


def read_markdown(text: str, start: int, into: Document) -> None:
    """The blocks of a file behind its front matter."""
    _Reader(text, start, into).read()
