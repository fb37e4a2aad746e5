"""A stretch is a part of a block with its links."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Block, Link
from patternloom.adr.record.stretch import is_marked, part_of


def test_a_part_has_the_links_that_stand_in_it() -> None:
    block = Block("Decision: A. Options: B.", 0, [Link("a", 0, 10, 11), Link("b", 0, 22, 23)])
    part = part_of(block, "outcome", (0, 9, 13), "Decision")
    assert (part.text, part.label) == (" A. ", "Decision")
    assert [(link.address, link.start) for link in part.links] == [("a", 1)]


def test_of_a_list_of_statuses_in_one_line_the_one_in_bold_counts() -> None:
    block = Block("proposed | accepted | rejected", 0, bold=[(11, 19)])
    assert part_of(block, "status", (0, 0, 31), "").text == "accepted"


@pytest.mark.parametrize(
    ("block", "marked"),
    [(Block("Accepted", 0, bold=[(0, 8)]), True), (Block("Accepted ←", 0), True), (Block("Rejected", 0), False)],
)
def test_bold_and_arrows_mark(block: Block, marked: bool) -> None:
    assert is_marked(block) is marked
