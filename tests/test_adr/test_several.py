"""Of several decisions in one file, those that are in force are what the file chooses."""

from __future__ import annotations

import pytest
from record_files import record


def decision(number: int, status: str, level: int = 2) -> str:
    marks = "#" * level
    told = f"{marks} ADR-{number}\n\n**Status:** {status}\n\n" if status else f"{marks} ADR-{number}\n\n"
    return f"{told}{marks}# Decision\n\nWe use [it](https://x/{number}).\n\n"


def chosen(text: str) -> tuple[str | None, list[str]]:
    found = record(text)
    return found.status, [getattr(one, "address", "")[-1:] for one in found.chosen]


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        (["Accepted", "Superseded by ADR-1", "Accepted"], ("accepted", ["1", "3"])),
        (["Proposed", "Rejected"], ("proposed", ["1"])),
        (["Rejected", "Superseded by ADR-1"], ("superseded", ["2"])),
        (["Accepted", ""], ("accepted", ["1", "2"])),
        (["Superseded by ADR-9"], ("superseded", ["1"])),
    ],
)
def test_a_file_is_what_its_decisions_in_force_are(statuses: list[str], told: tuple[str, list[str]]) -> None:
    text = "".join(decision(number, status) for number, status in enumerate(statuses, 1))
    assert chosen(f"# Decisions\n\n{text}") == told
    level_1 = "".join(decision(number, status, 1) for number, status in enumerate(statuses, 1))
    assert chosen(level_1) == told


def test_sections_of_one_record_are_no_decisions() -> None:
    text = "# A\n\n## Status\n\nSuperseded by ADR-2\n\n## Decision\n\nStatus: accepted\n\nWe use [it](https://x/1).\n"
    assert chosen(text)[0] == "superseded"


def test_front_matter_speaks_for_the_whole_file() -> None:
    text = decision(1, "Accepted") + decision(2, "Rejected")
    assert chosen(f"---\nstatus: proposed\n---\n\n# Decisions\n\n{text}") == ("proposed", ["1", "2"])
