"""All checks on some examples: what they found, and which of them did not run.

In: cases. Out: a `Report`, in the order of the examples and of the checks. A check that lacks a tool does not run, and
the report says so; one that breaks off is no check that passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from patternloom.problems.findings import Problem
from patternloom.verify.checks import CHECKS, Check, findings
from patternloom.verify.example.case import Case
from patternloom.verify.places import problem_of
from patternloom.verify.tools.programs import HELM, KUBECTL, SlowError, Tool

RENDERERS = {"kubectl": KUBECTL, "helm": HELM}


@dataclass(frozen=True)
class Report:
    """What came out."""

    ran: tuple[tuple[str, str], ...]
    """(example, check)."""
    problems: tuple[Problem, ...]
    not_run: tuple[Problem, ...]
    """A warning for each check that did not run, with the command that gets what it lacks."""


def examine(cases: Sequence[Case], checks: Sequence[Check] = CHECKS) -> Report:
    """Run every check that applies."""
    ran: list[tuple[str, str]] = []
    problems: list[Problem] = []
    not_run: list[Problem] = []
    for check in checks:
        able: list[Case] = []
        unable: dict[tuple[Tool, ...], list[Case]] = {}
        for case in (case for case in cases if check.applies(case)):
            if tools := _lacking(check, case):
                unable.setdefault(tools, []).append(case)
            else:
                able.append(case)
        not_run += [_not_run(check, tools, left_out) for tools, left_out in unable.items()]
        if able and (broken := _prepared(check, able)):
            problems += broken
            continue
        for case in able:
            problems += _found(check, case)
            ran.append((case.id, check.name))
    return Report(tuple(ran), tuple(sorted(set(problems))), tuple(sorted(not_run)))


def _prepared(check: Check, cases: Sequence[Case]) -> list[Problem]:
    """What keeps a check from all of them."""
    try:
        if check.prepare is not None:
            check.prepare(cases)
    except Exception as error:  # noqa: BLE001  # as below
        return [_broken(check, cases[0], error)]
    return []


def _found(check: Check, case: Case) -> list[Problem]:
    try:
        return [problem_of(check, case, finding) for finding in findings(check, case)]
    except Exception as error:  # noqa: BLE001  # a check's own mistake, told as one: the other checks still run
        return [_broken(check, case, error)]


def _broken(check: Check, case: Case, error: Exception) -> Problem:
    own = f"{error}" if isinstance(error, SlowError) else f"{type(error).__name__}: {error}; please report it"
    return Problem(case.place.mark(), f"the check {check.name!r} broke off, {own}", rule=check.rule)


def _lacking(check: Check, case: Case) -> tuple[Tool, ...]:
    """What has to be got before the check can run on this example."""
    own = [tool for tool in check.tools if not tool.is_here()]
    return (*own, *([RENDERERS[case.missing]] if case.missing else []))


def _not_run(check: Check, tools: Sequence[Tool], cases: Sequence[Case]) -> Problem:
    """One for all examples alike, at the first of them."""
    names = " and ".join(tool.name for tool in tools)
    message = f"the check {check.name!r} did not run on {', '.join(case.id for case in cases)}, as it needs {names}"
    commands = " && ".join(dict.fromkeys(tool.get for tool in tools))
    return Problem(cases[0].place.mark(), message, f"get it by: {commands}", "warning", rule="verify-not-run")
