"""A pod behind a load balancer is known before it is asked, and serves until it is forgotten."""

from __future__ import annotations

import pytest
from checked import case_of, changed, holding, told

from patternloom.verify.entry.draining import drain_findings, hop_findings
from patternloom.verify.entry.ways_in import ways_in
from patternloom.verify.example.case import Case
from patternloom.verify.wrong.making import altered
from test_verify.operation.designs import saying

DEPOT = case_of("depot")
DOOR = "k8s/door.yaml"
HOOK, GRACE = "{sleep: {seconds: 15}}", "terminationGracePeriodSeconds: 40"
DELAY = "deregistration_delay.timeout_seconds=20"
INSTALLED = """\
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {elbv2.k8s.aws/pod-readiness-gate-inject: enabled}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: a
  namespace: shop
  annotations: {alb.ingress.kubernetes.io/target-type: ip}
spec: {ingressClassName: alb, defaultBackend: {service: {name: front}}}
"""
INSTALL = """\
kind: IstioOperator
apiVersion: install.istio.io/v1alpha1
metadata: {name: mesh, namespace: istio-system}
spec:
  components: {ingressGateways: [{name: front, namespace: shop, k8s: {overlays: [{patches: PATCHES}]}}]}
"""


def said(case: Case) -> list[str]:
    """What is found of all ways in."""
    return told(one for way in ways_in(case) for one in (*drain_findings(case, way), *hop_findings(case, way)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HOOK, '{exec: {command: [sleep, "15"]}}'),
        (HOOK, "{exec: {command: [/bin/sh, -c, sleep 15 && nginx -s quit]}}"),
        (HOOK, "{exec: {command: [/drain]}}"),
        (HOOK, "{httpGet: {path: /drain, port: http}}"),
        (GRACE, "terminationGracePeriodSeconds: 400"),
        (DELAY, "slow_start.duration_seconds=30,deregistration_delay.timeout_seconds=0"),
        ("target-type: ip", "target-type: instance"),
        (f"{GRACE}\n", f"{GRACE}\n      initContainers: [{{name: a}}]\n"),
        ("        - name: door\n", "        - {name: beside, image: a}\n        - name: door\n"),
    ],
)
def test_a_pod_that_ends_in_time_is_silent(old: str, new: str) -> None:
    """However it waits; a node's port is not the pod's, and who listens on none is not asked."""
    assert said(changed(DEPOT, DOOR, old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (HOOK, "{exec: {command: [sh, -c, 'true']}}", ["preStop of 0 seconds, expected more than 0 and less than 40"]),
        (
            GRACE,
            "terminationGracePeriodSeconds: 20",
            [
                "ends within 20 seconds, and requests come for 20 (the deregistration delay), expected a longer "
                "terminationGracePeriodSeconds or a shorter delay"
            ],
        ),
        (
            f"      {GRACE}\n",
            "",
            [],
        ),
        (
            "        - name: door\n",
            "        - {name: b, ports: [{containerPort: 9}]}\n        - name: door\n",
            ["no preStop, expected one that lets the load balancer forget the pod first"],
        ),
    ],
)
def test_a_pod_that_ends_too_early_is_told(old: str, new: str, found: list[str]) -> None:
    """Each container that listens; thirty seconds where nobody says."""
    assert said(changed(DEPOT, DOOR, old, new)) == [f"Deployment/depot/door: {one} [drain]" for one in found]


@pytest.mark.parametrize(
    ("patches", "found"),
    [
        (
            "[{path: spec.template.spec.terminationGracePeriodSeconds, value: 320},"
            " {path: 'spec.template.spec.containers.[name:istio-proxy].lifecycle', value: {preStop: {sleep: {seconds: 9}}}}]",
            [],
        ),
        (
            "[{path: spec.template.spec.terminationGracePeriodSeconds, value: 320}]",
            ["no preStop, expected one that lets the load balancer forget the pod first"],
        ),
        (
            "[{path: 'spec.template.spec.containers.[name:istio-proxy].lifecycle.preStop', value: {sleep: {seconds: 9}}}]",
            [
                "ends within 30 seconds, and requests come for 300 (the deregistration delay), expected a longer "
                "terminationGracePeriodSeconds or a shorter delay"
            ],
        ),
    ],
)
def test_a_gateway_that_istio_installs_is_asked_too(patches: str, found: list[str]) -> None:
    """By the overlays of its Deployment; it trusts nobody here."""
    case = holding(INSTALLED, **{"istio/install.yaml": INSTALL.replace("PATCHES", patches)})
    trusts = "Ingress/shop/a: the gateway shop/front trusts 0 proxies before it, expected 1: numTrustedProxies"
    assert said(case) == [
        *(f"Deployment/shop/front: {one} [drain]" for one in found),
        f"{trusts} [trusted-proxies]",
    ]


def test_each_managed_proxy_before_the_load_balancer_is_one_more() -> None:
    """A network for delivery of content, say."""
    text = "template:\n    metadata:\n      labels: {app: door}\n"
    config = '{"gatewayTopology": {"numTrustedProxies": 2}}'
    said_of = f"      annotations: {{inject.istio.io/templates: gateway, proxy.istio.io/config: '{config}'}}\n"
    gateway = changed(DEPOT, DOOR, text, f"{text}{said_of}")
    browser, *others = gateway.design.components
    front = altered(browser, provided_by="managed")
    step, *steps = gateway.design.steps
    asked = altered(step.flows[0], start="database", end="browser")
    called = (altered(step, flows=(asked, *step.flows)), *steps)
    drawn = altered(gateway, design=altered(gateway.design, components=(front, *others), steps=called))
    assert (said(drawn), said(gateway)) == (
        [],
        [
            "Ingress/depot/door: the gateway depot/door trusts 2 proxies before it, expected 1: numTrustedProxies [trusted-proxies]"
        ],
    )


def test_pods_of_the_first_apply_are_made_once_more() -> None:
    """They are older than the load balancer, for whose word the gate waits."""
    case = case_of("request-response-on-eks")
    assert said(case) == []
    assert said(saying(case, "commands", "rollout restart deployment/nginx", "get deployment/nginx")) == [
        "Deployment/bff/nginx: older than its load balancer after the commands, "
        "expected 'kubectl -n bff rollout restart deployment/nginx' [readiness-gate]"
    ]
