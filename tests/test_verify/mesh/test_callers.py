"""Who may be meant by an end of a flow that is no workload of the files."""

from __future__ import annotations

from checked import holding

from patternloom.verify.mesh.callers import ISTIOD, STRANGER, blocks, callers_of, isolating, stranger_beside
from patternloom.verify.mesh.requests import Peer

POLICIES = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a, namespace: shop}
spec:
  podSelector: {matchLabels: {app: a}}
  ingress:
    - from:
        - ipBlock: {cidr: 10.0.0.0/24, except: [10.0.0.0/28]}
        - podSelector: {matchLabels: {app: b}}
        - namespaceSelector: {}
    - ports: [{port: 80}]
  egress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: other, namespace: shop}
spec: {podSelector: {matchLabels: {app: z}}, ingress: [{}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a, namespace: shop}
spec: {rules: [{from: [{source: {principals: [cluster.local/ns/team/sa/ada, cluster.local/ns/far/sa/bob, "*"]}}, {}]}, {}]}
"""
GATEWAY = """\
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: team}
spec: {selector: {istio: ingressgateway}}
"""
TARGET = Peer("shop", {"app": "a"}, {"team": "x"}, account="a")


def test_rules_and_blocks_are_those_that_select_the_pods() -> None:
    """An address of a block is none of what it excepts."""
    documents = [*holding(POLICIES).documents]
    assert [policy.name for policy, _ in isolating(documents, TARGET, "ingress")] == ["a", "a"]
    assert (blocks(documents, TARGET, "ingress"), blocks(documents, TARGET, "egress")) == (
        {"10.0.0.0/24": "10.0.0.16"},
        {"192.0.2.0/24": "192.0.2.0"},
    )


def test_who_calls_from_outside_has_an_address() -> None:
    """One that nobody has, and one of each block."""
    case = holding(POLICIES)
    found = callers_of(case, [*case.documents], TARGET, None)
    assert [(one.address, one.account, one.mesh) for one in found] == [
        (STRANGER, None, None),
        ("10.0.0.16", None, None),
    ]


def test_who_calls_from_a_namespace_has_labels_and_an_account() -> None:
    """Those that the policies name; where a Gateway of Istio stands, its labels."""
    case, gated = holding(POLICIES), holding(POLICIES + GATEWAY)
    found = [
        [(dict(one.labels), one.account, one.mesh) for one in callers_of(each, [*each.documents], TARGET, "team")]
        for each in (case, gated)
    ]
    assert found == [
        [(labels, account, "sidecar") for labels in ({}, {"app": "b"}, {}) for account in ("ada", "somebody")],
        [({"istio": "ingressgateway"}, account, "sidecar") for account in ("ada", "somebody")],
    ]


def test_the_control_plane_is_known_by_its_labels() -> None:
    """It has no proxy."""
    case = holding(POLICIES)
    (found,) = callers_of(case, [*case.documents], TARGET, "istio-system")
    assert (found.labels, found.mesh) == (ISTIOD.labels, None)


def test_a_stranger_is_named_by_nothing() -> None:
    """In a namespace that nothing names, or beside the pod."""
    far, near = stranger_beside(TARGET), stranger_beside(TARGET, "shop")
    assert [(one.namespace, one.namespace_labels, one.mesh) for one in (far, near)] == [
        ("stranger", {"kubernetes.io/metadata.name": "stranger"}, "sidecar"),
        ("shop", {"team": "x"}, "sidecar"),
    ]
