"""A finding reads well in every format, and the nearest way out is found."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patternloom.problems.findings import MAX_PROBLEMS, Findings, Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.problems.reports import RENDERINGS, count_line, render_github, render_json, render_sarif, render_text
from patternloom.problems.rules import RULES

ERROR = Problem(
    Mark("catalog/rye.yaml", 3, 9), "unknown pattern 'ry'", "did you mean 'rye'?", rule="dangling-reference"
)
WARNING = Problem(Mark("catalog/rye.yaml", 1, 1), "not used", severity="warning", rule="unused")
HOSTILE = Problem(Mark("catalog/100%, a:b 蒸気.yaml", 2, 1), "50% of\r\nit: a, b", "::error::x\x1f", rule="yaml")


def test_a_problem_is_one_line_with_place_message_and_way_out() -> None:
    assert str(ERROR) == "catalog/rye.yaml:3:9: unknown pattern 'ry'; did you mean 'rye'?"


def test_a_warning_says_that_it_is_one() -> None:
    assert str(WARNING) == "catalog/rye.yaml:1:1: warning: not used"


def test_what_cannot_be_seen_is_escaped_wherever_it_stands() -> None:
    text = "a\nb\x1b[31m\u202e\u3000\udcff"
    escaped = r"a\nb\x1b[31m\u202e\u3000\udcff"
    assert str(Problem(Mark(text), text, text, rule="yaml")) == f"{escaped}:1:1: {escaped}; {escaped}"


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
        ([ERROR] * MAX_PROBLEMS, f"{MAX_PROBLEMS} errors, more are not shown"),
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


def test_the_json_report_is_a_list_of_objects() -> None:
    assert json.loads(render_json([ERROR])) == [
        {
            "file": "catalog/rye.yaml",
            "line": 3,
            "column": 9,
            "severity": "error",
            "rule": "dangling-reference",
            "message": "unknown pattern 'ry'",
            "hint": "did you mean 'rye'?",
        }
    ]
    assert json.loads(render_json([])) == []


def test_the_github_report_escapes_what_ends_a_command_or_a_property() -> None:
    assert render_github([HOSTILE, WARNING]) == (
        "::error file=catalog/100%25%2C a%3Ab 蒸気.yaml,line=2,col=1::50%25 of\\r\\nit: a, b; ::error::x\\x1f\n"
        "::warning file=catalog/rye.yaml,line=1,col=1::not used\n"
        "1 error, 1 warning"
    )


def test_the_sarif_report_has_a_result_a_problem_with_an_address_that_is_one() -> None:
    rules = [
        {"id": id, "shortDescription": {"text": rule.means}, "defaultConfiguration": {"level": rule.severity}}
        for id, rule in RULES.items()
    ]
    assert json.loads(render_sarif([ERROR, HOSTILE]))["runs"] == [
        {
            "tool": {"driver": {"name": "patternloom", "rules": rules}},
            "results": [
                {
                    "ruleId": "dangling-reference",
                    "level": "error",
                    "message": {"text": "unknown pattern 'ry'; did you mean 'rye'?"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "catalog/rye.yaml"},
                                "region": {"startLine": 3, "startColumn": 9},
                            }
                        }
                    ],
                },
                {
                    "ruleId": "yaml",
                    "level": "error",
                    "message": {"text": "50% of\\r\\nit: a, b; ::error::x\\x1f"},
                    "locations": [
                        {
                            "physicalLocation": {
                                "artifactLocation": {"uri": "catalog/100%25%2C%20a%3Ab%20%E8%92%B8%E6%B0%97.yaml"},
                                "region": {"startLine": 2, "startColumn": 1},
                            }
                        }
                    ],
                },
            ],
        }
    ]


_MARKS = st.builds(Mark, st.text(), st.integers(1), st.integers(1))


@given(st.lists(st.builds(Problem, _MARKS, st.text(), st.text(), rule=st.sampled_from(sorted(RULES)))))
def test_every_format_takes_any_text(problems: list[Problem]) -> None:
    rendered = {name: render(problems) for name, render in RENDERINGS.items()}
    assert all(line.isprintable() for text in rendered.values() for line in text.split("\n"))
    assert [row["message"] for row in json.loads(rendered["json"])] == [problem.message for problem in problems]
    assert len(json.loads(rendered["sarif"])["runs"][0]["results"]) == len(problems)
    assert len(rendered["github"].split("\n")) == len(problems) + 1


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
        ("zzz", [f"n{number}" for number in range(9)], ""),
        ("zzz", [], ""),
    ],
)
def test_the_hint_is_the_nearest_value_or_the_few_there_are(value: str, valid: list[str], expected: str) -> None:
    assert did_you_mean(value, valid) == expected


def test_findings_stop_growing_at_their_limit() -> None:
    problems = [Problem(Mark("a", line), "x", rule="yaml") for line in range(1, MAX_PROBLEMS + 10)]
    for findings in (Findings(problems), Findings()):
        findings.extend(problems)
        findings.append(ERROR)
        assert (list(findings), findings.full, len(findings)) == (problems[:MAX_PROBLEMS], True, MAX_PROBLEMS)
