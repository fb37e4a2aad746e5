"""Alert rules: where they stand, and their form."""

from __future__ import annotations

from checked import case_of, told

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
