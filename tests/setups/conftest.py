"""The table that `make test-setups` ends with: what was tried, and what came of it."""

from __future__ import annotations

import re

import pytest

VERDICTS: dict[str, dict[str, str]] = {}
WORDS = {"passed": "works", "failed": "FAILS", "skipped": "not tried"}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what came of a case: its name is the set-up and where its plugins stood."""
    name = re.search(r"(test_it_\w+)\[(.*)\]$", report.nodeid)
    if name and (report.when == "call" or report.outcome != "passed"):
        setup, _, order = name[2].rpartition("-")
        word = WORDS[report.outcome]
        VERDICTS.setdefault(setup, {})[order] = "refused" if "refused" in name[1] and word == "works" else word


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print it."""
    if VERDICTS:
        terminalreporter.section("set-ups")
        for setup, verdicts in VERDICTS.items():
            told = ", ".join(f"{order}: {verdict}" for order, verdict in sorted(verdicts.items()))
            terminalreporter.write_line(f"{setup:30} {told}")
