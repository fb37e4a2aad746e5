"""A table of HTML as one of Markdown, which knows no cell over several rows or columns.

In: its rows and cells, in their order. Out: the table's lines, under its caption. A cell that a longer one takes the
place of is empty, so that every row has as many.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# So many cells are filled in where a longer one stands, or none: a few tags would make more text than a memory holds.
_FILLED = 100


def cell(text: str) -> str:
    """What stands in a cell, in one line."""
    # Two backslashes are a sign of their own, and leave the bar behind them as it is.
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", re.sub(r"\s+", " ", text).strip())


@dataclass(slots=True)
class Table:
    """A table while it is read."""

    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    """Column → how many more rows a cell of it goes on for."""
    wide: int = 1

    def begin(self, tag: str, said: Mapping[str, str]) -> None:
        """A row or cell begins."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._pass_over()
            self.wide, rows = min(_number(said.get("colspan")), _FILLED), _number(said.get("rowspan"))
            if self.rows and rows > 1:
                self.spans[len(self.rows[-1])] = rows - 1

    def _pass_over(self) -> None:
        row = self.rows[-1] if self.rows else []
        while len(row) < _FILLED and self.spans.get(len(row), 0) > 0:
            self.spans[len(row)] -= 1
            row.append("")

    def end(self, tag: str, text: str) -> None:
        """A cell or the caption ends."""
        if tag == "caption":
            self.caption = text
        elif self.rows:
            self.rows[-1] += [text, *[""] * (self.wide - 1)]

    def markdown(self) -> str:
        """The whole table; its first row is its head."""
        rows = [row for row in self.rows if any(row)]
        width = max(map(len, rows), default=0)
        # The head has as many as the widest row; of another, Markdown fills in what it lacks.
        filled = [*[width] * len(rows[:1]), *[min(width, _FILLED)] * len(rows[1:])]
        lines = [f"| {' | '.join([*row, *[''] * (n - len(row))])} |" for row, n in zip(rows, filled, strict=True)]
        lines[1:1] = [f"|{' --- |' * width}"] if lines else []
        return "\n".join([*([f"**{self.caption}**", ""] if self.caption else []), *lines])


def _number(said: str | None) -> int:
    # Python reads no number of thousands of digits.
    return min(int(said[:9]), 1_000) if said and said.isdecimal() else 1
