"""What a security review asks of every pod, image and permission; an exception stands in the catalog, with its reason.

In: a case. Out: findings, those of `cloud_security` too; a rule that `waivers` excepts for an object is silent, and a
waiver that nothing needs is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from examples.cases import Case, Finding
from examples.cloud_security import cloud_findings
from examples.manifests import Document
from examples.workloads import containers, labels_of, matches, pod_spec

LONG_RUNNING = ("Deployment", "StatefulSet")
RUNNING = (*LONG_RUNNING, "DaemonSet", "Job", "CronJob", "Pod")
RULES = {
    "replicas", "probes", "resources", "run-as-non-root", "read-only-root", "capabilities", "seccomp",
    "service-account-token", "pdb", "spread", "restricted-namespace", "iam-wildcard", "network-policy", "image-pinned",
}  # fmt: skip
IMAGE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._/:-]*?)(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
VAGUE_TAGS = {"latest", "stable", "main", "master", "edge", "nightly", "dev", "alpine", "slim", "lts"}
SECRET_WORDS = re.compile(r"(?i)(password|passwd|secret[-_]?key|api[-_]?key|private[-_]?key|access[-_]?key)$")
CREDENTIALS = (
    (re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"), "an AWS access key"),
    (re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"), "a private key"),
    (re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"), "a token"),
    (re.compile(r"\bgh[pousr]_[A-Za-z0-9]{30,}\b"), "a token of GitHub"),
    (re.compile(r"(?i)://[^/\s:@]+:[^/\s:@${}<]+@"), "a password in a URL"),
)


def security_findings(case: Case) -> Iterator[Finding]:
    """Everything a review would send back, less what is waived."""
    used: set[tuple[str, str]] = set()
    for finding in _all(case):
        # A resource of a template may be waived by its logical name alone.
        for name in (finding.where, finding.where.rpartition("#")[2]):
            if finding.rule in RULES and case.waived(finding.rule, name):
                used.add((finding.rule, name))
                break
        else:
            yield finding
    objects = {document.id for document in case.documents}
    for waiver in case.design.waivers:
        key = (waiver.rule, waiver.object)
        if waiver.rule not in RULES:
            yield Finding(waiver.object, "waiver", f"no rule {waiver.rule!r}")
        elif waiver.rule == "network-policy" and waiver.object in objects:
            continue  # `policies` uses it
        elif key not in used:
            yield Finding(waiver.object, "waiver", f"nothing needs the waiver of {waiver.rule}")


def _all(case: Case) -> Iterator[Finding]:
    for document in case.of_kind(*RUNNING):
        yield from _pod(case, document)
    yield from _namespaces(case)
    yield from _permissions(case)
    yield from _credentials(case)
    yield from cloud_findings(case)


def _pod(case: Case, document: Document) -> Iterator[Finding]:
    spec, id = pod_spec(document), document.id
    pod_context = spec.get("securityContext") or {}
    if document.kind in LONG_RUNNING:
        scaled = any(
            (one.spec.get("scaleTargetRef") or {}).get("name") == document.name
            and one.namespace == document.namespace
            and one.spec.get("minReplicas", 1) >= 2
            for one in case.of_kind("HorizontalPodAutoscaler")
        )
        replicas = document.spec.get("replicas", 2 if scaled else 1)
        if replicas < 2:
            yield Finding(id, "replicas", f"{replicas} replica, expected two or more")
        if not any(
            one.namespace == document.namespace and matches(one.spec.get("selector"), labels_of(document))
            for one in case.of_kind("PodDisruptionBudget")
        ):
            yield Finding(id, "pdb", "no PodDisruptionBudget selects its pods")
        anti = (spec.get("affinity") or {}).get("podAntiAffinity")
        if not spec.get("topologySpreadConstraints") and not anti:
            yield Finding(id, "spread", "neither topologySpreadConstraints nor anti-affinity")
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
            yield Finding(
                id, "service-account-token", "its token is mounted, expected automountServiceAccountToken: false"
            )
    if spec.get("serviceAccountName", "default") == "default":
        yield Finding(id, "service-account", "the default ServiceAccount, expected one of its own")
    for container in containers(document):
        yield from _container(id, container, pod_context)


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
    image = str(container.get("image", ""))
    found = IMAGE.fullmatch(image)
    tag = found["tag"] if found else None
    if not found or not (tag or found["digest"]) or (tag in VAGUE_TAGS):
        yield Finding(id, "image-pinned", f"container {name}: image {image!r}, expected a version")
    elif tag and not found["digest"] and not re.search(r"\d+\.\d+|\d{6,}|^v?\d+$|[0-9a-f]{7,}", tag):
        yield Finding(id, "image-pinned", f"container {name}: tag {tag!r}, expected a version")
    for variable in container.get("env") or ():
        if SECRET_WORDS.search(str(variable.get("name", ""))) and variable.get("value"):
            yield Finding(id, "credential", f"container {name}: {variable['name']} stands there, expected a Secret")


def _namespaces(case: Case) -> Iterator[Finding]:
    own = {document.namespace for document in case.of_kind(*RUNNING)}
    for document in case.of_kind("Namespace"):
        level = document.labels.get("pod-security.kubernetes.io/enforce")
        if level != "restricted":
            yield Finding(document.id, "restricted-namespace", f"enforces {level or 'nothing'}, expected restricted")
        if document.name not in own:
            continue
        policies = [one for one in case.of_kind("NetworkPolicy") if one.namespace == document.name]
        closed: set[str] = set()
        for one in policies:
            if not one.spec.get("podSelector"):
                for way in one.spec.get("policyTypes") or ["Ingress"]:
                    if not one.spec.get(way.lower()):
                        closed.add(way)
        for way in ("Ingress", "Egress"):
            if way not in closed:
                yield Finding(document.id, "network-policy", f"no NetworkPolicy refuses {way} by default")


def _permissions(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("Role", "ClusterRole"):
        for rule in document.value.get("rules") or ():
            for field in ("apiGroups", "resources", "verbs"):
                if "*" in (rule.get(field) or ()):
                    yield Finding(document.id, "iam-wildcard", f"'*' in {field}")
            if "secrets" in (rule.get("resources") or ()) and not rule.get("resourceNames"):
                yield Finding(document.id, "iam-wildcard", "all secrets, expected resourceNames")
    for document in case.of_kind("RoleBinding", "ClusterRoleBinding"):
        if (document.value.get("roleRef") or {}).get("name") in ("cluster-admin", "admin"):
            yield Finding(document.id, "iam-wildcard", "binds an administrator's role")


def _credentials(case: Case) -> Iterator[Finding]:
    for path, text in case.files.items():
        for line, content in enumerate(text.splitlines(), start=1):
            for pattern, what in CREDENTIALS:
                if pattern.search(content):
                    yield Finding(f"{path}:{line}", "credential", what)
    for document in case.of_kind("Secret"):
        if document.value.get("data") or document.value.get("stringData"):
            yield Finding(document.id, "credential", "a Secret with its values, expected an external store or SOPS")
