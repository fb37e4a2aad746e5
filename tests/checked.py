"""Design examples as `patternloom verify` takes them, for the tests of its checks.

In: the catalog's examples, and `cases/verify/` with two of our own: `shop`, with sidecars, and `depot`, in ambient mode.
Out: `Case`s, read once; ways to write one place otherwise, and findings as a test shows them.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from projects import CASES, REPOSITORY

from patternloom.catalog.load import load
from patternloom.verify.checks import CHECKS, Check, named
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import read_documents
from patternloom.verify.example.reading import cases_of
from patternloom.verify.kubernetes.custom_resources import judge_all
from patternloom.verify.tools.programs import IPTABLES, NGINX
from patternloom.verify.wrong.making import Wrong, wrong_versions

OWN = CASES / "verify"
CATALOG = REPOSITORY / "catalog"


@functools.cache
def _cases(root: Path) -> tuple[Case, ...]:
    return cases_of(load(root, root.name)[0])


def own_cases() -> tuple[Case, ...]:
    """The cases of `cases/verify/`."""
    return _cases(OWN)


def catalog_cases() -> tuple[Case, ...]:
    """The examples of the catalog."""
    return _cases(CATALOG)


def all_cases() -> tuple[Case, ...]:
    """Both."""
    return (*own_cases(), *catalog_cases())


def case_of(id: str) -> Case:
    """One of them."""
    return next(case for case in all_cases() if case.id == id)


def files_of(id: str) -> dict[str, str]:
    """The files of a catalog example, for a test that is about this one."""
    return dict(next(case for case in catalog_cases() if case.id == id).files)


def changed(case: Case, path: str, old: str, new: str) -> Case:
    """A copy with the first such place of a file written otherwise; an error where there is none."""
    assert old in case.files[path], f"{case.id}: no {old!r} in {path}"
    return case.with_file(path, case.files[path].replace(old, new, 1))


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings as lines in order, as a test shows them."""
    return sorted({str(finding) for finding in findings})


# What starts slowly, and remembers: the tests of each stay in one worker. The others are spread.
TOGETHER = {"cloudformation": "verify-cfn-lint", "custom-resources": "verify-node", "kubernetes": "verify-schemas"}
# cfn-lint takes a tenth of a second a template: its wrong versions are made of two examples, not of all.
SLOW = ("cloudformation",)
OF_SERVERS = tuple(check.name for check in CHECKS if {NGINX, IPTABLES} & {*check.tools})
"""The checks that need more than `make test-core` has."""


def together(check: str) -> list[pytest.MarkDecorator]:
    """The marks of a check's tests."""
    return [pytest.mark.xdist_group(TOGETHER[check])] if check in TOGETHER else []


def versions_of(check: str, wrong: Sequence[Wrong]) -> pytest.MarkDecorator:
    """A test for each of these wrong versions."""
    ids = [one.name for one in wrong]
    return pytest.mark.parametrize("wrong", [pytest.param(one, marks=together(check)) for one in wrong], ids=ids)


@functools.cache
def _said(check: Check, number: int) -> frozenset[str]:
    return frozenset(told(check.run(all_cases()[number])))


@functools.cache
def judge_all_at_once() -> None:
    """One process of Node for all right and wrong versions: it remembers what it was asked."""
    made = [case for wrong in named("custom-resources").wrong for _, case in wrong_versions(wrong, all_cases())]
    judge_all([*all_cases(), *made])


def survivors(check: str, wrong: Wrong) -> list[str]:
    """The examples whose wrong version says nothing that the right one does not say; `none` if it can't be made."""
    one = named(check)
    if check == "custom-resources":
        judge_all_at_once()
    made, found = 0, []
    for right, version in wrong_versions(wrong, all_cases()):
        if check in SLOW and made > 1:
            break
        made += 1
        if set(told(one.run(version))) <= _said(one, all_cases().index(right)):
            found.append(right.id)
    return found if made else ["none"]


def holding(text: str, **files: str) -> Case:
    """Our case `shop` with these objects and no others, and with these files in place of its own."""
    documents, problems = read_documents(text, "k8s/objects.yaml")
    assert problems == (), problems
    named = {path.replace("__", "/"): content for path, content in files.items()}
    return dataclasses.replace(case_of("shop"), documents=documents, files={"k8s/objects.yaml": text, **named})
