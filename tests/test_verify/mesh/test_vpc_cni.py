"""What the VPC CNI asks of policies: said once, by words or files, and of no other platform."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, changed, told

from patternloom.verify.example.case import Case
from patternloom.verify.example.platform import EKS_SIGNS
from patternloom.verify.mesh.drawn import peers
from patternloom.verify.mesh.policies import POLICIES
from patternloom.verify.mesh.vpc_cni import INJECTION, MODE, vpc_cni_findings
from patternloom.verify.wrong.making import altered, without_words

SHOP, DEPOT = case_of("shop"), case_of("depot")
NETWORK, ORDERS = "k8s/network.yaml", "k8s/orders.yaml"


def said(case: Case) -> list[str]:
    """What is found."""
    return told(vpc_cni_findings(case, [*case.of_kind(*POLICIES)], peers(case)))


def without(case: Case, name: str) -> Case:
    """Its words without a name."""
    made = without_words(case, name)
    assert made is not None
    return made


@pytest.mark.parametrize(
    "case",
    [
        SHOP,
        DEPOT,
        changed(SHOP, NETWORK, "port: 15020", "port: 15090"),
        changed(SHOP, NETWORK, "metadata.name: monitoring", "metadata.name: observability"),
        changed(DEPOT, "k8s/goods.yaml", "targetPort: http", "targetPort: 8080"),
        changed(DEPOT, "k8s/goods.yaml", ", targetPort: http", ""),
        changed(DEPOT, "k8s/goods.yaml", "selector: {app: goods}\n", "selector: {app: nobody}\n"),
        dataclasses.replace(
            without(DEPOT, MODE), files={**DEPOT.files, "aws/cni.yaml": f"{{env: {{{MODE}: strict}}}}"}
        ),
        without(dataclasses.replace(DEPOT, documents=()), MODE),
    ],
)
def test_what_is_said_or_done_is_silent(case: Case) -> None:
    """A scraper of any namespace, a port by its name or number, the mode in a file."""
    assert said(case) == []


def test_another_platform_is_not_asked() -> None:
    """Nothing of it is EKS's."""
    files = SHOP.files
    for sign in EKS_SIGNS:
        files = {path: text.replace(sign, "example") for path, text in files.items()}
    assert said(dataclasses.replace(without(SHOP, MODE), files=files)) == []


def test_a_waiver_excepts_a_service() -> None:
    """Its reason stands in the catalog."""
    bare = dataclasses.replace(SHOP, design=altered(SHOP.design, waivers=()))
    why = "port 80 leads to 8080 of its pods, expected the same: policies need it [service-port]"
    assert said(bare) == [f"Service/shop/{name}: {why}" for name in ("orders", "web")]


def test_only_what_is_injected_needs_the_port_of_the_injection() -> None:
    """Pods of ambient mode are not changed."""
    assert [INJECTION in text for text in (*said(without(SHOP, INJECTION)), *said(without(DEPOT, MODE)))] == [
        True,
        False,
        False,
    ]
