"""Names, numbers and pods of single Kubernetes objects: what the published schemas leave open.

In: an object whose fields are those of its schema. Out: findings: names, labels, ports and quantities that the API
server would refuse, doubled names. Nothing here compares two objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from patternloom.verify.example.case import Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, labels_of, pod_spec, template_of

RULE = "kubernetes"
LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")
LABEL_KEY = re.compile(r"([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
PORT_NAME = re.compile(r"(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?")
DNS_LABEL_NAMES = {"Namespace", "Service"}
COLONS_ALLOWED = {"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"}
NUMBERS = {
    "replicas": 0, "minAvailable": 0, "maxUnavailable": 0, "parallelism": 0, "completions": 0, "backoffLimit": 0,
    "terminationGracePeriodSeconds": 0, "initialDelaySeconds": 0, "periodSeconds": 1, "timeoutSeconds": 1,
    "failureThreshold": 1, "successThreshold": 1, "minReplicas": 1, "maxReplicas": 1, "maxSkew": 1, "runAsUser": 0,
    "revisionHistoryLimit": 0, "progressDeadlineSeconds": 1, "activeDeadlineSeconds": 1, "minReadySeconds": 0,
    "ttlSecondsAfterFinished": 0, "expirationSeconds": 600,
}  # fmt: skip
PORTS = {"containerPort", "port", "targetPort", "hostPort", "nodePort", "number", "endPort"}
QUANTITY = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi|E|Ei)?")
FACTORS = {"m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18} | {
    f"{letter}i": 1024.0**power for power, letter in enumerate("KMGTPE", start=1)
}


def field_findings(document: Document, cluster_scoped: bool) -> Iterator[Finding]:
    """What is wrong with one object, which has a namespace unless its kind is of the whole cluster."""
    yield from _names(document, cluster_scoped)
    yield from _numbers(document, document.value, "")
    yield from _pods(document)


def _names(document: Document, cluster_scoped: bool) -> Iterator[Finding]:
    name, metadata = document.name, document.metadata
    if document.kind in DNS_LABEL_NAMES:
        if not LABEL.fullmatch(name):
            yield Finding(document.id, RULE, f"name {name!r}, expected a DNS label")
    elif document.kind not in COLONS_ALLOWED and not (SUBDOMAIN.fullmatch(name) and len(name) <= 253):
        yield Finding(document.id, RULE, f"name {name!r}, expected lower-case letters, digits, '-' and '.'")
    if not cluster_scoped and not document.namespace:
        yield Finding(document.id, RULE, "no namespace, expected one")
    if cluster_scoped and metadata.get("namespace"):
        yield Finding(document.id, RULE, "a namespace, expected none for this kind")
    places = [metadata.get("labels"), labels_of(document), document.spec.get("selector")]
    for labels in places:
        labels = labels.get("matchLabels", labels) if isinstance(labels, dict) else {}
        for key, value in labels.items() if isinstance(labels, dict) else ():
            if key in ("matchLabels", "matchExpressions"):
                continue
            if not LABEL_KEY.fullmatch(str(key)):
                yield Finding(document.id, RULE, f"label {key!r}, expected a label's form")
            if not isinstance(value, str) or not LABEL_VALUE.fullmatch(value):
                yield Finding(document.id, RULE, f"label {key}: {value!r}, expected a label's value")


def _numbers(document: Document, value: Any, way: str) -> Iterator[Finding]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _numbers(document, item, f"{way}/{number}")
    elif isinstance(value, dict):
        for key, item in value.items():
            here = f"{way}/{key}"
            if isinstance(item, int) and not isinstance(item, bool):
                if key in NUMBERS and item < NUMBERS[key]:
                    yield Finding(document.id, RULE, f"{here}: {item}, expected at least {NUMBERS[key]}")
                if key in PORTS and not 1 <= item <= 65535:
                    yield Finding(document.id, RULE, f"{here}: {item}, expected a port from 1 to 65535")
            yield from _numbers(document, item, here)


def amount(quantity: Any) -> float | None:
    """A quantity as a number; None where it is none."""
    found = QUANTITY.fullmatch(str(quantity))
    return float(found[1]) * FACTORS.get(found[2] or "", 1.0) if found else None


def _pods(document: Document) -> Iterator[Finding]:
    if template_of(document) is None:
        return
    spec, everything = pod_spec(document), [*containers(document)]
    for what, names in (
        ("container", [container.get("name") for container in everything]),
        ("volume", [volume.get("name") for volume in spec.get("volumes") or ()]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}, key=str):
            yield Finding(document.id, RULE, f"two of the name {name!r} as {what}")
    yield from _ports(document, [port for container in everything for port in container.get("ports") or ()])
    for container in everything:
        yield from _container(document, container)
    if document.kind in ("Deployment", "StatefulSet", "Rollout") and spec.get("restartPolicy", "Always") != "Always":
        yield Finding(document.id, RULE, f"restartPolicy {spec['restartPolicy']}, expected Always")
    if document.kind in ("Job", "CronJob") and spec.get("restartPolicy") not in ("Never", "OnFailure"):
        yield Finding(document.id, RULE, "expected restartPolicy Never or OnFailure")


def _ports(document: Document, ports: list[dict[str, Any]]) -> Iterator[Finding]:
    for port in ports:
        name = port.get("name", "x")
        if not PORT_NAME.fullmatch(str(name)):
            yield Finding(document.id, RULE, f"port name {name!r}, expected at most 15 of a-z, 0-9 and '-'")
    numbers = [(port.get("containerPort"), port.get("protocol", "TCP")) for port in ports]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}, key=str):
        yield Finding(document.id, RULE, f"port {number[0]} stands there twice")


def _container(document: Document, container: dict[str, Any]) -> Iterator[Finding]:
    resources = container.get("resources") or {}
    for what, wanted in (resources.get("requests") or {}).items():
        limit = (resources.get("limits") or {}).get(what)
        most, least = amount(limit), amount(wanted)
        if limit is not None and most is not None and least is not None and least > most:
            message = f"{container.get('name')} asks for {what} {wanted} above its limit {limit}"
            yield Finding(document.id, RULE, message)
    paths = [mount.get("mountPath") for mount in container.get("volumeMounts") or ()]
    for path in sorted({path for path in paths if paths.count(path) > 1}):
        yield Finding(document.id, RULE, f"two mounts at {path}")
