"""NetworkPolicies answer as Kubernetes' documents say of their examples."""

from __future__ import annotations

import pytest

from patternloom.verify.example.workloads import Port
from patternloom.verify.mesh.network import network_allows, network_inside
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from test_verify.mesh.policy_objects import AUTHORIZATION, NETWORK, documents

DB = Peer("default", {"role": "db"}, ports=(Port(6379, "redis"), Port(5978)), mesh=None)
FRONTEND = Peer("default", {"role": "frontend"}, mesh=None)
OTHER = Peer("default", {"role": "other"}, mesh=None)
MYPROJECT = Peer("mine", {"role": "other"}, {"project": "myproject"}, mesh=None)
ALICE_CLIENT = Peer("alices", {"role": "client"}, {"user": "alice"}, mesh=None)
ALICE_OTHER = Peer("alices", {"role": "other"}, {"user": "alice"}, mesh=None)
CLIENT = Peer("default", {"role": "client"}, mesh=None)
INSIDE, EXCEPTED, OUTSIDE = (Peer(address=one, mesh=None) for one in ("172.17.2.9", "172.17.1.9", "10.0.0.5"))
# The policy of https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
RESOURCE = """{podSelector: {matchLabels: {role: db}}, policyTypes: [Ingress, Egress],
  ingress: [{from: [{ipBlock: {cidr: 172.17.0.0/16, except: [172.17.1.0/24]}},
                    {namespaceSelector: {matchLabels: {project: myproject}}},
                    {podSelector: {matchLabels: {role: frontend}}}], ports: [{protocol: TCP, port: 6379}]}],
  egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}], ports: [{protocol: TCP, port: 5978}]}]}"""
DENY_IN = "{podSelector: {}, policyTypes: [Ingress]}"
ALLOW_IN = "{podSelector: {}, ingress: [{}], policyTypes: [Ingress]}"
DENY_OUT = "{podSelector: {}, policyTypes: [Egress]}"
ALLOW_OUT = "{podSelector: {}, egress: [{}], policyTypes: [Egress]}"
DENY_ALL = "{podSelector: {}, policyTypes: [Ingress, Egress]}"
BOTH = "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {user: alice}}, podSelector: {matchLabels: {role: client}}}]}]}"
EITHER = "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {user: alice}}}, {podSelector: {matchLabels: {role: client}}}]}]}"
RANGE = "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}], ports: [{protocol: TCP, port: 32000, endPort: 32768}]}]}"
BY_NAME = (
    "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: mine}}}]}]}"
)
EXPRESSIONS = "{podSelector: {matchExpressions: [{key: role, operator: In, values: [db, cache]}]}, ingress: []}"
NAMED = "{podSelector: {}, ingress: [{ports: [{port: redis}]}]}"
EVERY_NAMESPACE = "{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}"
NETWORK_TABLE = [
    ("no policy: everything passes", (), OTHER, DB, 1, "TCP", True),
    ("default deny ingress", (DENY_IN,), OTHER, DB, 6379, "TCP", False),
    ("default deny ingress leaves egress alone", (DENY_IN,), DB, OUTSIDE, 443, "TCP", True),
    ("allow all ingress", (ALLOW_IN,), MYPROJECT, DB, 1, "UDP", True),
    ("policies add up", (DENY_IN, ALLOW_IN), OTHER, DB, 6379, "TCP", True),
    ("default deny egress", (DENY_OUT,), DB, OUTSIDE, 443, "TCP", False),
    ("allow all egress", (DENY_OUT, ALLOW_OUT), DB, OUTSIDE, 443, "TCP", True),
    ("default deny all, in", (DENY_ALL,), OTHER, DB, 6379, "TCP", False),
    ("default deny all, out", (DENY_ALL,), DB, OUTSIDE, 80, "TCP", False),
    ("resource: frontend of the namespace", (RESOURCE,), FRONTEND, DB, 6379, "TCP", True),
    ("resource: another pod of the namespace", (RESOURCE,), OTHER, DB, 6379, "TCP", False),
    ("resource: any pod of myproject", (RESOURCE,), MYPROJECT, DB, 6379, "TCP", True),
    ("resource: inside the block", (RESOURCE,), INSIDE, DB, 6379, "TCP", True),
    ("resource: excepted from the block", (RESOURCE,), EXCEPTED, DB, 6379, "TCP", False),
    ("resource: another port", (RESOURCE,), FRONTEND, DB, 6380, "TCP", False),
    ("resource: another protocol", (RESOURCE,), FRONTEND, DB, 6379, "UDP", False),
    ("resource: out to the block", (RESOURCE,), DB, OUTSIDE, 5978, "TCP", True),
    ("resource: out to another port", (RESOURCE,), DB, OUTSIDE, 5979, "TCP", False),
    ("resource: other pods are not isolated", (RESOURCE,), MYPROJECT, OTHER, 1, "TCP", True),
    ("one element with both selectors: client of alice", (BOTH,), ALICE_CLIENT, DB, 1, "TCP", True),
    ("one element with both selectors: other of alice", (BOTH,), ALICE_OTHER, DB, 1, "TCP", False),
    ("one element with both selectors: client of here", (BOTH,), CLIENT, DB, 1, "TCP", False),
    ("two elements: other of alice", (EITHER,), ALICE_OTHER, DB, 1, "TCP", True),
    ("two elements: client of here", (EITHER,), CLIENT, DB, 1, "TCP", True),
    ("two elements: neither", (EITHER,), OTHER, DB, 1, "TCP", False),
    ("range of ports: first", (RANGE,), DB, OUTSIDE, 32000, "TCP", True),
    ("range of ports: last", (RANGE,), DB, OUTSIDE, 32768, "TCP", True),
    ("range of ports: above", (RANGE,), DB, OUTSIDE, 32769, "TCP", False),
    ("namespace by its name", (BY_NAME,), MYPROJECT, DB, 1, "TCP", True),
    ("another namespace's name", (BY_NAME,), ALICE_OTHER, DB, 1, "TCP", False),
    ("expression selects", (EXPRESSIONS,), OTHER, DB, 1, "TCP", False),
    ("expression does not select", (EXPRESSIONS,), DB, OTHER, 1, "TCP", True),
    ("port by name", (NAMED,), OTHER, DB, 6379, "TCP", True),
    ("port by name, another", (NAMED,), OTHER, DB, 5978, "TCP", False),
    ("every namespace", (EVERY_NAMESPACE,), ALICE_OTHER, DB, 1, "TCP", True),
    ("every namespace is no address", (EVERY_NAMESPACE,), OUTSIDE, DB, 1, "TCP", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("specs", "source", "target", "port", "protocol", "answer"),
    [row[1:] for row in NETWORK_TABLE], ids=[row[0] for row in NETWORK_TABLE],
)  # fmt: skip
def test_network_policies_answer_as_documented(
    specs: tuple[str, ...], source: Peer, target: Peer, port: int, protocol: str, answer: bool
) -> None:
    """What Kubernetes' page on network policies says of its examples."""
    assert network_allows(documents(NETWORK, *specs), source, target, Request(port, protocol)) == answer


def test_ambient_traffic_is_judged_at_its_tunnel() -> None:
    """Between ambient pods a NetworkPolicy sees port 15008 only."""
    closed = documents(NETWORK, "{podSelector: {}, ingress: [{ports: [{protocol: TCP, port: 6379}]}]}")
    opened = documents(NETWORK, "{podSelector: {}, ingress: [{ports: [{protocol: TCP, port: 15008}]}]}")
    ends = (Peer("default", mesh="ambient"), Peer("default", mesh="ambient"), Request(6379))
    assert [network_allows(policies, *ends) for policies in (closed, opened)] == [False, True]


def test_traffic_between_the_two_modes_is_outside_the_subset() -> None:
    """Which port it takes depends on more than the files tell."""
    with pytest.raises(OutsideSubset):
        network_allows([], Peer("foo"), Peer("foo", mesh="ambient"), Request(80))


@pytest.mark.parametrize("spec", ["{unknown: 1}", "{ingress: [{to: []}]}", "{egress: [{to: [{serviceSelector: {}}]}]}"])
def test_a_field_outside_the_subset_is_an_error(spec: str) -> None:
    """Of a NetworkPolicy; others are not its question."""
    network_inside(documents(AUTHORIZATION, "{unknown: 1}")[0])
    with pytest.raises(OutsideSubset):
        network_inside(documents(NETWORK, spec)[0])


def test_a_block_counts_for_a_pod_only_where_it_might() -> None:
    """It is meant for addresses outside, yet may hit a pod's."""
    policies = documents(NETWORK, "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}")
    assert [network_allows(policies, OTHER, DB, Request(1), sure=sure) for sure in (True, False)] == [False, True]
