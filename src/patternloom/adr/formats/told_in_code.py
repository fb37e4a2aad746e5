"""What stands in the place of code: a sign, or the code itself where it is a word that a reader reads as one.

In: what the code says, and what its block says before it. Out: what its block says there: *Status: `Accepted`*.
"""

from __future__ import annotations

from collections.abc import Sequence

CODE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a block's text where code does."""
_MARKS = " \t\r\n*_"  # blanks, and signs of bold
_WORD = 20  # characters of code that may be a status


def told_in_code(code: str, before: Sequence[str]) -> str:
    """A word that a block begins with, or behind a colon, is one; any other code is a sign."""
    last = next((said for part in reversed(before) if (said := part.strip(_MARKS))), "")
    word = len(code) <= _WORD and code.replace(" ", "").isalpha()
    return code if word and (not last or last.endswith((":", "："))) else CODE
