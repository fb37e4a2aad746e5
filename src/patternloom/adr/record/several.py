"""A file that holds several decisions, each below a heading or in a row of its own, with a status of its own.

In: a document, and the words. Out: the parts of each decision with the status that it tells; nothing where the file is
one record. What of them is chosen, nothing here knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from patternloom.adr.formats.document import Block, Document
from patternloom.adr.language.words import Status, Words
from patternloom.adr.record.layouts import stretches
from patternloom.adr.record.status import status_of
from patternloom.adr.record.status_line import in_bracket
from patternloom.adr.record.stretch import Stretch

_LEVELS = range(1, 4)
_FIRST: tuple[Status, ...] = ("accepted", "proposed", "superseded", "deprecated", "rejected")
"""Of several statuses, the one that the file has: of what is in force, it is the record."""


class Decision(NamedTuple):
    """One of several."""

    status: Status
    parts: list[Stretch]


def several(document: Document, parts: Sequence[Stretch], words: Words) -> list[Decision]:
    """The decisions of a file that has more than one; `parts` are those of the whole file."""
    told = sum(part.role == "status" and not part.heading and bool(part.text.strip()) for part in parts)
    if told < 2:  # as nearly every file
        return [] if told else _headed(document, words)
    if rows := _rows(parts, words):
        return rows
    for level in _LEVELS:
        if sum(block.kind == "heading" and block.level == level for block in document.blocks) > 1:
            sections = [[*stretches(Document(blocks), words)] for blocks in _sections(document, level)]
            # *## Gates talk RPC*, a status, and what was decided without a word that says so
            for read in sections, [_bare(parts) for parts in sections]:
                found = [one for parts in read if (one := _decision(parts, words))]
                if len(found) > 1:
                    return found
    return []


def _bare(parts: list[Stretch]) -> list[Stretch]:
    """What is told beside a status, as the outcome, where none is called so."""
    if any(part.role in ("outcome", "likely") for part in parts):
        return []
    return [part if part.role or part.heading else replace(part, role="outcome") for part in parts]


def _headed(document: Document, words: Words) -> list[Decision]:
    """Those whose headings say their status in a bracket, and nothing else does: *## Gates (accepted)*."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    headed = {id(block): status for block in headings if (status := in_bracket(block.text, words))}
    if len(headed) < 2:
        return []
    level = next(block.level for block in document.blocks if id(block) in headed)
    own = [blocks for blocks in _sections(document, level) if id(blocks[0]) in headed]
    read = [(headed[id(blocks[0])], [*stretches(Document(blocks), words)]) for blocks in own]
    return [Decision(status, _bare(parts) or parts) for status, parts in read]


def _rows(parts: Sequence[Stretch], words: Words) -> list[Decision]:
    """Those of a table that has one in each row, where the file says nothing of itself."""
    if any(part.role == "status" and not part.row and not part.heading and part.text.strip() for part in parts):
        return []
    rows: dict[tuple[int, int], list[Stretch]] = {}
    for part in parts:
        if part.row:
            rows.setdefault(part.row, []).append(part)
    found = []
    for own in rows.values():
        told = "\n".join(part.text for part in own if part.role == "status" and not part.heading)
        if any(part.role == "outcome" and part.links for part in own) and (status := status_of(told, words)):
            found.append(Decision(status, own))
    return found if len(found) > 1 else []


def foremost(decisions: list[Decision]) -> Status:
    """The status of a file with several decisions."""
    return min((one.status for one in decisions), key=_FIRST.index)


def _sections(document: Document, level: int) -> list[list[Block]]:
    found: list[list[Block]] = []
    for block in document.blocks:
        if block.kind == "heading" and block.level <= level:
            found.append([])
        if found:
            found[-1].append(block)
    return found


def _decision(parts: list[Stretch], words: Words) -> Decision | None:
    """One that tells its status and its outcome."""
    if not any(part.role == "outcome" for part in parts):
        return None
    status = status_of("\n".join(part.text for part in parts if part.role == "status"), words)
    return Decision(status, parts) if status else None
