"""The evidence says that a check ran on an example only where it did."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import evidence_records
import pytest
from checked import catalog_cases
from evidence_records import judges, judging, kinds_of, narrowed
from projects import REPOSITORY

from patternloom.catalog.load import Catalog
from patternloom.model.examples import CheckKind
from patternloom.problems.findings import Mark, Problem
from patternloom.problems.rules import Severity
from patternloom.verify.examine import Report

HOOKS = Path(evidence_records.__file__).with_name("evidence_hooks.py")
# Tests of one file: one that passes, one that is skipped.
TESTS = """import pytest
def test_right(): pass
def test_other(): pass
@pytest.mark.skip
def test_skipped(): pass
"""
SKIPPED = TESTS.replace("@pytest.mark.skip\n", "")
# A deselection that no option of the command line tells of.
DESELECTED = """def pytest_collection_modifyitems(config, items):
    config.hook.pytest_deselected(items=[items.pop()])
"""
# What xdist makes of a worker's process and of its controller, without the processes: pytest in a test of pytest, both
# with workers, has waited for ever on another machine.
WORKER = """def pytest_configure(config):
    config.workerinput, config.workeroutput = {}, {}
def pytest_unconfigure(config):
    print('\\nHANDED ON', config.workeroutput)
"""
CONTROLLER = """from types import SimpleNamespace
def pytest_runtestloop(session):
    session.config.hook.pytest_testnodedown(node=SimpleNamespace(workeroutput={'deselected': True}), error=None)
"""


def test_every_kind_of_check_that_applies_is_one_of_the_catalog(real_catalog: Catalog) -> None:
    """The page tells each by its name."""
    kinds = {kind for case in catalog_cases() for kind in kinds_of(case)}
    assert sorted(kinds) == sorted(id for id, entry in real_catalog.entries.items() if isinstance(entry, CheckKind))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What `write` writes, where every check finds nothing and every tool tells its version."""
    paths: list[Path] = []
    monkeypatch.setattr(Path, "write_text", lambda path, *_: paths.append(path))
    monkeypatch.setattr(evidence_records, "examine", lambda _: Report((), (), ()))
    monkeypatch.setattr(evidence_records, "tools_of", lambda _: [])
    return paths


PASSED = frozenset(f"{start}x" for start in judges())


def refused(passed: Collection[str] = PASSED) -> str:
    """Why nothing is written."""
    with pytest.raises(RuntimeError) as error:
        evidence_records.write(passed)
    return str(error.value)


def test_a_record_is_written_for_every_example(written: list[Path]) -> None:
    """Where all is well."""
    assert len(evidence_records.write(PASSED)) == len(written) == len(catalog_cases())


def test_nothing_is_written_where_a_module_runs_other_examples(
    written: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where all tests passed; no record before the wrong one is written either."""
    start = "tests/live/test_sql.py::"
    others = dataclasses.replace(judges()[start], examples=frozenset())
    monkeypatch.setattr(evidence_records, "judges", lambda: {**judges(), start: others})
    first = sorted(judges()[start].examples)[0]
    told = f"{first}: {start} runs nothing of it, so nothing is written"
    assert (refused(), written) == (told, [])


def test_nothing_is_written_where_a_module_did_not_run(written: list[Path]) -> None:
    """Whatever else passed."""
    start = "tests/live/test_saga.py::"
    told = f"orchestrated-saga-on-eks: no test of {start} ran, so nothing is written"
    assert (refused(PASSED - {f"{start}x"}), written) == (told, [])


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_nothing_is_written_where_a_check_finds_something_or_did_not_run(
    written: list[Path], monkeypatch: pytest.MonkeyPatch, severity: Severity
) -> None:
    """The same function says so that `patternloom verify` calls."""
    problem = Problem(Mark("a.yaml", 3, 5), "wrong", severity=severity, rule="verify-not-run")
    report = Report((), (problem,), ()) if severity == "error" else Report((), (), (problem,))
    monkeypatch.setattr(evidence_records, "examine", lambda _: report)
    assert (refused(), written) == (f"{problem}: so nothing is written", [])


@pytest.mark.parametrize(
    ("options", "paths", "told"),
    [
        ({}, ["tests/ours", "tests/live"], []),
        ({"keyword": "", "ignore": None, "lf": False}, ["tests"], []),
        ({"keyword": "static"}, ["tests/ours", "tests/live"], ["keyword"]),
        (
            {"markexpr": "x", "deselect": ["a"]},
            ["tests/ours", "tests/live"],
            ["markexpr", "deselect"],
        ),
        ({"ignore": ["tests/live"]}, ["tests"], ["ignore"]),
        ({}, ["tests/live"], ["paths"]),
        ({}, [str(path) for path in judging()], []),
        ({}, [str(path) for path in judging()[1:]], ["paths"]),
    ],
)
def test_a_command_that_leaves_tests_out_is_known(
    options: dict[str, object], paths: list[str], told: list[str]
) -> None:
    """By options, or by paths that are not all of the modules that judge."""
    assert narrowed(options, [REPOSITORY / path for path in paths]) == told


def run_of(folder: Path, *arguments: str, tests: str = SKIPPED, plugin: str = "", narrow: str = "[]") -> str:
    """What a run of a small project with our hooks says at its end: `WRITTEN`, or why not."""
    own = folder / "ours"
    own.mkdir()
    shutil.copyfile(HOOKS, folder / HOOKS.name)
    (own / "test_one.py").write_text(tests, "utf-8")
    (folder / "evidence_records.py").write_text(
        f"def narrowed(*_): return {narrow}\ndef write(passed):\n    print('\\nWRITTEN', len(passed))\n    return []\n",
        "utf-8",
    )
    option = "def pytest_addoption(parser):\n    parser.addoption('--write-evidence', action='store_true')\n"
    (folder / "conftest.py").write_text(f"pytest_plugins = ['{HOOKS.stem}']\n{option}{plugin}", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--write-evidence",
        "-p",
        "no:cacheprovider",
        f"--basetemp={folder / 'temporary'}",  # else it puts away what earlier runs have left
        *arguments,
        "ours",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COV"))}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    told = ("WRITTEN", "no evidence", "HANDED ON")
    lines = [line for line in (done.stdout + done.stderr).splitlines() if any(word in line for word in told)]
    return " ".join([str(done.returncode), *lines])


def test_a_run_that_is_whole_writes(tmp_path: Path) -> None:
    """Every test passed."""
    assert run_of(tmp_path) == "0 WRITTEN 3"


def test_a_worker_writes_nothing(tmp_path: Path) -> None:
    """It has seen only its own share."""
    assert run_of(tmp_path, plugin=WORKER) == "0 HANDED ON {}"


def test_a_run_with_a_skipped_test_writes_nothing(tmp_path: Path) -> None:
    """A test that did not run has found nothing."""
    told = run_of(tmp_path, tests=TESTS)
    assert told.startswith("1 ")
    assert "no evidence is written, as not every test ran: ours/test_one.py::test_skipped" in told


def test_a_run_with_a_skipped_module_writes_nothing(tmp_path: Path) -> None:
    """It is skipped before it has tests."""
    told = run_of(tmp_path, tests="import pytest\npytest.importorskip('nowhere')\n")
    assert told == "5 Exit: no evidence is written, as not every test passed"


@pytest.mark.parametrize("plugin", [DESELECTED, CONTROLLER], ids=["here", "in a worker"])
def test_a_run_with_a_deselected_test_writes_nothing(tmp_path: Path, plugin: str) -> None:
    """Whoever deselected it, and in whichever process."""
    told = run_of(tmp_path, plugin=plugin)
    assert told.startswith("1 ")
    assert "no evidence is written, as not every test ran: deselected" in told


def test_a_worker_hands_on_that_a_test_was_deselected(tmp_path: Path) -> None:
    """It alone sees it."""
    assert run_of(tmp_path, plugin=WORKER + DESELECTED) == "0 HANDED ON {'deselected': True}"


def test_a_part_of_the_tests_does_not_even_begin(tmp_path: Path) -> None:
    """Whoever waited for all of them would hear of it at the end."""
    told = run_of(tmp_path, narrow="['keyword']")
    assert told == "4 ERROR: no evidence is written by a part of the tests: keyword; run `make evidence`"
