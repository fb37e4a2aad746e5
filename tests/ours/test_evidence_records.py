"""The evidence says that a check ran on an example only where it did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from examples import recording
from examples.cases import REPOSITORY, catalog_cases
from examples.checks import CHECKS
from examples.recording import KINDS, kinds_of, narrowed, run_by

HERE = Path(__file__).parent
# Tests of one file: one that passes, one that is skipped.
TESTS = """import pytest
def test_right(): pass
def test_other(): pass
@pytest.mark.skip
def test_skipped(): pass
"""
SKIPPED = TESTS.replace("@pytest.mark.skip\n", "")
# A deselection that no option of the command line tells of.
PLUGIN = """def pytest_collection_modifyitems(config, items):
    config.hook.pytest_deselected(items=[items.pop()])
"""


def test_every_example_is_run_by_the_modules_that_judge_its_files() -> None:
    """A module that runs one example vouches for no other that has such files."""
    assert [
        (case.id, kind)
        for case in catalog_cases()
        for kind in kinds_of(case)
        if KINDS[kind].module and case.id not in run_by(KINDS[kind].module)
    ] == []


def test_every_kind_of_check_is_one_that_there_is() -> None:
    """Each names a static check or a test module, and no static check is left out."""
    assert {name for name, kind in KINDS.items() if bool(kind.check) == bool(kind.module)} == set()
    assert sorted(kind.check for kind in KINDS.values() if kind.check) == sorted(CHECKS)


def test_nothing_is_written_where_a_kind_runs_other_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where all tests passed; no record before the wrong one is written either."""
    modules = {kind.module for kind in KINDS.values() if kind.module}
    passed = {f"tests/examples/{module.replace('.', '/')}.py::x" for module in modules}
    passed |= {
        f"tests/examples/test_static.py::test_an_example_has_nothing_wrong[{case.id}-{check}]"
        for case in catalog_cases()
        for check in CHECKS
    }
    written: list[Path] = []
    monkeypatch.setattr(Path, "write_text", lambda path, *_: written.append(path))
    monkeypatch.setattr(recording, "version", lambda _: "1")
    assert len(recording.write(passed)) == len(written) == len(catalog_cases())
    written.clear()
    monkeypatch.setattr(recording, "run_by", lambda module: run_by(module) - {"db-per-service-on-eks"})
    with pytest.raises(RuntimeError) as error:
        recording.write(passed)
    told = "db-per-service-on-eks: servers.test_sql runs nothing of it, so nothing is written"
    assert (str(error.value), written) == (told, [])


@pytest.mark.parametrize(
    ("options", "paths", "told"),
    [
        ({}, ["tests/examples"], []),
        ({"keyword": "", "ignore": None, "lf": False}, ["tests"], []),
        ({"keyword": "static"}, ["tests/examples"], ["keyword"]),
        ({"markexpr": "x", "deselect": ["a"]}, ["tests/examples"], ["markexpr", "deselect"]),
        ({"ignore": ["tests/examples/servers"]}, ["tests"], ["ignore"]),
        ({}, ["tests/examples/servers"], ["paths"]),
        ({}, ["tests/examples/test_static.py::test_no_example_is_missing"], ["paths"]),
    ],
)
def test_a_command_that_leaves_tests_out_is_known(
    options: dict[str, object], paths: list[str], told: list[str]
) -> None:
    """By options, or by paths that are not all of the examples' tests."""
    assert narrowed(options, [REPOSITORY / path for path in paths]) == told


def written(folder: Path, *arguments: str, tests: str = SKIPPED, plugin: str = "", narrow: str = "[]") -> str:
    """What a run of a small project with our hooks says at its end: `WRITTEN`, or why not."""
    own = folder / "examples"
    own.mkdir()
    shutil.copyfile(HERE / "conftest.py", own / "conftest.py")
    (own / "__init__.py").touch()
    (own / "test_one.py").write_text(tests, "utf-8")
    (own / "recording.py").write_text(
        f"def narrowed(*_): return {narrow}\ndef write(passed):\n    print('\\nWRITTEN', len(passed))\n    return []\n",
        "utf-8",
    )
    option = "def pytest_addoption(parser):\n    parser.addoption('--write-evidence', action='store_true')\n"
    (folder / "conftest.py").write_text(option + plugin, "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--write-evidence",
        "-p",
        "no:cacheprovider",
        *arguments,
        "examples",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COV"))}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    lines = [line for line in (done.stdout + done.stderr).splitlines() if "WRITTEN" in line or "no evidence" in line]
    return f"{done.returncode} {' '.join(lines)}"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_run_that_is_whole_writes(tmp_path: Path, workers: str) -> None:
    """With workers as without."""
    assert written(tmp_path, "-n", workers) == "0 WRITTEN 3"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_run_with_a_skipped_test_writes_nothing(tmp_path: Path, workers: str) -> None:
    """A test that did not run has found nothing."""
    told = written(tmp_path, "-n", workers, tests=TESTS)
    assert told.startswith("1 ")
    assert "no evidence is written, as not every test ran: examples/test_one.py::test_skipped" in told


def test_a_run_with_a_skipped_module_writes_nothing(tmp_path: Path) -> None:
    """It is skipped before it has tests."""
    told = written(tmp_path, tests="import pytest\npytest.importorskip('nowhere')\n")
    assert told == "5 Exit: no evidence is written, as not every test passed"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_run_with_a_deselected_test_writes_nothing(tmp_path: Path, workers: str) -> None:
    """Whoever deselected it."""
    told = written(tmp_path, "-n", workers, plugin=PLUGIN)
    assert told.startswith("1 ")
    assert "no evidence is written, as not every test ran: deselected" in told


def test_a_part_of_the_tests_does_not_even_begin(tmp_path: Path) -> None:
    """Whoever waited for all of them would hear of it at the end."""
    told = written(tmp_path, narrow="['keyword']")
    assert told == "4 ERROR: no evidence is written by a part of the tests: keyword; run `make evidence`"
