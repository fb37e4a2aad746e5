"""The arithmetic of a plan is computed, and each wrong number in plan or template is found."""

from __future__ import annotations

import pytest
from checked import case_of, changed, told

from patternloom.verify.aws.addresses import address_findings

CASE = case_of("vpc-cni-on-eks")
PLAN, NETWORK, NODES = "addresses/plan.json", "aws/network.yaml", "aws/cni-and-nodes.yaml"
WRONG = (
    ("a fourth interface", PLAN, '"networkInterfaces": 3', '"networkInterfaces": 4'),
    ("more addresses an interface", PLAN, '"ipv4AddressesPerInterface": 10', '"ipv4AddressesPerInterface": 15'),
    ("another length of prefixes", PLAN, '"prefixLength": 28', '"prefixLength": 27'),
    ("two warm prefixes", PLAN, '"warmPrefixes": 1', '"warmPrefixes": 2'),
    ("more pods", PLAN, '"maxPods": 110', '"maxPods": 250'),
    ("a smaller subnet", PLAN, '"10.0.128.0/20"', '"10.0.128.0/21"'),
    ("a reservation outside", PLAN, '"10.0.168.0/22"', '"10.0.176.0/22"'),
    ("a reservation in another zone", PLAN, '"10.0.164.0/22"', '"10.0.156.0/22"'),
    ("reservations that overlap", PLAN, '"10.0.136.0/22"', '"10.0.132.0/23"'),
    ("a reservation of AWS's own addresses", PLAN, '"10.0.132.0/22"', '"10.0.128.0/22"'),
    ("a range that is none", PLAN, '"10.0.132.0/22"', '"10.0.133.0/22"'),
    ("AWS keeps four", PLAN, '"addressesReservedByAwsPerSubnet": 5', '"addressesReservedByAwsPerSubnet": 4'),
    ("an agent that is not counted", PLAN, '"hostNetworkPods": 3', '"hostNetworkPods": 2'),
    ("no agent that is counted", NODES, "AddonName: eks-pod-identity-agent", "AddonName: snapshot-controller"),
    ("another node type", PLAN, "m7g.large", "m7g.xlarge"),
    ("another subnet in the template", NETWORK, "10.0.144.0/20", "10.0.176.0/20"),
    ("two subnets in one zone", NETWORK, '!Select [1, !GetAZs ""]', '!Select [0, !GetAZs ""]'),
    ("nodes of another type", NODES, "InstanceTypes: [m7g.large]", "InstanceTypes: [m7g.medium]"),
    ("more nodes than addresses", NODES, "MaxSize: 48", "MaxSize: 60"),
    ("another maxPods", NODES, "maxPods: 110", "maxPods: 29"),
    ("no prefixes", NODES, '"ENABLE_PREFIX_DELEGATION":"true"', '"ENABLE_PREFIX_DELEGATION":"false"'),
    ("another spare", NODES, '"WARM_PREFIX_TARGET":"1"', '"WARM_PREFIX_TARGET":"2"'),
)  # fmt: skip


def test_every_number_is_computed() -> None:
    """Plan and templates say what comes out."""
    assert told(address_findings(CASE)) == []


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_file_is_found(name: str, path: str, old: str, new: str) -> None:
    """Plan and templates hold each other."""
    assert told(address_findings(changed(CASE, path, old, new))) != []
