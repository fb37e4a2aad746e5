"""The arithmetic of the VPC CNI example is computed, and each wrong number in file, template or text is found."""

from __future__ import annotations

import pytest

from examples import addresses
from examples.addresses import address_findings
from examples.cases import Case, catalog_cases, changed, told

CASE = next(case for case in catalog_cases() if case.id == "vpc-cni-on-eks")
PLAN, NETWORK, NODES = "addresses/plan.json", "aws/network.yaml", "aws/cni-and-nodes.yaml"


def test_every_number_is_computed() -> None:
    """Plan, templates and both languages say what comes out."""
    assert told(address_findings(CASE)) == []


WRONG = (
    ("a fourth interface", PLAN, '"networkInterfaces": 3', '"networkInterfaces": 4'),
    ("more addresses an interface", PLAN, '"ipv4AddressesPerInterface": 10', '"ipv4AddressesPerInterface": 15'),
    ("another length of prefixes", PLAN, '"prefixLength": 28', '"prefixLength": 27'),
    ("two warm prefixes", PLAN, '"warmPrefixes": 1', '"warmPrefixes": 2'),
    ("more pods", PLAN, '"maxPods": 110', '"maxPods": 250'),
    ("three pods on the node's address", PLAN, '"hostNetworkPods": 2', '"hostNetworkPods": 3'),
    ("a smaller subnet", PLAN, '"10.0.64.0/20"', '"10.0.64.0/21"'),
    ("a reservation outside", PLAN, '"10.0.104.0/22"', '"10.0.112.0/22"'),
    ("a reservation in another zone", PLAN, '"10.0.100.0/22"', '"10.0.92.0/22"'),
    ("reservations that overlap", PLAN, '"10.0.72.0/22"', '"10.0.68.0/23"'),
    ("a reservation of AWS's own addresses", PLAN, '"10.0.68.0/22"', '"10.0.64.0/22"'),
    ("a range that is none", PLAN, '"10.0.68.0/22"', '"10.0.69.0/22"'),
    ("AWS keeps four", PLAN, '"addressesReservedByAwsPerSubnet": 5', '"addressesReservedByAwsPerSubnet": 4'),
    ("another node type", PLAN, "m7g.large", "m7g.xlarge"),
    ("another subnet in the template", NETWORK, "10.0.80.0/20", "10.0.112.0/20"),
    ("two subnets in one zone", NETWORK, '!Select [1, !GetAZs ""]', '!Select [0, !GetAZs ""]'),
    ("nodes of another type", NODES, "InstanceTypes: [m7g.large]", "InstanceTypes: [m7g.medium]"),
    ("more nodes than addresses", NODES, "MaxSize: 48", "MaxSize: 60"),
    ("another maxPods", NODES, "maxPods: 110", "maxPods: 29"),
    ("no prefixes", NODES, '"ENABLE_PREFIX_DELEGATION":"true"', '"ENABLE_PREFIX_DELEGATION":"false"'),
    ("another spare", NODES, '"WARM_PREFIX_TARGET":"1"', '"WARM_PREFIX_TARGET":"2"'),
)  # fmt: skip


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_file_is_found(name: str, path: str, old: str, new: str) -> None:
    """Plan and templates hold each other, and the texts hold both."""
    assert told(address_findings(changed(CASE, path, old, new))) != []


WRONG_TEXTS = (
    ("en", "= 29 pods", "= 30 pods"),
    ("en", "= 432 addresses", "= 423 addresses"),
    ("en", "9 × 16 = 144", "9 × 16 = 154"),
    ("en", "needs 7 prefixes for 108", "needs 7 prefixes for 110"),
    ("en", "7 × 16 = 112", "7 × 16 = 128"),
    ("en", "plan counts 8", "plan counts 9"),
    ("en", "alone has 16", "alone has 9"),
    ("en", "instead of 29", "instead of 16"),
    ("en", "hold 128 prefixes", "hold 127 prefixes"),
    ("en", "128 / 8 = 16", "128 / 7 = 16"),
    ("en", "48 in all", "49 in all"),
    ("en", "= 2,043", "= 2,044"),
    ("en", "already holds 32", "already holds 33"),
    ("en", "Two reserved /22", "Two reserved /23"),
    ("ja", "＝29個", "＝28個"),
    ("ja", "3×9×16＝432", "3×9×16＝423"),
    ("ja", "108アドレス", "109アドレス"),
    ("ja", "2,043個", "2,034個"),
    ("ja", "48台", "84台"),
    ("ja", "計画では8つ", "計画では9つ"),
)


@pytest.mark.parametrize(("language", "old", "new"), WRONG_TEXTS, ids=[f"{one[0]}: {one[2]}" for one in WRONG_TEXTS])
def test_a_wrong_number_in_a_text_is_found(monkeypatch: pytest.MonkeyPatch, language: str, old: str, new: str) -> None:
    """In both languages."""
    texts = addresses.spoken(CASE)
    assert old in texts[language]

    def spoken(_: Case) -> dict[str, str]:
        return {**texts, language: texts[language].replace(old, new)}

    monkeypatch.setattr(addresses, "spoken", spoken)
    assert told(address_findings(CASE)) != []
