"""What sentences speak of is held against the policies, as arrows are."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, own_cases, told

from patternloom.verify.mesh.flows import policy_findings
from patternloom.verify.wrong.making import Wrong, altered, wrong_versions
from patternloom.verify.wrong.words import WORDS, spoken

SHOP = case_of("shop")

# Wrong version → what is found, and in which case.
SAID = {
    "a step speaks of the way back": [
        "depot: Deployment/depot/prices: its flow to Deployment/depot/door is drawn, yet the policies refuse it [network-policy]",
        "depot: step 1: it speaks of prices to door, yet the policies refuse it [network-policy]",
        "shop: Deployment/shop/orders: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
        "shop: step 1: it speaks of proxy to web, yet the policies refuse it [network-policy]",
    ],
    "a failure speaks of the way back": [
        "shop: Deployment/shop/orders: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
        "shop: failures 1: it speaks of proxy to web, yet the policies refuse it [network-policy]",
    ],
    "a prerequisite speaks of the way back by its objects": [
        "depot: Deployment/depot/prices: its flow to Deployment/depot/door is drawn, yet the policies refuse it [network-policy]",
        "depot: speaks_of: it speaks of Deployment/depot/prices to Deployment/depot/door, yet the policies refuse it [network-policy]",
        "shop: Deployment/shop/orders: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
        "shop: speaks_of: it speaks of Deployment/shop/orders to Deployment/shop/web, yet the policies refuse it [network-policy]",
    ],
    "a failure says that what is drawn is refused": [
        "shop: failures 1: it says that web to proxy is refused, yet the policies let it in at 8080 [network-policy]",
    ],
    "a step speaks of a port that nobody opens": [
        "shop: step 1: it speaks of web to proxy:1, yet the policies refuse it [network-policy]",
    ],
    "a port by its name": [
        "depot: speaks_of: the flow door to prices:http that it speaks of has no number for a port [network-policy]",
        "shop: speaks_of: the flow web to proxy:http that it speaks of has no number for a port [network-policy]",
    ],
    "a step speaks of the internet as a caller": [
        "depot: step 1: it speaks of 203.0.113.0/24 to waypoint, yet the policies refuse it [network-policy]",
        "shop: step 1: it speaks of 203.0.113.0/24 to web, yet the policies refuse it [network-policy]",
    ],
    "a prerequisite speaks of the internet as called": [
        "depot: speaks_of: it speaks of door to 203.0.113.0/24:25, yet the policies refuse it [network-policy]",
        "shop: speaks_of: it speaks of ingress to 203.0.113.0/24:25, yet the policies refuse it [network-policy]",
    ],
    "a failure speaks of a scraper at a port that nobody opens": [
        "shop: failures 1: it speaks of Namespace//monitoring to ingress:9, yet the policies refuse it [network-policy]",
    ],
    "the standard mode is told nowhere": [
        "depot: NetworkPolicy/depot/default-deny: a pod starts with everything allowed in standard mode, expected a text that names `NETWORK_POLICY_ENFORCING_MODE` [policy-start]",
        "shop: Deployment/shop/orders: its namespace is injected by a call to istiod, expected a text that names the port `15017` [policy-start]",
        "shop: NetworkPolicy/shop/default-deny: a pod starts with everything allowed in standard mode, expected a text that names `NETWORK_POLICY_ENFORCING_MODE` [policy-start]",
    ],
    "the port of injection is told nowhere": [
        "shop: Deployment/shop/orders: its namespace is injected by a call to istiod, expected a text that names the port `15017` [policy-start]",
        "shop: NetworkPolicy/shop/default-deny: a pod starts with everything allowed in standard mode, expected a text that names `NETWORK_POLICY_ENFORCING_MODE` [policy-start]",
    ],
    "metrics at another port": [
        "depot: Gateway/depot/waypoint: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: Deployment/shop/orders: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: Deployment/shop/web: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: Gateway/shop/front: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: speaks_of: it speaks of Namespace//monitoring to orders:15020, yet the policies refuse it [network-policy]",
    ],
    "metrics by UDP": [
        "depot: Gateway/depot/waypoint: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: Deployment/shop/orders: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: Deployment/shop/web: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: Gateway/shop/front: nobody gets to the metrics of its proxy, expected a policy that admits port 15020 or 15090 [scrape]",
        "shop: speaks_of: it speaks of Namespace//monitoring to orders:15020, yet the policies refuse it [network-policy]",
    ],
    "a Service of another port than its pods": [
        "depot: Service/depot/door: port 8000 leads to 8080 of its pods, expected the same: policies need it [service-port]",
    ],
}


@pytest.mark.parametrize("wrong", WORDS, ids=lambda wrong: wrong.name)
def test_each_wrong_version_is_told(wrong: Wrong) -> None:
    """All that is found, wherever it can be made."""
    versions = wrong_versions(wrong, own_cases())
    assert [f"{right.id}: {one}" for right, version in versions for one in told(policy_findings(version))] == SAID[
        wrong.name
    ]


def said(id: str, start: str, end: str, **more: object) -> list[str]:
    """What is found where one more sentence speaks of a flow."""
    case = case_of(id)
    design = altered(case.design, speaks_of=(*case.design.speaks_of, spoken(start=start, end=end, **more)))
    return told(policy_findings(dataclasses.replace(case, design=design)))


@pytest.mark.parametrize(
    ("id", "start", "end", "more"),
    [
        ("shop", "Deployment/shop/web", "Deployment/shop/orders", {}),
        ("shop", "web", "Service/shop/orders", {"port": "8080"}),
        ("shop", "web", "orders-service", {}),
        ("shop", "ServiceAccount/monitoring/prometheus", "web", {"port": "15020"}),
        ("shop", "ServiceAccount/shop/orders", "Namespace//external-secrets", {}),
        ("shop", "orders", "database", {}),
        ("shop", "orders", "10.0.64.0/20", {"port": "3306"}),
        ("shop", "orders", "10.0.64.7/32", {"port": "3306"}),
        ("shop", "orders", "Namespace//kube-system", {"port": "53"}),
        ("shop", "proxy", "istiod", {"port": "15012"}),
        ("shop", "browser", "ingress", {"port": "443"}),
        ("shop", "browser", "database", {}),
        ("shop", "browser", "orders", {"refused": True}),
        ("shop", "orders", "web", {"refused": True}),
        ("shop", "10.0.0.0/16", "orders", {"refused": True}),
        ("shop", "orders", "203.0.113.0/24", {"port": "443", "refused": True}),
        ("shop", "Namespace//monitoring", "orders", {"port": "8080", "refused": True}),
        ("depot", "10.0.0.0/22", "door", {"port": "8080"}),
        ("depot", "prices", "door", {"refused": True}),
        ("depot", "Namespace//monitoring", "waypoint", {"port": "15020"}),
    ],
)
def test_what_the_policies_bear_out_is_silent(id: str, start: str, end: str, more: dict[str, object]) -> None:
    """However an end is named; what is neither end a pod of the files is not judged."""
    assert said(id, start, end, **more) == []


def test_a_flow_that_is_only_told_counts_as_drawn() -> None:
    """A sentence may say what no arrow shows."""
    steps = SHOP.design.steps
    bare = altered(SHOP.design, steps=(*steps[:2], *steps[3:]), failures=())
    assert told(policy_findings(dataclasses.replace(SHOP, design=bare))) != []
    speaks = (*bare.speaks_of, spoken(start="web", end="orders"))
    assert told(policy_findings(dataclasses.replace(SHOP, design=altered(bare, speaks_of=speaks)))) == []
