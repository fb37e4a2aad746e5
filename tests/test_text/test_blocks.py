"""What prose of the catalog does not know is told as what it is."""

from __future__ import annotations

import pytest

from patternloom.text.blocks import BLOCK_LINE, block_message, foreign


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a `b` c", None),
        ("run ``` x ```", ("```", "a listing inside a text, expected sentences", "name a command between single '`'")),
        ("a ~~~ b", ("~~~", "a listing inside a text, expected sentences", "name a command between single '`'")),
        ("a ［［saga］］", ("［［", "'［［' in a text, expected '[[' and ']]' around an id", "brackets of another script are letters")),
        ("## Why", ("#", "a heading inside a text, expected sentences", "a blank line starts a paragraph; it has no heading")),
        ("# Why\nIt is", ("#", "a heading inside a text, expected sentences", "a blank line starts a paragraph; it has no heading")),
        ("# of calls", None),
        ("#1\nb", None),
        ("a <https://x.org/y>", ("<https://x.org/y>", "an address between '<' and '>', expected '[text](address)'", "write '[…](https://x.org/y)'")),
        ("a `<https://x.org/y>`", None),
        ("a <httpd>", None),
    ],
)  # fmt: skip
def test_a_piece_that_prose_does_not_know(text: str, told: tuple[str, str, str] | None) -> None:
    assert foreign(text) == told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n- b", "a list inside a text (a line that begins with '-'), expected sentences"),
        ("a\n## b", "a heading inside a text, expected sentences"),
        ("a\n| b | c |", "a table inside a text, expected sentences"),
    ],
)
def test_a_line_that_begins_a_block(text: str, message: str) -> None:
    found = BLOCK_LINE.search(text)
    assert found
    assert block_message(found[1])[0] == message
