"""What a team's records look like already, and where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.adr.new_record.habits import Habits, habits_of, names_in, records_folder
from patternloom.adr.new_record.naming import Naming

MADR = "---\nstatus: accepted\n---\n# A\n\n## Considered Options\n"
LISTED = "# A\n\n* Status: accepted\n\n## Decision Outcome\n"
NYGARD = "# 1. A\n\nDate: 2026-11-29\n\n## Status\n\nAccepted\n\n## Decision\n\nWe do.\n"
JAPANESE = "# 1. 決める\n\n## ステータス\n\n承認済み\n\n## 決定\n\n採用する。\n"


def write(folder: Path, **records: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in records.items():
        (folder / f"{name[1:].replace('_', '-')}.md").write_text(text, "utf-8")
    return folder


def test_without_records_there_are_no_habits(tmp_path: Path) -> None:
    assert habits_of(tmp_path / "none") == Habits()
    assert habits_of(write(tmp_path, _README="# Records\n")) == Habits()


@pytest.mark.parametrize(
    ("text", "habits"),
    [
        (MADR, Habits(Naming(), "madr", "en", "front matter")),
        (LISTED, Habits(Naming(), "madr", "en", "list")),
        (NYGARD, Habits(Naming(), "nygard", "en", "front matter")),
        (JAPANESE, Habits(Naming(), "nygard", "ja", "front matter")),
        ("", Habits()),
        ("\ufeff" + MADR.replace("\n", "\r\n"), Habits(Naming(), "madr", "en", "front matter", "\r\n")),
        (LISTED.replace("\n", "\r\n"), Habits(Naming(), "madr", "en", "list", "\r\n")),
        (NYGARD.replace("\n", "\r\n"), Habits(Naming(), "nygard", "en", "front matter", "\r\n")),
        (JAPANESE.replace("\n", "\r"), Habits(Naming(), "nygard", "ja", "front matter", "\r")),
    ],
)
def test_a_record_tells_template_language_and_where_its_status_stands(
    tmp_path: Path, text: str, habits: Habits
) -> None:
    (tmp_path / "0001-a.md").write_text(text, "utf-8", newline="")
    assert habits_of(tmp_path) == habits


def test_the_latest_records_count(tmp_path: Path) -> None:
    write(tmp_path, _0001_a=JAPANESE, _0002_b=NYGARD, _0003_c=MADR)
    assert habits_of(tmp_path) == Habits(Naming(), "madr", "en", "front matter")
    write(tmp_path, _0004_d="# Free form\n")
    assert habits_of(tmp_path).template == "madr"


def test_numbers_without_zeros_stay_so(tmp_path: Path) -> None:
    write(tmp_path, _9_a="", _10_b="")
    assert habits_of(tmp_path).naming.width == 1


def test_days_stay_days(tmp_path: Path) -> None:
    write(tmp_path, _20261128_a=LISTED)
    assert habits_of(tmp_path) == Habits(Naming("", 8, dated=True), "madr", "en", "list")


def test_records_in_folders_of_their_own_are_read_there(tmp_path: Path) -> None:
    for name in (
        "0001-a/README.md",
        "0002-b/decision.adoc",
        "0003-c/x.md",
        "0003-c/y.md",
        "notes/README.md",
        ".4-d/README.md",
    ):
        write(tmp_path / name.partition("/")[0])
        (tmp_path / name).write_text(NYGARD, "utf-8")
    (tmp_path / "0005-loop").symlink_to("0005-loop")
    assert names_in(tmp_path) == ["0001-a/README.md", "0002-b/decision.adoc", "0005-loop"]
    assert habits_of(tmp_path).naming == Naming(ending="adoc", inside="decision")
    assert habits_of(tmp_path).template == "nygard"


def test_log4brains_without_records_names_them_by_their_day(tmp_path: Path) -> None:
    (tmp_path / ".log4brains.yml").write_text("project:\n  adrFolder: ./docs/decisions-log\n", "utf-8")
    (tmp_path / ".git").mkdir()
    folder = records_folder(tmp_path)
    assert folder == tmp_path / "docs" / "decisions-log"
    assert habits_of(folder) == Habits(Naming(dated=True), "madr", None, "list")


MERGED = ["a0: &a0 {k: v}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 30)}]}}" for n in range(1, 9))]
"""Six hundred thousand million pairs, by nine lines."""


def test_settings_of_log4brains_are_not_made_larger_than_they_are_written(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".log4brains.yml").write_text("\n".join([*MERGED, "project: {adrFolder: notes}"]), "utf-8")
    assert records_folder(tmp_path) == tmp_path / "notes"


@pytest.mark.parametrize(
    "text",
    ["", "project: [", "project: 7", "project: {adrFolder: [a]}", "project: {adrFolder: 7}", "[" * 3000, "? [a]\n: b"],
)
def test_settings_of_log4brains_that_name_no_folder_are_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".log4brains.yml").write_text(text, "utf-8")
    assert records_folder(tmp_path) == tmp_path / "docs" / "adr"


def test_adr_tools_names_the_folder_from_where_its_file_lies(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".adr-dir").write_text("notes/adr\n", "utf-8")
    below = write(tmp_path / "src" / "deep")
    assert records_folder(below) == tmp_path / "notes" / "adr"


def test_a_file_of_adr_tools_that_is_no_path_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".adr-dir").write_text("a\nb\n", "utf-8")
    assert records_folder(tmp_path) == tmp_path / "docs" / "adr"


@pytest.mark.parametrize("name", ["docs/adr", "doc/adr", "docs/decisions", "adr", "docs/architecture/decisions"])
def test_a_folder_of_a_usual_name_is_found_from_below_too(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / name)
    below = write(tmp_path / "services" / "orders")
    assert records_folder(below) == tmp_path / name
    nearer = write(below / "docs" / "adr")
    assert records_folder(below) == nearer


def test_nothing_above_the_repository_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path / "docs" / "adr")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert records_folder(tmp_path / "repository") == tmp_path / "repository" / "docs" / "adr"


def test_without_a_repository_records_begin_below_the_folder_itself(tmp_path: Path) -> None:
    write(tmp_path / "adrs")  # somebody else's, as far as anybody can tell
    assert records_folder(write(tmp_path / "a")) == tmp_path / "a" / "docs" / "adr"
    named = write(tmp_path / "records")
    (tmp_path / ".adr-dir").write_text("records\n", "utf-8")
    assert records_folder(tmp_path / "a") == named


def test_what_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "0001-a.md").mkdir()
    (tmp_path / "0002-b.md").symlink_to(tmp_path / "0002-b.md")
    assert habits_of(tmp_path) == Habits()
