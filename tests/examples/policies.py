"""Who may talk to whom, by the NetworkPolicies and AuthorizationPolicies of an example.

In: policies, and a request from one workload to another. Out: whether it passes. The subset:
NetworkPolicy: podSelector, namespaceSelector, ipBlock, ports by number, name and range, TCP and UDP.
AuthorizationPolicy: ALLOW, DENY; AUDIT and CUSTOM decide nothing here; selector and targetRefs; from principals,
namespaces, serviceAccounts and requestPrincipals, to ports, methods, paths and hosts, with their negations; `when` on
`request.auth.claims[…]`, `request.headers[…]`, `source.namespace`, `source.principal`, `request.auth.principal`;
values exact, `x*`, `*x` or `*`. PeerAuthentication: STRICT needs a client of the mesh. Anything else is
`OutsideSubset`. Not judged: addresses, routing, what an external authorizer says, a token's validity.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from examples.cases import Case, Finding
from examples.manifests import Document
from examples.workloads import Port, Workload, matches, workloads

ROOT_NAMESPACE = "istio-system"
TRUST_DOMAIN = "cluster.local"
HBONE = 15008


class OutsideSubset(ValueError):
    """A policy uses what this evaluator does not know."""


class Any_(Enum):
    """A value that may be whatever suits."""

    ANY = "any"


ANY = Any_.ANY
Value = str | Any_ | None


@dataclass(frozen=True)
class Peer:
    """One end: a pod, or an address outside the cluster."""

    namespace: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)
    account: str | None = "default"
    """Its service account; None outside the mesh, where no identity is proven."""
    ports: tuple[Port, ...] = ()
    address: str | None = None
    """An IP address for a peer that is no pod."""
    mesh: str | None = "sidecar"
    """`sidecar`, `ambient`, or None for none."""
    gateway: str | None = None
    """The Gateway that it is, where it is one."""
    services: tuple[str, ...] = ()
    """The Services that select it, of its namespace."""


@dataclass(frozen=True)
class Request:
    """What is asked. `ANY` stands for a request that may be chosen to suit."""

    port: int
    protocol: str = "TCP"
    method: Value = ANY
    path: Value = ANY
    host: Value = ANY
    token: Value = ANY
    """`issuer/subject` of a valid token, None without one."""
    claims: Mapping[str, Value | tuple[str, ...]] | Any_ = ANY
    headers: Mapping[str, Value] | Any_ = ANY
    http: bool = True


# --- NetworkPolicy ----------------------------------------------------------------------------------------------------


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
        _only(spec, {"podSelector", "policyTypes", "ingress", "egress"}, policy)
        types = spec.get("policyTypes") or ["Ingress", *(["Egress"] if "egress" in spec else [])]
        if policy.namespace == own.namespace and way in types and matches(spec.get("podSelector"), own.labels):
            isolating.append(policy)
    if not isolating:
        return True
    peers, field_name = ("from", "ingress") if way == "Ingress" else ("to", "egress")
    for policy in isolating:
        for rule in policy.spec.get(field_name) or ():
            _only(rule, {peers, "ports"}, policy)
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
    _only(rule, {"podSelector", "namespaceSelector", "ipBlock"}, policy)
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


def _only(value: Mapping[str, Any], known: set[str], policy: Document) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        raise OutsideSubset(f"{policy.id}: {', '.join(unknown)}")


# --- AuthorizationPolicy ----------------------------------------------------------------------------------------------


def mesh_allows(policies: Iterable[Document], source: Peer, target: Peer, request: Request) -> bool:
    """Whether the target's proxy lets it through; `ANY` in the request is chosen so that it does, if that can be."""
    policies = list(policies)
    if target.mesh is None:
        return True
    if source.mesh is None and _strict(policies, target):
        return False
    applying = [one for one in policies if one.kind == "AuthorizationPolicy" and _applies(one, target)]
    denying = [one for one in applying if one.spec.get("action") == "DENY"]
    allowing = [one for one in applying if one.spec.get("action", "ALLOW") == "ALLOW"]
    for policy in applying:
        _only(policy.spec, {"selector", "targetRefs", "targetRef", "action", "rules", "provider"}, policy)
        if policy.spec.get("action", "ALLOW") not in ("ALLOW", "DENY", "AUDIT", "CUSTOM"):
            raise OutsideSubset(f"{policy.id}: action {policy.spec['action']}")
    if any(_policy_matches(one, source, request, deny=True) for one in denying):
        return False
    return not allowing or any(_policy_matches(one, source, request, deny=False) for one in allowing)


def _strict(policies: Sequence[Document], target: Peer) -> bool:
    """The mode of the narrowest PeerAuthentication; PERMISSIVE where there is none."""
    modes: dict[int, str] = {}
    for one in policies:
        if one.kind != "PeerAuthentication":
            continue
        selector, mode = one.spec.get("selector"), (one.spec.get("mtls") or {}).get("mode", "UNSET")
        if mode == "UNSET":
            continue
        if selector and one.namespace == target.namespace and matches(selector, target.labels):
            modes[3] = mode
        elif not selector and one.namespace == target.namespace:
            modes[2] = mode
        elif not selector and one.namespace == ROOT_NAMESPACE:
            modes[1] = mode
    return bool(modes) and modes[max(modes)] == "STRICT"


def _applies(policy: Document, target: Peer) -> bool:
    references = policy.spec.get("targetRefs") or ([policy.spec["targetRef"]] if policy.spec.get("targetRef") else [])
    if references:
        for one in references:
            if one.get("kind") not in ("Gateway", "Service", "GatewayClass"):
                raise OutsideSubset(f"{policy.id}: targetRefs of kind {one.get('kind')}")
            if one["kind"] == "Gateway" and policy.namespace == target.namespace and one.get("name") == target.gateway:
                return True
            # Attached to a Service, a policy is carried out by the waypoint; who reaches the pod reached it before.
        return False
    if policy.namespace not in (target.namespace, ROOT_NAMESPACE):
        return False
    if target.gateway is not None and target.mesh == "ambient":
        return False  # a waypoint takes no policy by selector
    selector = policy.spec.get("selector") or {}
    _only(selector, {"matchLabels"}, policy)
    return matches(selector, target.labels)


def _policy_matches(policy: Document, source: Peer, request: Request, *, deny: bool) -> bool:
    return any(_rule_matches(rule, policy, source, request, deny) for rule in policy.spec.get("rules") or ())


def _rule_matches(rule: Mapping[str, Any], policy: Document, source: Peer, request: Request, deny: bool) -> bool:
    _only(rule, {"from", "to", "when"}, policy)
    sources = rule.get("from")
    operations = rule.get("to")
    return (
        (
            sources is None
            or any(_source_fits(one.get("source") or {}, policy, source, request, deny) for one in sources)
        )
        and (
            operations is None or any(_to_fits(one.get("operation") or {}, policy, request, deny) for one in operations)
        )
        and all(_when_fits(one, policy, source, request, deny) for one in rule.get("when") or ())
    )


def _principal(peer: Peer) -> str | None:
    if peer.account is None or peer.mesh is None:
        return None
    return f"{TRUST_DOMAIN}/ns/{peer.namespace}/sa/{peer.account}"


def _attribute_fits(values: Sequence[str], value: Value, deny: bool, *, negated: bool) -> bool:
    """A list of patterns against a value. ANY suits an ALLOW, and avoids a DENY."""
    if value is ANY:
        return not deny
    if value is None:
        return negated
    return any(_pattern_fits(pattern, str(value)) for pattern in values) != negated


def _pattern_fits(pattern: str, value: str) -> bool:
    if pattern == "*":
        return value != ""
    if pattern.startswith("*"):
        return value.endswith(pattern[1:])
    if pattern.endswith("*"):
        return value.startswith(pattern[:-1])
    return value == pattern


def _source_fits(source: Mapping[str, Any], policy: Document, peer: Peer, request: Request, deny: bool) -> bool:
    name = _principal(peer)
    namespace = peer.namespace if name else None
    attributes: dict[str, Value] = {
        "principals": name, "namespaces": namespace, "requestPrincipals": request.token,
        "serviceAccounts": f"{peer.namespace}/{peer.account}" if name else None,
    }  # fmt: skip
    for key, values in source.items():
        plain = key[3:4].lower() + key[4:] if key.startswith("not") else key
        if plain not in attributes:
            raise OutsideSubset(f"{policy.id}: source.{key}")
        if plain == "serviceAccounts":
            values = [value if "/" in value else f"{policy.namespace}/{value}" for value in values]
        if plain == "requestPrincipals" and not request.http:
            return deny  # see _to_fits
        if not _attribute_fits(values, attributes[plain], deny, negated=plain != key):
            return False
    return True


def _to_fits(operation: Mapping[str, Any], policy: Document, request: Request, deny: bool) -> bool:
    attributes: dict[str, Value] = {
        "ports": str(request.port), "methods": request.method, "paths": request.path, "hosts": request.host,
    }  # fmt: skip
    for key, values in operation.items():
        plain = key[3:4].lower() + key[4:] if key.startswith("not") else key
        if plain not in attributes:
            raise OutsideSubset(f"{policy.id}: operation.{key}")
        if plain == "paths" and any("{" in value for value in values):
            raise OutsideSubset(f"{policy.id}: a path with {{*}}")
        if plain != "ports" and not request.http:
            # On a plain TCP port, what asks about HTTP is left out of a DENY, and never true in an ALLOW.
            if not deny:
                return False
            continue
        if not _attribute_fits(values, attributes[plain], deny, negated=plain != key):
            return False
    return True


def _when_fits(condition: Mapping[str, Any], policy: Document, peer: Peer, request: Request, deny: bool) -> bool:
    _only(condition, {"key", "values", "notValues"}, policy)
    key = condition["key"]
    value: Value | tuple[str, ...]
    if found := re.fullmatch(r"request\.auth\.claims((?:\[[^\]]+\])+)", key):
        value = request.claims.get(found[1][1:-1]) if isinstance(request.claims, Mapping) else ANY
    elif found := re.fullmatch(r"request\.headers\[([^\]]+)\]", key):
        value = request.headers.get(found[1].lower()) if isinstance(request.headers, Mapping) else ANY
    elif key in ("source.namespace", "source.principal"):
        value = None if _principal(peer) is None else peer.namespace if key.endswith("namespace") else _principal(peer)
    elif key == "request.auth.principal":
        value = request.token
    elif key == "destination.port":
        value = str(request.port)
    else:
        raise OutsideSubset(f"{policy.id}: when {key}")
    if key.startswith("request.") and not request.http:
        return deny
    several = value if isinstance(value, tuple) else (value,)
    fits = True
    if condition.get("values"):
        fits = any(_attribute_fits(condition["values"], one, deny, negated=False) for one in several)
    if fits and condition.get("notValues"):
        fits = all(_attribute_fits(condition["notValues"], one, deny, negated=True) for one in several)
    return fits


def passes(policies: Iterable[Document], source: Peer, target: Peer, request: Request, *, sure: bool = True) -> bool:
    """Network and mesh together."""
    policies = list(policies)
    return network_allows(policies, source, target, request, sure=sure) and mesh_allows(
        policies, source, target, request
    )


# --- The picture's flows against the policies -------------------------------------------------------------------------

# What stands in the cluster without being in the files, as its installers label it.
ISTIOD = Peer("istio-system", {"app": "istiod"}, {}, "istiod", (Port(15012),), mesh=None)
DNS = Peer("kube-system", {"k8s-app": "kube-dns"}, {}, "coredns", (Port(53, protocol="UDP"), Port(53)), mesh=None)


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
    services = tuple(
        one.name
        for one in case.of_kind("Service")
        if one.namespace == workload.namespace
        and one.spec.get("selector")
        and matches({"matchLabels": one.spec["selector"]}, workload.labels)
    )
    return Peer(
        workload.namespace, workload.labels, namespace_labels, workload.account, workload.ports,
        mesh=mesh, gateway=gateway, services=services,
    )  # fmt: skip


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


def drawn_pairs(case: Case) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(pairs that the picture joins directly or by a Service, pairs that it joins at all).

    What is neither workload nor part of one (a Service, the kernel, a load balancer) is walked through.
    """
    workload_of = components_workloads(case)
    service = {
        one.id for one in case.design.components if one.objects and all(o.startswith("Service/") for o in one.objects)
    }
    edges: dict[str, set[str]] = {}
    for step in case.design.steps:
        for flow in step.flows:
            if not flow.response:
                edges.setdefault(flow.start, set()).add(flow.end)
    direct: set[tuple[str, str]] = set()
    joined: set[tuple[str, str]] = set()
    for start, object in workload_of.items():
        stack, seen = [(end, end in service or end in workload_of) for end in edges.get(start, ())], {start}
        while stack:
            here, near = stack.pop()
            if here in workload_of:
                if workload_of[here] != object:
                    joined.add((object, workload_of[here]))
                    if near:
                        direct.add((object, workload_of[here]))
                continue
            if here in seen:
                continue
            seen.add(here)
            stack += [(end, near and (end in service or end in workload_of)) for end in edges.get(here, ())]
    return direct, joined


def policy_findings(case: Case) -> Iterator[Finding]:
    """Drawn flows that are refused, and pairs without one that are not."""
    policies = [*case.of_kind("NetworkPolicy", "AuthorizationPolicy", "PeerAuthentication")]
    known = peers(case)
    try:
        for policy in policies:
            inside_subset(policy)
        yield from _flows(case, policies, known)
        yield from _strangers(case, policies, known)
        yield from _platform(policies, known)
    except OutsideSubset as error:
        yield Finding(str(error).partition(": ")[0], "policy-subset", f"outside the subset: {error}")


SOURCE = {"principals", "namespaces", "serviceAccounts", "requestPrincipals"}
OPERATION = {"ports", "methods", "paths", "hosts"}


def inside_subset(policy: Document) -> None:
    """An error for a field that the evaluator does not know, whether or not a flow leads there."""
    spec = policy.spec
    if policy.kind == "AuthorizationPolicy":
        _only(spec, {"selector", "targetRefs", "targetRef", "action", "rules", "provider"}, policy)
        for rule in spec.get("rules") or ():
            _only(rule, {"from", "to", "when"}, policy)
            for part, inner, known in (("from", "source", SOURCE), ("to", "operation", OPERATION)):
                negations = {f"not{name[0].upper()}{name[1:]}" for name in known}
                for one in rule.get(part) or ():
                    _only(one, {inner}, policy)
                    _only(one.get(inner) or {}, known | negations, policy)
            for one in rule.get("when") or ():
                _when_fits(one, policy, Peer(), Request(1), deny=False)
    elif policy.kind == "NetworkPolicy":
        _only(spec, {"podSelector", "policyTypes", "ingress", "egress"}, policy)
        for field_name, peers_name in (("ingress", "from"), ("egress", "to")):
            for rule in spec.get(field_name) or ():
                _only(rule, {peers_name, "ports"}, policy)
                for one in rule.get(peers_name) or ():
                    _only(one, {"podSelector", "namespaceSelector", "ipBlock"}, policy)


def _requests(target: Peer) -> Iterator[Request]:
    for port in target.ports:
        yield Request(port.number, port.protocol)


def _flows(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    direct, joined = drawn_pairs(case)
    pictured = set(components_workloads(case).values())
    for start in sorted(pictured):
        for end in sorted(pictured):
            source, target = known[start], known[end]
            if start == end:
                continue
            if (start, end) in direct:
                if target.ports and not any(passes(policies, source, target, one) for one in _requests(target)):
                    yield Finding(start, "network-policy", f"its flow to {end} is drawn, yet the policies refuse it")
            elif (start, end) not in joined and not case.waived("network-policy", start):
                for one in _requests(target):
                    if network_allows(policies, source, target, one, sure=False):
                        yield Finding(
                            start, "network-policy", f"no flow to {end} is drawn, yet port {one.port} lets it in"
                        )


def _strangers(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """A pod of another namespace, and one of the same that nothing names, get in nowhere: the network alone sees to it,
    and where AuthorizationPolicies select the target, they alone do too."""
    for object, target in known.items():
        if case.waived("network-policy", object) or target.gateway is not None:
            continue
        namespaces = {
            "stranger": {"kubernetes.io/metadata.name": "stranger"},
            target.namespace or "": target.namespace_labels,
        }
        for namespace, labels in namespaces.items():
            stranger = Peer(namespace, {"app": "stranger"}, labels, "stranger", mesh=target.mesh)
            for one in _requests(target):
                way = f"port {one.port} is open to any pod of the namespace {namespace}"
                if network_allows(policies, stranger, target, one):
                    yield Finding(object, "network-policy", way)
                if target.mesh and any(_decides(policy, target) for policy in policies):  # noqa: SIM102 — the second question reads better alone
                    if mesh_allows(policies, stranger, target, one):
                        yield Finding(object, "network-policy", f"by the AuthorizationPolicies, {way}")


def _decides(policy: Document, target: Peer) -> bool:
    if policy.kind != "AuthorizationPolicy" or policy.spec.get("action", "ALLOW") != "ALLOW":
        return False
    rules = policy.spec.get("rules") or ()
    return any(rule.get("from") for rule in rules) and _applies(policy, target)


def _platform(policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """What every pod needs that is not drawn: names, and in the mesh its control plane."""
    for object, peer in known.items():
        egress = Request(53, "UDP")
        if peer.gateway is None and peer.mesh != "ambient" and not network_allows(policies, peer, DNS, egress):
            yield Finding(object, "network-policy", "no way out to kube-dns: it can look up no name")
        if peer.mesh == "sidecar" and not network_allows(policies, peer, ISTIOD, Request(15012)):
            yield Finding(object, "network-policy", "no way out to istiod:15012: its proxy gets no configuration")
