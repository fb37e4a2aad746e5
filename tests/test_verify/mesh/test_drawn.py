"""What the picture says of the workloads: who they are, and who is drawn to whom."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from checked import case_of, holding

from patternloom.verify.mesh.drawn import (
    components_workloads,
    drawn_outsiders,
    drawn_pairs,
    peers,
    place_of,
    services_of,
    waypoint_of,
)
from patternloom.verify.wrong.making import altered

SHOP, DEPOT = case_of("shop"), case_of("depot")
WEB, ORDERS, FRONT = "Deployment/shop/web", "Deployment/shop/orders", "Gateway/shop/front"


def test_each_workload_is_a_peer_of_its_mesh() -> None:
    """By its own label, its namespace's, or as a gateway."""
    pods = """\
apiVersion: v1
kind: Namespace
metadata: {{name: shop, labels: {{{labels}}}}}
---
apiVersion: v1
kind: Pod
metadata: {{name: a, namespace: shop, labels: {{{own}}}}}
"""
    found = []
    for labels, own in [
        ("a: b", "app: a"),
        ("istio-injection: enabled", "app: a"),
        ("istio.io/rev: default", 'sidecar.istio.io/inject: "false"'),
        ("a: b", 'sidecar.istio.io/inject: "true"'),
        ("istio.io/dataplane-mode: ambient", "app: a"),
    ]:
        (peer,) = peers(holding(pods.format(labels=labels, own=own))).values()
        found.append((peer.mesh, dict(peer.namespace_labels) != {}))
    assert found == [(None, True), ("sidecar", True), (None, True), ("sidecar", True), ("ambient", True)]
    assert {name: (one.mesh, one.gateway) for name, one in peers(SHOP).items()} == {
        FRONT: ("sidecar", "front"),
        WEB: ("sidecar", None),
        ORDERS: ("sidecar", None),
    }
    assert peers(DEPOT)["Gateway/depot/waypoint"].mesh == "ambient"


def test_a_component_is_its_workload_or_stands_in_its_pod() -> None:
    """A sidecar is of the pod that it is drawn in, where only one workload is."""
    assert components_workloads(SHOP) == {"ingress": FRONT, "web": WEB, "orders": ORDERS, "proxy": ORDERS}
    both = tuple(altered(one, inside="pod") if one.id == "web" else one for one in SHOP.design.components)
    case = dataclasses.replace(SHOP, design=altered(SHOP.design, components=both))
    assert components_workloads(case) == {"ingress": FRONT, "web": WEB, "orders": ORDERS}


def with_flows(*flows: dict[str, Any]) -> Any:
    """The shop with these flows and no others, each a step."""
    (step, *_), one = SHOP.design.steps, SHOP.design.steps[0].flows[0]
    plain = {"protocol": None, "both_ways": False, "response": False}
    steps = tuple(altered(step, flows=(altered(one, **{**plain, **flow}),)) for flow in flows)
    return dataclasses.replace(SHOP, design=altered(SHOP.design, steps=steps))


def test_a_flow_goes_through_what_only_carries_it() -> None:
    """What it sends on comes from the workloads that reached it last; responses draw nobody."""
    way = [{"start": "web", "end": "orders-service"}, {"start": "orders-service", "end": "orders"}]
    assert drawn_pairs(SHOP) == {(FRONT, WEB), (WEB, ORDERS)}
    assert drawn_pairs(with_flows(*way)) == {(WEB, ORDERS)}
    assert drawn_pairs(with_flows(*way, {"start": "ingress", "end": "orders-service"}, way[1])) == {
        (WEB, ORDERS),
        (FRONT, ORDERS),
    }
    assert drawn_pairs(with_flows({"start": "web", "end": "orders", "response": True})) == set()


def test_what_begins_elsewhere_is_an_outsider() -> None:
    """With its namespace where it stands in the cluster, and only with a protocol there."""
    found = [(one.id, object, space, protocol) for one, object, space, protocol in drawn_outsiders(SHOP)]
    assert found == [("browser", FRONT, None, "HTTPS")]
    asked = with_flows(
        {"start": "istiod", "end": "web", "protocol": "xDS"},
        {"start": "istiod", "end": "orders"},
        {"start": "database", "end": "web"},
        {"start": "browser", "end": "web", "both_ways": True},
    )
    assert [(one.id, object, space) for one, object, space, _ in drawn_outsiders(asked)] == [
        ("istiod", WEB, "istio-system"),
        ("database", WEB, None),
    ]


@pytest.mark.parametrize(
    ("id", "place"),
    [
        ("browser", (False, None)),
        ("istiod", (True, "istio-system")),
        ("proxy", (True, "shop")),
        ("web", (True, "shop")),
    ],
)
def test_a_component_stands_in_the_cluster_or_outside(id: str, place: tuple[bool, str | None]) -> None:
    """By the boxes around it."""
    assert place_of(SHOP, next(one for one in SHOP.design.components if one.id == id)) == place


def test_a_box_around_namespaces_is_a_cluster() -> None:
    """Although no namespace is around what stands in it alone."""
    component = altered(SHOP.design.components[0], inside="cluster")
    assert place_of(SHOP, component) == (True, None)


def test_services_and_waypoints_are_found_by_labels() -> None:
    """Of the Service itself, or of its namespace."""
    services = {one.id: waypoint_of(DEPOT, one) for one in DEPOT.of_kind("Service")}
    assert services["Service/depot/goods"] == "Gateway/depot/waypoint"
    assert {waypoint_of(SHOP, one) for one in SHOP.of_kind("Service")} == {None}
    assert [one.name for one in services_of(SHOP, peers(SHOP)[ORDERS])] == ["orders"]
