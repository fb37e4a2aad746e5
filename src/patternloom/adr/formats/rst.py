"""reStructuredText, by docutils, with the place of every link.

In: a file's text, and where its front matter ends. Out: blocks, links, fields and comments of a document. Nothing is
included, nothing raw is taken, no configuration of docutils is read. Literal blocks and comments hold no links.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, roles

from patternloom.adr.formats.document import Block, Comment, Document, Link
from patternloom.adr.formats.rst_fields import read_fields
from patternloom.adr.formats.told_in_code import CODE, told_in_code
from patternloom.problems import limits

_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "line_length_limit": 1_000_000,
    "raw_enabled": False,
    "report_level": 5,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "warning_stream": False,
}
# What docutils takes for the end of a line, and nobody else does.
_NO_LINE_ENDS = {ord(sign): " " for sign in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
_PASSED_OVER = (
    nodes.literal_block, nodes.doctest_block, nodes.math_block, nodes.raw, nodes.system_message,
    nodes.substitution_definition, nodes.target, nodes.image, nodes.label,
)  # fmt: skip
_HIDDEN = (nodes.math, nodes.raw)
_PARAGRAPH = re.compile(r"[^\r\n]+(?:(?:\r\n|\r|\n)[ \t]*[^\s][^\r\n]*)*")
_ROLE = re.compile(r"\A:[\w.:+-]+:`([^`]*)`\Z")


class _Contents(Directive):
    """A directive of Sphinx: its contents are text as any other."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The contents, parsed."""
        inside = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, inside)
        return [inside]


def _document_role(name: str, raw: str, text: str, *_: Any, **__: Any) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """`:doc:` of Sphinx leads to another file, its ending left away."""
    match = re.fullmatch(r"(.*?)\s*<([^<>]+)>", text, re.DOTALL)
    said, target = (match[1], match[2]) if match else (text, text)
    return [nodes.reference(raw, said, refuri=f"{target.strip()}.rst", sphinx=target.strip())], []


def _register() -> None:
    for name in ("versionadded", "versionchanged", "deprecated", "seealso", "todo", "tabs", "tab", "only", "toctree"):
        directives.register_directive(name, _Contents)
    roles.register_local_role("doc", _document_role)  # type: ignore[no-untyped-call, arg-type, unused-ignore]


class _Reader:
    def __init__(self, text: str, start: int, into: Document) -> None:
        self.text, self.into = text, into
        self.lines = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self.at = start
        self.row = self.table = 0

    def read(self, start: int) -> None:
        _register()
        blank = "".join(re.findall(r"\r\n|\r|\n", self.text[:start]))
        source = blank + self.text[start:].translate(_NO_LINE_ENDS)
        tree = publish_doctree(source, settings_overrides=_SETTINGS)
        self.walk(tree, 0, "", None)

    def walk(self, node: nodes.Element, level: int, label: str, cell: tuple[int, int, int] | None) -> None:
        """Every block below a node, in order."""
        for child in node.children:
            if isinstance(child, nodes.comment):
                self.comment(child)
            elif isinstance(child, (*_PASSED_OVER, nodes.Text)):
                continue
            elif isinstance(child, nodes.section):
                self.walk(child, level + 1, "", cell)
            elif isinstance(child, nodes.field | nodes.definition_list_item):
                self.labelled(child, level, cell)
            elif isinstance(child, nodes.table):
                self.rows(child, level)
            elif isinstance(child, nodes.reference):
                self.image(child)
            elif isinstance(child, nodes.TextElement):
                self.block(child, level, label, cell)
            elif isinstance(child, nodes.Element):
                self.walk(child, level, label, cell)

    def image(self, node: nodes.reference) -> None:
        """A picture that leads somewhere."""
        if "refuri" in node:
            begins = max(self.at, self.line_of(node))
            self.into.blocks.append(Block("", begins, [self.link(node, begins, 0, 0)]))

    def labelled(self, node: nodes.Element, level: int, cell: tuple[int, int, int] | None) -> None:
        """A field or a definition: its first part labels what follows."""
        first, *rest = node.children
        label = first.astext().strip()
        if isinstance(first, nodes.term):
            self.block(first, level, "", cell)
        for part in rest:
            if isinstance(part, nodes.TextElement):
                self.block(part, level, label, cell)
            elif isinstance(part, nodes.Element):
                self.walk(part, level, label, cell)

    def rows(self, table: nodes.table, level: int) -> None:
        self.table += 1
        for row in table.findall(nodes.row):
            self.row += 1
            for column, entry in enumerate(row.children):
                assert isinstance(entry, nodes.Element)
                self.walk(entry, level, "", (self.table, self.row, column))

    def line_of(self, node: nodes.Node | None) -> int:
        """The offset of the line that a node begins at, as far as docutils tells it."""
        while node is not None and node.line is None:
            node = node.parent
        number = min((node.line or 1) - 1, len(self.lines) - 1) if node is not None else 0
        return self.lines[max(number, 0)]

    def comment(self, node: nodes.comment) -> None:
        first = node.astext().strip().split("\n")[0].strip()
        at = self.text.find(first, self.at) if first else -1
        opening = self.text.rfind("..", self.at, max(at, self.at))
        self.into.comments.append(Comment(node.astext(), opening if opening >= 0 else self.at))

    def block(self, node: nodes.TextElement, level: int, label: str, cell: tuple[int, int, int] | None) -> None:
        begins = max(self.at, self.line_of(node))
        block = Block("", begins, label=label)
        titled = isinstance(node, nodes.title)
        if titled and isinstance(node.parent, nodes.section | nodes.document):
            block.kind, block.level, block.seen = "heading", level, _seen(node)
        if cell is not None:
            block.kind, (block.table, block.row, block.column) = "cell", cell
        parts: list[str] = []
        self.inline(node, parts, block)
        block.text = "".join(parts)
        first = node.children[0] if node.children else None
        rest = "".join(one.astext() for one in node.children[1:]).strip()
        block.strong = (isinstance(first, nodes.strong) and rest in ("", ":")) or (titled and block.kind == "text")
        if isinstance(node.parent, nodes.list_item):
            block.item, block.level = True, _depth(node)
        block.note = isinstance(node.parent, nodes.footnote | nodes.citation)
        self.into.blocks.append(block)

    def inline(self, node: nodes.Node, parts: list[str], block: Block) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                parts.append(child.astext())
            elif isinstance(child, nodes.problematic):  # a role that is not known: a badge, an index
                parts.append(_ROLE.sub(r"\1", child.astext()))
            elif isinstance(child, nodes.literal):
                parts.append(told_in_code(child.astext(), parts))
            elif isinstance(child, _HIDDEN):
                parts.append(CODE)
            elif isinstance(child, nodes.reference) and "refuri" in child:
                start = sum(map(len, parts))
                self.inline(child, parts, block)
                block.links.append(self.link(child, block.at, start, sum(map(len, parts))))
            elif not isinstance(child, nodes.target | nodes.footnote_reference | nodes.image):
                self.inline(child, parts, block)

    def link(self, node: nodes.reference, begins: int, start: int, end: int) -> Link:
        """Where a reference's address stands: inside it, or at its definition, and then its use counts."""
        address, raw = str(node["refuri"]), node.rawsource or str(node["refuri"])
        at, stop = self.find(raw, max(begins, self.at))
        if at < 0:
            at, stop = self.find(raw, self.at)
        if at < 0:
            return Link(address, begins, start, end)
        self.at = stop
        written = str(node.get("sphinx", address))
        inside = self.text.find(written, at, stop)
        embedded = inside >= 0 and (inside == at or self.text[inside - 1] in "<`")
        if embedded:
            return Link(address, inside, start, end, (inside, inside + len(written)))
        bracket = self.text.find("<", at, stop)
        if bracket >= 0 and not self.text[at:stop].rstrip("_` \r\n>").endswith("_") and "`" in self.text[at:stop]:
            return Link(address, bracket + 1, start, end)  # an address over two lines
        return Link(address, at, start, end, self.defined(address))

    def find(self, raw: str, begins: int) -> tuple[int, int]:
        """Where something stands as it is written, its lines indented as they may be."""
        pattern = r"\s+".join(map(re.escape, raw.split()[:200]))
        match = re.compile(pattern).search(self.text, begins)
        return (match.start(), match.end()) if match else (-1, -1)

    def defined(self, address: str) -> tuple[int, int] | None:
        """Where a target has its address."""
        pattern = re.compile(rf"^[ \t]*(?:\.\.[ \t]+_[^\r\n]*:|__)[ \t]+({re.escape(address)})[ \t]*$", re.MULTILINE)
        match = pattern.search(self.text.replace("\r", "\n"))
        return match.span(1) if match else None


def _seen(node: nodes.Node) -> str:
    """The words of a title."""
    if isinstance(node, nodes.target | nodes.footnote_reference | nodes.image):
        return ""
    if isinstance(node, nodes.problematic):
        return _ROLE.sub(r"\1", node.astext())
    return "".join(map(_seen, node.children)) if node.children else node.astext()


def _depth(node: nodes.Node) -> int:
    """How many lists it stands in."""
    found = 0
    while (above := node.parent) is not None:
        found, node = found + isinstance(above, nodes.list_item), above
    return found


def read_rst(text: str, start: int, into: Document) -> None:
    """The blocks of a file behind its front matter."""
    read_fields(text, start, into)
    for match in _PARAGRAPH.finditer(text, start):
        long = match.end() - match.start()
        if long > limits.RECORD_PARAGRAPH:
            told = f"a paragraph of {long:,} characters, expected at most {limits.RECORD_PARAGRAPH:,}"
            into.unread.append((match.start(), told))
            return
    try:
        _Reader(text, start, into).read(start)
    except RecursionError:
        into.unread.append((start, "blocks inside one another deeper than docutils reads"))
