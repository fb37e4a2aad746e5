"""Flows that are drawn pass, and what is not drawn is refused: what each wrong version of our own cases is told."""

from __future__ import annotations

import pytest
from checked import own_cases, told

from patternloom.verify.example.case import Case
from patternloom.verify.mesh.flows import policy_findings
from patternloom.verify.wrong.making import Wrong, wrong_versions
from patternloom.verify.wrong.mesh import MESH
from patternloom.verify.wrong.network import NETWORK

# Wrong version → what is found, and in which case.
SAID = {
    "a flow leaves the picture": [
        "depot: Deployment/depot/door: 10.0.0.0/22 gets in at port 8080, and nobody is drawn there [network-policy]",
        "depot: Deployment/depot/door: no flow to Deployment/depot/prices is drawn, yet its proxy lets it in at 8080 [network-policy]",
        "depot: Deployment/depot/door: no flow to Deployment/depot/prices is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Deployment/depot/door: no flow to Gateway/depot/waypoint is drawn, yet port 15008 lets it in [network-policy]",
        "depot: Gateway/depot/waypoint: no flow to Deployment/depot/goods is drawn, yet its proxy lets it in at 8080 [network-policy]",
        "depot: Gateway/depot/waypoint: no flow to Deployment/depot/goods is drawn, yet port 8080 lets it in [network-policy]",
        "shop: Deployment/shop/web: no flow to Deployment/shop/orders is drawn, yet its proxy lets it in at 8080 [network-policy]",
        "shop: Deployment/shop/web: no flow to Deployment/shop/orders is drawn, yet port 8080 lets it in [network-policy]",
        "shop: Gateway/shop/front: any address gets in at port 443, and nobody is drawn there [network-policy]",
        "shop: Gateway/shop/front: no flow to Deployment/shop/web is drawn, yet its proxy lets it in at 8080 [network-policy]",
        "shop: Gateway/shop/front: no flow to Deployment/shop/web is drawn, yet port 8080 lets it in [network-policy]",
    ],
    "a flow is drawn that is refused": [
        "depot: Deployment/depot/prices: its flow to Deployment/depot/door is drawn, yet the policies refuse it [network-policy]",
        "shop: Deployment/shop/orders: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "no NetworkPolicy at all": [
        "depot: Deployment/depot/door: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "depot: Deployment/depot/door: no flow to Deployment/depot/goods is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Deployment/depot/door: port 8080 is open to any pod of the namespace depot [network-policy]",
        "depot: Deployment/depot/door: port 8080 is open to any pod of the namespace stranger [network-policy]",
        "depot: Deployment/depot/goods: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "depot: Deployment/depot/goods: no flow to Deployment/depot/door is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Deployment/depot/goods: no flow to Deployment/depot/prices is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Deployment/depot/goods: no flow to Gateway/depot/waypoint is drawn, yet port 15008 lets it in [network-policy]",
        "depot: Deployment/depot/goods: port 8080 is open to any pod of the namespace depot [network-policy]",
        "depot: Deployment/depot/goods: port 8080 is open to any pod of the namespace stranger [network-policy]",
        "depot: Deployment/depot/prices: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "depot: Deployment/depot/prices: no flow to Deployment/depot/door is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Deployment/depot/prices: no flow to Deployment/depot/goods is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Deployment/depot/prices: no flow to Gateway/depot/waypoint is drawn, yet port 15008 lets it in [network-policy]",
        "depot: Deployment/depot/prices: port 8080 is open to any pod of the namespace depot [network-policy]",
        "depot: Deployment/depot/prices: port 8080 is open to any pod of the namespace stranger [network-policy]",
        "depot: Gateway/depot/waypoint: any address gets in at port 15008, and nobody is drawn there [network-policy]",
        "depot: Gateway/depot/waypoint: no flow to Deployment/depot/door is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Gateway/depot/waypoint: no flow to Deployment/depot/prices is drawn, yet port 8080 lets it in [network-policy]",
        "depot: Gateway/depot/waypoint: port 15008 is open to any pod of the namespace depot [network-policy]",
        "depot: Gateway/depot/waypoint: port 15008 is open to any pod of the namespace stranger [network-policy]",
        "shop: Deployment/shop/orders: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "shop: Deployment/shop/orders: no flow to Deployment/shop/web is drawn, yet port 8080 lets it in [network-policy]",
        "shop: Deployment/shop/orders: no flow to Gateway/shop/front is drawn, yet port 443 lets it in [network-policy]",
        "shop: Deployment/shop/orders: port 8080 is open to any pod of the namespace shop [network-policy]",
        "shop: Deployment/shop/orders: port 8080 is open to any pod of the namespace stranger [network-policy]",
        "shop: Deployment/shop/web: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "shop: Deployment/shop/web: no flow to Gateway/shop/front is drawn, yet port 443 lets it in [network-policy]",
        "shop: Deployment/shop/web: port 8080 is open to any pod of the namespace shop [network-policy]",
        "shop: Deployment/shop/web: port 8080 is open to any pod of the namespace stranger [network-policy]",
        "shop: Gateway/shop/front: no flow to Deployment/shop/orders is drawn, yet port 8080 lets it in [network-policy]",
    ],
    "way in open to all": [
        "depot: Deployment/depot/door: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "depot: Deployment/depot/door: port 8080 is open to any pod of the namespace stranger [network-policy]",
        "shop: Deployment/shop/web: any address gets in at port 8080, and nobody is drawn there [network-policy]",
        "shop: Deployment/shop/web: port 8080 is open to any pod of the namespace stranger [network-policy]",
    ],
    "way in for another port": [
        "depot: Deployment/depot/door: nobody who is drawn gets to its port http [network-policy]",
        "depot: Deployment/depot/door: the flow of 'balancer' to it is drawn, yet the policies refuse it [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "way in for UDP": [
        "depot: Deployment/depot/door: nobody who is drawn gets to its port http [network-policy]",
        "depot: Deployment/depot/door: the flow of 'balancer' to it is drawn, yet the policies refuse it [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "way in from another pod": [
        "depot: Deployment/depot/door: its flow to Deployment/depot/prices is drawn, yet the policies refuse it [network-policy]",
        "depot: Deployment/depot/prices: nobody who is drawn gets to its port http [network-policy]",
        "shop: Deployment/shop/orders: nobody who is drawn gets to its port http [network-policy]",
        "shop: Deployment/shop/web: its flow to Deployment/shop/orders is drawn, yet the policies refuse it [network-policy]",
        "shop: failures 1: it speaks of web to orders:8080, yet the policies refuse it [network-policy]",
    ],
    "way in from another namespace": [
        "depot: Deployment/depot/door: its flow to Deployment/depot/prices is drawn, yet the policies refuse it [network-policy]",
        "depot: Deployment/depot/prices: nobody who is drawn gets to its port http [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "no way out": [
        "depot: Deployment/depot/door: no way out to kube-dns: it can look up no name [network-policy]",
        "depot: Deployment/depot/goods: no way out to kube-dns: it can look up no name [network-policy]",
        "depot: Deployment/depot/prices: no way out to kube-dns: it can look up no name [network-policy]",
        "depot: Gateway/depot/waypoint: no way out to istiod:15012: its proxy gets no configuration [network-policy]",
        "depot: Gateway/depot/waypoint: no way out to kube-dns: it can look up no name [network-policy]",
        "shop: Deployment/shop/orders: no way out to istiod:15012: its proxy gets no configuration [network-policy]",
        "shop: Deployment/shop/orders: no way out to kube-dns: it can look up no name [network-policy]",
        "shop: Deployment/shop/web: no way out to istiod:15012: its proxy gets no configuration [network-policy]",
        "shop: Deployment/shop/web: no way out to kube-dns: it can look up no name [network-policy]",
        "shop: Gateway/shop/front: no way out to istiod:15012: its proxy gets no configuration [network-policy]",
        "shop: Gateway/shop/front: no way out to kube-dns: it can look up no name [network-policy]",
    ],
    "no names": [
        "depot: Deployment/depot/door: no way out to kube-dns: it can look up no name [network-policy]",
        "depot: Deployment/depot/goods: no way out to kube-dns: it can look up no name [network-policy]",
        "depot: Deployment/depot/prices: no way out to kube-dns: it can look up no name [network-policy]",
        "depot: Gateway/depot/waypoint: no way out to kube-dns: it can look up no name [network-policy]",
        "shop: Deployment/shop/orders: no way out to kube-dns: it can look up no name [network-policy]",
        "shop: Deployment/shop/web: no way out to kube-dns: it can look up no name [network-policy]",
        "shop: Gateway/shop/front: no way out to kube-dns: it can look up no name [network-policy]",
    ],
    "a load balancer's addresses are the world's": [
        "depot: Deployment/depot/door: any address gets in at port 8080, and nobody is drawn there [network-policy]",
    ],
    "no way in for the load balancer": [
        "depot: Deployment/depot/door: nobody who is drawn gets to its port http [network-policy]",
        "depot: Deployment/depot/door: the flow of 'balancer' to it is drawn, yet the policies refuse it [network-policy]",
    ],
    "no way out to the database": [
        "depot: Deployment/depot/goods: its flow to 'database' is drawn, yet the policies let it not out [network-policy]",
        "shop: Deployment/shop/orders: its flow to 'database' is drawn, yet the policies let it not out [network-policy]",
    ],
    "another port of the database": [
        "depot: Deployment/depot/goods: its flow to 'database' is drawn, yet the policies let it not out [network-policy]",
        "shop: Deployment/shop/orders: its flow to 'database' is drawn, yet the policies let it not out [network-policy]",
    ],
    "the application's port for ztunnel's": [
        "depot: Deployment/depot/door: its flow to Deployment/depot/prices is drawn, yet the policies refuse it [network-policy]",
        "depot: Deployment/depot/prices: nobody who is drawn gets to its port http [network-policy]",
    ],
    "a kind of policy outside the subset": [
        "depot: CiliumNetworkPolicy/y/x: outside the subset: CiliumNetworkPolicy/y/x: a CiliumNetworkPolicy [policy-subset]",
        "shop: CiliumNetworkPolicy/y/x: outside the subset: CiliumNetworkPolicy/y/x: a CiliumNetworkPolicy [policy-subset]",
    ],
    "principal of another namespace": [
        "depot: Deployment/depot/door: its flow to Service/depot/goods is drawn, yet the waypoint refuses it [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "DENY for ALLOW": [
        "depot: Deployment/depot/door: its flow to Service/depot/goods is drawn, yet the waypoint refuses it [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets Deployment/depot/goods in to Service/depot/goods [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets Deployment/depot/prices in to Service/depot/goods [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets a stranger in to Service/depot/goods [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "allow nothing": [
        "depot: Deployment/depot/door: its flow to Service/depot/goods is drawn, yet the waypoint refuses it [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
    ],
    "mutual TLS asked of the load balancer": [
        "depot: Deployment/depot/door: nobody who is drawn gets to its port http [network-policy]",
        "depot: Deployment/depot/door: the flow of 'balancer' to it is drawn, yet the policies refuse it [network-policy]",
    ],
    "no identity asked for": [
        "depot: PeerAuthentication/depot/default: outside the subset: PeerAuthentication/depot/default: DISABLE, which ambient mode has not [policy-subset]",
        "shop: Deployment/shop/orders: nobody who is drawn gets to its port http [network-policy]",
        "shop: Deployment/shop/web: its flow to Deployment/shop/orders is drawn, yet the policies refuse it [network-policy]",
        "shop: Deployment/shop/web: nobody who is drawn gets to its port http [network-policy]",
        "shop: Gateway/shop/front: its flow to Deployment/shop/web is drawn, yet the policies refuse it [network-policy]",
        "shop: failures 1: it speaks of web to orders:8080, yet the policies refuse it [network-policy]",
    ],
    "two PeerAuthentications of a namespace": [
        "depot: PeerAuthentication/depot/second: outside the subset: PeerAuthentication/depot/second: a second PeerAuthentication for the same pods [policy-subset]",
        "shop: PeerAuthentication/shop/second: outside the subset: PeerAuthentication/shop/second: a second PeerAuthentication for the same pods [policy-subset]",
    ],
    "a waypoint's policy for another caller": [
        "depot: Deployment/depot/door: its flow to Service/depot/goods is drawn, yet the waypoint refuses it [network-policy]",
    ],
    "a waypoint's policy for anybody": [
        "depot: Gateway/depot/waypoint: the waypoint lets Deployment/depot/goods in to Service/depot/goods [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets Deployment/depot/prices in to Service/depot/goods [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets a stranger in to Service/depot/goods [network-policy]",
    ],
    "a waypoint's policy for another Service": [
        "depot: AuthorizationPolicy/depot/goods-calls: Service x has no waypoint, and so nobody carries it out [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets Deployment/depot/goods in to Service/depot/goods [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets Deployment/depot/prices in to Service/depot/goods [network-policy]",
        "depot: Gateway/depot/waypoint: the waypoint lets a stranger in to Service/depot/goods [network-policy]",
    ],
    "a Service without its waypoint": [
        "depot: AuthorizationPolicy/depot/goods-calls: Service goods has no waypoint, and so nobody carries it out [network-policy]",
        "depot: Gateway/depot/waypoint: its flow to Deployment/depot/goods is drawn, yet no Service of that names it as waypoint [network-policy]",
    ],
    "past the waypoint": [
        "depot: Deployment/depot/door: no flow to Deployment/depot/goods is drawn, yet its proxy lets it in at 8080 [network-policy]",
        "depot: Deployment/depot/goods: nobody who is drawn gets to its port http [network-policy]",
        "depot: Gateway/depot/waypoint: its flow to Deployment/depot/goods is drawn, yet the policies refuse it [network-policy]",
    ],
    "HTTP asked of ztunnel": [
        "depot: Deployment/depot/goods: nobody who is drawn gets to its port http [network-policy]",
        "depot: Gateway/depot/waypoint: its flow to Deployment/depot/goods is drawn, yet the policies refuse it [network-policy]",
    ],
    "a Sidecar that hides a Service": [
        "shop: Sidecar/shop/web: the flow from Deployment/shop/web to Deployment/shop/orders is drawn, yet it shows no Service of that [network-policy]",
    ],
    "plain text towards a Service": [
        "shop: DestinationRule/shop/orders: outside the subset: DestinationRule/shop/orders: TLS mode DISABLE towards a Service [policy-subset]",
    ],
    "field outside the subset": [
        "depot: AuthorizationPolicy/depot/goods-calls: outside the subset: AuthorizationPolicy/depot/goods-calls: remoteIpBlocks [policy-subset]",
        "shop: AuthorizationPolicy/shop/web: outside the subset: AuthorizationPolicy/shop/web: remoteIpBlocks [policy-subset]",
    ],
}


@pytest.mark.parametrize("wrong", [*NETWORK, *MESH], ids=lambda wrong: wrong.name)
def test_each_wrong_version_is_told(wrong: Wrong) -> None:
    """All that is found, wherever it can be made."""
    versions = wrong_versions(wrong, own_cases())
    assert [f"{right.id}: {one}" for right, version in versions for one in told(policy_findings(version))] == SAID[
        wrong.name
    ]


@pytest.mark.parametrize("case", own_cases(), ids=lambda case: case.id)
def test_a_right_one_is_silent(case: Case) -> None:
    """Every flow, every pair, every stranger."""
    assert told(policy_findings(case)) == []
