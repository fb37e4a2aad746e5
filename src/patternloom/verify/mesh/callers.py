"""Who may be meant by an end of a flow that is no workload of the files.

In: policies, and the peer that is called. Out: peers: one drawn in a namespace as somebody whom the policies name
there, one outside the cluster as an address of the blocks that the policies name. It judges nothing.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import Port, matches
from patternloom.verify.mesh.requests import Peer

# What stands in the cluster without being in the files, as its installers label it.
ISTIOD = Peer("istio-system", {"app": "istiod"}, {}, "istiod", (Port(15012),), mesh=None)
DNS = Peer("kube-system", {"k8s-app": "kube-dns"}, {}, "coredns", (Port(53, protocol="UDP"), Port(53)), mesh=None)
STRANGER = "203.0.113.9"
"""An address that nobody has: RFC 5737."""


def stranger_beside(beside: Peer, namespace: str = "stranger") -> Peer:
    """A pod that nothing names, of a namespace that nothing names unless one is given."""
    labels = beside.namespace_labels if namespace == beside.namespace else {"kubernetes.io/metadata.name": namespace}
    return Peer(namespace, {"app": "stranger"}, labels, "stranger", mesh=beside.mesh)


def isolating(policies: list[Document], peer: Peer, field: str) -> Iterator[tuple[Document, Mapping[str, Any]]]:
    """(policy, rule) for the rules of NetworkPolicies that select these pods."""
    for policy in policies:
        here = policy.kind == "NetworkPolicy" and policy.namespace == peer.namespace
        if here and matches(policy.spec.get("podSelector"), peer.labels):
            yield from ((policy, rule) for rule in policy.spec.get(field) or ())


def blocks(policies: list[Document], peer: Peer, field: str) -> dict[str, str]:
    """Address blocks that the policies of these pods name, each with an address in it."""
    found = {}
    for _, rule in isolating(policies, peer, field):
        for one in rule.get("from" if field == "ingress" else "to") or ():
            if block := one.get("ipBlock"):
                without = [ipaddress.ip_network(part) for part in block.get("except") or ()]
                starts = [ipaddress.ip_network(block["cidr"])[0], *(part[-1] + 1 for part in without)]
                found[block["cidr"]] = next(
                    str(address) for address in starts if not any(address in part for part in without)
                )
    return found


def callers_of(case: Case, policies: list[Document], target: Peer, namespace: str | None) -> list[Peer]:
    """Who may call from a namespace, or from outside the cluster where it is None."""
    return _of_namespace(case, policies, target, namespace) if namespace else _of_blocks(policies, target)


def _of_blocks(policies: list[Document], target: Peer) -> list[Peer]:
    addresses = [STRANGER, *blocks(policies, target, "ingress").values()]
    return [Peer(address=address, account=None, mesh=None) for address in addresses]


def _of_namespace(case: Case, policies: list[Document], target: Peer, namespace: str) -> list[Peer]:
    """Those who may be meant there: pods with the labels that an Istio Gateway selects; where there is none, each set
    of labels that the policies name. Each of them with each account of that namespace that the policies name."""
    gateways = [one for one in case.of_kind("Gateway") if one.group == "networking.istio.io"]
    labels: list[Mapping[str, str]] = [one.spec["selector"] for one in gateways if one.namespace == namespace]
    if namespace == ISTIOD.namespace:
        labels.append(ISTIOD.labels)
    for _, rule in isolating(policies, target, "ingress") if not labels else ():
        for one in rule.get("from") or ():
            labels.append((one.get("podSelector") or {}).get("matchLabels") or {})
    accounts = {"somebody"}
    for policy in policies:
        for rule in policy.spec.get("rules") or () if policy.kind == "AuthorizationPolicy" else ():
            for one in rule.get("from") or ():
                for principal in (one.get("source") or {}).get("principals") or ():
                    way = principal.split("/")
                    if way[1:3] == ["ns", namespace] and len(way) == 5:
                        accounts.add(way[4])
    mesh = None if namespace == ISTIOD.namespace else target.mesh  # the control plane itself has no proxy
    return [Peer(namespace, one, {}, account, mesh=mesh) for one in labels for account in sorted(accounts)]
