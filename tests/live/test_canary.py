"""The release of the example: each step's weights in a real Envoy, its questions in a real Prometheus.

Argo Rollouts was not run. The metrics are written down beforehand as Istio's sidecars write them, one story every hour;
the conditions on the answers are evaluated here, as far as they use what `condition` knows.
"""

from __future__ import annotations

import math
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from checked import files_of
from evidence_records import Judge

from live.mesh_envoy import cluster, documents, envoy, listener, routes
from live.pods import pods
from live.programs import ENVOY, PROMETHEUS
from patternloom.verify.servers.running import ask, free_port, process
from patternloom.verify.tools.programs import tool

EXAMPLE = "canary-release-on-eks"
FILES = files_of(EXAMPLE)
ANALYSIS, WEIGHTS, ROLLOUT = "k8s/analysis.yaml", "k8s/weights.yaml", "k8s/stock.yaml"
JUDGE = Judge("check-canary", (ANALYSIS, WEIGHTS), frozenset({EXAMPLE}), (ENVOY, PROMETHEUS))

pytestmark = pytest.mark.xdist_group("canary")

# --- the questions ----------------------------------------------------------------------------------------------------

HOUR = 3600
MINUTES = 12
STABLE, CANARY, PRICING = "stock-stable", "stock-canary", "pricing"
# Story → for each Service: requests a second, the share of them that fails, milliseconds that they take.
STORIES: dict[str, dict[str, tuple[float, float, int]]] = {
    "as good": {STABLE: (95, 0.001, 40), CANARY: (5, 0.0, 40), PRICING: (50, 0.001, 20)},
    "no error anywhere": {STABLE: (95, 0.0, 40), CANARY: (5, 0.0, 40), PRICING: (50, 0.0, 20)},
    "fails one in twenty": {STABLE: (95, 0.001, 40), CANARY: (5, 0.05, 40), PRICING: (50, 0.05, 20)},
    "both fail one in twenty": {STABLE: (95, 0.05, 40), CANARY: (5, 0.05, 40), PRICING: (50, 0.05, 20)},
    "only the old one fails": {STABLE: (95, 0.05, 40), CANARY: (5, 0.0, 40), PRICING: (50, 0.0, 20)},
    "a little worse": {STABLE: (95, 0.001, 40), CANARY: (5, 0.006, 50), PRICING: (50, 0.015, 20)},
    "slow": {STABLE: (95, 0.001, 40), CANARY: (5, 0.001, 400), PRICING: (50, 0.001, 20)},
    "gives no answer": {STABLE: (95, 0.001, 40), CANARY: (5, -0.05, 40), PRICING: (50, -0.05, 20)},
    "too few": {STABLE: (4, 0.0, 40), CANARY: (0.2, 0.5, 400), PRICING: (0.2, 0.5, 20)},
    "nobody": {STABLE: (95, 0.0, 40), CANARY: (0, 0.0, 40), PRICING: (0, 0.0, 20)},
}
GOOD, BAD, UNKNOWN = "good", "bad", "unknown"
RIGHT: dict[str, dict[str, str]] = {
    "more-errors": {**dict.fromkeys(STORIES, GOOD), "fails one in twenty": BAD, "gives no answer": BAD,
                    "too few": UNKNOWN, "nobody": UNKNOWN},
    "slower": {**dict.fromkeys(STORIES, GOOD), "slow": BAD, "too few": UNKNOWN, "nobody": UNKNOWN},
    "errors": {**dict.fromkeys(STORIES, GOOD), "fails one in twenty": BAD, "both fail one in twenty": BAD,
               "gives no answer": BAD, "too few": UNKNOWN, "nobody": UNKNOWN},
}  # fmt: skip
BOUNDS = (10, 25, 50, 100, 250, 500, 1000)


def recorded(begin: int) -> Iterator[str]:
    """The metrics as text: a story an hour, a sample every 15 seconds, counters that begin at zero each time.

    Both ends of a call count it, as sidecars do; only the caller's view has the Service that was chosen.
    """
    counters, buckets = [], []
    for number, story in enumerate(STORIES.values()):
        for moment in range(0, MINUTES * 60 + 1, 15):
            at = begin + number * HOUR + moment
            for service, (rate, share, milliseconds) in story.items():
                code = "0" if share < 0 else "503"
                failed = rate * abs(share) * moment
                for reporter, name in (("source", service), ("destination", service.split("-", maxsplit=1)[0])):
                    labels = f'reporter="{reporter}",source_workload="product",destination_service_name="{name}"'
                    if reporter == "destination" and service == CANARY:
                        continue  # the called side counts the two together
                    counters.append((f'{labels},response_code="200"', at, rate * moment - failed))
                    if failed:
                        counters.append((f'{labels},response_code="{code}"', at, failed))
                labels = f'reporter="source",destination_service_name="{service}"'
                for bound in BOUNDS:
                    share_below = 1 if milliseconds <= bound else 0
                    buckets.append((f'{labels},le="{bound}"', at, rate * moment * share_below))
                buckets.append((f'{labels},le="+Inf"', at, rate * moment))
    yield "# TYPE istio_requests counter"
    for labels, at, value in sorted(counters):
        yield f"istio_requests_total{{{labels}}} {value:g} {at}"
    yield "# TYPE istio_request_duration_milliseconds gauge"
    for labels, at, value in sorted(buckets):
        yield f"istio_request_duration_milliseconds_bucket{{{labels}}} {value:g} {at}"
    yield "# EOF"


@pytest.fixture(scope="module")
def prometheus() -> Iterator[Callable[[str, str], list[float]]]:
    """A running one that has all stories: the answer to a query at the tenth minute of a story."""
    begin = (int(time.time()) // (2 * HOUR) - 12) * 2 * HOUR
    with tempfile.TemporaryDirectory(prefix="patternloom-prometheus-") as name:
        folder = Path(name)
        (folder / "metrics.txt").write_text("\n".join(recorded(begin)) + "\n", "utf-8")
        (folder / "prometheus.yml").write_text("global: {}\n", "utf-8")
        made = ["tsdb", "create-blocks-from", "openmetrics", "-q", "metrics.txt", "data"]
        subprocess.run([tool("promtool"), *made], cwd=folder, check=True, capture_output=True)
        port = free_port()
        options = ["--config.file=prometheus.yml", "--storage.tsdb.path=data", f"--web.listen-address=127.0.0.1:{port}"]

        def ready() -> bool:
            try:
                return ask(port, "/-/ready").status == 200
            except OSError:
                return False

        with process(["prometheus", *options], folder, ready):
            places = {story: begin + number * HOUR + 600 for number, story in enumerate(STORIES)}

            def answer(query: str, story: str) -> list[float]:
                got = ask(port, f"/api/v1/query?query={quote(query)}&time={places[story]}")
                if got.status != 200:
                    raise ValueError(got.body)
                return [float(one["value"][1]) for one in got.json["data"]["result"]]

            yield answer


TERM = re.compile(r"(len\(result\)|result\[0\]) (<=|>=|<|>|==) (\d+(?:\.\d+)?)")


def condition(text: str, result: list[float]) -> bool:
    """Terms joined by &&; a result that is not there is an error."""

    def holds(term: str) -> bool:
        found = TERM.fullmatch(term.strip())
        assert found, f"not known: {term}"
        left = len(result) if found[1].startswith("len") else result[0]
        right = float(found[3])
        operators = {"<=": left <= right, ">=": left >= right, "<": left < right, ">": left > right}
        return {**operators, "==": left == right}[found[2]]

    return all(holds(term) for term in text.split("&&"))


def metrics_of(text: str) -> dict[str, dict[str, Any]]:
    """The metrics of all templates, by name."""
    return {one["name"]: one for spec in documents(text).values() for one in spec["metrics"]}


def judged(metric: Mapping[str, Any], answer: list[float]) -> str:
    """What the controller makes of an answer."""
    good, bad = (condition(metric[field], answer) for field in ("successCondition", "failureCondition"))
    return BAD if bad else GOOD if good else UNKNOWN


def verdicts(text: str, prometheus: Callable[[str, str], list[float]]) -> dict[str, dict[str, str]]:
    """Of every metric on every story."""
    return {
        name: {story: judged(metric, prometheus(metric["provider"]["prometheus"]["query"], story)) for story in STORIES}
        for name, metric in metrics_of(text).items()
    }


def test_each_story_is_judged_as_the_page_says(prometheus: Callable[[str, str], list[float]]) -> None:
    """Good, bad, or nothing that could be said."""
    assert verdicts(FILES[ANALYSIS], prometheus) == RIGHT


def test_the_figures_of_the_answers(prometheus: Callable[[str, str], list[float]]) -> None:
    """Five percentage points more errors; ten times the time, as far as buckets tell."""
    found = {name: one["provider"]["prometheus"]["query"] for name, one in metrics_of(FILES[ANALYSIS]).items()}
    assert prometheus(found["more-errors"], "fails one in twenty") == [pytest.approx(0.049, abs=0.002)]
    assert prometheus(found["more-errors"], "no error anywhere") == [0.0]
    assert 5 < prometheus(found["slower"], "slow")[0] < 15
    assert not math.isnan(prometheus(found["slower"], "as good")[0])


def test_the_third_bad_minute_ends_it_and_the_window_is_full_before_the_first() -> None:
    """Numbers that the page tells."""
    for name in ("more-errors", "slower"):
        metric = metrics_of(FILES[ANALYSIS])[name]
        assert (metric["failureLimit"], metric["inconclusiveLimit"], metric["interval"]) == (2, 3, "1m")
        assert metric["initialDelay"] == "5m"
        assert {found[1:-1] for found in re.findall(r"\[\dm\]", metric["provider"]["prometheus"]["query"])} == {"5m"}


def test_old_pods_outlast_the_analysis_after_the_switch() -> None:
    """What the controller has scaled down is no way back."""
    strategy = documents(FILES["k8s/pricing.yaml"])["Rollout", "pricing"]["strategy"]["blueGreen"]
    metric = metrics_of(FILES[ANALYSIS])["errors"]
    longest = (int(metric["initialDelay"][:-1]) + int(metric["interval"][:-1]) * metric["count"]) * 60
    assert strategy["scaleDownDelaySeconds"] > longest


# (what is wrong, what stands there, what is written instead)
WRONG = (
    ("no errors, no answer", "(sum(rate(istio_requests_total{reporter=\"source\", destination_service_name=\"stock-canary\", response_code=~\"5.*|0\"}[5m])) or vector(0))",
     "sum(rate(istio_requests_total{reporter=\"source\", destination_service_name=\"stock-canary\", response_code=~\"5.*|0\"}[5m]))"),
    ("no errors of the old version, no answer", "(sum(rate(istio_requests_total{reporter=\"source\", destination_service_name=\"stock-stable\", response_code=~\"5.*|0\"}[5m])) or vector(0))",
     "sum(rate(istio_requests_total{reporter=\"source\", destination_service_name=\"stock-stable\", response_code=~\"5.*|0\"}[5m]))"),
    ("the old version is judged", "destination_service_name=\"stock-canary\", response_code", "destination_service_name=\"stock-stable\", response_code"),
    ("compared with itself", "destination_service_name=\"stock-stable\", response_code", "destination_service_name=\"stock-canary\", response_code"),
    ("as the called side counts", "{reporter=\"source\", destination_service_name=\"stock-canary\"}[5m])) >= 100", "{reporter=\"destination\", destination_service_name=\"stock-canary\"}[5m])) >= 100"),
    ("only 500 is an error", "response_code=~\"5.*|0\"", "response_code=~\"500|0\""),
    ("no answer is no error", "destination_service_name=\"stock-canary\", response_code=~\"5.*|0\"", "destination_service_name=\"stock-canary\", response_code=~\"5.*\""),
    ("three requests are enough", ">= 100", ">= 3"),
    ("too many requests are asked for", ">= 100", ">= 100000"),
    ("goes on without an answer", "successCondition: len(result) > 0 && result[0] <= 0.01", "successCondition: len(result) >= 0"),
    ("taken back without an answer", "failureCondition: len(result) > 0 && result[0] > 0.01", "failureCondition: len(result) == 0"),
    ("ten percentage points", "failureCondition: len(result) > 0 && result[0] > 0.01", "failureCondition: len(result) > 0 && result[0] > 0.1"),
    ("no error may be", "successCondition: len(result) > 0 && result[0] <= 0.01", "successCondition: len(result) > 0 && result[0] <= 0.001"),
    ("the median", "histogram_quantile(0.95, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter=\"source\", destination_service_name=\"stock-canary\"}", "histogram_quantile(0.95, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter=\"source\", destination_service_name=\"stock-stable\"}"),
    ("without the bounds", "sum by (le) (rate(istio_request", "sum(rate(istio_request"),
    ("twenty times the time", "result[0] > 1.5", "result[0] > 20"),
    ("a fifth may fail after the switch", "result[0] > 0.02", "result[0] > 0.2"),
    ("another metric", "istio_requests_total{reporter=\"source\", destination_service_name=\"pricing\"}[2m]))\n", "istio_request_total{reporter=\"source\", destination_service_name=\"pricing\"}[2m]))\n"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_question_is_found(
    name: str, old: str, new: str, prometheus: Callable[[str, str], list[float]]
) -> None:
    """It judges a story otherwise, or Prometheus refuses it."""
    assert old in FILES[ANALYSIS]
    try:
        found = verdicts(FILES[ANALYSIS].replace(old, new, 1), prometheus)
    except ValueError:
        return
    assert found != RIGHT


# --- the weights ------------------------------------------------------------------------------------------------------

REQUESTS = 300


def steps(text: str) -> list[int]:
    """The weights that the canary gets, one after another, and what is at rest before and after."""
    strategy = documents(text)["Rollout", "stock"]["strategy"]["canary"]
    return [0, *(step["setWeight"] for step in strategy["steps"] if "setWeight" in step), 100]


def stepped(text: str, rollout: str, weight: int) -> dict[str, Any]:
    """The VirtualService as the controller leaves it at a step: it finds the two ends by the names of the Services."""
    strategy = documents(rollout)["Rollout", "stock"]["strategy"]["canary"]
    steered = strategy["trafficRouting"]["istio"]["virtualService"]
    spec = documents(text)["VirtualService", steered["name"]]
    shares = {strategy["stableService"]: 100 - weight, strategy["canaryService"]: weight}
    for route in spec["http"]:
        if route["name"] in steered["routes"]:
            for end in route["route"]:
                end["weight"] = shares[end["destination"]["host"].split(".")[0]]
    return spec


@contextmanager
def running(
    *specs: Mapping[str, Any], failing: bool = False
) -> Iterator[Callable[..., tuple[dict[str, int], set[int]]]]:
    """Sends that many requests by the spec of that number: how many reach each Service, and with which answers."""
    hosts = [f"{name}.shop.svc.cluster.local" for name in (STABLE, CANARY)]
    with pods(2) as two:
        two[1].status = 503 if failing else 200
        ports = [free_port() for _ in specs]
        clusters = [cluster({"host": host}, [pod.port]) for host, pod in zip(hosts, two, strict=True)]
        with envoy(
            [listener(*one) for one in zip(ports, (routes(dict(spec)) for spec in specs), strict=True)], clusters
        ):

            def send(count: int, number: int = 0) -> tuple[dict[str, int], set[int]]:
                for one in two:
                    one.forget()
                connection = HTTPConnection("127.0.0.1", ports[number], timeout=30)
                found = set()
                for _ in range(count):
                    connection.request("GET", "/stock/A-1")
                    answer = connection.getresponse()
                    answer.read()
                    found.add(answer.status)
                connection.close()
                return {STABLE: two[0].reached, CANARY: two[1].reached}, found

            yield send


def fits(weight: int, reached: Mapping[str, int]) -> bool:
    """Whether so many of the requests may come by chance: five standard deviations, so once in a million runs."""
    share = weight / 100
    spread = 5 * math.sqrt(REQUESTS * share * (1 - share))
    return abs(reached[CANARY] - REQUESTS * share) <= spread and sum(reached.values()) == REQUESTS


def divided(files: Mapping[str, str]) -> Iterator[bool]:
    """Whether the canary gets its share at rest and in each step, and 5, 20 and 50 are the steps."""
    weights = steps(files[ROLLOUT])
    yield weights == [0, 5, 20, 50, 100]
    first = documents(files[WEIGHTS])["VirtualService", "stock"]  # as it is applied
    with running(first, *(stepped(files[WEIGHTS], files[ROLLOUT], weight) for weight in weights)) as send:
        yield send(50)[0] == {STABLE: 50, CANARY: 0}
        for number, weight in enumerate(weights, start=1):
            yield fits(weight, send(REQUESTS, number)[0])


def untried(files: Mapping[str, str]) -> bool:
    """Whether an error of the canary reaches the caller, and is counted once."""
    with running(stepped(files[WEIGHTS], files[ROLLOUT], 100), failing=True) as send:
        return send(20) == ({STABLE: 0, CANARY: 20}, {503})


def test_each_step_gives_the_canary_its_share() -> None:
    """0, 5, 20, 50 and 100 percent, within what chance allows."""
    assert list(divided(FILES)) == [True] * 7


def test_an_error_of_the_canary_is_not_hidden_by_a_second_try() -> None:
    """Else nothing would be there to judge by."""
    assert untried(FILES)


WRONG_WEIGHTS = (
    ("begins with half", ROLLOUT, "- setWeight: 5 #", "- setWeight: 50 #"),
    ("a step is missing", ROLLOUT, "        - setWeight: 20 # step 6\n        - pause: {duration: 5m}\n", ""),
    ("a step too far", ROLLOUT, "- setWeight: 50\n", "- setWeight: 90\n"),
    ("versions exchanged", ROLLOUT, "stableService: stock-stable\n      canaryService: stock-canary", "stableService: stock-canary\n      canaryService: stock-stable"),
    ("another route", ROLLOUT, "routes: [primary]", "routes: [secondary]"),
    ("another VirtualService", ROLLOUT, "{name: stock, routes", "{name: stocks, routes"),
    ("a Service that is no end", ROLLOUT, "canaryService: stock-canary", "canaryService: stock-preview"),
    ("the canary has all at rest", WEIGHTS, "          weight: 100 # step 7", "          weight: 0"),
    ("both ends are one", WEIGHTS, "host: stock-canary.shop", "host: stock-stable.shop"),
    ("errors are tried again", WEIGHTS, 'retryOn: "connect-failure,refused-stream"', 'retryOn: "5xx"'),
    ("a route before it", WEIGHTS, "    - name: primary\n", "    - name: first\n      route: [{destination: {host: stock-stable.shop.svc.cluster.local, port: {number: 8080}}}]\n    - name: primary\n"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG_WEIGHTS, ids=[one[0] for one in WRONG_WEIGHTS])
def test_wrong_weights_are_found(name: str, path: str, old: str, new: str) -> None:
    """The canary gets another share, or nobody can give it one."""
    assert old in FILES[path]
    files = {**FILES, path: FILES[path].replace(old, new, 1)}
    try:
        found = all(divided(files)) and untried(files)
    except (KeyError, RuntimeError):
        return
    assert not found
