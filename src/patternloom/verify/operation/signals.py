"""What tells of each failure: that the metric is the exporter's, that the alert is there and asks for it.

In: a case. Out: findings, beside those of the alert rules and of what sentences tell. Where NetworkPolicies let nobody
in, one has to admit who reads the metrics.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.model.example_operations import Signal
from patternloom.problems.findings import did_you_mean
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import Workload, matches, workloads
from patternloom.verify.operation.alerts import Alert, alerts_of, rule_files
from patternloom.verify.operation.metrics import METRIC_NAME, exporters, exports, is_listed, is_made_here
from patternloom.verify.operation.principals import principal_findings
from patternloom.verify.operation.told import told_findings
from patternloom.verify.operation.varieties import variety_findings

SIDECAR_PORTS = {15020, 15090}


def operator_findings(case: Case) -> Iterator[Finding]:
    """What an operator is told and could not do or see."""
    alerts, found = alerts_of(case)
    yield from found
    by_name = {f"{alert.path}#{alert.name}": alert for alert in alerts if not alert.recorded}
    read = False
    for failure in case.design.failures:
        for signal in failure.signals:
            read = read or signal.exporter == "istio-proxy"
            for problem in _signal(case, signal, by_name):
                yield Finding(f"failure of {failure.component}", "signal", problem)
    if read:
        yield from _scraped(case)
    yield from told_findings(case)
    yield from principal_findings(case)
    yield from variety_findings(case)


def _signal(case: Case, signal: Signal, alerts: dict[str, Alert]) -> Iterator[str]:
    components = {component.id for component in case.design.components}
    rules = frozenset(rule_files(case))
    metric = METRIC_NAME.fullmatch(signal.tells) is not None and "_" in signal.tells
    if signal.exporter in components:
        if metric and not is_made_here(case, signal.tells, rules) and not is_listed(signal.tells):
            yield f"{signal.exporter!r} exports no {signal.tells!r}: it is in no file and in no exporter's list"
    elif (exporter := signal.exporter.lower().replace(" ", "-")) not in exporters():
        if not metric:
            return  # a log or a state, of whatever keeps it
        hint = did_you_mean(signal.exporter, [*components, *exporters()], list_up_to=0)
        yield f"{signal.exporter!r} is no component and no exporter that is known" + (f"; {hint}" if hint else "")
    elif not exports(exporter, signal.tells) and not is_made_here(case, signal.tells, rules):
        hint = did_you_mean(signal.tells, exporters()[exporter], list_up_to=0)
        yield f"{signal.exporter} exports no {signal.tells!r}" + (f"; {hint}" if hint else "")
    if signal.alert is None:
        return
    alert = alerts.get(signal.alert)
    if alert is None:
        hint = did_you_mean(signal.alert, alerts, list_up_to=0)
        yield f"no alert {signal.alert!r} in the files" + (f"; {hint}" if hint else "")
    elif (
        metric
        and "" not in alert.metrics
        and signal.tells not in alert.metrics | {_series(one) for one in alert.metrics}
    ):
        yield f"the alert {alert.name!r} does not ask for {signal.tells!r}, but for {', '.join(sorted(alert.metrics))}"


def _series(metric: str) -> str:
    for ending in ("_bucket", "_sum", "_count", "_total"):
        metric = metric.removesuffix(ending)
    return metric


def _scraped(case: Case) -> Iterator[Finding]:
    """Pods that no NetworkPolicy lets be read, where policies let nobody else in."""
    policies = [
        one for one in case.of_kind("NetworkPolicy") if "Ingress" in (one.spec.get("policyTypes") or ["Ingress"])
    ]
    injected = {one.name for one in case.of_kind("Namespace") if one.labels.get("istio-injection") == "enabled"}
    for workload in (one for one in workloads(case.documents) if one.namespace in injected):
        own = [one for one in policies if _selects(one, workload)]
        if own and not any(_admits(rule) for one in own for rule in one.spec.get("ingress") or ()):
            message = "its NetworkPolicies let nobody read the sidecar's metrics at port 15020"
            yield Finding(workload.object, "scrape", message)


def _selects(policy: Document, workload: Workload) -> bool:
    return policy.namespace == workload.namespace and matches(policy.spec.get("podSelector"), workload.labels)


def _admits(rule: dict[str, object]) -> bool:
    ports = rule.get("ports")
    return not isinstance(ports, list) or any(
        isinstance(one, dict) and one.get("port") in SIDECAR_PORTS for one in ports
    )
