"""What runs pods, and what their pods look like.

In: Kubernetes objects. Out: `Workload`s with the pods' labels, ports and service account; also those that Istio makes
of a `Gateway` of the Gateway API (by its documented names). It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from patternloom.verify.example.manifests import Document

POD_KINDS = ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "Job", "CronJob", "Pod")
ISTIO_GATEWAY_CLASSES = {"istio": "{name}-istio", "istio-waypoint": "{name}"}


@dataclass(frozen=True)
class Port:
    """A port of a pod."""

    number: int
    name: str = ""
    protocol: str = "TCP"


@dataclass(frozen=True)
class Workload:
    """Pods that are alike."""

    object: str
    namespace: str
    labels: Mapping[str, str]
    account: str
    ports: tuple[Port, ...]


def template_of(document: Document) -> dict[str, Any] | None:
    """The pod template (metadata and spec), or None."""
    template: dict[str, Any] | None = None
    match document.kind:
        case "Pod":
            template = document.value
        case "CronJob":
            template = document.spec.get("jobTemplate", {}).get("spec", {}).get("template")
        case "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "Rollout" | "Job":
            template = document.spec.get("template")
    return template


def labels_of(document: Document) -> dict[str, str]:
    """The labels of its pods."""
    template = template_of(document) or {}
    return (template.get("metadata") or {}).get("labels") or {}


def pod_spec(document: Document) -> dict[str, Any]:
    """The spec of its pods."""
    return (template_of(document) or {}).get("spec") or {}


def containers(document: Document, *, all_kinds: bool = True) -> Iterator[dict[str, Any]]:
    """Its containers; with `all_kinds` the init containers too."""
    spec = pod_spec(document)
    yield from spec.get("containers") or ()
    if all_kinds:
        yield from spec.get("initContainers") or ()


def ports_of(document: Document) -> tuple[Port, ...]:
    """The ports of its containers."""
    return tuple(
        Port(port["containerPort"], port.get("name", ""), port.get("protocol", "TCP"))
        for container in containers(document)
        for port in container.get("ports") or ()
        if isinstance(port.get("containerPort"), int)
    )


def workloads(documents: Iterable[Document]) -> tuple[Workload, ...]:
    """Every workload, by its object."""
    found = []
    for document in documents:
        if document.kind in POD_KINDS:
            account = pod_spec(document).get("serviceAccountName", "default")
            found.append(Workload(document.id, document.namespace, labels_of(document), account, ports_of(document)))
        elif document.kind == "Gateway" and document.group == "gateway.networking.k8s.io":
            pattern = ISTIO_GATEWAY_CLASSES.get(document.spec.get("gatewayClassName", ""))
            if pattern:
                labels = {"gateway.networking.k8s.io/gateway-name": document.name, **document.labels}
                ports = tuple(Port(listener["port"]) for listener in document.spec.get("listeners", ()))
                found.append(
                    Workload(document.id, document.namespace, labels, pattern.format(name=document.name), ports)
                )
    return tuple(found)


def matches(selector: Mapping[str, Any] | None, labels: Mapping[str, str]) -> bool:
    """Whether a Kubernetes label selector selects these labels; an empty one selects all."""
    selector = selector or {}
    if any(labels.get(key) != value for key, value in (selector.get("matchLabels") or {}).items()):
        return False
    for expression in selector.get("matchExpressions") or ():
        key, values = expression["key"], expression.get("values") or []
        holds = {
            "In": labels.get(key) in values,
            "NotIn": labels.get(key) not in values,
            "Exists": key in labels,
            "DoesNotExist": key not in labels,
        }[expression["operator"]]
        if not holds:
            return False
    return True
