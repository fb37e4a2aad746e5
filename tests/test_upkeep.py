"""The verbs that look after a catalog, with a lock and without one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from projects import Project
from remembered import REMEMBERED

from patternloom import upkeep
from patternloom.cli import main


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project with a past, as the folder that the command runs in."""
    shutil.copytree(REMEMBERED, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The status, and what was printed."""
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_change_is_told_recorded_and_told_no_more(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "check", "--locked")
    assert (status, out.splitlines()[-1]) == (0, "1 warning")
    inside.replace(
        "fermentation/leavening.yaml", "status: recommended\n    correlations", "status: situational\n    correlations"
    )
    status, out, _ = said(capsys, "check")
    assert (status, out.splitlines()[-1]) == (0, "2 warnings")
    status, out, _ = said(capsys, "check", "--locked")
    assert (status, out.splitlines()[-1]) == (1, "1 error, 1 warning")
    assert 'run \'patternloom lock yeast --reason en="…" --reason ja="…"\'' in out
    status, out, _ = said(capsys, "lock")
    assert (status, out.splitlines()[-1]) == (1, "1 error")
    reasons = ("--reason", "en=It was wrong.", "--reason", "ja=誤りでした。")
    assert said(capsys, "lock", "yeast", *reasons) == (0, "yeast: revision 3, status changed\n1 file written\n", "")
    assert said(capsys, "lock") == (0, "nothing is new\n", "")
    assert said(capsys, "check", "--locked")[0] == 0


def test_a_lock_that_is_gone_is_told_by_the_keys_that_it_gave(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that never was is asked for by nobody."""
    shutil.rmtree(inside.catalog / "lock")
    what = "no lock, and statements of 'fermentation' and 1 more have keys from one"
    status, out, _ = said(capsys, "check", "--locked")
    assert (status, out.partition(", expected")[0]) == (1, f"catalog/lock:1:1: {what}")
    status, out, _ = said(capsys, "check")
    assert (status, out.partition(", expected")[0]) == (0, f"catalog/lock:1:1: warning: {what}")


def test_a_check_of_what_nobody_has_changed_reads_nothing_and_says_the_same(
    inside: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[object] = []
    original = upkeep.read_sources
    monkeypatch.setattr(upkeep, "read_sources", lambda *given, **named: reads.append(1) or original(*given, **named))
    first = said(capsys, "check")
    assert first[0] == 0
    assert [said(capsys, "check"), len(reads)] == [first, 1]
    file, rest = "fermentation/leavening.yaml", "\n    correlations"
    inside.replace(file, f"status: recommended{rest}", f"status: situational{rest}")
    changed = said(capsys, "check")
    assert (changed != first, len(reads)) == (True, 2)
    inside.replace(file, f"status: situational{rest}", f"status: wrong{rest}")
    assert [said(capsys, "check")[0] for _ in range(2)] == [1, 1]
    assert len(reads) == 4, "a mistake is looked for each time"


def test_whoever_guards_a_branch_believes_nothing_that_was_kept(
    inside: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(capsys, "check")[0] == 0
    asked: list[object] = []
    monkeypatch.setattr(upkeep, "reading_of", lambda root: asked.append(root))
    assert [said(capsys, "check", option)[0] for option in ("--locked", "--render")] == [0, 0]
    assert asked == []
    inside.replace("fermentation/leavening.yaml", "status: recommended\n    corr", "status: situational\n    corr")
    assert said(capsys, "check")[0] == 0
    assert asked != []


def test_wrong_options_are_wrong_use(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert inside.catalog.is_dir()
    status, _, err = said(capsys, "lock", "--reason", "why")
    assert (status, err) == (2, "patternloom lock: reason 'why', expected one of en=…, ja=…\n")


def test_a_catalog_without_a_lock_is_not_asked(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor has it keys, which only a lock gives."""
    shutil.rmtree(inside.catalog / "lock")
    for path in inside.catalog.rglob("*.yaml"):
        path.write_text(re.sub(r"- key: \w+\n +", "- ", path.read_text("utf-8")), "utf-8")
    assert said(capsys, "check", "--locked") == (0, "no problems\n", "")
    assert "lock" not in said(capsys, "stats")[1].split("\n")
    status, out, _ = said(capsys, "lock", "--release", "0.1.0")
    assert (status, out.splitlines()[-2:]) == (0, ["release 0.1.0: 16 new, 0 revised", "18 files written"])
    assert said(capsys, "check", "--locked", "--render") == (0, "no problems\n", "")


def test_a_catalog_by_itself_is_checked_without_pages(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--catalog", "catalog", "check", "--locked")[1].splitlines()[-1] == "1 warning"
    (inside.catalog / "lock/pattern/soda.yaml").write_text("id: soda\n", "utf-8")
    assert said(capsys, "--catalog", "catalog", "check")[0] == 1
    assert said(capsys, "check")[0] == 1


def test_what_is_remembered_is_counted(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert inside.catalog.is_dir()
    assert "      1  older than their original, in ja" in said(capsys, "stats")[1]
