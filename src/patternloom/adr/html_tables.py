"""Tables of HTML that stand in Markdown, cell by cell.

In: HTML as it is written, and where it stands. Out: a block for each cell, with its text and the links in it. Tables in
tables are not told apart: a cell ends where the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from patternloom.adr.document import Block, Link
from patternloom.adr.html_links import html_links

_PART = re.compile(r"<(?:(tr)|(t[dh])|(/t[dh]|/tr|/table))(?=[\s>/])[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
_CLOSED = re.compile(r"</a\s*>", re.IGNORECASE)


def html_cells(html: str, start: int, table: int, row: int) -> Iterator[Block]:
    """The cells; `row` is the number of the last row before them."""
    column, begins = 0, -1
    for part in _PART.finditer(html):
        if begins >= 0:
            yield _cell(html[begins : part.start()], start + begins, (table, row, column))
            column, begins = column + 1, -1
        if part[1]:
            row, column = row + 1, 0
        elif part[2]:
            begins = part.end()


def _cell(html: str, start: int, place: tuple[int, int, int]) -> Block:
    links = []
    for address, first, last in html_links(html):
        opened = html.find(">", last) + 1
        closed = _CLOSED.search(html, opened)
        begins, ends = len(_said(html[:opened])), len(_said(html[: closed.start() if closed else len(html)]))
        links.append(Link(address, start + first, begins, ends, (start + first, start + last)))
    table, row, column = place
    return Block(_said(html), start, links, kind="cell", table=table, row=row, column=column)


def _said(html: str) -> str:
    return unescape(_MARKUP.sub("", _BREAK.sub("\n", html))).lstrip()
