"""Istio's objects: hosts, subsets, gateways, selected pods, and the accounts that policies name.

In: a case. Out: findings: names that lead nowhere, weights that are no hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import matches, workloads
from patternloom.verify.references.known import (
    GIVEN_GATEWAY_CLASSES,
    GIVEN_NAMESPACES,
    all_namespaces,
    covers,
    is_there,
    is_told,
    missing,
    place_of_host,
    selects_pods,
    service_port_findings,
    use_problem,
)


def _istio_host(case: Case, document: Document, host: str, port: int | None) -> Iterator[Finding]:
    """A host that an object of Istio names, and unless None a port of it."""
    found = place_of_host(host, document.namespace)
    entries = [one for one in case.of_kind("ServiceEntry") if host in (one.spec.get("hosts") or ())]
    if entries:
        ports = {one.get("number") for entry in entries for one in entry.spec.get("ports") or ()}
        if port is not None and port not in ports:
            yield Finding(document.id, "reference", f"the ServiceEntry of {host} has no port {port}")
    elif found:
        yield from service_port_findings(case, document, *found, port)
    elif not host.startswith("*"):
        yield missing(document, f"a Service or ServiceEntry for the host {host!r}")


def destination_rules_have_hosts(case: Case) -> Iterator[Finding]:
    """Hosts and subsets of DestinationRules."""
    for document in case.of_kind("DestinationRule"):
        host = document.spec.get("host", "")
        yield from _istio_host(case, document, host, None)
        found = place_of_host(host, document.namespace)
        for subset in document.spec.get("subsets") or ():
            if found and not selects_pods(case, found[0], {"matchLabels": subset.get("labels") or {}}):
                yield Finding(document.id, "selector", f"the subset {subset['name']!r} selects no pod of the files")


def virtual_services_have_ends(case: Case) -> Iterator[Finding]:
    """Gateways, hosts and routes of VirtualServices."""
    for document in case.of_kind("VirtualService"):
        names = document.spec.get("gateways") or ["mesh"]
        yield from _served(case, document, [name for name in names if name != "mesh"])
        if "mesh" in names:
            for host in document.spec.get("hosts") or ():
                yield from _istio_host(case, document, host, None)
        for protocol in ("http", "tls", "tcp"):
            for number, route in enumerate(document.spec.get(protocol) or ()):
                yield from _route(case, document, f"{protocol}/{number}", route)


def _served(case: Case, document: Document, names: list[str]) -> Iterator[Finding]:
    """The Gateways of a VirtualService are there, and serve its hosts."""
    gateways = {(one.namespace, one.name): one for one in case.of_kind("Gateway") if one.group == "networking.istio.io"}
    for name in names:
        place = tuple(name.split("/")) if "/" in name else (document.namespace, name)
        if place not in gateways:
            yield missing(document, f"Gateway {'/'.join(place)}")
            continue
        served = [host for server in gateways[place].spec.get("servers") or () for host in server.get("hosts") or ()]
        for host in document.spec.get("hosts") or ():
            if not any(covers(one.rpartition("/")[2], host) for one in served):
                yield Finding(document.id, "reference", f"the host {host!r} is served by no server of {name}")


def _route(case: Case, document: Document, where: str, route: Mapping[str, Any]) -> Iterator[Finding]:
    """Where a route leads, and in which parts."""
    targets = route.get("route") or []
    weights = [one.get("weight") for one in targets]
    if len(targets) > 1 or weights not in ([], [None]):
        total = sum(weight or 0 for weight in weights)
        if total != 100:
            yield Finding(document.id, "weights", f"{where}: weights of {total}, expected 100")
    subsets = {
        (place_of_host(one.spec.get("host", ""), one.namespace) or one.spec.get("host"), subset["name"])
        for one in case.of_kind("DestinationRule")
        for subset in one.spec.get("subsets") or ()
    }
    mirrors = [{"destination": route["mirror"]}] if route.get("mirror") else []
    for one in [*targets, *mirrors, *(route.get("mirrors") or ())]:
        destination = one.get("destination") or {}
        host = destination.get("host", "")
        yield from _istio_host(case, document, host, (destination.get("port") or {}).get("number"))
        place = place_of_host(host, document.namespace) or host
        if destination.get("subset") and (place, destination["subset"]) not in subsets:
            yield missing(document, f"the subset {destination['subset']!r} of {host}")


def selected_and_named_are_there(case: Case) -> Iterator[Finding]:
    """What an object of Istio is for: pods that it selects, or objects that it names."""
    for document in case.documents:
        if "istio.io" not in document.group:
            continue
        labels = _selected_labels(document)
        if labels and (document.group, document.kind) == ("networking.istio.io", "Gateway"):
            if not _gateway_selects(case, labels):
                yield Finding(document.id, "selector", "selects no pod of the files and no gateway of the mesh")
        elif labels and not selects_pods(case, document.namespace, {"matchLabels": labels}):
            yield Finding(document.id, "selector", "selects no pod of the files")
        for target in document.spec.get("targetRefs") or ():
            kind, name = target.get("kind", ""), target.get("name", "")
            namespace = target.get("namespace", document.namespace)
            known = kind == "GatewayClass" and name in GIVEN_GATEWAY_CLASSES
            if not known and not is_there(case, kind, namespace, name):
                yield missing(document, f"{kind} {name!r}")


def _selected_labels(document: Document) -> Mapping[str, str]:
    """The labels by which an object selects pods; none in the root namespace, where they are for all namespaces."""
    if document.namespace == "istio-system":
        return {}
    spec = document.spec
    selector = spec.get("selector") or (spec.get("workloadSelector") or {}).get("labels") or {}
    labels: Mapping[str, str] = selector.get("matchLabels", {} if "matchLabels" in selector else selector)
    return labels


def _gateway_selects(case: Case, labels: Mapping[str, str]) -> bool:
    """Pods of any namespace, or those of a gateway that the mesh's installer makes."""
    meshed = any(component.provided_by in ("addon", "managed", "injected") for component in case.design.components)
    return any(matches({"matchLabels": labels}, one.labels) for one in workloads(case.documents)) or (
        meshed and labels.get("istio") in ("ingressgateway", "egressgateway", "ingress", "egress")
    )


def servers_have_certificates(case: Case) -> Iterator[Finding]:
    """A server's certificate lies where its gateway may run."""
    for document in case.of_kind("Gateway"):
        if document.group != "networking.istio.io" or not _selected_labels(document):
            continue
        for server in document.spec.get("servers") or ():
            credential = (server.get("tls") or {}).get("credentialName")
            if credential and not any(
                use_problem(case, "Secret", namespace, credential, None) is None
                for namespace in {document.namespace, "istio-system", "istio-ingress", *all_namespaces(case)}
            ):
                yield missing(document, f"Secret {credential!r}")


def principals_are_there(case: Case) -> Iterator[Finding]:
    """Whom AuthorizationPolicies name: accounts and namespaces that are there."""
    for document in case.of_kind("AuthorizationPolicy"):
        for rule in document.spec.get("rules") or ():
            for one in rule.get("from") or ():
                yield from _callers(case, document, one.get("source") or {})


def _callers(case: Case, document: Document, source: Mapping[str, Any]) -> Iterator[Finding]:
    accounts = {(one.namespace, one.account) for one in workloads(case.documents)}
    accounts |= {(one.namespace, one.name) for one in case.of_kind("ServiceAccount")}
    accounts |= {("istio-system", "istio-ingressgateway-service-account"), ("istio-system", "istiod")}
    for principal in [*(source.get("principals") or ()), *(source.get("notPrincipals") or ())]:
        parts = principal.split("/")
        if "*" in principal:
            continue
        if len(parts) != 5 or parts[1] != "ns" or parts[3] != "sa":
            yield Finding(document.id, "reference", f"principal {principal!r}, expected <domain>/ns/…/sa/…")
        elif (parts[2], parts[4]) not in accounts and not is_told(case, "ServiceAccount", parts[2], parts[4]):
            yield missing(document, f"the ServiceAccount of the principal {principal}")
    for field in ("serviceAccounts", "notServiceAccounts"):
        for name in source.get(field) or ():
            place = tuple(name.split("/")) if "/" in name else (document.namespace, name)
            if place not in accounts and not is_told(case, "ServiceAccount", *place):
                yield missing(document, f"ServiceAccount {'/'.join(place)}")
    for name in [*(source.get("namespaces") or ()), *(source.get("notNamespaces") or ())]:
        given = name in GIVEN_NAMESPACES or "*" in name
        if not given and not is_there(case, "Namespace", "", name):
            yield missing(document, f"the namespace {name!r}")
