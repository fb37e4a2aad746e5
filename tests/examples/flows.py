"""The picture's flows against the policies: what is drawn passes, and what is not drawn is refused.

In: a case. Out: findings. A flow goes through what only carries it (a Service, a kernel's rules, a node's agent): what
such a component sends on comes from the workloads that reached it last. A waypoint is a workload; who calls a Service
by it needs the policies attached to that Service. Ends that are no workload of the files are judged where the files
tell something of them: one drawn in a namespace as somebody whom the policies name there, one outside the cluster as an
address of the blocks that the policies name. Not judged: what is drawn inside the cluster in no namespace (an agent of
a node, an object), who may go out to the internet, and which peers of foreign namespaces are let in without being drawn.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from examples.cases import Case, Finding
from examples.manifests import Document
from examples.mesh_policies import mesh_allows, selects_by_rules, services_named, waypoint_allows
from examples.network_policies import network_allows
from examples.policies import POLICIES, UNKNOWN_POLICIES, inside_subset, passes
from examples.requests import OutsideSubset, Peer, Request
from examples.workloads import Port, Workload, matches, workloads
from patternloom.design import Component

RULE = "network-policy"
# What stands in the cluster without being in the files, as its installers label it.
ISTIOD = Peer("istio-system", {"app": "istiod"}, {}, "istiod", (Port(15012),), mesh=None)
DNS = Peer("kube-system", {"k8s-app": "kube-dns"}, {}, "coredns", (Port(53, protocol="UDP"), Port(53)), mesh=None)
STRANGER = "203.0.113.9"
"""An address that nobody has: RFC 5737."""
PORTS = {"HTTPS": 443, "MySQL": 3306, "MySQL/TLS": 3306}
"""The ports of protocols, as flows to what is managed name them."""
Pair = tuple[str, str]


def policy_findings(case: Case) -> Iterator[Finding]:
    """Drawn flows that are refused, and pairs without one that are not."""
    policies = [*case.of_kind(*POLICIES)]
    known = peers(case)
    try:
        for policy in case.of_kind(*POLICIES, *UNKNOWN_POLICIES):
            inside_subset(policy)
        _mutual_only(case)
        for rule in (_pairs, _waypoints, _outsiders, _way_out, _unreached, _strangers, _hidden, _platform):
            yield from rule(case, policies, known)
    except OutsideSubset as error:
        yield Finding(str(error).partition(": ")[0], "policy-subset", f"outside the subset: {error}")


# --- Who there is -----------------------------------------------------------------------------------------------------


def peers(case: Case) -> dict[str, Peer]:
    """The workloads of the files, by object."""
    found = {}
    for workload in workloads(case.documents):
        home = case.find("Namespace", "", workload.namespace)
        found[workload.object] = _peer(case, workload, home.labels if home else {})
    return found


def _peer(case: Case, workload: Workload, namespace_labels: Mapping[str, str]) -> Peer:
    kind, _, name = workload.object.split("/")
    gateway = name if kind == "Gateway" else None
    mesh: str | None = None
    labels = {**namespace_labels, **workload.labels}
    if labels.get("istio.io/dataplane-mode") == "ambient":
        mesh = "ambient"
    injected = namespace_labels.get("istio-injection") == "enabled" or "istio.io/rev" in namespace_labels
    if workload.labels.get("sidecar.istio.io/inject") == "false":
        injected = False
    if injected or workload.labels.get("sidecar.istio.io/inject") == "true":
        mesh = "sidecar"
    if gateway:
        document = case.find("Gateway", workload.namespace, name)
        waypoint = document is not None and document.spec.get("gatewayClassName") == "istio-waypoint"
        mesh = "ambient" if waypoint or mesh == "ambient" else "sidecar"
    return Peer(
        workload.namespace, workload.labels, namespace_labels, workload.account, workload.ports,
        mesh=mesh, gateway=gateway,
    )  # fmt: skip


def services_of(case: Case, peer: Peer) -> list[Document]:
    """The Services that select these pods."""
    return [
        one
        for one in case.of_kind("Service")
        if one.namespace == peer.namespace
        and one.spec.get("selector")
        and matches({"matchLabels": one.spec["selector"]}, peer.labels)
    ]


def waypoint_of(case: Case, service: Document) -> str | None:
    """The Gateway that stands before a Service, by its own label or that of its namespace."""
    home = case.find("Namespace", "", service.namespace)
    labels = {**(home.labels if home else {}), **service.labels}
    name = labels.get("istio.io/use-waypoint", "none")
    namespace = labels.get("istio.io/use-waypoint-namespace", service.namespace)
    return None if name == "none" else f"Gateway/{namespace}/{name}"


def components_workloads(case: Case) -> dict[str, str]:
    """Which workload a component of the picture is, or stands in."""
    known = peers(case)
    found: dict[str, str] = {}
    for component in case.design.components:
        for object in component.objects:
            if object in known:
                found[component.id] = object
                break
    pods = {one.id for one in case.design.boundaries if one.kind == "boundary-pod"}
    for component in case.design.components:
        if component.id not in found and component.inside in pods:
            inside = {
                found[one.id] for one in case.design.components if one.inside == component.inside and one.id in found
            }
            if len(inside) == 1:
                found[component.id] = inside.pop()
    return found


def drawn_pairs(case: Case) -> set[Pair]:
    """(from, to) of workloads, for every way that the steps draw from one to another."""
    workload_of = components_workloads(case)
    arrived: dict[str, set[str]] = {}
    sent: set[str] = set()
    pairs: set[Pair] = set()
    for step in case.design.steps:
        for flow in step.flows:
            if flow.response:
                continue
            own = workload_of.get(flow.start)
            origins = {own} if own else arrived.get(flow.start, set())
            if not own:
                sent.add(flow.start)
            if flow.end in workload_of:
                pairs |= {(origin, workload_of[flow.end]) for origin in origins if origin != workload_of[flow.end]}
            else:
                if flow.end in sent:  # a new way begins
                    sent.discard(flow.end)
                    arrived[flow.end] = set()
                arrived.setdefault(flow.end, set()).update(origins)
    return pairs


def drawn_outsiders(case: Case) -> list[tuple[Component, str, str | None, str | None]]:
    """(component, workload, namespace, protocol) for flows into a workload that begin at none of the files.

    The namespace is None outside the cluster. What carries other workloads' traffic begins nothing.
    """
    workload_of = components_workloads(case)
    carriers = {
        flow.end
        for step in case.design.steps
        for flow in step.flows
        if not flow.response and flow.start in workload_of and flow.end not in workload_of
    }
    components = {one.id: one for one in case.design.components}
    found = []
    for step in case.design.steps:
        for flow in step.flows:
            start = components[flow.start]
            known = start.id in workload_of or start.id in carriers or start.provided_by == "files"
            if flow.response or flow.both_ways or known:
                continue
            inside, namespace = _place(case, start)
            if flow.end in workload_of and (not inside or (namespace and flow.protocol)):
                found.append((start, workload_of[flow.end], namespace, flow.protocol))
    return found


def _place(case: Case, component: Component) -> tuple[bool, str | None]:
    """(whether it stands in the cluster, the namespace it stands in)."""
    boxes = {one.id: one for one in case.design.boundaries}
    clusters = {one.inside for one in case.design.boundaries if one.kind in ("boundary-namespace", "boundary-node")}
    box, namespace, inside = boxes.get(component.inside), None, False
    while box is not None:
        if box.kind == "boundary-namespace" and box.name is not None:
            namespace = next(iter(box.name.values())).split()[0]
        inside |= box.id in clusters or box.kind in ("boundary-namespace", "boundary-node", "boundary-pod")
        box = boxes.get(box.inside or "")
    return inside, namespace


# --- What the policies say of them ------------------------------------------------------------------------------------


def _mutual_only(case: Case) -> None:
    """An error for a client that is told to leave mutual TLS out: clients are taken to do what the mesh asks of them."""
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
    drawn = drawn_pairs(case)
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
                for start, source in {**known, "a stranger": _stranger(waypoint)}.items():
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


def _stranger(beside: Peer, namespace: str = "stranger") -> Peer:
    labels = beside.namespace_labels if namespace == beside.namespace else {"kubernetes.io/metadata.name": namespace}
    return Peer(namespace, {"app": "stranger"}, labels, "stranger", mesh=beside.mesh)


def _strangers(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """A pod of another namespace, and one of the same that nothing names, get in nowhere: the network alone sees to it,
    and where AuthorizationPolicies select the target, they alone do too."""
    for object, target in known.items():
        if case.waived(RULE, object) or (target.gateway is not None and target.mesh != "ambient"):
            continue
        for namespace in ("stranger", target.namespace or ""):
            stranger = _stranger(target, namespace)
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
            callers += _callers(case, policies, target, namespace) if end == object else []
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


def _isolating(policies: list[Document], peer: Peer, field: str) -> Iterator[tuple[Document, Mapping[str, Any]]]:
    """(policy, rule) for the rules of NetworkPolicies that select these pods."""
    for policy in policies:
        here = policy.kind == "NetworkPolicy" and policy.namespace == peer.namespace
        if here and matches(policy.spec.get("podSelector"), peer.labels):
            yield from ((policy, rule) for rule in policy.spec.get(field) or ())


def _blocks(policies: list[Document], peer: Peer, field: str) -> dict[str, str]:
    """Address blocks that the policies of these pods name, each with an address in it."""
    found = {}
    for _, rule in _isolating(policies, peer, field):
        for one in rule.get("from" if field == "ingress" else "to") or ():
            if block := one.get("ipBlock"):
                without = [ipaddress.ip_network(part) for part in block.get("except") or ()]
                starts = [ipaddress.ip_network(block["cidr"])[0], *(part[-1] + 1 for part in without)]
                found[block["cidr"]] = next(
                    str(address) for address in starts if not any(address in part for part in without)
                )
    return found


def _outsiders(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """Flows from what is not in the files, and addresses that are let in without one."""
    drawn = drawn_outsiders(case)
    for component, object, namespace, _ in drawn:
        target = known[object]
        some = _callers(case, policies, target, namespace)
        if target.ports and not any(passes(policies, one, target, way) for one in some for way in _requests(target)):
            yield Finding(object, RULE, f"the flow of {component.id!r} to it is drawn, yet the policies refuse it")
    # Who fronts for others has addresses of its own; whom it is drawn from directly may come from anywhere.
    fronts = {flow.end for step in case.design.steps for flow in step.flows if not flow.response}
    for object, target in known.items():
        if case.waived(RULE, object):
            continue
        callers = [component for component, end, namespace, _ in drawn if end == object and namespace is None]
        anywhere = any(component.id not in fronts for component in callers)
        for block, address in {"any address": STRANGER, **_blocks(policies, target, "ingress")}.items():
            local = ipaddress.ip_address(address).is_link_local  # the node itself, for its probes
            outside = Peer(address=address, account=None, mesh=None)
            if anywhere or local or (callers and block != "any address"):
                continue
            for one in _requests(target):
                if network_allows(policies, outside, target, one):
                    yield Finding(object, RULE, f"{block} gets in at port {one.port}, and nobody is drawn there")


def _callers(case: Case, policies: list[Document], target: Peer, namespace: str | None) -> list[Peer]:
    return _of_namespace(case, policies, target, namespace) if namespace else _of_blocks(policies, target)


def _of_blocks(policies: list[Document], target: Peer) -> list[Peer]:
    addresses = [STRANGER, *_blocks(policies, target, "ingress").values()]
    return [Peer(address=address, account=None, mesh=None) for address in addresses]


def _of_namespace(case: Case, policies: list[Document], target: Peer, namespace: str) -> list[Peer]:
    """Those who may be meant there: pods with the labels that an Istio Gateway selects; where there is none, each set of
    labels that the policies name. Each of them with each account of that namespace that the policies name."""
    gateways = [one for one in case.of_kind("Gateway") if one.group == "networking.istio.io"]
    labels: list[Mapping[str, str]] = [one.spec["selector"] for one in gateways if one.namespace == namespace]
    if namespace == ISTIOD.namespace:
        labels.append(ISTIOD.labels)
    for _, rule in _isolating(policies, target, "ingress") if not labels else ():
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


def _way_out(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """A flow to what stands outside the cluster finds some way out: to an address block, at its protocol's port."""
    workload_of = components_workloads(case)
    components = {one.id: one for one in case.design.components}
    for step in case.design.steps:
        for flow in step.flows:
            end = components[flow.end]
            away = end.provided_by in ("managed", "outside") and not _place(case, end)[0]
            if flow.response or flow.start not in workload_of or end.id in workload_of or not away:
                continue
            object = workload_of[flow.start]
            source = known[object]
            ports = {PORTS[flow.protocol]} if flow.protocol in PORTS else set()
            for _, rule in _isolating(policies, source, "egress") if not ports else ():
                ports |= {one["port"] for one in rule.get("ports") or () if isinstance(one.get("port"), int)}
            addresses = {STRANGER, *_blocks(policies, source, "egress").values()}
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
