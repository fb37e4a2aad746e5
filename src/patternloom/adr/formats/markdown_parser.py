"""markdown-it, which notes where each link stands while it parses.

In: nothing. Out: a parser, whose tokens of links say in `meta` where they begin, and from where to where their address
is written. What it finds is what the library finds; it only finds it faster.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import heading, paragraph
from markdown_it.rules_inline import autolink, html_inline, link
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_PLAIN = re.compile(r"[A-Za-z0-9/.:#?=@%_~+,;!*$-]+(?=[)\n ])")
_PLAIN_LABEL = re.compile(r"\[[^\[\]\\`<&]*\]")
"""A text in which no rule takes more than signs of its own: it ends at the first bracket."""
_SIGNS = re.compile(r"[\n\\`~*_!\[\]<&]")
"""All that a rule of ours may begin with; the library stops at those of its extensions, too."""


class _Helpers:
    """The library's helpers, which remember what they found in a text: it asks for each link several times."""

    parseLinkTitle = staticmethod(helpers.parseLinkTitle)

    def __init__(self) -> None:
        self.src = ""
        self.labels: dict[tuple[int, int], int] = {}
        self.destinations: dict[tuple[int, int], Any] = {}

    def of(self, src: str) -> None:
        """Forget what was found in another text."""
        if src is not self.src:
            self.src = src
            self.labels.clear()
            self.destinations.clear()

    def parseLinkLabel(self, state: StateInline, start: int, disableNested: bool = False) -> int:
        """Where a link's text ends."""
        if not disableNested:
            return helpers.parseLinkLabel(state, start, disableNested)
        plain = _PLAIN_LABEL.match(state.src, start, state.posMax)
        if plain and state.level < state.md.options["maxNesting"]:
            return plain.end() - 1
        self.of(state.src)
        key = start, state.posMax
        if key not in self.labels:
            found = helpers.parseLinkLabel(state, start, True)
            self.of(state.src)  # what is inside may have been looked at
            self.labels[key] = found
        return self.labels[key]

    def parseLinkDestination(self, src: str, pos: int, maximum: int) -> Any:
        """What a link leads to, and where that ends."""
        self.of(src)
        key = pos, maximum
        if key not in self.destinations:
            if plain := _PLAIN.match(src, pos, maximum):
                # As most are: no letter of it means anything to the library, which takes them one by one.
                self.destinations[key] = SimpleNamespace(ok=True, pos=plain.end(), str=plain[0])
            else:
                self.destinations[key] = helpers.parseLinkDestination(src, pos, maximum)
        return self.destinations[key]


@cache
def parser() -> MarkdownIt:
    """The library with our rules in the places of its own."""
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name, rule in (("link", _link), ("autolink", _autolink), ("html_inline", _html)):
        made.inline.ruler.at(name, rule)
    made.block.ruler.before("table", "plain", _plain)
    made.core.ruler.at("inline", _inline)
    made.inline.terminator_re = _SIGNS
    # The same addresses come again and again, and each several times.
    made.helpers = _Helpers()  # type: ignore[assignment]  # the library takes a module
    for name in ("normalizeLink", "validateLink"):
        setattr(made, name, lru_cache(maxsize=10_000)(getattr(made, name)))
    return made


def _plain(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Headings and paragraphs of words, as most blocks are, before the rules are asked that begin with other signs."""
    if silent or state.is_code_block(start):
        return False
    src, first = state.src, state.bMarks[start] + state.tShift[start]
    if src[first] == "#":
        is_row = src.find("|", first, state.eMarks[start]) >= 0  # which a table's head may be
        return not is_row and heading(state, start, end, silent)
    line = start
    while src[state.bMarks[line] + state.tShift[line]].isalpha():
        line += 1
        if line >= state.lineMax or state.isEmpty(line):
            return paragraph(state, start, end, silent)
    at = state.bMarks[line] + state.tShift[line]
    is_item = 0 <= state.sCount[line] < state.blkIndent and src[at] in "*+-" and src[at + 1 : at + 2] == " "
    # Else what comes may underline a heading, or be a table's second row.
    return line > start and is_item and paragraph(state, start, end, silent)


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            if token.content and not _SIGNS.search(token.content):  # as headings are
                token.children = [Token("text", "", 0, content=token.content)]
            else:
                token.children = state.md.inline.parse(token.content, state.md, state.env, [])


def _link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":  # as the library asks, too: most signs are no bracket
        return False
    start, before, end = state.pos, len(state.tokens), state.posMax
    if not link(state, silent):
        return False
    if not silent:
        opened = next(token for token in state.tokens[before:] if token.type == "link_open")
        closed = state.md.helpers.parseLinkLabel(state, start, True)
        opened.meta = {"at": start, **_destination(state, closed + 1, end, opened)}
    return True


def _destination(state: StateInline, pos: int, end: int, opened: Token) -> dict[str, Any]:
    """Where the address of an inline link stands; nothing of a reference."""
    src = state.src
    if src.startswith("(", pos) and state.pos > pos + 1:
        at = pos + 1
        while at < state.pos and src[at] in " \t\n":
            at += 1
        found = state.md.helpers.parseLinkDestination(src, at, end)
        if found.ok and state.md.normalizeLink(found.str) == opened.attrs["href"]:
            bracket = src.startswith("<", at)
            return {"from": at + bracket, "to": found.pos - bracket}
    return {}


def _autolink(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    start, before = state.pos, len(state.tokens)
    if not autolink(state, silent):
        return False
    if not silent:
        opened = next(token for token in state.tokens[before:] if token.type == "link_open")
        opened.meta = {"at": start, "from": start + 1, "to": state.pos - 1}
    return True


def _html(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    start = state.pos
    if not html_inline(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta = {"at": start}
    return True
