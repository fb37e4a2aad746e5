"""Objects are held against the schemas of their projects, the project's own before the packages'."""

from __future__ import annotations

import subprocess

import pytest
from checked import holding, told
from projects import CASES

from patternloom.verify.example.crds import read_schemas
from patternloom.verify.kubernetes import custom_resources
from patternloom.verify.kubernetes.custom_resources import custom_resource_findings, judge, judge_all
from patternloom.verify.wrong.making import altered

pytestmark = pytest.mark.xdist_group("verify-node")
OBJECTS = """\
apiVersion: bakery.example/v1
kind: Oven
metadata: {name: a, namespace: shop}
spec: {degrees: hot}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {type: ClusterIp}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a, namespace: shop}
spec: {host: a, trafficPolicy: {outlierDetection: {interval: 1d}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: b, namespace: shop}
spec: {hosts: a}
"""
FOREIGN = [
    "DestinationRule/shop/a: /spec/trafficPolicy/outlierDetection/interval: '1d', expected a duration such as 2s or 1h30m "
    "[duration]",
    "DestinationRule/shop/b: /spec/hosts: unknown field [custom-resource]",
    "DestinationRule/shop/b: /spec: must have required property host [custom-resource]",
    "Service/shop/a: /spec/type: must be equal to one of the allowed values "
    "(ClusterIP, ExternalName, LoadBalancer, NodePort) [kubernetes]",
]


def test_a_kind_that_nobody_knows_is_told() -> None:
    """The others are judged by their packages, and by what goes beyond."""
    oven = "Oven/shop/a: no schema for bakery.example/v1 Oven [custom-resource]"
    assert told(custom_resource_findings(holding(OBJECTS))) == [*FOREIGN[:3], oven, FOREIGN[3]]


def test_a_definition_of_one_s_own_judges_its_kind() -> None:
    """The packages are not asked."""
    case = holding(OBJECTS)
    case = altered(case, known=altered(case.known, schemas=read_schemas(CASES / "bakehouse" / "schemas")))
    judge_all([case])
    oven = "Oven/shop/a: /spec/degrees: 'hot' is not of type 'integer' [custom-resource]"
    assert told(custom_resource_findings(case)) == [*FOREIGN[:3], oven, FOREIGN[3]]


def test_what_was_asked_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Node starts slowly; where it fails, its own words are told."""
    value = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "once"}}
    assert judge([value, value]) == [[], []]
    broken = subprocess.CompletedProcess[str]([], 1, "", "no memory")
    monkeypatch.setattr(custom_resources, "run", lambda *_, **__: broken)
    assert judge([value]) == [[]]
    with pytest.raises(RuntimeError, match=r"^judge\.mjs: no memory$"):
        judge([{**value, "metadata": {"name": "other"}}])
