"""All rules of names look at every example."""

from __future__ import annotations

import pytest
from checked import all_cases, holding, told

from patternloom.verify.example.case import Case
from patternloom.verify.references.check import crossref_findings


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_a_finished_example_names_nothing_that_is_not_there(case: Case) -> None:
    """By any rule."""
    assert told(crossref_findings(case)) == []


def test_the_rules_are_all_asked() -> None:
    """One of objects, one of texts, one of mounted files."""
    wrong = holding(
        "kind: ConfigMap\nmetadata: {name: a, namespace: nowhere}\ndata: {b.json: x}\n",
        **{"nginx/a.conf": "gone.shop.svc"},
    )
    assert told(crossref_findings(wrong)) == [
        "ConfigMap/nowhere/a: b.json is no JSON [reference]",
        "ConfigMap/nowhere/a: its namespace 'nowhere' is not in the files [reference]",
        "nginx/a.conf:1: Service shop/gone is not in the files [reference]",
    ]
