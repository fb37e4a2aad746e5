"""Which rows of an outcome's tables say no to what they name.

In: the stretches of an outcome, and the words. Out: rows. A cell says no in so many words, by asking what was rejected,
or by staying empty where others of its column say yes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from patternloom.adr.language.sentences import denies_what_follows
from patternloom.adr.language.verdict_sentences import denies_alone
from patternloom.adr.language.words import Words
from patternloom.adr.record.status import status_of
from patternloom.adr.record.stretch import Stretch

_EMPTY = " \t-–—*_"
_SIGNS = " \t*_.:。"
REASON = re.compile(r"\s[-–—]+\s|[,;、。；(（:：.]")
"""What stands between a verdict and why."""


def rows_of_a_no(parts: Sequence[Stretch], words: Words) -> set[tuple[int, int] | None]:
    """The rows whose links are not chosen."""
    judged = judging_columns(parts, words)
    of_judges = {table for table, _ in judged}
    cells = [part for part in parts if part.row and not part.links and not part.heading]
    ticked: dict[tuple[int, int], list[Stretch]] = defaultdict(list)
    for part in cells:
        if part.row and part.column:
            ticked[part.row[0], part.column].append(part)
    asking = {place for place, own in ticked.items() if own[0].text.rstrip(_SIGNS).endswith(("?", "？"))}
    linked: dict[tuple[int, int] | None, int] = {}
    for part in parts:
        if part.row and part.links:
            linked.setdefault(part.row, part.column)
    marks = {place for place, own in ticked.items() if _is_of_marks(own, words)}
    rows: set[tuple[int, int] | None] = set()
    for part in cells:
        assert part.row is not None
        of_marks = (part.row[0], part.column) in marks
        if part.row[0] in of_judges and part.column and (part.row[0], part.column) not in judged:
            continue  # *No* below *Needs new servers?* is no verdict where another column gives one
        if (part.row[0], part.column) in asking and part.column < linked.get(part.row, 0):
            continue  # *Shared? | No | A*: what follows is what is done then
        said = REASON.split(part.text.strip(_SIGNS), maxsplit=1)[0]
        no = not _says_yes(part, words) if of_marks else denies_alone(said, words)
        if no or (not part.column and denies_what_follows(f"{part.text.strip(' ?？か')}:", words)):
            rows.add(part.row)
    return rows


def headed_by_a_no(parts: Sequence[Stretch], words: Words) -> set[tuple[tuple[int, int], int]]:
    """Of tables whose first row has links, the heads of columns that say no in every row, by row and column."""
    cells = [(part.row, part) for part in parts if part.row]
    first: dict[int, tuple[int, int]] = {}
    for row, _ in cells:
        first.setdefault(row[0], row)
    below: dict[tuple[tuple[int, int], int], list[str]] = defaultdict(list)
    for row, part in cells:
        if row != first[row[0]]:
            below[first[row[0]], part.column].append(part.text)
    linked = {(row, part.column) for row, part in cells if part.links and row == first[row[0]]}
    return {head for head in linked if below[head] and all(denies_alone(text, words) for text in below[head])}


def rows_without_force(parts: Sequence[Stretch], words: Words) -> set[tuple[int, int] | None]:
    """The rows of a table of decisions whose status says that they hold no more, or never did."""
    return {
        part.row
        for part in parts
        if part.role == "status"
        and part.row
        and status_of(part.text, words) in ("rejected", "deprecated", "superseded")
    }


def judging_columns(parts: Sequence[Stretch], words: Words) -> set[tuple[int, int]]:
    """The tables' columns whose cells are verdicts, each by its table and number."""
    return {(part.row[0], part.column) for part in parts if part.row and part.heading and _judges(part, words)}


def _judges(part: Stretch, words: Words) -> bool:
    """*Decision*, *Status*, *判定*: whether a column's head says that its cells are verdicts."""
    return bool(part.column) and words.label(part.text.rstrip(" ?？")) in ("outcome", "status")


def _is_of_marks(cells: Sequence[Stretch], words: Words) -> bool:
    """Whether a column ticks some rows and leaves the others empty."""
    if not _says_yes(cells[0], words):
        cells = cells[1:]  # what heads the column
    left = [part for part in cells if part.text.strip(_EMPTY)]
    return 0 < len(left) < len(cells) and all(_says_yes(part, words) for part in left)


def _says_yes(part: Stretch, words: Words) -> bool:
    said = part.text.strip(_SIGNS).lower()
    return any(rules["yes"].fullmatch(said) for rules in words.sentences.values())
