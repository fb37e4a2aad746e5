"""A finding reads well, and the nearest way out is found."""

from __future__ import annotations

import pytest

from patternloom.problems import limits
from patternloom.problems.findings import (
    Findings,
    Mark,
    PatternloomError,
    Problem,
    count_line,
    did_you_mean,
    either,
    hints_bounded,
    nearest,
    one,
    printable,
    render_text,
    shown,
)

ERROR = Problem(
    Mark("catalog/rye.yaml", 3, 9), "unknown pattern 'ry'", "did you mean 'rye'?", rule="dangling-reference"
)
WARNING = Problem(Mark("catalog/rye.yaml", 1, 1), "not used", severity="warning", rule="unused")
HOSTILE = Problem(Mark("catalog/100%, a:b 蒸気.yaml", 2, 1), "50% of\r\nit: a, b", "::error::x\x1f", rule="yaml")


def test_a_problem_is_one_line_with_place_message_and_way_out() -> None:
    assert str(ERROR) == "catalog/rye.yaml:3:9: unknown pattern 'ry'; did you mean 'rye'?"


def test_a_warning_says_that_it_is_one() -> None:
    assert str(WARNING) == "catalog/rye.yaml:1:1: warning: not used"


@pytest.mark.parametrize(
    ("message", "there", "said"),
    [
        ("unknown 'x', expected a field", ["a", "b"], "unknown 'x', expected a field; there are a, b"),
        ("unknown 'x', expected a field", ["a"], "unknown 'x', expected a field; there is a"),
        ("unknown 'x'", ["a", "b"], "unknown 'x'; expected one of a, b"),
        ("unknown 'x', expected a field", ["xx"], "unknown 'x', expected a field; did you mean 'xx'?"),
    ],
)
def test_what_was_expected_is_said_once(message: str, there: list[str], said: str) -> None:
    assert Problem(Mark("a.yaml"), message, did_you_mean("x", there), rule="yaml").said == said


def test_what_cannot_be_seen_is_escaped_wherever_it_stands() -> None:
    text = "a\nb\x1b[31m\u202e\u3000\udcff"
    escaped = r"a\nb\x1b[31m\u202e\u3000\udcff"
    assert str(Problem(Mark(text), text, text, rule="yaml")) == f"{escaped}:1:1: {escaped}; {escaped}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a ##[set-output name=x]y", r"a \x23#[set-output name=x]y"),
        ("##vso[task.setvariable variable=x]y", r"\x23#vso[task.setvariable variable=x]y"),
        ("::stop-commands::x", r"\x3a:stop-commands::x"),
        ("  ::add-mask x::", r"  \x3a:add-mask x::"),
        ("## [Unreleased], a::b::", "## [Unreleased], a::b::"),
    ],
)
def test_what_a_log_of_a_ci_service_would_obey_is_told_and_not_given(text: str, said: str) -> None:
    assert printable(text) == said
    assert Mark(text).file == said
    assert Problem(Mark("a"), text, rule="yaml").message == said


def test_what_can_be_seen_stays_as_it_is_beside_what_cannot() -> None:
    assert str(Mark("é蒸\\\n")) == "é蒸\\\\n:1:1"


def test_an_error_holds_its_problems_sorted_by_place_and_each_once() -> None:
    assert PatternloomError([ERROR, WARNING, ERROR]).problems == (WARNING, ERROR)


def test_an_error_reads_like_its_report() -> None:
    assert str(PatternloomError([ERROR])) == render_text([ERROR])


def test_problems_sort_by_number_and_not_by_digits() -> None:
    marks = [Mark("a", 10, 2), Mark("a", 9, 10), Mark("a", 9, 9), Mark("b")]
    assert [str(mark) for mark in sorted(marks)] == ["a:9:9", "a:9:10", "a:10:2", "b:1:1"]


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], "no problems"),
        ([ERROR], "1 error"),
        ([WARNING], "1 warning"),
        ([ERROR, HOSTILE, WARNING, WARNING], "2 errors, 2 warnings"),
        ([ERROR] * limits.PROBLEMS, f"{limits.PROBLEMS} errors, more are not shown"),
    ],
)
def test_a_report_ends_with_a_count(problems: list[Problem], expected: str) -> None:
    assert count_line(problems) == expected
    assert render_text(problems).splitlines()[-1] == expected


def test_the_text_report_is_a_line_a_problem_and_the_count() -> None:
    assert render_text([WARNING, ERROR]) == (
        "catalog/rye.yaml:1:1: warning: not used\n"
        "catalog/rye.yaml:3:9: unknown pattern 'ry'; did you mean 'rye'?\n"
        "1 error, 1 warning"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("rye", "'rye'"),
        ("蒸気", "'蒸気'"),
        ("x" * 61, "'" + "x" * 59 + "…'"),
        ("x" * 60, "'" + "x" * 60 + "'"),
    ],
)
def test_a_value_is_shown_in_quotes_and_cut(value: str, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("value", "valid", "expected"),
    [
        ("sga", ["saga", "bread"], "did you mean 'saga'?"),
        ("SAGA", ["saga", "bread"], "did you mean 'saga'?"),
        ("saga", ["Saga"], "did you mean 'Saga'?"),
        ("zzz", ["b", "a", "a"], "expected one of a, b"),
        ("zzz", ["a"], "expected one of a"),
        ("abcdef", ["abcdxx"], "did you mean 'abcdxx'?"),
        ("tags", ["status"], "expected one of status"),
        ("saga", ["saga-by-events", "bread"], "did you mean 'saga-by-events'?"),
        ("saga", ["saga-by-events", "saga-by-orders"], "expected one of saga-by-events, saga-by-orders"),
        ("", ["-a"], "expected one of -a"),
        ("zzz", [f"n{number}" for number in range(9)], ""),
        ("zzz", [], ""),
    ],
)
def test_the_hint_is_the_nearest_value_or_the_few_there_are(value: str, valid: list[str], expected: str) -> None:
    assert did_you_mean(value, valid) == expected


def test_findings_stop_growing_at_their_limit() -> None:
    problems = [Problem(Mark("a", line), "x", rule="yaml") for line in range(1, limits.PROBLEMS + 10)]
    for findings in (Findings(problems), Findings()):
        findings.extend(problems)
        findings.append(ERROR)
        assert (list(findings), findings.full, len(findings)) == (problems[: limits.PROBLEMS], True, limits.PROBLEMS)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("area", "an area"),
        ("erratum", "an erratum"),
        ("pattern", "a pattern"),
        ("technology-kind", "a technology kind"),
    ],
)
def test_a_kind_has_its_article_and_no_hyphen(kind: str, expected: str) -> None:
    assert one(kind) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["area"], "area"), (["pattern", "check-kind", "area"], "area, check kind or pattern")],
)
def test_alternatives_are_listed_in_the_order_of_the_alphabet(words: list[str], expected: str) -> None:
    assert either(words) == expected


def test_what_was_meant_is_looked_for_until_a_report_has_compared_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COMPARISONS", 5)
    with hints_bounded():
        assert nearest("rie", ["rye", "oat"]) == "rye"
        with hints_bounded():  # a part of the same report
            assert nearest("rie", ["rye", "oat"]) == "rye"
        assert nearest("rie", ["rye", "oat"]) is None
        assert nearest("rie", ["rye"]) == "rye"
        assert did_you_mean("rie", ["rye", "oat"]) == "expected one of oat, rye"
    assert nearest("rie", ["rye"] * 9) == "rye"


def test_nobody_mistypes_a_name_of_a_thousand_letters() -> None:
    long = "x" * 1000
    assert nearest(long, [long + "y"]) is None
    assert nearest("rie", [long, "rye"]) == "rye"
    assert did_you_mean("a", [long]) == f"expected one of {'x' * 59}…"
