"""A report says the same in every format, and no text of an author can break out of its place in it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as xml

from hypothesis import given
from hypothesis import strategies as st

from patternloom.problems.findings import Mark, Problem
from patternloom.problems.reports import RENDERINGS, render_github, render_json, render_junit, render_sarif
from patternloom.problems.rules import RULES

ERROR = Problem(
    Mark("catalog/rye.yaml", 3, 9), "unknown pattern 'ry'", "did you mean 'rye'?", rule="dangling-reference"
)
WARNING = Problem(Mark("catalog/rye.yaml", 1, 1), "not used", severity="warning", rule="unused")
HOSTILE = Problem(Mark("catalog/100%, a:b 蒸気.yaml", 2, 1), "50% of\r\nit: a, b", "::error::x\x1f", rule="yaml")


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
        "::error file=catalog/100%25%2C a%3Ab 蒸気.yaml,line=2,col=1::50%25 of\\r\\nit: a, b; \\x3a:error::x\\x1f\n"
        "::warning file=catalog/rye.yaml,line=1,col=1::not used\n"
        "1 error, 1 warning"
    )


def test_the_sarif_report_has_a_result_a_problem_with_an_address_that_is_one() -> None:
    rules = [
        {"id": id, "shortDescription": {"text": rule.means}, "defaultConfiguration": {"level": rule.severity}}
        for id, rule in RULES.items()
    ]
    log = json.loads(render_sarif([ERROR, HOSTILE]))
    assert (log["$schema"], log["version"]) == ("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0")
    assert log["runs"] == [
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
                    "message": {"text": "50% of\\r\\nit: a, b; \\x3a:error::x\\x1f"},
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


def test_json_and_sarif_are_readable_lines_of_text_with_every_letter_as_it_is() -> None:
    for rendered in (render_json([HOSTILE]), render_sarif([HOSTILE])):
        assert rendered == json.dumps(json.loads(rendered), ensure_ascii=False, indent=2)
        assert "蒸気" in rendered or "%E8%92%B8%E6%B0%97" in rendered
    assert "蒸気" in render_sarif([Problem(Mark("a"), "蒸気", rule="yaml")])


def test_the_junit_report_has_a_test_a_problem_and_warnings_fail_none() -> None:
    assert render_junit([ERROR, WARNING]) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<testsuite name="patternloom" tests="2" failures="1" errors="0" skipped="0">\n'
        '  <testcase classname="catalog/rye.yaml" name="catalog/rye.yaml:3:9: dangling-reference" file="catalog/rye.yaml" line="3">\n'
        '    <failure type="dangling-reference" message="unknown pattern &#x27;ry&#x27;; did you mean &#x27;rye&#x27;?"/>\n'
        "  </testcase>\n"
        '  <testcase classname="catalog/rye.yaml" name="catalog/rye.yaml:1:1: unused" file="catalog/rye.yaml" line="1">\n'
        "    <system-out>warning: not used</system-out>\n"
        "  </testcase>\n"
        "</testsuite>"
    )


def test_the_junit_report_of_nothing_is_one_test_that_passes() -> None:
    suite = xml.fromstring(render_junit([]))
    assert (suite.attrib["tests"], suite.attrib["failures"], [list(case) for case in suite]) == ("1", "0", [[]])


_MARKS = st.builds(Mark, st.text(), st.integers(1), st.integers(1))


@given(st.lists(st.builds(Problem, _MARKS, st.text(), st.text(), rule=st.sampled_from(sorted(RULES)))))
def test_every_format_takes_any_text(problems: list[Problem]) -> None:
    rendered = {name: render(problems) for name, render in RENDERINGS.items()}
    assert all(line.isprintable() for text in rendered.values() for line in text.split("\n"))
    assert [row["message"] for row in json.loads(rendered["json"])] == [problem.message for problem in problems]
    assert len(json.loads(rendered["sarif"])["runs"][0]["results"]) == len(problems)
    assert len(rendered["github"].split("\n")) == len(problems) + 1
    cases = xml.fromstring(rendered["junit"]).findall("testcase")
    assert [case.get("file") for case in cases] == ([problem.mark.file for problem in problems] or [None])
