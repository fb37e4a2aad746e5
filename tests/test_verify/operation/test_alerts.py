"""Alert rules: where they stand, and their form."""

from __future__ import annotations

from checked import case_of, holding, told

from patternloom.verify.operation.alerts import alerts_of, rule_files
from test_verify.operation.designs import with_files

ORDERS, RULES = "request-response-on-eks", "prometheus/alerts.yaml"


def findings(text: str) -> list[str]:
    """What is wrong with rules."""
    return told(alerts_of(with_files(case_of(ORDERS), {RULES: text}))[1])


def test_each_alert_has_the_metrics_that_it_asks_for() -> None:
    alerts, found = alerts_of(case_of(ORDERS))
    assert found == []
    assert {alert.name: sorted(alert.metrics) for alert in alerts} == {
        "NginxPodLost": ["kube_deployment_status_replicas_available"],
        "OrdersFail": ["istio_requests_total"],
        "OrderPodRestarted": ["kube_pod_container_status_restarts_total"],
        "EntryUnreachable": ["probe_success"],
    }


def test_other_yaml_holds_no_rules() -> None:
    assert list(rule_files(case_of(ORDERS))) == [RULES]


def test_what_is_no_rule_is_told() -> None:
    assert findings("groups: none\n") == [f"{RULES}: no list of groups: none [alert]"]
    assert findings("groups:\n  - name: a\n") == [f"{RULES}: a group without a name or rules [alert]"]
    assert findings("groups:\n  - name: a\n    rules: [b]\n") == [f"{RULES}: 'b' is no rule [alert]"]
    assert findings("groups:\n  - {name: a, rules: [{expr: up}]}\n") == [
        f"{RULES}: a rule: a rule is an 'alert' or a 'record', and has a name [alert]"
    ]
    assert "no list of groups" in findings("groups: [\n")[0]


def test_a_metric_by_its_label_is_one() -> None:
    alert = '{alert: A, expr: \'{__name__="up", job="a"} == 0\', annotations: {summary: s}}'
    assert findings(f"groups:\n  - {{name: a, rules: [{alert}]}}\n") == []


def test_a_rule_that_wakes_nobody_well_is_told() -> None:
    """By name, with what was expected."""
    rule = '{alert: A, expr: "up ==", for: five, annotations: {}}'
    time, summary, syntax = findings(f"groups:\n  - {{name: a, rules: [{rule}]}}\n")
    assert syntax.startswith(f"{RULES}: A: no PromQL: ")
    assert summary == f"{RULES}: A: no 'summary' among its annotations, expected what to tell whom it wakes [alert]"
    assert time == f"{RULES}: A: 'for' is 'five', expected a time such as 5m [alert]"


def test_a_rollout_that_stands_still_is_told_by_what_is_wanted() -> None:
    updated, available, wanted = (
        f"kube_deployment_{name}" for name in ("status_replicas_updated", "status_replicas_available", "spec_replicas")
    )
    form = "groups:\n  - {{name: a, rules: [{{alert: A, expr: '{}', annotations: {{summary: s}}}}]}}\n"
    assert findings(form.format(f"{updated} > {available}")) == [
        f"{RULES}: A: in a rollout that stands still, old pods are available as well; "
        f"compare each with 'kube_deployment_spec_replicas' [alert]"
    ]
    assert findings(form.format(f"{updated} < {wanted} or {available} < {wanted}")) == []


def test_what_a_query_asks_for_is_there() -> None:
    """The metric, or a rule that records it; the container, and the namespace."""
    asked = 'kube_pod_container_status_restarts_total{container="ordrs", namespace="orders-x"} > nothing_exports'
    rule = f"{{alert: A, expr: '{asked}', annotations: {{summary: s}}}}"
    assert [one.partition("; ")[0] for one in findings(f"groups:\n  - {{name: a, rules: [{rule}]}}\n")] == [
        f"{RULES}: A: container 'ordrs' is in no file",
        f"{RULES}: A: namespace 'orders-x' is in no file [metric]",
        f"{RULES}: A: nothing exports 'nothing_exports' [metric]",
    ]
    recorded = "{record: nothing_exports, expr: up}"
    assert "nothing exports" not in "".join(findings(f"groups:\n  - {{name: a, rules: [{recorded}, {rule}]}}\n"))


def test_rules_stand_in_an_object_too() -> None:
    """As the operator of Prometheus loads them."""
    case = holding(
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a, namespace: shop}\n"
        "spec: {groups: [{name: a, rules: [{record: b, expr: up}]}]}\n"
    )
    alerts, found = alerts_of(case)
    assert ([(one.name, one.recorded) for one in alerts], found) == ([("b", True)], [])
