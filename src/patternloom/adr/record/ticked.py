"""Which lines of an outcome are ticked, where it lists with marks what there was to choose from: *[x] A*, *◎ A*, *× B*.

In: the stretches of an outcome. Out: the same without what is not ticked. Marks in tables are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from patternloom.adr.record.stretch import Stretch

_MARK = re.compile(
    r"(?:\A|(?<=\n))[ \t]*"
    r"(?:(?P<best>◎)|(?P<ticked>\[[xX*✓✔]\]|[☑☒✅✔✓○◯])|\[[ ]?\]|[☐⬜❌✗✘✖✕×△▲])(?=[\s\ufe0f「『\ufffc]|[^\W\d_])"
)


def without_unticked(parts: Sequence[Stretch]) -> Sequence[Stretch]:
    """Of lines with marks those with the best one; all, where none is ticked."""
    if not any(_MARK.search(part.text) for part in parts if part.row is None):
        return parts
    lines = [line for part in parts for line in _lines(part)]
    grades = [_grade(line) for line in lines]
    best = max((grade for grade in grades if grade is not None), default=0)
    return [line for line, grade in zip(lines, grades, strict=True) if grade is None or grade == best]


def ticked_alone(parts: Sequence[Stretch]) -> list[Stretch]:
    """The lines with the best mark, and none without one."""
    return [line for line in without_unticked(parts) if _grade(line)]


def _grade(line: Stretch) -> int | None:
    match = _MARK.match(line.text) if line.row is None else None
    if match is None:
        return None
    return 2 if match["best"] else 1 if match["ticked"] else 0


def _lines(part: Stretch) -> Iterator[Stretch]:
    """A paragraph whose lines have marks, line by line; a line without goes on from the one before."""
    starts = [match.start() for match in _MARK.finditer(part.text)] if part.row is None else []
    if len(starts) < 2:
        yield part
        return
    starts = starts if not starts[0] else [0, *starts]
    for start, end in zip(starts, [*starts[1:], len(part.text) + 1], strict=True):
        links = [link.moved(-start) for link in part.links if start <= link.start < end]
        yield replace(part, text=part.text[start:end], links=links)
