"""One file's values with a position for each, and how a place in its text is told.

In: plain values, their positions, the text. Out: a `Source`, and marks that count from 1. It reads no
file and knows nothing of YAML but where a line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patternloom.problems.findings import Mark
from patternloom.text.letters import offsets_in_yaml

Steps = Sequence[str | int]

# A line may be a whole file.
_SHOWN = 1_000

# A position is one int, line and column: a catalog of 10,000 patterns has half a million of them.
COLUMN_BITS = 20
COLUMN_MASK = (1 << COLUMN_BITS) - 1


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file's values, with where each stands."""

    file: str
    """As messages name it: relative to the project."""
    path: Path
    """Relative to the catalog folder."""
    value: Any
    """Mappings, lists and strings."""
    marks: Any
    """Beside `value`: a position for a scalar, `(position, {key: (position, marks)})` for a mapping,
    `(position, [marks])` for a list."""
    text: str
    values: int
    """How many mappings, lists and strings it holds."""
    lines: tuple[int, ...]
    """Where in the text each line starts."""
    lost: tuple[str, ...] = ()
    """Texts that stand nowhere in `value`, as their key stood there already."""
    doubled: frozenset[int] = frozenset()
    """The lines on which mappings begin that have a key twice, or keys of another."""

    def mark(self, steps: Steps = (), *, on_key: bool = False, letter: int | None = None) -> Mark:
        """Where the value at the end of `steps` stands, or its key, or a letter of its text.

        `letter` counts what is not blank, from 0. Steps that lead nowhere (a missing key) stop at the last that exists.
        """
        value, marks = self.value, self.marks
        for number, step in enumerate(steps):
            children = marks[1] if isinstance(marks, tuple) else None
            if isinstance(children, dict) and step in children:
                key_position, marks = children[step]
                value = value[step]
                if on_key and number == len(steps) - 1:
                    return mark_of(self.file, key_position)
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                value, marks = value[step], children[step]
            else:
                break
        mark = mark_of(self.file, marks[0] if isinstance(marks, tuple) else marks)
        mark = inside(mark, self.lines, self.text)
        if letter is None or not isinstance(value, str):
            return mark
        offsets = offsets_in_yaml(self.text, self.lines[mark.line - 1] + mark.column - 1, value)
        return mark_at(self.file, self.lines, offsets[letter]) if letter < len(offsets) else mark


def mark_of(file: str, position: int) -> Mark:
    """The place of a position."""
    return Mark(file, (position >> COLUMN_BITS) + 1, (position & COLUMN_MASK) + 1)


def inside(mark: Mark, lines: Sequence[int], text: str) -> Mark:
    """The place, or the text's end where the parser means a line after it."""
    return mark_at(mark.file, lines, len(text)) if mark.line > len(lines) else mark


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line, with what YAML takes as the end of one."""
    return (0, *[match.end() for match in _LINE_END.finditer(text)])


def mark_at(file: str, lines: Sequence[int], offset: int) -> Mark:
    """The place of an offset in a text whose lines start there."""
    line = bisect_right(lines, offset)
    return Mark(file, line, offset - lines[line - 1] + 1)


def rest_of_line(text: str, lines: Sequence[int], offset: int) -> str:
    """What stands there on its line, as far as any message shows it."""
    number = bisect_right(lines, offset)
    end = lines[number] if number < len(lines) else len(text)
    return text[offset : min(end, offset + _SHOWN)].rstrip()


def after_colon(text: str, offset: int) -> bool:
    """Whether a colon is the last that stands before, blanks aside."""
    while offset and text[offset - 1].isspace():
        offset -= 1
    return text[offset - 1 : offset] == ":"


def lengthen(to: tuple[list[Any], list[Any]], values: list[Any], marks: list[Any], *, without_known: bool) -> None:
    """Add values to a list, and their marks to its marks; without those that it has, where that is said."""
    for value, mark in zip(values, marks, strict=True):
        if not without_known or value not in to[0]:
            to[0].append(value)
            to[1].append(mark)
