"""What nobody meant to publish in a file that is shown as it is: signs of git around two versions, letters of no text.

In: a page or an attached file. Out: a problem for the first of each. YAML is judged by its own modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.problems.findings import Problem
from patternloom.reading.misread import CONFLICT, conflict_left
from patternloom.reading.source import line_starts, mark_at

_BEGIN, _END = "<<<<<<< ", ">>>>>>> "
_FENCE = re.compile(r"^ *(?:`{3,}|~{3,})", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def left_behind(text: str, file: str) -> Iterator[Problem]:
    """What is left in a page; a listing may show how git tells a conflict."""
    yield from _conflict(text, file, listings=True)
    if control := _CONTROL.search(text):
        message = f"control character U+{ord(control[0]):04X}, expected text"
        yield Problem(mark_at(file, line_starts(text), control.start()), message, "delete it", rule="control")


def conflict_in(data: bytes, file: str) -> Iterator[Problem]:
    """Signs of git in an attached file, if it is a text."""
    if _BEGIN.encode() in data and _END.encode() in data:
        yield from _conflict(data.decode("utf-8", "replace").replace("\r\n", "\n"), file, listings=False)


def _conflict(text: str, file: str, *, listings: bool) -> Iterator[Problem]:
    """The first of two versions that git left between its signs."""
    if _BEGIN not in text or _END not in text:
        return
    began, halved, seen, fences = -1, False, 0, 0
    for sign in CONFLICT.finditer(text):
        if sign[0].startswith("<"):
            fences += len(_FENCE.findall(text, seen, sign.start())) if listings else 0
            began, halved, seen = -1 if fences % 2 else sign.start(), False, sign.start()
        elif sign[0].startswith("="):
            halved = began >= 0
        elif halved and sign[0].startswith(">"):
            told = conflict_left(text, began)
            yield Problem(mark_at(file, line_starts(text), told.offset), told.message, told.hint, rule="file")
            return
