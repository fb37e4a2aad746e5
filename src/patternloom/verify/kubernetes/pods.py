"""What a security review asks of every pod and its containers.

In: a workload, and the objects around it. Out: findings, before the catalog's waivers: replicas, probes, resources,
users, capabilities, images, secrets in variables. What it may do in the cluster or the cloud is judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, labels_of, matches, pod_spec

LONG_RUNNING = ("Deployment", "StatefulSet", "Rollout")
RUNNING = (*LONG_RUNNING, "DaemonSet", "Job", "CronJob", "Pod")
IMAGE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._/:-]*?)(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
VAGUE_TAGS = {"latest", "stable", "main", "master", "edge", "nightly", "dev", "alpine", "slim", "lts"}
SECRET_WORDS = re.compile(r"(?i)(password|passwd|secret[-_]?key|api[-_]?key|private[-_]?key|access[-_]?key)$")


def pod_findings(case: Case, document: Document) -> Iterator[Finding]:
    """What is wrong with the pods of a workload."""
    spec, id = pod_spec(document), document.id
    if document.kind in LONG_RUNNING:
        yield from _lasting(case, document)
    if document.kind in (*LONG_RUNNING, "DaemonSet"):
        for container in containers(document, all_kinds=False):
            for probe in ("readinessProbe", "livenessProbe"):
                if not container.get(probe):
                    yield Finding(id, "probes", f"container {container.get('name')}: no {probe}")
    for flag in ("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"):
        if spec.get(flag):
            yield Finding(id, "restricted-namespace", f"{flag} is on")
    for volume in spec.get("volumes") or ():
        if "hostPath" in volume:
            yield Finding(id, "restricted-namespace", f"volume {volume.get('name')}: a hostPath")
    token = spec.get("automountServiceAccountToken")
    if token is not False:
        account = case.find("ServiceAccount", document.namespace, spec.get("serviceAccountName", ""))
        if token or account is None or account.value.get("automountServiceAccountToken") is not False:
            message = "its token is mounted, expected automountServiceAccountToken: false"
            yield Finding(id, "service-account-token", message)
    if spec.get("serviceAccountName", "default") == "default":
        yield Finding(id, "service-account", "the default ServiceAccount, expected one of its own")
    for container in containers(document):
        yield from _container(id, container, spec.get("securityContext") or {})
        yield from _image(id, container)


def _lasting(case: Case, document: Document) -> Iterator[Finding]:
    """What runs on although a node goes: two or more, apart from each other, and not all drained at once."""
    scaled = any(
        (one.spec.get("scaleTargetRef") or {}).get("name") == document.name
        and one.namespace == document.namespace
        and one.spec.get("minReplicas", 1) >= 2
        for one in case.of_kind("HorizontalPodAutoscaler")
    )
    replicas = document.spec.get("replicas", 2 if scaled else 1)
    if replicas < 2:
        yield Finding(document.id, "replicas", f"{replicas} replica, expected two or more")
    if not any(
        one.namespace == document.namespace and matches(one.spec.get("selector"), labels_of(document))
        for one in case.of_kind("PodDisruptionBudget")
    ):
        yield Finding(document.id, "pdb", "no PodDisruptionBudget selects its pods")
    spec = pod_spec(document)
    if not spec.get("topologySpreadConstraints") and not (spec.get("affinity") or {}).get("podAntiAffinity"):
        yield Finding(document.id, "spread", "neither topologySpreadConstraints nor anti-affinity")


def _container(id: str, container: dict[str, Any], pod_context: dict[str, Any]) -> Iterator[Finding]:
    name, own = container.get("name"), container.get("securityContext") or {}
    both = {**pod_context, **own}
    resources = container.get("resources") or {}
    for kind, what in (("requests", "cpu"), ("requests", "memory"), ("limits", "memory")):
        if not (resources.get(kind) or {}).get(what):
            yield Finding(id, "resources", f"container {name}: no {kind}.{what}")
    if both.get("runAsNonRoot") is not True or both.get("runAsUser") == 0:
        yield Finding(id, "run-as-non-root", f"container {name}: runAsNonRoot is not true, or its user is 0")
    if own.get("readOnlyRootFilesystem") is not True:
        yield Finding(id, "read-only-root", f"container {name}: readOnlyRootFilesystem is not true")
    if own.get("allowPrivilegeEscalation") is not False or own.get("privileged"):
        yield Finding(id, "capabilities", f"container {name}: allowPrivilegeEscalation is not false, or privileged")
    capabilities = own.get("capabilities") or {}
    if "ALL" not in (capabilities.get("drop") or ()):
        yield Finding(id, "capabilities", f"container {name}: capabilities do not drop ALL")
    for added in capabilities.get("add") or ():
        if added != "NET_BIND_SERVICE":
            yield Finding(id, "capabilities", f"container {name}: adds the capability {added}")
    if (both.get("seccompProfile") or {}).get("type") not in ("RuntimeDefault", "Localhost"):
        yield Finding(id, "seccomp", f"container {name}: seccompProfile is not RuntimeDefault")
    for port in container.get("ports") or ():
        if "hostPort" in port:
            yield Finding(id, "restricted-namespace", f"container {name}: a hostPort")


def _image(id: str, container: dict[str, Any]) -> Iterator[Finding]:
    """Its image is of a version, and no secret stands in its variables."""
    name, image = container.get("name"), str(container.get("image", ""))
    found = IMAGE.fullmatch(image)
    tag = found["tag"] if found else None
    if not found or not (tag or found["digest"]) or (tag in VAGUE_TAGS):
        yield Finding(id, "image-pinned", f"container {name}: image {image!r}, expected a version")
    elif tag and not found["digest"] and not re.search(r"\d+\.\d+|\d{6,}|^v?\d+$|[0-9a-f]{7,}", tag):
        yield Finding(id, "image-pinned", f"container {name}: tag {tag!r}, expected a version")
    for variable in container.get("env") or ():
        if SECRET_WORDS.search(str(variable.get("name", ""))) and variable.get("value"):
            yield Finding(id, "credential", f"container {name}: {variable['name']} stands there, expected a Secret")
