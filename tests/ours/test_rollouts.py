"""What a rollout of our examples loses: a pod that others call goes on until they know that it goes.

In: the catalog's Kubernetes objects. Out: which containers behind a Service end at once. For those behind a load balancer
`patternloom verify` asks for more.
"""

from __future__ import annotations

import pytest
from checked import catalog_cases

from patternloom.verify.entry.ways_in import pods_behind
from patternloom.verify.example.case import Case

WAIT_BY_THEMSELVES = {
    ("central-authorization-on-eks", "opa"): "its own --shutdown-wait-period",
    ("observability-on-eks", "otel-collector"): "the SDKs that send to it send once more",
    ("orchestrated-saga-on-eks", "temporal"): "the SDKs that ask it ask once more",
}
"""Containers that need no `preStop`, each with its reason."""
CASES = catalog_cases()


def at_once(case: Case) -> set[str]:
    """The containers with a port that end as soon as they are told to, although a Service leads to them."""
    return {
        container["name"]
        for service in case.of_kind("Service")
        for pod in pods_behind(case, (service.namespace, service.name))
        for container in pod.spec["template"]["spec"]["containers"]
        if container.get("ports") and "preStop" not in container.get("lifecycle", {})
    }


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_what_others_call_waits_before_it_ends(case: Case) -> None:
    assert {one for one in at_once(case) if (case.id, one) not in WAIT_BY_THEMSELVES} == set()


def test_every_exception_is_needed() -> None:
    found = {(case.id, one) for case in CASES for one in at_once(case)}
    assert {*WAIT_BY_THEMSELVES} <= found
