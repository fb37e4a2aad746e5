"""Keeps the tests that share a slow start in one worker, and notes what passed for the examples' evidence.

In: the marks `xdist_group`, and the tests' reports. Out: names behind the ids, where the scheduler `loadgroup` looks for
them; with `--write-evidence`, the records.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
PASSED: set[str] = set()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What xdist does itself up to pytest 9.1 (pytest-dev/pytest-xdist#1386): it writes a field that 9.2 never reads."""
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        mark = item.get_closest_marker("xdist_group")
        if mark and item.path.is_relative_to(HERE) and not item.nodeid.endswith(f"@{mark.args[0]}"):
            item._id = type(item.id).parse(f"{item.nodeid}@{mark.args[0]}")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Also those of the workers come by here."""
    if report.when == "call" and report.passed:
        PASSED.add(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Only the run that sees all workers writes, and only after a run without a failure."""
    if not session.config.getoption("--write-evidence") or hasattr(session.config, "workerinput"):
        return
    if exitstatus != pytest.ExitCode.OK:
        pytest.exit("no evidence is written, as not every test passed", returncode=int(exitstatus))
    from examples.recording import write

    for path in write(PASSED):
        print(f"\n{path.relative_to(HERE.parent.parent)}", end="")
