"""Which options a record marks as its choice, where it has no section for the outcome: *A — chosen*, *A | ✓*.

In: the stretches of a record, and the words. Out: those whose links are the choice. Options in headings and in bold
are told apart where the layout is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from patternloom.adr.language.words import Words, plain
from patternloom.adr.record.stretch import Stretch
from patternloom.adr.record.ticked import ticked_alone
from patternloom.adr.record.verdicts import REASON, judging_columns

_MARK = re.compile(
    r"[(（【\[〔](?P<inside>[^()（）【】\[\]〔〕\n]{1,20})[)）】\]〕]|(?:\s[-–—]+|[←⇐✓✔✅☑]|[:：])\s?(?P<behind>[^\s\d:：][^\n:：]{0,20})$"
)


def picked(parts: Sequence[Stretch], words: Words) -> list[Stretch]:
    """The options that are marked."""
    rows = _rows(parts, words)
    options = [part for part in parts if part.role in ("options", None) and not part.heading]
    linked = [part for part in options if part.links and part.row is None]
    marked = [part for part in linked if _is_marked(part, words)]
    return [
        *(marked or ticked_alone(linked)),
        *(part for part in parts if part.row in rows and part.links and not part.heading),
    ]


def _rows(parts: Sequence[Stretch], words: Words) -> set[tuple[int, int] | None]:
    """Of tables with a column for the verdict, the rows that it says yes to."""
    judging = judging_columns(parts, words)
    cells = [part for part in parts if part.row and not part.heading and (part.row[0], part.column) in judging]
    return {part.row for part in cells if _says_yes(REASON.split(part.text)[0], words)}


def _is_marked(part: Stretch, words: Words) -> bool:
    behind = max(link.end for link in part.links)
    return any(
        _says_yes(match["inside"] or match["behind"], words) for match in _MARK.finditer(part.text.rstrip(), behind)
    )


def _says_yes(text: str, words: Words) -> bool:
    said = plain(text) or text.strip().lower()
    if words.statuses.get(said) == "accepted":
        return True
    return any(rules["yes"].fullmatch(one) for rules in words.sentences.values() for one in (said, text.strip()))
