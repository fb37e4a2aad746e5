"""Objects of the Gateway API: classes, certificates, listeners, backends, grants and waypoints.

In: a case. Out: findings: names that lead nowhere, routes that nobody admits, weights that are no hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import POD_KINDS, labels_of, matches
from patternloom.verify.references.known import (
    GIVEN_GATEWAY_CLASSES,
    covers,
    is_there,
    is_told,
    missing,
    service_port_findings,
    use_problem,
)


def _granted(case: Case, document: Document, kind: str, namespace: str, name: str) -> bool:
    """Whether an object may name one of this namespace: its own, or one that grants it."""
    return namespace == document.namespace or any(
        (source.get("kind"), source.get("namespace")) == (document.kind, document.namespace)
        and target.get("kind") == kind
        and target.get("name") in (None, name)
        for one in case.of_kind("ReferenceGrant")
        if one.namespace == namespace
        for source in one.spec.get("from") or ()
        for target in one.spec.get("to") or ()
    )


def _gateways_by_place(case: Case) -> dict[tuple[str, str], Document]:
    return {
        (one.namespace, one.name): one for one in case.of_kind("Gateway") if one.group == "gateway.networking.k8s.io"
    }


def listeners_have_certificates(case: Case) -> Iterator[Finding]:
    """Classes and certificates of Gateways."""
    for document in _gateways_by_place(case).values():
        name = document.spec.get("gatewayClassName", "")
        if name not in GIVEN_GATEWAY_CLASSES and not is_there(case, "GatewayClass", "", name):
            yield missing(document, f"GatewayClass {name!r}")
        for listener in document.spec.get("listeners") or ():
            for one in (listener.get("tls") or {}).get("certificateRefs") or ():
                namespace = one.get("namespace", document.namespace)
                problem = use_problem(case, one.get("kind", "Secret"), namespace, one["name"], None)
                if problem:
                    yield Finding(document.id, "reference", problem)
                if not _granted(case, document, one.get("kind", "Secret"), namespace, one["name"]):
                    yield missing(document, f"a ReferenceGrant for {namespace}/{one['name']}")


def routes_have_ends(case: Case) -> Iterator[Finding]:
    """Parents and backends of routes."""
    for document in case.of_kind("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute"):
        for parent in document.spec.get("parentRefs") or ():
            yield from _parent(case, document, parent)
        for number, rule in enumerate(document.spec.get("rules") or ()):
            yield from _backends(case, document, number, rule)


def _parent(case: Case, document: Document, parent: Mapping[str, Any]) -> Iterator[Finding]:
    """A route hangs on a Service's port, or on a listener that admits it."""
    namespace, name = parent.get("namespace", document.namespace), parent.get("name", "")
    if parent.get("kind", "Gateway") == "Service":
        yield from service_port_findings(case, document, namespace, name, parent.get("port"))
        yield from _service_section(case, document, namespace, parent)
        return
    gateway = _gateways_by_place(case).get((namespace, name))
    if gateway is None:
        if not is_told(case, "Gateway", namespace, name):
            yield missing(document, f"Gateway {namespace}/{name}")
        return
    listeners = [
        one
        for one in gateway.spec.get("listeners") or ()
        if parent.get("sectionName") in (None, one.get("name")) and parent.get("port") in (None, one.get("port"))
    ]
    if not listeners:
        yield Finding(document.id, "reference", f"Gateway {name} has no such listener {parent.get('sectionName')!r}")
    elif not any(_admits(case, gateway, one, document) for one in listeners):
        yield Finding(document.id, "reference", f"Gateway {name} admits no route of this namespace and host")


def _backends(case: Case, document: Document, number: int, rule: Mapping[str, Any]) -> Iterator[Finding]:
    """Where a rule of a route leads, and in which parts."""
    targets = rule.get("backendRefs") or ()
    mirrors = [one["requestMirror"]["backendRef"] for one in rule.get("filters") or () if "requestMirror" in one]
    for one in [*targets, *mirrors]:
        if one.get("kind", "Service") != "Service":
            continue
        namespace, name = one.get("namespace", document.namespace), one.get("name", "")
        yield from service_port_findings(case, document, namespace, name, one.get("port"))
        if one.get("port") is None:
            yield Finding(document.id, "reference", f"rules/{number}: a Service without its port")
        if not _granted(case, document, "Service", namespace, name):
            yield missing(document, f"a ReferenceGrant for {namespace}/{name}")
    total = sum(one.get("weight", 1) for one in targets)
    if len(targets) > 1 and total != 100:
        yield Finding(document.id, "weights", f"rules/{number}: weights of {total}, expected 100")


def waypoints_are_there(case: Case) -> Iterator[Finding]:
    """Waypoints that labels name."""
    waypoints = {
        place for place, one in _gateways_by_place(case).items() if one.spec.get("gatewayClassName") == "istio-waypoint"
    }
    for document in case.of_kind("Namespace", "Service", *POD_KINDS):
        labels = {**document.labels, **labels_of(document)}
        name = labels.get("istio.io/use-waypoint")
        home = document.name if document.kind == "Namespace" else document.namespace
        namespace = labels.get("istio.io/use-waypoint-namespace", home)
        if name and name != "none" and (namespace, name) not in waypoints:
            yield missing(document, f"the waypoint {namespace}/{name}")


def _service_section(case: Case, document: Document, namespace: str, parent: Mapping[str, Any]) -> Iterator[Finding]:
    """The section of a Service is the port of that name, and of that number where both stand there."""
    service = case.find("Service", namespace, parent.get("name", ""))
    section = parent.get("sectionName")
    if service is not None and section is not None:
        ports = [one.get("port") for one in service.spec.get("ports") or () if one.get("name") == section]
        if not ports or parent.get("port", ports[0]) not in ports:
            yield Finding(document.id, "reference", f"Service {service.name} has no such port {section!r}")


def _admits(case: Case, gateway: Document, listener: Mapping[str, Any], route: Document) -> bool:
    wanted = ((listener.get("allowedRoutes") or {}).get("namespaces") or {}).get("from", "Same")
    selector = ((listener.get("allowedRoutes") or {}).get("namespaces") or {}).get("selector")
    home = case.find("Namespace", "", route.namespace)
    labels = {"kubernetes.io/metadata.name": route.namespace, **(home.labels if home else {})}
    near = {
        "Same": gateway.namespace == route.namespace,
        "All": True,
        "Selector": selector is not None and matches(selector, labels),
        "None": False,
    }[wanted]
    hosts, pattern = route.spec.get("hostnames") or [], listener.get("hostname")
    return near and (not hosts or not pattern or any(covers(pattern, one) or covers(one, pattern) for one in hosts))
