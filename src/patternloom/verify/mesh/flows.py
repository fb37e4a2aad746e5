"""The picture's flows against the policies: what is drawn passes, and what is not drawn is refused.

In: a case. Out: findings. A waypoint is a workload; who calls a Service by it needs the policies attached to that
Service. Ends that are no workload of the files are judged where the files tell something of them, as `callers` says.
Not judged: what is drawn inside the cluster in no namespace (an agent of a node, an object), who may go out to the
internet, and which peers of foreign namespaces are let in without being drawn.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import replace

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import matches
from patternloom.verify.mesh.authorization import mesh_allows, selects_by_rules, services_named, waypoint_allows
from patternloom.verify.mesh.callers import DNS, ISTIOD, STRANGER, blocks, callers_of, isolating, stranger_beside
from patternloom.verify.mesh.drawn import (
    components_workloads,
    drawn_outsiders,
    drawn_pairs,
    peers,
    place_of,
    services_of,
    waypoint_of,
)
from patternloom.verify.mesh.network import network_allows
from patternloom.verify.mesh.policies import POLICIES, UNKNOWN_POLICIES, inside_subset, passes
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from patternloom.verify.mesh.spoken import spoken_findings, spoken_pairs
from patternloom.verify.mesh.vpc_cni import vpc_cni_findings

RULE = "network-policy"
PORTS = {"HTTPS": 443, "MySQL": 3306, "MySQL/TLS": 3306}
"""The ports of protocols, as flows to what is managed name them."""


def policy_findings(case: Case) -> Iterator[Finding]:
    """Drawn flows that are refused, and pairs without one that are not."""
    policies = [*case.of_kind(*POLICIES)]
    known = peers(case)
    try:
        for policy in case.of_kind(*POLICIES, *UNKNOWN_POLICIES):
            inside_subset(policy)
        _mutual_only(case)
        for rule in (*OF_PICTURES, spoken_findings, vpc_cni_findings):
            yield from rule(case, policies, known)
    except OutsideSubset as error:
        yield Finding(str(error).partition(": ")[0], "policy-subset", f"outside the subset: {error}")


def _mutual_only(case: Case) -> None:
    """An error for a client that is told to leave mutual TLS out: clients are taken to do what it asks."""
    for document in case.of_kind("DestinationRule"):
        host = str(document.spec.get("host", ""))
        if "." in host and not host.endswith((".svc", ".svc.cluster.local")):
            continue
        policies = [document.spec, *(document.spec.get("subsets") or ())]
        for one in [policy.get("trafficPolicy") or {} for policy in policies]:
            for settings in (one, *(one.get("portLevelSettings") or ())):
                mode = (settings.get("tls") or {}).get("mode", "ISTIO_MUTUAL")
                if mode != "ISTIO_MUTUAL":
                    raise OutsideSubset(f"{document.id}: TLS mode {mode} towards a Service")


def _requests(target: Peer) -> Iterator[Request]:
    for port in target.ports:
        yield Request(port.number, port.protocol)


def _pairs(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    drawn = drawn_pairs(case) | spoken_pairs(case)
    pictured = sorted(set(components_workloads(case).values()))
    for start, end in ((start, end) for start in pictured for end in pictured if start != end):
        source, target = known[start], known[end]
        if (start, end) in drawn:
            if target.ports and not any(passes(policies, source, target, one) for one in _requests(target)):
                yield Finding(start, RULE, f"its flow to {end} is drawn, yet the policies refuse it")
        elif not case.waived(RULE, start):
            for one in _requests(target):
                if network_allows(policies, source, target, one, sure=False):
                    yield Finding(start, RULE, f"no flow to {end} is drawn, yet port {one.port} lets it in")
                if selects_by_rules(policies, target) and mesh_allows(policies, source, target, one):
                    yield Finding(start, RULE, f"no flow to {end} is drawn, yet its proxy lets it in at {one.port}")


def _waypoints(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """Who is drawn to a waypoint gets by it to the Services behind it, and nobody else does."""
    drawn = drawn_pairs(case)
    served = {one.id: way for one in case.of_kind("Service") if (way := waypoint_of(case, one)) in known}
    for policy in policies:
        for name in services_named(policy):
            if f"Service/{policy.namespace}/{name}" not in served:
                yield Finding(policy.id, RULE, f"Service {name} has no waypoint, and so nobody carries it out")
    for gateway, waypoint in known.items():
        if waypoint.gateway is None or waypoint.mesh != "ambient":
            continue
        behind = [end for start, end in sorted(drawn) if start == gateway]
        for end in behind:
            services = [one for one in services_of(case, known[end]) if served.get(one.id) == gateway]
            if not services:
                yield Finding(gateway, RULE, f"its flow to {end} is drawn, yet no Service of that names it as waypoint")
            for service in services:
                requests = [Request(port["port"]) for port in service.spec.get("ports") or ()]
                for start, source in {**known, "a stranger": stranger_beside(waypoint)}.items():
                    ways = [one for one in requests if waypoint_allows(policies, source, waypoint, service, one)]
                    if (start, gateway) in drawn and not ways:
                        yield Finding(start, RULE, f"its flow to {service.id} is drawn, yet the waypoint refuses it")
                    if (start, gateway) not in drawn and ways and start != gateway:
                        yield Finding(gateway, RULE, f"the waypoint lets {start} in to {service.id}")
    for start, end in sorted(drawn):
        services = services_of(case, known[end])
        past = [one.id for one in services if served.get(one.id) not in (None, start)]
        if past and len(past) == len(services):
            yield Finding(start, RULE, f"its flow to {end} is drawn past the waypoint of {', '.join(past)}")


def _strangers(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """A pod of another namespace, and one of the same that nothing names, get in nowhere: the network alone sees to it,
    and where AuthorizationPolicies select the target, they alone do too."""
    for object, target in known.items():
        if case.waived(RULE, object) or (target.gateway is not None and target.mesh != "ambient"):
            continue
        for namespace in ("stranger", target.namespace or ""):
            stranger = stranger_beside(target, namespace)
            for one in _requests(target):
                way = f"port {one.port} is open to any pod of the namespace {namespace}"
                if network_allows(policies, stranger, target, one):
                    yield Finding(object, RULE, way)
                if selects_by_rules(policies, target) and mesh_allows(policies, stranger, target, one):
                    yield Finding(object, RULE, f"by the AuthorizationPolicies, {way}")


def _unreached(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """Somebody who is drawn, or a pod of the same workload, gets to each port of a Service."""
    drawn, outsiders = drawn_pairs(case), drawn_outsiders(case)
    for object, target in known.items():
        callers = [known[start] for start, end in sorted(drawn) if end == object]
        for _, end, namespace, _ in outsiders:
            callers += callers_of(case, policies, target, namespace) if end == object else []
        numbers = {one.name: one.number for one in target.ports}
        ports = [port for one in services_of(case, target) for port in one.spec.get("ports") or ()]
        for port in ports if callers else ():
            wanted = port.get("targetPort", port["port"])
            number = numbers.get(wanted) if isinstance(wanted, str) else wanted
            if number is None:
                continue  # a name that no container has: the cross-references say so
            request = Request(number, port.get("protocol", "TCP"))
            if not any(passes(policies, one, target, request) for one in (*callers, target)):
                yield Finding(object, RULE, f"nobody who is drawn gets to its port {wanted}")


def _outsiders(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """Flows from what is not in the files, and addresses that are let in without one."""
    drawn = drawn_outsiders(case)
    for component, object, namespace, _ in drawn:
        target = known[object]
        some = callers_of(case, policies, target, namespace)
        if target.ports and not any(passes(policies, one, target, way) for one in some for way in _requests(target)):
            yield Finding(object, RULE, f"the flow of {component.id!r} to it is drawn, yet the policies refuse it")
    # Who fronts for others has addresses of its own; whom it is drawn from directly may come from anywhere.
    fronts = {flow.end for step in case.design.steps for flow in step.flows if not flow.response}
    for object, target in known.items():
        if case.waived(RULE, object):
            continue
        callers = [component for component, end, namespace, _ in drawn if end == object and namespace is None]
        anywhere = any(component.id not in fronts for component in callers)
        for block, address in {"any address": STRANGER, **blocks(policies, target, "ingress")}.items():
            local = ipaddress.ip_address(address).is_link_local  # the node itself, for its probes
            outside = Peer(address=address, account=None, mesh=None)
            if anywhere or local or (callers and block != "any address"):
                continue
            for one in _requests(target):
                if network_allows(policies, outside, target, one):
                    yield Finding(object, RULE, f"{block} gets in at port {one.port}, and nobody is drawn there")


def _way_out(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """A flow to what stands outside the cluster finds some way out: to an address block, at its protocol's port."""
    workload_of = components_workloads(case)
    components = {one.id: one for one in case.design.components}
    for step in case.design.steps:
        for flow in step.flows:
            end = components[flow.end]
            away = end.provided_by in ("managed", "outside") and not place_of(case, end)[0]
            if flow.response or flow.start not in workload_of or end.id in workload_of or not away:
                continue
            object = workload_of[flow.start]
            source = known[object]
            ports = {PORTS[flow.protocol]} if flow.protocol in PORTS else set()
            for _, rule in isolating(policies, source, "egress") if not ports else ():
                ports |= {one["port"] for one in rule.get("ports") or () if isinstance(one.get("port"), int)}
            addresses = {STRANGER, *blocks(policies, source, "egress").values()}
            if not any(
                network_allows(policies, source, Peer(address=address, mesh=None), Request(port))
                for address in addresses
                for port in ports or {443}
            ):
                yield Finding(object, RULE, f"its flow to {end.id!r} is drawn, yet the policies let it not out")


def _hidden(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """A `Sidecar` lets a proxy know the Services of the flows that are drawn."""
    for start, end in sorted(drawn_pairs(case)):
        source, target = known[start], known[end]
        named = {f"{one.name}.{one.namespace}.svc.cluster.local" for one in services_of(case, target)}
        for one in case.of_kind("Sidecar"):
            labels = (one.spec.get("workloadSelector") or {}).get("labels")
            if one.namespace != source.namespace or not matches({"matchLabels": labels}, source.labels):
                continue
            hosts = [host for way in one.spec.get("egress") or () for host in way.get("hosts") or ()]
            if hosts and not any(_shown(host, one, target, named) for host in hosts):
                yield Finding(one.id, RULE, f"the flow from {start} to {end} is drawn, yet it shows no Service of that")


def _shown(host: str, sidecar: Document, target: Peer, named: set[str]) -> bool:
    namespace, _, name = host.partition("/")
    near = namespace == "*" or (sidecar.namespace if namespace == "." else namespace) == target.namespace
    return near and (name == "*" or name in named or any(name[:1] == "*" and one.endswith(name[1:]) for one in named))


def _platform(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """What every pod needs that is not drawn: names, and where a proxy stands in it, its control plane."""
    for object, peer in known.items():
        # Where ztunnel answers, it asks on from the pod's own network namespace.
        if not network_allows(policies, replace(peer, mesh=None), DNS, Request(53, "UDP")):
            yield Finding(object, RULE, "no way out to kube-dns: it can look up no name")
        proxy = peer.mesh == "sidecar" or peer.gateway is not None
        if proxy and not network_allows(policies, replace(peer, mesh=None), ISTIOD, Request(15012)):
            yield Finding(object, RULE, "no way out to istiod:15012: its proxy gets no configuration")


OF_PICTURES = (_pairs, _waypoints, _outsiders, _way_out, _unreached, _strangers, _hidden, _platform)
