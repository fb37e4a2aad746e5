"""Keeps the tests that share a slow start in one worker, and notes what passed for the examples' evidence.

In: the marks `xdist_group`, and the tests' reports. Out: names behind the ids, where the scheduler `loadgroup` looks for
them; with `--write-evidence`, the records (`evidence_records`). A plugin of pytest for all of `tests/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

FOLDERS = tuple(Path(__file__).parent / name for name in ("test_verify", "ours", "live"))
"""Whose tests judge the examples; the others are left alone."""
PASSED: set[str] = set()
LEFT_OUT: list[str] = []
"""What was skipped or deselected."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What xdist does itself up to pytest 9.1 (pytest-dev/pytest-xdist#1386): it writes a field that 9.2 never reads."""
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        ours = any(item.path.is_relative_to(folder) for folder in FOLDERS)
        if mark and ours and not item.nodeid.endswith(f"@{mark.args[0]}"):
            item._id = type(item.id).parse(f"{item.nodeid}@{mark.args[0]}")


def pytest_configure(config: pytest.Config) -> None:
    """A run that leaves tests out says so before it begins, not when it has ended."""
    if not config.getoption("--write-evidence") or hasattr(config, "workerinput"):
        return
    from evidence_records import narrowed

    places = [config.invocation_params.dir / one for one in config.args]
    if why := narrowed(vars(config.option), places):
        raise pytest.UsageError(f"no evidence is written by a part of the tests: {', '.join(why)}; run `make evidence`")


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """A worker hands it on; by now no option that is known can have done it."""
    for config in {id(item.config): item.config for item in items}.values():
        LEFT_OUT.append("deselected")
        if hasattr(config, "workeroutput"):
            config.workeroutput["deselected"] = True


@pytest.hookimpl(optionalhook=True)  # without xdist nobody knows it
def pytest_testnodedown(node: object) -> None:
    """What a worker has left out."""
    if getattr(node, "workeroutput", {}).get("deselected"):
        LEFT_OUT.append("deselected")


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """A module that skips itself is no test that passed."""
    if report.skipped:
        LEFT_OUT.append(report.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Also those of the workers come by here."""
    if report.when == "call" and report.passed:
        PASSED.add(report.nodeid)
    elif report.skipped:
        LEFT_OUT.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Only the run that sees all workers writes, and only where every test ran and passed."""
    if not session.config.getoption("--write-evidence") or hasattr(session.config, "workerinput"):
        return
    if exitstatus != pytest.ExitCode.OK:
        pytest.exit("no evidence is written, as not every test passed", returncode=int(exitstatus))
    if LEFT_OUT:
        why = f"no evidence is written, as not every test ran: {', '.join(sorted({*LEFT_OUT}))}"
        pytest.exit(why, returncode=int(pytest.ExitCode.TESTS_FAILED))
    from evidence_records import write

    for path in write(PASSED):
        print(f"\n{path.relative_to(FOLDERS[0].parents[1])}", end="")
