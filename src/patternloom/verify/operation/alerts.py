"""Alert rules of Prometheus: their form, their queries by a parser of PromQL, and that what they ask for is there.

In: a case. Out: each alert with the metrics that it asks for, and findings. A file holds rules where it has `groups`
of them, as Prometheus loads it, or where it is a PrometheusRule. Queries are parsed, not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from patternloom.problems.findings import did_you_mean
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import DatesAsText
from patternloom.verify.example.workloads import containers
from patternloom.verify.operation.metrics import is_listed, is_made_here
from patternloom.verify.references.known import GIVEN_NAMESPACES

KEYS = {"alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"}
DURATION = re.compile(r"(?:\d+(?:ms|[smhdwy]))+")
OBJECTS = {
    **{
        kind.lower(): kind
        for kind in ("Deployment", "StatefulSet", "DaemonSet", "Service", "PersistentVolumeClaim", "CronJob")
    },
    "destination_service_name": "Service",
    "source_workload": "Deployment StatefulSet Gateway DaemonSet",
    "destination_workload": "Deployment StatefulSet Gateway DaemonSet",
    "job_name": "Job",
}
"""Labels whose values are names of objects."""
GIVEN = {
    "kube-dns", "coredns", "aws-node", "kube-proxy", "istiod", "ztunnel", "istio-cni-node", "cert-manager",
    "ebs-csi-node",
    "cert-manager-webhook", "external-secrets", "aws-load-balancer-controller", "argo-rollouts", "ebs-csi-controller",
    "istio-ingressgateway", "istio-egressgateway", "eks-pod-identity-agent", "metrics-server", "kustomize-controller",
    "source-controller", "helm-controller", "prometheus", "kube-state-metrics", "blackbox-exporter", "node-exporter",
}  # fmt: skip
"""Names of what the cluster, or an add-on as its own installer makes it, runs."""


# Old pods stay until a new one is ready, so that fewer are updated than available, for ever.
_BESIDE_EACH_OTHER = {"kube_deployment_status_replicas_updated", "kube_deployment_status_replicas_available"}
_WANTED = "kube_deployment_spec_replicas"


@dataclass(frozen=True)
class Alert:
    """One rule."""

    path: str
    name: str
    metrics: frozenset[str]
    """Those that its query asks for."""
    recorded: bool = False
    """Whether it records a metric, and wakes nobody."""


@dataclass(frozen=True)
class _Selector:
    """What a query asks for."""

    metric: str
    labels: tuple[tuple[str, str], ...]
    """Labels that have to equal a value."""


def rule_files(case: Case) -> dict[str, Any]:
    """Path → groups of every file of rules."""
    found: dict[str, Any] = {}
    for path, text in case.files.items():
        if path.endswith((".yaml", ".yml")) and re.search(r"^groups:", text, re.M):
            try:
                body = yaml.load(text, Loader=DatesAsText)
            except yaml.YAMLError as error:
                found[path] = str(error)
                continue
            found[path] = body.get("groups") if isinstance(body, dict) else body
    for document in case.of_kind("PrometheusRule"):
        found[document.file] = document.spec.get("groups")
    return found


def alerts_of(case: Case) -> tuple[list[Alert], list[Finding]]:
    """Every rule that can be read, and what is wrong with the rules."""
    alerts: list[Alert] = []
    found: list[Finding] = []
    files = rule_files(case)
    for path, groups in files.items():
        if not isinstance(groups, list):
            found.append(Finding(path, "alert", f"no list of groups: {groups}"))
            continue
        for group in groups:
            if not isinstance(group, dict) or not isinstance(group.get("rules"), list) or not group.get("name"):
                found.append(Finding(path, "alert", "a group without a name or rules"))
                continue
            for rule in group["rules"]:
                alert, wrong = _rule(path, rule)
                alerts += [alert] if alert else []
                found += wrong
    recorded = {alert.name for alert in alerts if alert.recorded}
    names = [alert.name for alert in alerts if not alert.recorded]
    found += [Finding(alert.path, "alert", f"{alert.name!r} twice") for alert in alerts if names.count(alert.name) > 1]
    for path, groups in files.items():
        for query, name in _queries(groups):
            found += _asked(case, path, name, query, recorded, frozenset(files))
    return alerts, found


def _rule(path: str, rule: Any) -> tuple[Alert | None, list[Finding]]:
    if not isinstance(rule, dict):
        return None, [Finding(path, "alert", f"{rule!r} is no rule")]
    name = str(rule.get("alert") or rule.get("record") or "")
    wrong = [f"unknown field {key!r}" for key in sorted(set(rule) - KEYS)]
    if not name or ("alert" in rule) == ("record" in rule):
        wrong.append("a rule is an 'alert' or a 'record', and has a name")
    for key in ("for", "keep_firing_for"):
        if key in rule and not DURATION.fullmatch(str(rule[key])):
            wrong.append(f"{key!r} is {rule[key]!r}, expected a time such as 5m")
    if "alert" in rule and not (rule.get("annotations") or {}).get("summary"):
        wrong.append("no 'summary' among its annotations, expected what to tell whom it wakes")
    try:
        selectors = _selectors(str(rule.get("expr", "")))
    except ValueError as error:
        wrong.append(f"no PromQL: {error}")
        selectors = []
    metrics = frozenset(selector.metric for selector in selectors)
    if metrics >= _BESIDE_EACH_OTHER and _WANTED not in metrics:
        wrong.append(f"in a rollout that stands still, old pods are available as well; compare each with {_WANTED!r}")
    findings = [Finding(path, "alert", f"{name or 'a rule'}: {one}") for one in wrong]
    return Alert(path, name, metrics, "record" in rule), findings


def _queries(groups: Any) -> Iterator[tuple[str, str]]:
    for group in groups if isinstance(groups, list) else ():
        rules = group.get("rules") if isinstance(group, dict) else None
        for rule in rules if isinstance(rules, list) else ():
            if isinstance(rule, dict):
                yield str(rule.get("expr", "")), str(rule.get("alert") or rule.get("record"))


def _selectors(query: str) -> list[_Selector]:
    """What a query asks for.

    Raises:
        ValueError: it is no PromQL.
    """
    import promql_parser

    found: list[_Selector] = []

    def visit(node: Any) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            matchers = node.matchers.matchers
            equal = [(one.name, one.value) for one in matchers if one.op == promql_parser.MatchOp.Equal]
            name = node.name or dict(equal).get("__name__", "")
            found.append(_Selector(name, tuple(pair for pair in equal if pair[0] != "__name__")))

    promql_parser.walk(promql_parser.parse(query), visit)
    return found


def _asked(
    case: Case, path: str, name: str, query: str, recorded: set[str], rules: frozenset[str]
) -> Iterator[Finding]:
    """Metrics that nothing exports, and labels that name what is not there."""
    try:
        selectors = _selectors(query)
    except ValueError:
        return  # told already
    for selector in selectors:
        metric = selector.metric
        if metric and metric not in recorded and not is_listed(metric) and not is_made_here(case, metric, rules):
            yield Finding(path, "metric", f"{name}: nothing exports {metric!r}")
        for label, value in selector.labels:
            if problem := _label(case, label, value):
                yield Finding(path, "metric", f"{name}: {problem}")


def _label(case: Case, label: str, value: str) -> str:
    if label in ("namespace", "destination_service_namespace", "destination_workload_namespace"):
        known = {document.namespace for document in case.documents if document.namespace} | GIVEN_NAMESPACES
        known |= {document.name for document in case.of_kind("Namespace")}
    elif label == "container":
        known = {str(one.get("name")) for document in case.documents for one in containers(document)} | {"istio-proxy"}
    elif label in OBJECTS:
        known = {document.name for document in case.of_kind(*OBJECTS[label].split())}
        known |= {one.object.rpartition("/")[2] for one in case.design.supporting}
        # A Gateway's pods bear its class's name too.
        known |= {f"{name}-istio" for name in known}
        known |= GIVEN
    else:
        return ""
    if value in known or not case.documents:
        return ""
    hint = did_you_mean(value, sorted(known), list_up_to=0)
    return f"{label} {value!r} is in no file" + (f"; {hint}" if hint else "")
