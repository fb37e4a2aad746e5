"""Of lines with marks, those with the best one are what is chosen."""

from __future__ import annotations

import pytest

from patternloom.adr.formats.document import Link
from patternloom.adr.record.stretch import Stretch
from patternloom.adr.record.ticked import without_unticked


def left(*texts: str) -> list[str]:
    return [part.text.strip() for part in without_unticked([Stretch("outcome", text) for text in texts])]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["[x] A", "[ ] B"], ["[x] A"]),
        (["[ ] A\n[x] B\nand more\n[ ] C"], ["[x] B\nand more"]),
        (["× A\n◎ B\n○ C"], ["◎ B"]),
        (["○A\n×B"], ["○A"]),
        (["Why:\n✅ A\n❌ B"], ["Why:", "✅ A"]),
        (["× A", "△ B"], ["× A", "△ B"]),
        (["We use A", "☑ B"], ["We use A", "☑ B"]),
        (["×2 is enough", "[x]: B"], ["×2 is enough", "[x]: B"]),
    ],
)
def test_what_is_not_ticked_is_left_out(texts: list[str], told: list[str]) -> None:
    assert left(*texts) == told


def test_marks_in_tables_are_read_elsewhere() -> None:
    cells = [Stretch("outcome", "◎", row=(1, 1)), Stretch("outcome", "×", row=(1, 2))]
    assert without_unticked(cells) == cells
    assert without_unticked([*cells, Stretch("outcome", "✅ A")])[:2] == cells


def test_links_move_with_their_lines() -> None:
    part = Stretch("outcome", "[ ] A\n[x] B", [Link("a", 0, 4, 5), Link("b", 9, 10, 11)])
    (line,) = without_unticked([part])
    assert [(link.address, line.text[link.start : link.end]) for link in line.links] == [("b", "B")]
