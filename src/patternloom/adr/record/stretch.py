"""A stretch of a record's text that has one role, with its links.

In: a block, and where in it the stretch begins and ends. Out: the stretch. Which role it has, others tell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from patternloom.adr.formats.document import Block, Link
from patternloom.adr.language.words import Role

_ARROWS = ("←", "⇐", "◀", "👈")


@dataclass(slots=True)
class Stretch:
    """Text of one role."""

    role: Role | None
    text: str
    links: list[Link] = field(default_factory=list)
    """With places in this text."""
    heading: bool = False
    label: str = ""
    """The words that give it its role, where they stand beside it."""
    row: tuple[int, int] | None = None
    """Of a table, that it stands in."""
    column: int = 0
    item: bool = False
    """Whether it stands in a list."""
    marked: bool = False
    """Whether something is in bold there, or an arrow points at it."""


def part_of(block: Block, role: Role | None, place: tuple[int, int, int], label: str) -> Stretch:
    """From behind a label to the next one, with the links of both."""
    begins, start, end = place
    inside = [link.moved(-start) for link in block.links if begins <= link.start < end]
    text = block.text[start:end]
    if role == "status" and block.bold and text.count("|") > 1:  # a template's list of statuses
        told = [block.text[first:last] for first, last in block.bold if start <= first < end]
        text = told[0] if len(told) == 1 else text
    return Stretch(role, text, inside, label=label)


def is_marked(block: Block) -> bool:
    """***Accepted*** among others of a list: whether something is in bold, or an arrow points at it."""
    return bool(block.bold) or block.text.rstrip().endswith(_ARROWS)
