"""All checks run that can; those that cannot are named, with the command that gets what they lack."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from checked import case_of

from patternloom.verify.checks import Check
from patternloom.verify.examine import examine
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.tools.programs import Tool

SHOP, DEPOT = case_of("shop"), case_of("depot")
HERE = Tool("Here", lambda: True, lambda: "1", "get here")
GONE = Tool("Gone", lambda: False, lambda: "1", "get gone")
AWAY = Tool("Away", lambda: False, lambda: "1", "get gone")


def finds(case: Case) -> Iterator[Finding]:
    """One thing."""
    yield Finding("step 1", "rule", f"wrong in {case.id}")


def breaks(case: Case) -> Iterator[Finding]:
    """What a mistake of a check does."""
    raise KeyError("kind")


def test_each_finding_is_a_problem_and_each_run_is_told() -> None:
    """Of the examples that a check applies to; what is quicker for all at once is asked once."""
    prepared: list[list[str]] = []

    def prepare(cases: Iterable[Case]) -> None:
        prepared.append([case.id for case in cases])

    checks = [
        Check("one", lambda case: case.id == "shop", finds, (HERE,)),
        Check("all", lambda _: True, lambda _: iter(()), prepare=prepare),
        Check("none", lambda _: False, finds, (GONE,), prepare=prepare),
    ]
    report = examine([DEPOT, SHOP], checks)
    assert (report.ran, [str(one) for one in report.problems], report.not_run, prepared) == (
        (("shop", "one"), ("depot", "all"), ("shop", "all")),
        [f"{SHOP.place.mark('steps', 0)}: step 1: wrong in shop"],
        (),
        [["depot", "shop"]],
    )


def test_a_check_that_lacks_a_tool_does_not_run() -> None:
    """It is named once for all examples alike; a command that gets several things is told once."""
    report = examine([DEPOT, SHOP], [Check("one", lambda _: True, finds, (HERE, GONE, AWAY))])
    assert (report.ran, report.problems, [str(one) for one in report.not_run]) == (
        (),
        (),
        [
            f"{DEPOT.place.mark()}: warning: the check 'one' did not run on depot, shop, as it needs Gone and Away; "
            "get it by: get gone"
        ],
    )


def test_an_example_whose_objects_could_not_be_made_is_not_judged() -> None:
    """The others are."""
    report = examine([dataclasses.replace(SHOP, missing="helm"), DEPOT], [Check("one", lambda _: True, finds)])
    assert (report.ran, [str(one) for one in report.not_run]) == (
        (("depot", "one"),),
        [
            f"{SHOP.place.mark()}: warning: the check 'one' did not run on shop, as it needs Helm; "
            "get it by: patternloom verify --setup"
        ],
    )


def test_a_check_that_breaks_off_is_no_check_that_passed() -> None:
    """The others still run."""
    report = examine([SHOP], [Check("broken", lambda _: True, breaks, alone=True), Check("one", lambda _: True, finds)])
    assert [one.message for one in report.problems] == [
        "the check 'broken' broke off, KeyError: 'kind'; please report it",
        "step 1: wrong in shop",
    ]
