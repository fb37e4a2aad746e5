"""Of several decisions in one file, those that are in force are what the file chooses."""

from __future__ import annotations

import pytest
from record_files import chosen_letters, record


def decision(number: int, status: str, level: int = 2) -> str:
    marks = "#" * level
    told = f"{marks} ADR-{number}\n\n**Status:** {status}\n\n" if status else f"{marks} ADR-{number}\n\n"
    return f"{told}{marks}# Decision\n\nWe use [it](https://x/{number}).\n\n"


def chosen(text: str) -> tuple[str | None, list[str]]:
    found = record(text)
    return found.status, chosen_letters(found)


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


LOG = "# {0}\n\n| No. | Decision | Status |\n| --- | --- | --- |\n"


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        (["accepted", "rejected", "accepted"], ("accepted", ["1", "3"])),
        (["superseded by 2", "proposed"], ("proposed", ["2"])),
        (["rejected"], ("rejected", [])),
        (["", "accepted"], ("accepted", ["1", "2"])),
    ],
)
@pytest.mark.parametrize("title", ["Log", "Decisions"])
def test_each_row_of_a_log_is_a_decision(statuses: list[str], told: tuple[str, list[str]], title: str) -> None:
    rows = "".join(f"| {n} | We use [it](https://x/{n}) | {status} |\n" for n, status in enumerate(statuses, 1))
    assert chosen(LOG.format(title) + rows) == told


def test_a_file_that_tells_its_status_is_one_record_whatever_its_tables_tell() -> None:
    rows = "| 1 | We use [it](https://x/1) | accepted |\n| 2 | We use [it](https://x/2) | rejected |\n"
    text = LOG.format("Log").replace("# Log", "# Log\n\nStatus: proposed") + rows
    assert chosen(text) == ("proposed", ["1"])


def test_a_log_needs_no_word_for_what_was_decided() -> None:
    entries = (("Gates", "accepted", 1), ("Apps", "rejected", 2), ("Bus", "superseded (see above)", 3))
    text = "".join(f"## {name}\n\n**Status:** {how}\n\nWe use [it](https://x/{n}).\n\n" for name, how, n in entries)
    assert chosen(f"# Log\n\nNewest first.\n\n{text}") == ("accepted", ["1"])


def test_a_record_with_a_proposal_is_no_log() -> None:
    text = "## Proposal\n\nStatus: draft\n\nWe use [it](https://x/1).\n\n## Vote\n\nStatus: open\n\n[it](https://x/2)\n"
    assert chosen(f"# A\n\n{text}") == ("proposed", ["1"])


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (("Gates (accepted)", "Apps (rejected)", "Bus"), ("accepted", ["1"])),
        (("保存（承認）", "照会【承認】", "連携（継続審議）"), ("accepted", ["1", "2"])),
        (("台帳（2024-10-01、承認）", "接続（承認 2025-02-10）"), ("accepted", ["1", "2"])),
        (("Gates (accepted)", "Apps", "Bus (fast)"), (None, [])),
    ],
)
def test_headings_may_say_the_statuses(headings: tuple[str, ...], told: tuple[str | None, list[str]]) -> None:
    text = "".join(f"## {name}\n\nWe use [it](https://x/{n}).\n\n" for n, name in enumerate(headings, 1))
    assert chosen(f"# Log\n\n{text}") == told


def test_a_decision_below_such_a_heading_may_have_sections() -> None:
    one, two = (f"[it](https://x/{n})" for n in (1, 2))
    text = f"## Gates (accepted)\n\n### Options\n\n{one}\n\n### Decision\n\n{two}\n\n## Apps (rejected)\n\n{one}\n"
    assert chosen(f"# Log\n\n{text}") == ("accepted", ["2"])
