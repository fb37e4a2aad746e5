"""What tells of failures: alerts, their queries, exporters and who may read them; wrong versions of a real example."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, told

from patternloom.verify.example.case import Case
from patternloom.verify.operation.signals import operator_findings
from test_verify.operation.designs import copied, saying, with_files

ORDERS, RULES = "request-response-on-eks", "prometheus/alerts.yaml"
# What is wrong, what stands in the rules, what instead, and what tells.
WRONG_RULES = (
    ("a metric that nothing exports", "kube_deployment_status_replicas_available", "kube_deployment_replicas_available", "nothing exports 'kube_deployment_replicas_available'"),
    ("another namespace", 'namespace="bff"', 'namespace="web"', "namespace 'web' is in no file"),
    ("another Deployment", 'deployment="nginx"', 'deployment="ngnix"', "deployment 'ngnix' is in no file; did you mean 'nginx'?"),
    ("another Service", 'destination_service_name="order"', 'destination_service_name="orders"', "destination_service_name 'orders' is in no file"),
    ("another container", 'container="order"', 'container="app"', "container 'app' is in no file"),
    ("a bracket too few", "[15m]) > 0", "[15m] > 0", "OrderPodRestarted: no PromQL"),
    ("an operator that is none", "== 0", "=== 0", "EntryUnreachable: no PromQL"),
    ("an unknown function", "increase(", "increases(", "OrderPodRestarted: no PromQL"),
    ("a time that is none", "for: 2m", "for: 2 minutes", "EntryUnreachable: 'for' is '2 minutes'"),
    ("a misspelt field", "        annotations: {summary: Look", "        annotation: {summary: Look", "OrderPodRestarted: unknown field 'annotation'"),
    ("nothing to tell", "annotations: {summary: Look for reservations without an order.}", "annotations: {runbook: none}", "OrderPodRestarted: no 'summary'"),
    ("an alert without its name", "- alert: EntryUnreachable", "- alerts: EntryUnreachable", "a rule: unknown field 'alerts'"),
    ("an alert twice", "- alert: EntryUnreachable", "- alert: OrdersFail", "'OrdersFail' twice"),
    ("another alert", "- alert: NginxPodLost", "- alert: NginxLost", "no alert 'prometheus/alerts.yaml#NginxPodLost' in the files"),
    ("another metric than is told", "probe_success{", "probe_http_status_code{", "the alert 'EntryUnreachable' does not ask for 'probe_success'"),
    ("no groups", "groups:\n  - name: request-response", "groups:\n  - names: request-response", "a group without a name or rules"),
)  # fmt: skip
# The same of what the example itself says.
WRONG_WORDS = (
    ("another alert", "failures", "#OrdersFail", "#OrderFails", "no alert 'prometheus/alerts.yaml#OrderFails' in the files"),
    ("another metric", "failures", "probe_success", "probe_succes", "blackbox-exporter exports no 'probe_succes'; did you mean 'probe_success'?"),
    ("a metric of another exporter", "failures", "istio_requests_total", "istio_request_total", "istio-proxy exports no 'istio_request_total'"),
    ("an unknown exporter", "failures", "blackbox-exporter", "blackbox-exporters", "'blackbox-exporters' is no component and no exporter that is known"),
    ("a part that is none", "varieties", "load-balancer", "load-balancers", "neither a component, an object or a file"),
    ("a part of Auto Mode left out", "varieties", "CoreDNS", "NGINX", "EKS Auto Mode brings its own in place of CoreDNS"),
    ("another part left out", "varieties", "VPC CNI", "NGINX", "EKS Auto Mode brings its own in place of VPC CNI"),
)  # fmt: skip
RIGHT_RULES = (
    ("a longer time", "for: 2m", "for: 1h30m"),
    ("a series of the metric", "probe_success{", "sum(probe_success{job=~'.+'}) + (probe_success{"),
    ("a regular expression", 'namespace="bff"', 'namespace=~"bff|web"'),
    ("a recorded metric", "      - alert: EntryUnreachable", "      - record: shop:probe\n        expr: min(probe_success)\n      - alert: EntryUnreachable"),
)  # fmt: skip


@pytest.fixture(scope="module")
def case() -> Case:
    """The example that has the fields for the others to follow."""
    return case_of(ORDERS)


def found(case: Case) -> list[str]:
    """What the check says."""
    return told(operator_findings(case))


def test_the_example_is_right(case: Case) -> None:
    assert found(case) == []


@pytest.mark.parametrize(("name", "old", "new", "message"), WRONG_RULES, ids=[one[0] for one in WRONG_RULES])
def test_a_wrong_rule_is_found(case: Case, name: str, old: str, new: str, message: str) -> None:
    assert old in case.files[RULES]
    said = found(with_files(case, {RULES: case.files[RULES].replace(old, new, 1)}))
    assert any(message in one for one in said), said


@pytest.mark.parametrize(
    ("name", "field", "old", "new", "message"), WRONG_WORDS, ids=[f"{one[1]}: {one[0]}" for one in WRONG_WORDS]
)
def test_a_wrong_word_is_found(case: Case, name: str, field: str, old: str, new: str, message: str) -> None:
    said = found(saying(case, field, old, new))
    assert any(message in one for one in said), said


@pytest.mark.parametrize(("name", "old", "new"), RIGHT_RULES, ids=[one[0] for one in RIGHT_RULES])
def test_a_right_rule_is_let_pass(case: Case, name: str, old: str, new: str) -> None:
    assert old in case.files[RULES]
    text = case.files[RULES].replace(old, new, 1)
    if "(probe_success{" in new:
        text = text.replace('{job="shop"} == 0', '{job="shop"}) == 0', 1)
    assert found(with_files(case, {RULES: text})) == []


def test_a_policy_that_lets_nobody_read_is_found(case: Case) -> None:
    closed = case.with_documents(
        lambda all: all.__setitem__(slice(None), [one for one in all if one.name != "metrics"])
    )
    message = "its NetworkPolicies let nobody read the sidecar's metrics at port 15020 [scrape]"
    pods = ("Deployment/bff/nginx", "Deployment/shop/inventory", "Deployment/shop/order")
    assert found(closed) == [f"{pod}: {message}" for pod in pods]


def test_a_component_exports_what_the_files_or_a_list_have(case: Case) -> None:
    own = saying(case, "failures", "blackbox-exporter", "order-rest")
    message = "'order-rest' exports no 'probe_succes': it is in no file and in no exporter's list"
    assert found(own) == []
    assert any(message in one for one in found(saying(own, "failures", "probe_success", "probe_succes")))


def test_a_log_is_kept_by_whatever_keeps_it(case: Case) -> None:
    log = saying(saying(case, "failures", "blackbox-exporter", "the journal"), "failures", "probe_success", "no answer")
    assert found(log) == []


def test_a_signal_may_wake_nobody(case: Case) -> None:
    """Another word of it is wrong all the same."""
    failures = tuple(
        copied(one, signals=tuple(copied(signal, alert=None) for signal in one.signals)) for one in case.design.failures
    )
    quiet = dataclasses.replace(case, design=copied(case.design, failures=failures))
    assert found(quiet) == []
    assert found(saying(quiet, "failures", "probe_success", "probe_succes")) != []
