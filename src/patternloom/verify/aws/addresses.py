"""The arithmetic of pod addresses: every number that an example says is computed from its subnets and its node type.

In: a case with `addresses/plan.json`, its CloudFormation, and its texts in each language. Out: findings: a plan that is
not that of the templates, ranges that overlap or do not fit, a number in a text that does not come out of the plan.
The limits of a node type are AWS's published ones, typed here; nobody asks AWS.
"""

from __future__ import annotations

import dataclasses
import ipaddress
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from examples.cases import Case, Finding
from examples.cloudformation import resources
from patternloom.model.texts import ProseText
from patternloom.text.prose import Words, walk

PLAN = "addresses/plan.json"
RULE = "addresses"
# https://docs.aws.amazon.com/ec2/latest/instancetypes/ (network specifications): interfaces, IPv4 addresses each, vCPUs.
NODE_TYPES = {"m7g.large": (3, 10, 2)}
PREFIX = 28
"""EC2 assigns IPv4 prefixes of this length only."""
# The first four addresses of a subnet and its last one: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
RESERVED = 5
# Numbers of the text that are no part of the arithmetic: versions of IP, a hop's pause in seconds, "one" in figures.
OTHER_NUMBERS = {1, 4, 6, 30}
NUMBER = re.compile(r"(?<![\w./-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w./,-])\d+(?![\w./-]*\d)")
# What is said with these numbers, in the languages of the catalog: a text in other words has its phrase here.
PHRASES = {
    "en": (
        "{max_pods} pods instead of {single}", "{used} prefixes for {with_address} addresses",
        "{warm} in reserve the plan counts {held}", "already holds {least}", "Each subnet has {subnet} addresses",
        "hold {in_zone} prefixes", "= {nodes} full nodes", "{all_nodes} in all", "the spare prefix alone has {spare}",
        "the {max_pods} pods that AWS recommends",
    ),
    "ja": (
        "{single}個から{max_pods}個", "{with_address}アドレス分として{used}つ", "余裕の{warm}つを加え、計画では{held}つ",
        "予備のプレフィックスだけで{spare}個", "予備を含めて{least}個", "各サブネットは{subnet}アドレス",
        "{in_zone}個のプレフィックス", "={nodes}台の満杯のノード", "{all_nodes}台です", "推奨する{max_pods}個",
    ),
}  # fmt: skip
SEPARATOR = re.compile(r"[\s,]")


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
    for language, text in spoken(case).items():
        yield from _text(language, text, numbers)


def computed(plan: Mapping[str, Any]) -> dict[str, int]:
    """What comes out of a plan, by name."""
    interfaces, addresses, _ = NODE_TYPES[plan["instanceType"]]
    usable = addresses - 1  # the first is the interface's own
    block = 2 ** (32 - PREFIX)
    with_address = plan["maxPods"] - plan["hostNetworkPods"]
    used = -(-with_address // block)
    subnets = [ipaddress.ip_network(one) for one in plan["subnets"]]
    reserved = [ipaddress.ip_network(one) for one in plan["prefixReservations"]]
    in_first = [one for one in reserved if one.subnet_of(subnets[0])]
    in_zone = sum(one.num_addresses for one in in_first) // block
    nodes = in_zone // (used + plan["warmPrefixes"])
    return {
        "interfaces": interfaces, "addresses": addresses, "usable": usable, "block": block,
        "single": interfaces * usable + plan["hostNetworkPods"], "prefixed": interfaces * usable * block,
        "first": usable * block, "with_address": with_address, "used": used, "full": used * block, "warm": plan["warmPrefixes"],
        "held": used + plan["warmPrefixes"], "least": (1 + plan["warmPrefixes"]) * block, "in_zone": in_zone,
        "nodes": nodes, "all_nodes": nodes * len(subnets), "subnet": subnets[0].num_addresses,
        "taken": in_zone * block, "left": subnets[0].num_addresses - in_zone * block - RESERVED, "reserved": RESERVED,
        "max_pods": plan["maxPods"], "host": plan["hostNetworkPods"], "ranges": len(in_first),
        "range_length": in_first[0].prefixlen, "spare": plan["warmPrefixes"] * block,
    }  # fmt: skip


def _types(plan: Mapping[str, Any]) -> Iterator[str]:
    interfaces, addresses, processors = NODE_TYPES[plan["instanceType"]]
    recommended = 110 if processors < 30 else 250  # as AWS's own calculator says
    most = interfaces * (addresses - 1) * 2 ** (32 - PREFIX) + plan["hostNetworkPods"]
    for name, value in (
        ("networkInterfaces", interfaces), ("ipv4AddressesPerInterface", addresses), ("prefixLength", PREFIX),
        ("addressesReservedByAwsPerSubnet", RESERVED), ("maxPods", min(recommended, most)),
    ):  # fmt: skip
        if plan.get(name) != value:
            yield f"{name} is {plan.get(name)}, expected {value}"


def _ranges(plan: Mapping[str, Any]) -> Iterator[str]:
    subnets = [ipaddress.ip_network(one) for one in plan["subnets"]]
    reserved = [ipaddress.ip_network(one) for one in plan["prefixReservations"]]
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
    for addon in found.get("AWS::EKS::Addon", ()):
        if addon.get("AddonName") == "vpc-cni":
            env = json.loads(addon.get("ConfigurationValues", "{}")).get("env", {})
            wanted = {"ENABLE_PREFIX_DELEGATION": "true", "WARM_PREFIX_TARGET": str(plan["warmPrefixes"])}
            if env != wanted:
                yield Finding("aws", RULE, f"the add-on's env is {env}, expected {wanted}")
    kubelets = re.findall(r"maxPods: (\d+)", "\n".join(case.files_in("aws").values()))
    if kubelets != [str(plan["maxPods"])]:
        yield Finding("aws", RULE, f"maxPods of {kubelets}, expected {plan['maxPods']}")


def spoken(case: Case) -> dict[str, str]:
    """All that an example says, by language; code and names of files left out."""
    texts: dict[str, list[str]] = {}

    def gather(value: object) -> None:
        if isinstance(value, ProseText):
            for language, paragraphs in value.paragraphs.items():
                words = "".join(one.text for one in walk(paragraphs) if isinstance(one, Words))
                texts.setdefault(language, []).append(words)
        elif isinstance(value, Mapping):
            for language, text in value.items():
                texts.setdefault(language, []).append(str(text))
        elif isinstance(value, tuple):
            for item in value:
                gather(item)
        elif dataclasses.is_dataclass(value):
            for one in dataclasses.fields(value):
                gather(getattr(value, one.name))

    design = case.design
    gather((design.summary, design.steps, design.decisions, design.failures, design.before_production))
    return {language: "\n".join(parts) for language, parts in texts.items()}


def _text(language: str, text: str, numbers: Mapping[str, int]) -> Iterator[Finding]:
    """Every formula stands there, and every number comes from the plan."""
    n = numbers
    plain = SEPARATOR.sub("", text).translate(str.maketrans("＝÷", "=/"))
    for formula in (
        f"{n['interfaces']}×({n['addresses']}−1)+{n['host']}={n['single']}",
        f"{n['interfaces']}×{n['usable']}×{n['block']}={n['prefixed']}",
        f"{n['usable']}×{n['block']}={n['first']}",
        f"{n['used']}×{n['block']}={n['full']}",
        f"{n['in_zone']}/{n['held']}={n['nodes']}",
        f"{n['subnet']}−{n['taken']}−{n['reserved']}={n['left']}",
    ):
        if formula not in plain:
            yield Finding(language, RULE, f"{formula} does not stand in the text")
    for phrase in PHRASES.get(language, ()):
        if SEPARATOR.sub("", wanted := phrase.format_map(n)) not in plain:
            yield Finding(language, RULE, f"{wanted!r} does not stand in the text")
    known = {*n.values(), *OTHER_NUMBERS}
    without_ranges = re.sub(r"\d+(?:\.\d+){3}(?:/\d+)?|/\d+|[A-Za-z]\w*\d\w*(?:\.\w+)*", " ", text)
    lengths = {int(one) for one in re.findall(r"(?<![\d.])/(\d+)", text)}
    said = {int(one.replace(",", "")) for one in NUMBER.findall(without_ranges)}
    for number in sorted(said - known):
        yield Finding(language, RULE, f"{number} comes from nowhere in the plan")
    for length in sorted(lengths - {PREFIX, n["range_length"], n["held"]}):
        yield Finding(language, RULE, f"/{length} is no range of the plan")
