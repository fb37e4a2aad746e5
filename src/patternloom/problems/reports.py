"""Findings for whoever reads them: text for people, JSON for scripts, GitHub annotations, SARIF, JUnit.

In: problems. Out: one text a format, a function each. What a finding is, `findings` says; nothing is
sorted, left out or counted again here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from patternloom.problems.findings import Problem, count_line, render_text
from patternloom.problems.rules import RULES


def render_json(problems: Sequence[Problem]) -> str:
    """A JSON array of objects, for editors and scripts."""
    rows = [
        {
            "file": p.mark.file,
            "line": p.mark.line,
            "column": p.mark.column,
            "severity": p.severity,
            "rule": p.rule,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _github_escape(text: str, *, of_property: bool = False) -> str:
    text = text.replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C") if of_property else text


def render_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the changed lines."""
    lines = []
    for p in problems:
        place = f"file={_github_escape(p.mark.file, of_property=True)},line={p.mark.line},col={p.mark.column}"
        lines.append(f"::{p.severity} {place}::{_github_escape(p.said)}")
    return "\n".join([*lines, count_line(problems)])


def render_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, for code scanning services."""
    results = [
        {
            "ruleId": p.rule,
            "level": p.severity,
            "message": {"text": p.said},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(p.mark.file)},
                        "region": {"startLine": p.mark.line, "startColumn": p.mark.column},
                    }
                }
            ],
        }
        for p in problems
    ]
    rules = [
        {"id": id, "shortDescription": {"text": rule.means}, "defaultConfiguration": {"level": rule.severity}}
        for id, rule in RULES.items()
    ]
    driver = {"name": "patternloom", "rules": rules}
    run = {"tool": {"driver": driver}, "results": results}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def render_junit(problems: Sequence[Problem]) -> str:
    """JUnit's XML, which CI servers list as tests: a test a finding, one that passes where there is none."""
    cases = [
        f"  <testcase classname={_quoted(p.mark.file)} name={_quoted(f'{p.mark}: {p.rule}')}"
        f' file={_quoted(p.mark.file)} line="{p.mark.line}">\n    {_outcome(p)}\n  </testcase>'
        for p in problems
    ] or ['  <testcase classname="patternloom" name="no problems"/>']
    errors = sum(1 for p in problems if p.severity == "error")
    opening = f'<testsuite name="patternloom" tests="{len(cases)}" failures="{errors}" errors="0" skipped="0">'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', opening, *cases, "</testsuite>"])


def _outcome(problem: Problem) -> str:
    """A warning fails no test; it is told as what the test wrote."""
    if problem.severity == "error":
        return f"<failure type={_quoted(problem.rule)} message={_quoted(problem.said)}/>"
    return f"<system-out>{_in_xml(f'warning: {problem.said}')}</system-out>"


def _in_xml(text: str) -> str:
    """Markup escaped; what XML cannot hold is none of it, as problems hold no controls."""
    return escape(text, quote=False)


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


RENDERINGS = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
    "junit": render_junit,
}
