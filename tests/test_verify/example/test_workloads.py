"""What runs pods, and which pods a selector selects."""

from __future__ import annotations

import pytest
from checked import holding

from patternloom.verify.example.workloads import Port, Workload, containers, matches, workloads

OBJECTS = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  template:
    metadata: {labels: {app: a}}
    spec:
      serviceAccountName: own
      initContainers: [{name: first}]
      containers: [{name: a, ports: [{containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}, {containerPort: odd}]}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: b, namespace: shop}
spec: {jobTemplate: {spec: {template: {spec: {containers: []}}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: c, namespace: shop, labels: {app: c}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: d, namespace: shop, labels: {tier: edge}}
spec: {gatewayClassName: istio, listeners: [{port: 443}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: e, namespace: shop}
spec: {gatewayClassName: other}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: f, namespace: shop}
"""


def test_every_object_that_runs_pods_is_a_workload() -> None:
    """Also what Istio makes of a Gateway."""
    case = holding(OBJECTS)
    gateway = {"gateway.networking.k8s.io/gateway-name": "d", "tier": "edge"}
    assert workloads(case.documents) == (
        Workload("Deployment/shop/a", "shop", {"app": "a"}, "own", (Port(80), Port(53, "dns", "UDP"))),
        Workload("CronJob/shop/b", "shop", {}, "default", ()),
        Workload("Pod/shop/c", "shop", {"app": "c"}, "default", ()),
        Workload("Gateway/shop/d", "shop", gateway, "d-istio", (Port(443),)),
    )
    first = case.documents[0]
    names = [[one["name"] for one in containers(first, all_kinds=both)] for both in (True, False)]
    assert (names, [*containers(case.documents[3])]) == ([["a", "first"], ["a"]], [])


@pytest.mark.parametrize(
    ("selector", "selected"),
    [
        (None, True),
        ({}, True),
        ({"matchLabels": {"app": "a"}}, True),
        ({"matchLabels": {"app": "b"}}, False),
        ({"matchExpressions": [{"key": "app", "operator": "In", "values": ["a", "b"]}]}, True),
        ({"matchExpressions": [{"key": "app", "operator": "NotIn", "values": ["a"]}]}, False),
        ({"matchExpressions": [{"key": "tier", "operator": "Exists"}]}, False),
        ({"matchExpressions": [{"key": "tier", "operator": "DoesNotExist"}]}, True),
    ],
)
def test_a_selector_selects_as_kubernetes_says(selector: dict[str, object] | None, selected: bool) -> None:
    """An empty one selects all."""
    assert matches(selector, {"app": "a"}) is selected
