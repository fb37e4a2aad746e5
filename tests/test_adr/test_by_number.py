"""An outcome may choose an option by its number or letter."""

from __future__ import annotations

import pytest
from record_files import chosen_letters, record


def chosen(options: str, outcome: str) -> str:
    for letter in "AB":
        options = options.replace(f"[{letter}]", f"[it](https://x/{letter})")
        outcome = outcome.replace(f"[{letter}]", f"[it](https://x/{letter})")
    return "".join(chosen_letters(record(f"# T\n\n## Options\n\n{options}\n\n## Decision\n\n{outcome}\n")))


HEADINGS = "### Option 1: [A]\n\nFast.\n\n### Option 2 – [B]\n\nSlow."


@pytest.mark.parametrize(
    ("options", "outcome", "told"),
    [
        (HEADINGS, "We go with option 2.", "B"),
        (HEADINGS, "Option 1. With option 2, everybody is cut off.", "A"),
        (HEADINGS, "Option 1, because it is faster than option 2.", "A"),
        (HEADINGS, "Neither option 1 nor option 2.", ""),
        (HEADINGS, "We go with option 3.", ""),
        (HEADINGS, "We use [A]. Option 2 stays.", "A"),
        (HEADINGS, "We will not use [A] but option 2.", "B"),
        (HEADINGS, "Later.", ""),
        (HEADINGS, "ﬁne: option 2", ""),
        ("* Option A: [A]\n* Option B: [B] instead of [A]", "Option B it is.", "B"),
        ("### 案1：[A]\n\n### 案2：[B]", "案１を採用する。[B]を用意するほどではない。", "A"),
        ("- A案：[A]\n- B案：[B]", "B案とする。A案は過剰。", "B"),
        ("- [A]\n- [B]", "Option 1.", ""),
    ],
)
def test_options_are_chosen_by_number(options: str, outcome: str, told: str) -> None:
    assert chosen(options, outcome) == told


def test_a_term_may_be_the_number() -> None:
    text = "T\n=\n\nOptions\n-------\n\nOption A\n    `it <https://x/A>`__\n\nDecision\n--------\n\nOption A.\n"
    assert chosen_letters(record(text, "a.rst")) == ["A"]
