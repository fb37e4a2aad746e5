"""A document starts with nothing in it, and shares nothing with another one."""

from __future__ import annotations

from patternloom.adr.formats.document import Block, Document, Link


def test_documents_and_blocks_are_filled_each_by_itself() -> None:
    one, other = Document(), Document()
    one.blocks.append(Block("flour", 0))
    one.blocks[0].links.append(Link("https://example.com/", 1, 0, 5))
    assert (other.blocks, Block("water", 3).links) == ([], [])
    assert (other.fields, other.comments, other.mistakes, other.unread) == ({}, [], [], [])


def test_a_link_may_be_moved_to_another_text() -> None:
    assert Link("x", 7, 4, 5, (7, 8)).moved(-4) == Link("x", 7, 0, 1, (7, 8))
