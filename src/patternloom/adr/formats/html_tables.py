"""Tables of HTML that stand in Markdown, cell by cell.

In: HTML as it is written, and where it stands. Out: a block for each cell, with its text and the links in it. Tables in
tables are not told apart: a cell ends where the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.adr.formats.document import Block
from patternloom.adr.formats.html_text import html_block

_PART = re.compile(r"<(?:(tr)|(t[dh])|(/t[dh]|/tr|/table))(?=[\s>/])[^<>]*>", re.IGNORECASE)


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
    block = html_block(html, start)
    block.kind, (block.table, block.row, block.column) = "cell", place
    return block
