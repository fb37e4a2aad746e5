"""Load balancers are found by what their controller is told, and the pods behind them by selectors or by Istio."""

from __future__ import annotations

import pytest
from checked import case_of, holding

from patternloom.verify.entry.ways_in import WayIn, installed_gateway, pods_behind, trusted_hops, ways_in
from patternloom.verify.example.case import Case

DEPOT = case_of("depot")
OBJECTS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: a, namespace: shop, annotations: {kubernetes.io/ingress.class: alb}}
spec:
  defaultBackend: {service: {name: front}}
  rules: [{http: {paths: [{backend: {service: {name: ssl-redirect}}}, {backend: {resource: {name: b}}}]}}, {host: x}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: other, namespace: shop}
spec: {ingressClassName: nginx}
---
apiVersion: v1
kind: Service
metadata:
  name: front
  namespace: shop
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip
    service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: deregistration_delay.timeout_seconds=90
spec: {type: LoadBalancer, selector: {app: front}}
---
apiVersion: v1
kind: Service
metadata: {name: bare, namespace: shop}
spec: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: front, namespace: shop}
spec:
  template:
    metadata: {labels: {app: front}, annotations: ANNOTATIONS}
---
apiVersion: v1
kind: Pod
metadata: {name: else, namespace: other, labels: {app: front}}
"""
FRONT, GATEWAY = ("shop", "front"), "inject.istio.io/templates: gateway"
INSTALL = """\
kind: IstioOperator
apiVersion: install.istio.io/v1alpha1
metadata: {name: mesh, namespace: istio-system}
spec:
  components:
    ingressGateways:
      - {name: other}
      - {name: front, namespace: shop, k8s: {podAnnotations: POD}}
  meshConfig: {defaultConfig: MESH}
"""
TOPOLOGY = "{gatewayTopology: {numTrustedProxies: %s}}"


def case(annotations: str = "{}", **files: str) -> Case:
    """Our objects."""
    return holding(OBJECTS.replace("ANNOTATIONS", annotations), **files)


def installed(pod: str, mesh: str) -> Case:
    """Without pods of the files: Istio's installer makes them."""
    text = INSTALL.replace("POD", pod).replace("MESH", mesh)
    return holding(OBJECTS.partition("---\napiVersion: apps")[0], **{"istio/install.yaml": text})


def shown(way: WayIn) -> tuple[str, bool, bool, tuple[tuple[str, str], ...]]:
    """What is told of it."""
    return way.object.id, way.public, way.straight, way.services


def test_each_load_balancer_is_found() -> None:
    """By its class or its type; what is no Service behind one is left out."""
    assert [shown(way) for one in (case(), DEPOT) for way in ways_in(one)] == [
        ("Ingress/shop/a", False, False, (FRONT,)),
        ("Service/shop/front", True, True, (FRONT,)),
        ("Ingress/depot/door", True, True, (("depot", "door"),)),
    ]


def test_a_delay_is_the_service_s_the_ingress_s_or_the_usual() -> None:
    """The nearest that says it."""
    ingress, service = ways_in(case())
    (depot,) = ways_in(DEPOT)
    assert [ingress.delay(case(), FRONT), service.delay(case(), FRONT), ingress.delay(case(), ("shop", "bare"))] == [
        90,
        90,
        300,
    ]
    assert depot.delay(DEPOT, ("depot", "door")) == 20


def test_pods_are_those_that_the_service_selects() -> None:
    """In its own namespace; none without a selector."""
    assert [[one.id for one in pods_behind(case(), ("shop", name))] for name in ("front", "bare", "gone")] == [
        ["Deployment/shop/front"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("annotations", "hops"),
    [
        ("{}", None),
        (f"{{{GATEWAY}}}", 0),
        (f'{{{GATEWAY}, proxy.istio.io/config: \'{{"gatewayTopology": {{"numTrustedProxies": 1}}}}\'}}', 1),
        (f"{{{GATEWAY}, proxy.istio.io/config: 'gatewayTopology: {{numTrustedProxies: 2}}'}}", 2),
        (f"{{{GATEWAY}, proxy.istio.io/config: '{{'}}", 0),
        (f"{{{GATEWAY}, proxy.istio.io/config: 'gatewayTopology: {{numTrustedProxies: many}}'}}", 0),
    ],
)
def test_a_gateway_s_own_settings_tell_whom_it_trusts(annotations: str, hops: int | None) -> None:
    """As JSON or YAML; a pod that is none trusts in no such way."""
    one = case(annotations)
    assert trusted_hops(one, FRONT, pods_behind(one, FRONT)) == hops


@pytest.mark.parametrize(
    ("pod", "mesh", "hops"),
    [
        ("{}", "{}", 0),
        ("{}", TOPOLOGY % 1, 1),
        (f"{{proxy.istio.io/config: '{TOPOLOGY % 2}'}}", TOPOLOGY % 1, 2),
    ],
)
def test_a_gateway_that_istio_installs_is_told_by_it(pod: str, mesh: str, hops: int) -> None:
    """Its own annotation, else the mesh's setting."""
    one = installed(pod, mesh)
    assert trusted_hops(one, FRONT, ()) == hops
    assert [installed_gateway(one, place) is not None for place in (FRONT, ("istio-system", "other"), ("a", "b"))] == [
        True,
        True,
        False,
    ]
