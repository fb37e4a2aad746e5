"""Which metrics there are: by an exporter's list, or by the example's own code."""

from __future__ import annotations

import pytest
from checked import case_of

from patternloom.verify.operation.descriptions import DATA
from patternloom.verify.operation.metrics import exporters, exports, is_listed, is_made_here
from test_verify.operation.designs import with_files

CODE = 'meter.create_counter("orders.placed")\nHistogram("order_seconds", "…")\n'


def test_each_list_tells_its_source_and_holds_names() -> None:
    for path in sorted((DATA / "metrics").glob("*.txt")):
        first, *names = path.read_text("utf-8").splitlines()
        assert first.startswith("# ")
        assert names == sorted({*names})
        assert all(name.replace("_", "a").isalnum() for name in names), path
    assert {"kube-state-metrics", "istio-proxy", "coredns", "rabbitmq"} <= exporters().keys()


@pytest.mark.parametrize(
    ("exporter", "metric", "known"),
    [
        ("istio-proxy", "istio_requests_total", True),
        ("istio-proxy", "istio_request_duration_milliseconds_bucket", True),
        ("istio-proxy", "kube_pod_info", False),
        ("coredns", "coredns_dns_request_duration_seconds_count", True),
    ],
)
def test_an_exporter_has_the_series_of_its_metrics(exporter: str, metric: str, known: bool) -> None:
    assert exports(exporter, metric) is known


def test_any_list_will_do_for_a_metric_alone() -> None:
    assert is_listed("up")
    assert not is_listed("loaves_burnt_total")


@pytest.mark.parametrize(
    ("metric", "made"),
    [
        ("orders_placed_total", True),
        ("order_seconds_bucket", True),
        ("orders_lost_total", False),
    ],
)
def test_code_makes_metrics_by_its_names(metric: str, made: bool) -> None:
    case = with_files(case_of("request-response-on-eks"), {"order/metrics.py": CODE})
    assert is_made_here(case, metric, frozenset()) is made
    assert not is_made_here(case, metric, frozenset({"order/metrics.py"}))
