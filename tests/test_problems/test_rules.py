"""Every rule has one home: its id, what it means, and a line in the docs."""

from __future__ import annotations

import ast
import re
import typing

import pytest
from projects import REPOSITORY

from patternloom.problems.rules import RULES, RuleId

SRC = REPOSITORY / "src" / "patternloom"


def rules_named() -> set[str]:
    """The ids that the code gives to findings; the type checker holds each to the list."""
    found: set[str] = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                values = [keyword.value for keyword in node.keywords if keyword.arg == "rule"] + node.args
                found |= {value.value for value in values if isinstance(value, ast.Constant) and value.value in RULES}
    return found


def test_every_rule_is_described_and_every_description_is_of_a_rule() -> None:
    assert list(RULES) == list(typing.get_args(RuleId)) == sorted(RULES)


def test_every_rule_is_one_that_something_breaks() -> None:
    assert set(RULES) - rules_named() == set()


@pytest.mark.parametrize("id", RULES)
def test_a_rule_is_told_in_a_sentence(id: RuleId) -> None:
    assert re.fullmatch(r"[A-Z][^\n]+\.", RULES[id].means)


def test_contributing_lists_every_rule_with_its_sentence_and_its_severity() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (error|warning) \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(id, rule.severity, rule.means) for id, rule in RULES.items()]
