"""Every example passes every check of its files, and every wrong version of them is found."""

from __future__ import annotations

import functools

import pytest

from examples import mutations
from examples.cases import OWN, REPOSITORY, Case, Check, all_cases, own_cases, told
from examples.checks import CHECKS, findings
from examples.cloudformation import cloudformation_findings
from examples.custom_resources import custom_resource_findings, judge
from examples.kubernetes import kubernetes_findings
from examples.mutations import Mutation, mutants
from patternloom.catalog.load import load
from patternloom.model.examples import DesignExample

# cfn-lint takes a tenth of a second a template: its wrong versions are made of two examples, not of all.
SLOW = (cloudformation_findings,)
# What starts slowly, and remembers: each stays in one worker. The others are spread.
TOGETHER = {
    cloudformation_findings: "examples-cfn-lint",
    custom_resource_findings: "examples-node",
    kubernetes_findings: "examples-schemas",
}


def _marks(check: Check) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xdist_group(TOGETHER[check])] if check in TOGETHER else []


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, case, id=f"{case.id}-{name}", marks=_marks(check))
        for name, check in CHECKS.items()
        for case in all_cases()
    ],
)
def test_an_example_has_nothing_wrong(case: Case, name: str) -> None:
    """A check has nothing to say about a finished example."""
    if CHECKS[name] is custom_resource_findings:
        _judge_all_at_once()
    assert told(findings(name, case)) == []


def test_no_example_is_missing() -> None:
    """What is checked here is all that the catalogs hold."""
    held = {
        id
        for root in (OWN, REPOSITORY / "catalog")
        for id, entry in load(root)[0].entries.items()
        if isinstance(entry, DesignExample)
    }
    assert {case.id for case in all_cases()} == held


@functools.cache
def _said(check: Check, number: int) -> frozenset[str]:
    return frozenset(told(check(all_cases()[number])))


@functools.cache
def _judge_all_at_once() -> None:
    """One process of Node for all right and wrong versions: it remembers what it was asked."""
    documents = {id(document): document for case in all_cases() for document in case.documents}
    for mutation in mutations.CUSTOM:
        for _, wrong in mutants(mutation, all_cases()):
            documents |= {id(document): document for document in wrong.documents}
    judge([document.value for document in documents.values()])


@pytest.mark.parametrize(
    "mutation", [pytest.param(mutation, id=mutation.id, marks=_marks(mutation.check)) for mutation in mutations.ALL]
)
def test_a_wrong_version_is_found(mutation: Mutation) -> None:
    """Wherever it can be made, the check says something that it does not say of the right version."""
    if mutation.check is custom_resource_findings:
        _judge_all_at_once()
    cases = all_cases()
    made, survived = 0, []
    for right, wrong in mutants(mutation, cases):
        if mutation.check in SLOW and made > 1:
            break
        made += 1
        number = cases.index(right)
        if set(told(mutation.check(wrong))) <= _said(mutation.check, number):
            survived.append(right.id)
    assert (survived, made > 0) == ([], True)


def test_every_kind_has_ten_wrong_versions() -> None:
    """No kind of file is tried with fewer than ten, and their names are unique."""
    names = [mutation.id for mutation in mutations.ALL]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    counts = {mutation.kind: sum(one.kind == mutation.kind for one in mutations.ALL) for mutation in mutations.ALL}
    assert {kind: count for kind, count in counts.items() if count < 10} == {}


def test_our_own_case_makes_every_wrong_version() -> None:
    """So that no mutation waits for an example that has what it changes."""
    assert [one.id for one in mutations.ALL if not list(mutants(one, own_cases()))] == []
