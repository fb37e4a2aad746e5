"""What a security review asks of every pod, image and permission; an exception stands in the catalog, with its reason.

In: a case. Out: findings, those of `pods` and of the cloud too; a rule that `waivers` excepts for an object is silent,
and a waiver that nothing needs is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.verify.aws.managed_policies import policy_findings
from patternloom.verify.aws.security import cloud_findings
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.kubernetes.pods import RUNNING, pod_findings

RULES = {
    "replicas", "probes", "resources", "run-as-non-root", "read-only-root", "capabilities", "seccomp",
    "service-account-token", "pdb", "spread", "restricted-namespace", "iam-wildcard", "network-policy", "image-pinned",
    "open-entry", "service-port", "authentication",
}  # fmt: skip
OF_OTHERS = ("network-policy", "open-entry", "service-port", "authentication")
"""The rules that other checks ask the catalog for."""
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
        elif waiver.rule in OF_OTHERS and waiver.object in objects:
            continue  # another check uses it
        elif key not in used:
            yield Finding(waiver.object, "waiver", f"nothing needs the waiver of {waiver.rule}")


def _all(case: Case) -> Iterator[Finding]:
    for document in case.of_kind(*RUNNING):
        yield from pod_findings(case, document)
    yield from _namespaces(case)
    yield from _permissions(case)
    yield from _credentials(case)
    yield from cloud_findings(case)
    yield from policy_findings(case)


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
