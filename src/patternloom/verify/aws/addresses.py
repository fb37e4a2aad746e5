"""The arithmetic of pod addresses: a plan is that of the templates, and its ranges fit.

In: a case with `addresses/plan.json` and its CloudFormation. Out: findings: a plan that is not that of the templates,
ranges that overlap or do not fit; and the numbers that come out of a plan. The limits of a node type are AWS's own,
typed here; nobody asks AWS. What a text says of the numbers is not read.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case, Finding

PLAN = "addresses/plan.json"
RULE = "addresses"
# Interfaces, IPv4 addresses each, vCPUs: https://docs.aws.amazon.com/ec2/latest/instancetypes/ (network specifications)
NODE_TYPES = {"m7g.large": (3, 10, 2)}
PREFIX = 28
"""EC2 assigns IPv4 prefixes of this length only."""
# A subnet's first four addresses and its last: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
RESERVED = 5
ON_THE_NODES_ADDRESS = {"vpc-cni", "kube-proxy", "eks-pod-identity-agent"}
"""Add-ons that run a pod on each node, on its own address; the first two every cluster has."""


def address_findings(case: Case) -> Iterator[Finding]:
    """Where plan, templates and texts part; silent without a plan."""
    if PLAN not in case.files:
        return
    try:
        plan = json.loads(case.files[PLAN])
        numbers = computed(plan)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        yield Finding(PLAN, RULE, f"cannot be computed: {type(error).__name__}: {error}")
        return
    for message in (*_types(plan), *_ranges(plan)):
        yield Finding(PLAN, RULE, message)
    yield from _templates(case, plan, numbers)


def computed(plan: Mapping[str, Any]) -> dict[str, int]:
    """What comes out of a plan, by name."""
    interfaces, addresses, _ = _limits(plan)
    usable = addresses - 1  # the first is the interface's own
    block = 2 ** (32 - PREFIX)
    with_address = plan["maxPods"] - plan["hostNetworkPods"]
    used = -(-with_address // block)
    subnets = [ipaddress.IPv4Network(one) for one in plan["subnets"]]
    reserved = [ipaddress.IPv4Network(one) for one in plan["prefixReservations"]]
    in_first = [one for one in reserved if one.subnet_of(subnets[0])]
    in_zone = sum(one.num_addresses for one in in_first) // block
    nodes = in_zone // (used + plan["warmPrefixes"])
    return {
        "interfaces": interfaces, "addresses": addresses, "usable": usable, "block": block,
        "single": interfaces * usable + plan["hostNetworkPods"], "prefixed": interfaces * usable * block,
        "first": usable * block, "with_address": with_address, "used": used, "full": used * block,
        "warm": plan["warmPrefixes"], "held": used + plan["warmPrefixes"], "least": (1 + plan["warmPrefixes"]) * block,
        "in_zone": in_zone, "nodes": nodes, "all_nodes": nodes * len(subnets), "subnet": subnets[0].num_addresses,
        "taken": in_zone * block, "left": subnets[0].num_addresses - in_zone * block - RESERVED, "reserved": RESERVED,
        "max_pods": plan["maxPods"], "host": plan["hostNetworkPods"], "ranges": len(in_first),
        "range_length": in_first[0].prefixlen, "spare": plan["warmPrefixes"] * block,
    }  # fmt: skip


def _limits(plan: Mapping[str, Any]) -> tuple[int, int, int]:
    if plan["instanceType"] not in NODE_TYPES:
        raise ValueError(f"instanceType {plan['instanceType']!r}, expected one of {', '.join(NODE_TYPES)}")
    return NODE_TYPES[plan["instanceType"]]


def _types(plan: Mapping[str, Any]) -> Iterator[str]:
    interfaces, addresses, processors = _limits(plan)
    recommended = 110 if processors < 30 else 250  # as AWS's own calculator says
    most = interfaces * (addresses - 1) * 2 ** (32 - PREFIX) + plan["hostNetworkPods"]
    for name, value in (
        ("networkInterfaces", interfaces), ("ipv4AddressesPerInterface", addresses), ("prefixLength", PREFIX),
        ("addressesReservedByAwsPerSubnet", RESERVED), ("maxPods", min(recommended, most)),
    ):  # fmt: skip
        if plan.get(name) != value:
            yield f"{name} is {plan.get(name)}, expected {value}"


def _ranges(plan: Mapping[str, Any]) -> Iterator[str]:
    subnets = [ipaddress.IPv4Network(one) for one in plan["subnets"]]
    reserved = [ipaddress.IPv4Network(one) for one in plan["prefixReservations"]]
    for ranges in (subnets, reserved):
        for number, one in enumerate(ranges):
            for other in ranges[number + 1 :]:
                if one.overlaps(other):
                    yield f"{one} and {other} overlap"
    if len({one.prefixlen for one in subnets}) > 1:
        yield "subnets of several sizes, and one number for all"
    for subnet in subnets:
        inside = [one for one in reserved if one.subnet_of(subnet)]
        if sum(one.num_addresses for one in inside) != computed(plan)["taken"]:
            yield f"{subnet} reserves {', '.join(map(str, inside)) or 'nothing'}, unlike the first"
        for one in inside:
            # Reserved by AWS: the first block of the subnet and its last address.
            if one[0] == subnet[0] or one[-1] == subnet[-1]:
                yield f"{one} takes addresses that AWS keeps"
    for one in reserved:
        if not any(one.subnet_of(subnet) for subnet in subnets):
            yield f"{one} lies in no subnet"
        if one.prefixlen > PREFIX:
            yield f"{one} holds no prefix of /{PREFIX}"


def _templates(case: Case, plan: Mapping[str, Any], numbers: Mapping[str, int]) -> Iterator[Finding]:
    found: dict[str, list[dict[str, Any]]] = {}
    for _, _, resource in resources(case):
        found.setdefault(resource.get("Type", ""), []).append(resource.get("Properties") or {})
    subnets = [one.get("CidrBlock") for one in found.get("AWS::EC2::Subnet", ())]
    zones = [json.dumps(one.get("AvailabilityZone")) for one in found.get("AWS::EC2::Subnet", ())]
    if subnets != plan["subnets"]:
        yield Finding(PLAN, RULE, f"subnets {plan['subnets']}, and the templates make {subnets}")
    if len(set(zones)) < len(zones):
        yield Finding("aws", RULE, "two subnets in one zone")
    for group in found.get("AWS::EKS::Nodegroup", ()):
        if group.get("InstanceTypes") != [plan["instanceType"]]:
            yield Finding("aws", RULE, f"nodes {group.get('InstanceTypes')}, expected [{plan['instanceType']}]")
        if (group.get("ScalingConfig") or {}).get("MaxSize") != numbers["all_nodes"]:
            yield Finding("aws", RULE, f"MaxSize of {group.get('ScalingConfig')}, expected {numbers['all_nodes']}")
    addons = {one.get("AddonName") for one in found.get("AWS::EKS::Addon", ())}
    on_nodes = len({"vpc-cni", "kube-proxy"} | addons & ON_THE_NODES_ADDRESS)
    if plan["hostNetworkPods"] != on_nodes:
        yield Finding(PLAN, RULE, f"hostNetworkPods is {plan['hostNetworkPods']}, and the add-ons start {on_nodes}")
    for addon in found.get("AWS::EKS::Addon", ()):
        if addon.get("AddonName") == "vpc-cni":
            env = json.loads(addon.get("ConfigurationValues", "{}")).get("env", {})
            wanted = {"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": str(plan["warmPrefixes"])}
            if env != wanted:
                yield Finding("aws", RULE, f"the add-on's env is {env}, expected {wanted}")
    kubelets = re.findall(r"maxPods: (\d+)", "\n".join(case.files_in("aws").values()))
    if kubelets != [str(plan["maxPods"])]:
        yield Finding("aws", RULE, f"maxPods of {kubelets}, expected {plan['maxPods']}")
