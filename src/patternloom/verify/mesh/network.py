"""Who may talk to whom, by the NetworkPolicies of an example.

In: policies, and a request from one peer to another. Out: whether it passes. The subset: podSelector,
namespaceSelector, ipBlock, ports by number, name and range, TCP and UDP. Between ambient pods it judges the tunnel's
port. Anything else is `OutsideSubset`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import matches
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request, only

HBONE = 15008


def network_allows(
    policies: Iterable[Document], source: Peer, target: Peer, request: Request, *, sure: bool = True
) -> bool:
    """Whether the network lets it through: out of the source, and into the target.

    An ipBlock is meant for addresses outside the cluster, yet may hit a pod's too: it counts for pods only
    where the question is whether something might pass (`sure=False`).
    """
    policies = [policy for policy in policies if policy.kind == "NetworkPolicy"]
    port, protocol = request.port, request.protocol
    if source.mesh == target.mesh == "ambient":
        port, protocol = HBONE, "TCP"  # ztunnel wraps it before it leaves the pod's network namespace
    elif {source.mesh, target.mesh} == {"ambient", "sidecar"}:
        raise OutsideSubset(f"{source.namespace} to {target.namespace}: between a sidecar and an ambient pod")
    return all(
        _direction_allows(policies, way, own, other, target, port, protocol, sure)
        for way, own, other in (("Egress", source, target), ("Ingress", target, source))
    )


def _direction_allows(
    policies: Sequence[Document], way: str, own: Peer, other: Peer, target: Peer, port: int, protocol: str, sure: bool
) -> bool:
    if own.namespace is None:
        return True  # no pod: nothing here selects it
    isolating = []
    for policy in policies:
        spec = policy.spec
        only(spec, {"podSelector", "policyTypes", "ingress", "egress"}, policy)
        types = spec.get("policyTypes") or ["Ingress", *(["Egress"] if "egress" in spec else [])]
        if policy.namespace == own.namespace and way in types and matches(spec.get("podSelector"), own.labels):
            isolating.append(policy)
    if not isolating:
        return True
    peers, field_name = ("from", "ingress") if way == "Ingress" else ("to", "egress")
    for policy in isolating:
        for rule in policy.spec.get(field_name) or ():
            only(rule, {peers, "ports"}, policy)
            ports_fit = not rule.get("ports") or any(_port_fits(one, target, port, protocol) for one in rule["ports"])
            peers_fit = not rule.get(peers) or any(_peer_fits(one, policy, other, sure) for one in rule[peers])
            if ports_fit and peers_fit:
                return True
    return False


def _port_fits(rule: Mapping[str, Any], target: Peer, port: int, protocol: str) -> bool:
    if rule.get("protocol", "TCP") != protocol:
        return False
    wanted = rule.get("port")
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return any(one.name == wanted and one.number == port and one.protocol == protocol for one in target.ports)
    return bool(wanted <= port <= rule.get("endPort", wanted))


def _peer_fits(rule: Mapping[str, Any], policy: Document, peer: Peer, sure: bool) -> bool:
    only(rule, {"podSelector", "namespaceSelector", "ipBlock"}, policy)
    if "ipBlock" in rule:
        if peer.namespace is not None:
            return not sure
        address = ipaddress.ip_address(peer.address or "192.0.2.1")
        block = rule["ipBlock"]
        return address in ipaddress.ip_network(block["cidr"]) and not any(
            address in ipaddress.ip_network(one) for one in block.get("except") or ()
        )
    if peer.namespace is None:
        return False
    if "namespaceSelector" in rule:
        labels = {"kubernetes.io/metadata.name": peer.namespace, **peer.namespace_labels}
        if not matches(rule["namespaceSelector"], labels):
            return False
    elif peer.namespace != policy.namespace:
        return False
    return matches(rule.get("podSelector"), peer.labels)


def network_inside(policy: Document) -> None:
    """An error for a field of a NetworkPolicy that is outside the subset."""
    if policy.kind != "NetworkPolicy":
        return
    only(policy.spec, {"podSelector", "policyTypes", "ingress", "egress"}, policy)
    for field_name, peers_name in (("ingress", "from"), ("egress", "to")):
        for rule in policy.spec.get(field_name) or ():
            only(rule, {peers_name, "ports"}, policy)
            for one in rule.get(peers_name) or ():
                only(one, {"podSelector", "namespaceSelector", "ipBlock"}, policy)
