"""Every example of ours says what somebody who runs it needs: it is optional in a catalog, and not in this one.

In: the catalog. Out: which example lacks what, in one list each. What a field says is judged by the checks; here stands
that it is there, and that a request that nothing runs is one that a test sends.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import pytest
from checked import catalog_cases
from projects import REPOSITORY

from patternloom.catalog.load import Catalog
from patternloom.model.examples import DesignExample
from patternloom.model.releases import Release
from patternloom.verify.operation.requests import requests_of
from patternloom.verify.operation.varieties import AUTO_MODE


def _has_auto_mode(example: DesignExample) -> bool:
    return any(AUTO_MODE in variety.name.values() for variety in example.varieties)


NO_RULE = {
    ("central-authorization-on-eks", "repository"): "whoever pushes is told at once, and nothing that runs is",
    ("certificate-management-on-eks", "acm"): "a metric of CloudWatch, which tells it by an event of its own",
    (
        "observability-on-eks",
        "prometheus",
    ): "what evaluates the rules cannot tell that it is down: a probe outside does",
}
"""Failures that no rule of Prometheus can tell of, each with its reason."""


def _each_failure_wakes(example: DesignExample) -> bool:
    return all(
        failure.signals and ((example.id, failure.component) in NO_RULE or any(one.alert for one in failure.signals))
        for failure in example.failures
    )


FIELDS: Mapping[str, Callable[[DesignExample], bool]] = {
    "what must be there before": lambda example: example.commands is not None and bool(example.commands.before),
    "how it is applied": lambda example: example.commands is not None and bool(example.commands.apply),
    "how one sees that it works": lambda example: example.commands is not None and bool(example.commands.see),
    "how it is removed": lambda example: example.commands is not None and bool(example.commands.remove),
    "what is billed": lambda example: bool(example.cost),
    AUTO_MODE: _has_auto_mode,
    "an alert for each failure": _each_failure_wakes,
    "what to replace": lambda example: bool(example.placeholders),
    "versions": lambda example: bool(example.versions),
}


@functools.cache
def _examples() -> tuple[DesignExample, ...]:
    return tuple(case.design for case in catalog_cases())


@pytest.mark.parametrize("field", FIELDS)
def test_every_example_says(field: str) -> None:
    assert [example.id for example in _examples() if not FIELDS[field](example)] == []


def test_every_version_tells_its_support(real_catalog: Catalog) -> None:
    known = {(one.product, one.version) for one in real_catalog.entries.values() if isinstance(one, Release)}
    named = {(one.name, one.version): example.id for example in _examples() for one in example.versions}
    assert {named[one]: one for one in sorted(named) if one not in known} == {}


def test_every_request_that_the_page_shows_is_sent_by_a_test() -> None:
    """A request without `not_run` is one that a server on loopback answers, in a module that reads it from there."""
    sent: dict[str, str] = {}
    for path in sorted((REPOSITORY / "tests" / "live").glob("*.py")):  # a test, and what it is driven by
        name = path.stem.removeprefix("test_")
        sent[name] = sent.get(name, "") + path.read_text("utf-8")
    asking = [example.id for example in _examples() if any(requests_of(example))]
    read = ("differing(", "requests_of(", '["see"]')
    assert [
        id for id in asking if not any(f'"{id}"' in text and any(one in text for one in read) for text in sent.values())
    ] == []


def test_rules_that_ask_for_an_objects_namespace_say_how_it_gets_there() -> None:
    """Without `honor_labels` the label `namespace` is that of the exporter's own pod, and such a rule never fires."""
    asking = {
        case.id: case.design.commands
        for case in catalog_cases()
        for path, text in case.files.items()
        if path.startswith("prometheus/") and "kube_" in text and '{namespace="' in text
    }
    silent = [id for id, told in asking.items() if not told or "honor_labels" not in repr(told.before)]
    assert (silent, len(asking) > 10) == ([], True)
