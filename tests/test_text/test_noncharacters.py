"""Each sign that the program sets aside stands for one thing alone."""

from __future__ import annotations

from patternloom.text import noncharacters
from patternloom.text.escape import text


def test_no_two_stand_for_the_same_and_no_text_brings_one_along() -> None:
    signs = [sign for name, sign in vars(noncharacters).items() if name.isupper()]
    assert len(signs) == len({*signs}) == 7
    assert text("".join(signs)) == "\ufffd" * 7
