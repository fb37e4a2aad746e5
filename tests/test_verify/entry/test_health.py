"""A load balancer that calls its pods by HTTPS asks for their health so, or no target is ever healthy."""

from __future__ import annotations

import pytest
from checked import case_of, changed, holding, told

from patternloom.verify.entry.health import health_findings
from patternloom.verify.entry.ways_in import ways_in
from patternloom.verify.example.case import Case

CERTIFICATES = case_of("certificate-management-on-eks")
DOOR = "k8s/policies.yaml"
ASKS = "healthcheck-protocol: HTTPS"
MESSAGE = "calls go to shop/front by HTTPS and health checks by HTTP, expected alb.ingress.kubernetes.io/healthcheck-protocol: HTTPS"


def said(case: Case) -> list[str]:
    """What is found of all ways in."""
    return told(one for way in ways_in(case) for one in health_findings(case, way))


def door(ingress: str, service: str = "") -> Case:
    """An Ingress with these annotations, and its Service with those."""
    return holding(f"""\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {{name: a, namespace: shop, annotations: {{{ingress}}}}}
spec: {{ingressClassName: alb, defaultBackend: {{service: {{name: front, port: {{number: 8443}}}}}}}}
---
apiVersion: v1
kind: Service
metadata: {{name: front, namespace: shop, annotations: {{{service}}}}}
spec: {{selector: {{app: front}}, ports: [{{port: 8443}}]}}
""")


A = "alb.ingress.kubernetes.io"
CALLS, HEALTH, PORT = f"{A}/backend-protocol", f"{A}/healthcheck-protocol", f"{A}/healthcheck-port"


def test_the_example_is_right() -> None:
    assert said(CERTIFICATES) == []


@pytest.mark.parametrize(
    ("ingress", "service"),
    [
        (f"{CALLS}: HTTPS, {HEALTH}: HTTPS", ""),
        ("", f"{CALLS}: HTTPS, {HEALTH}: HTTPS"),
        (f"{CALLS}: HTTPS", f"{HEALTH}: HTTPS"),
        (f"{HEALTH}: HTTPS", f"{CALLS}: HTTPS"),
        (f"{CALLS}: HTTPS, {PORT}: '15021'", ""),
        (f"{CALLS}: HTTPS", f"{CALLS}: HTTP"),
        (f"{CALLS}: HTTP", ""),
        ("", ""),
    ],
)
def test_who_asks_as_it_calls_or_elsewhere_is_silent(ingress: str, service: str) -> None:
    """The Service's own word goes before that of the Ingress."""
    assert said(door(ingress, service)) == []


@pytest.mark.parametrize(
    ("ingress", "service"),
    [
        (f"{CALLS}: HTTPS", ""),
        ("", f"{CALLS}: HTTPS"),
        (f"{CALLS}: HTTPS, {HEALTH}: HTTP", ""),
        (f"{CALLS}: HTTPS, {HEALTH}: HTTPS", f"{HEALTH}: HTTP"),
        (f"{CALLS}: HTTP, {HEALTH}: HTTP", f"{CALLS}: HTTPS"),
        (f"{CALLS}: HTTPS, {PORT}: traffic-port", ""),
        (f"{CALLS}: HTTPS, {A}/healthcheck-path: /healthz", ""),
        (f"{CALLS}: HTTPS, {A}/health-check-protocol: HTTPS", ""),
    ],
)
def test_who_asks_otherwise_is_told(ingress: str, service: str) -> None:
    assert said(door(ingress, service)) == [f"Ingress/shop/a: {MESSAGE} [health-check]"]


@pytest.mark.parametrize(
    ("old", "new"), [(f"{A}/{ASKS}", f"{A}/success-codes: '200'"), (ASKS, "healthcheck-protocol: HTTP"), (ASKS, "health-protocol: HTTPS")]
)  # fmt: skip
def test_a_wrong_version_of_the_example_is_found(old: str, new: str) -> None:
    assert len(said(changed(CERTIFICATES, DOOR, old, new))) == 1
