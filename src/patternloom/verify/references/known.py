"""What the files, the cluster and the catalog have of a name: look-ups of the rules between objects.

In: a case, a name. Out: whether it is there, its keys or ports, or the finding that it is not. It judges no object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import matches, workloads

# Services that the cluster, or a mesh as its own installer makes it, has.
GIVEN_SERVICES = {
    ("kube-system", "kube-dns"): {53, 9153},
    ("default", "kubernetes"): {443},
    ("istio-system", "istiod"): {15010, 15012, 443, 15014},
    ("istio-system", "istio-ingressgateway"): {80, 443, 15021},
    ("istio-system", "istio-egressgateway"): {80, 443},
}
GIVEN_NAMESPACES = {"kube-system", "default", "istio-system", "kube-public", "kube-node-lease", "cert-manager"}
GIVEN_GATEWAY_CLASSES = {
    "istio",
    "istio-waypoint",
    "istio-remote",
    "cilium",
    "amazon-vpc-lattice",
    "aws-alb",
    "aws-nlb",
}


def is_told(case: Case, kind: str, namespace: str, name: str) -> bool:
    """Whether the catalog says that something makes this object."""
    return any(one.object == f"{kind}/{namespace}/{name}" for one in case.design.supporting)


def is_there(case: Case, kind: str, namespace: str, name: str) -> bool:
    """Whether the files or the catalog have this object."""
    return case.find(kind, namespace, name) is not None or is_told(case, kind, namespace, name)


def missing(document: Document, what: str) -> Finding:
    """The finding that it is not."""
    return Finding(document.id, "reference", f"{what} is not in the files")


def selects_pods(case: Case, namespace: str, selector: Mapping[str, Any]) -> bool:
    """Whether a selector selects pods of this namespace."""
    return any(one.namespace == namespace and matches(selector, one.labels) for one in workloads(case.documents))


def _made_secrets(case: Case) -> dict[tuple[str, str], set[str] | None]:
    """Secrets that other objects make: (namespace, name) → keys, None for unknown ones."""
    made: dict[tuple[str, str], set[str] | None] = {}
    for document in case.documents:
        spec = document.spec
        if document.kind == "ExternalSecret":
            name = (spec.get("target") or {}).get("name") or document.name
            keys = {one.get("secretKey", "") for one in spec.get("data") or ()}
            template = ((spec.get("target") or {}).get("template") or {}).get("data") or {}
            made[document.namespace, name] = None if spec.get("dataFrom") else (set(template) or keys)
        elif document.kind == "Certificate" and document.group == "cert-manager.io":
            made[document.namespace, str(spec.get("secretName"))] = {"tls.crt", "tls.key", "ca.crt"}
    return made


def keys_of(case: Case, kind: str, namespace: str, name: str) -> set[str] | None:
    """The keys of a ConfigMap or Secret; None where nobody can know them."""
    if kind == "Secret" and (namespace, name) in (made := _made_secrets(case)):
        return made[namespace, name]
    document = case.find(kind, namespace, name)
    if document is None:
        return None
    return {key for part in ("data", "stringData", "binaryData") for key in document.value.get(part) or ()}


def use_problem(case: Case, kind: str, namespace: str, name: str, key: str | None) -> str | None:
    """What is wrong with a use of a ConfigMap or Secret."""
    if (kind == "Secret" and (namespace, name) in _made_secrets(case)) or case.find(kind, namespace, name):
        keys = keys_of(case, kind, namespace, name)
    elif is_told(case, kind, namespace, name) or (kind == "ConfigMap" and name == "kube-root-ca.crt"):
        keys = None
    else:
        return f"{kind} {name!r} is not in the files"
    if key is not None and keys is not None and key not in keys:
        return f"{kind} {name!r} has no key {key!r}"
    return None


def service_port_findings(
    case: Case, document: Document, namespace: str, name: str, port: int | str | None
) -> Iterator[Finding]:
    """A use of a Service and, unless None, of a port of it."""
    service = case.find("Service", namespace, name)
    if service is None:
        given = GIVEN_SERVICES.get((namespace, name))
        if given is None and not is_told(case, "Service", namespace, name):
            yield missing(document, f"Service {namespace}/{name}")
        elif given is not None and isinstance(port, int) and port not in given:
            yield Finding(document.id, "reference", f"Service {namespace}/{name} has no port {port}")
        return
    ports = {one.get("port") for one in service.spec.get("ports") or ()}
    ports |= {one.get("name") for one in service.spec.get("ports") or ()}
    if port is not None and port not in ports:
        yield Finding(document.id, "reference", f"Service {namespace}/{name} has no port {port}")


def place_of_host(host: str, namespace: str) -> tuple[str, str] | None:
    """A host as Istio reads it: (namespace, name) of a Service, or None for a name outside the cluster."""
    parts = host.removesuffix(".").removesuffix(".svc.cluster.local").split(".")
    if "." not in host:
        return namespace, host
    if host.endswith((".svc.cluster.local", ".svc")):
        return (parts[1], parts[0]) if len(parts) >= 2 else None
    return None


def all_namespaces(case: Case) -> set[str]:
    """The namespaces of all objects."""
    return {document.namespace for document in case.documents if document.namespace}


def covers(pattern: str, host: str) -> bool:
    """Whether a pattern of hosts has this host."""
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))
