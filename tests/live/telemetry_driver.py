"""Runs versions of the observed order service on Temporal's own test server, and tells what they recorded.

    python telemetry_driver.py <test server>                     versions on standard input

In: JSON, a name → {"folder", "environment", "collector"}: the example's files, as they are or changed; what its
Deployments set, a process → a variable → a value; and whether there is anybody to send telemetry to. Out: JSON, a
name → what was answered, how the orders ended, and which spans, measures and log lines came of it. API and worker are
the example's own processes. Stock and payment are stand-ins, and so is the Collector: a real receiver of OTLP over gRPC
that keeps what it gets. It listens on every address, so it is run where nothing is but loopback.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import grpc
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as metrics
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2_grpc as metrics_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as traces
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as traces_grpc
from temporalio.client import Client

sys.path.insert(0, str(Path(__file__).parents[1]))
from live.workflow_end import ended

PATIENCE = 30.0
PRICE = 30
# Item → step → what its service answers, in turn; the last answer is repeated.
ANSWERS: dict[str, dict[str, list[int]]] = {
    "gone": {"/reservations": [409]},
    "dear": {"/charges": [422]},
    "late": {"/charges": [503, 200]},
    "odd": {"/reservations": [409], "/releases": [409, 200]},
}
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


class Received(traces_grpc.TraceServiceServicer, metrics_grpc.MetricsServiceServicer):
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.spans: list[tuple[str, Any]] = []
        self.points: list[tuple[str, str, dict[str, Any], float]] = []
        self.resources: set[tuple[str, str]] = set()
        self.bounds: set[int] = set()
        self.bytes = 0

    def __getattribute__(self, name: str) -> Any:
        return object.__getattribute__(self, {"Export": "export"}.get(name, name))

    def export(self, request: Any, _: grpc.ServicerContext) -> Any:
        """Both services' only method."""
        if isinstance(request, traces.ExportTraceServiceRequest):
            self.bytes += request.ByteSize()
            for one in request.resource_spans:
                service = self._resource(one)
                self.spans += [(service, span) for scope in one.scope_spans for span in scope.spans]
            return traces.ExportTraceServiceResponse()
        for one in request.resource_metrics:
            service = self._resource(one)
            for metric in (metric for scope in one.scope_metrics for metric in scope.metrics):
                data = getattr(metric, metric.WhichOneof("data"))
                for point in data.data_points:
                    if hasattr(point, "explicit_bounds") and not metric.name.startswith("otel."):
                        self.bounds.add(len(point.explicit_bounds))
                    count = point.count if hasattr(point, "count") else point.as_int or point.as_double
                    self.points.append((service, f"{metric.name} [{metric.unit}]", attributes(point), count))
        return metrics.ExportMetricsServiceResponse()

    def _resource(self, one: Any) -> str:
        found = attributes(one.resource)
        self.resources.add((found["service.name"], found.get("service.instance.id", "")))
        return str(found["service.name"])


def attributes(one: Any) -> dict[str, Any]:
    """Names and values."""
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in one.attributes}


@contextmanager
def receiver(received: Received) -> Iterator[int]:
    """On loopback; its port."""
    server = grpc.server(ThreadPoolExecutor(4))
    traces_grpc.add_TraceServiceServicer_to_server(received, server)
    metrics_grpc.add_MetricsServiceServicer_to_server(received, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield port
    finally:
        server.stop(None)


@contextmanager
def services(calls: list[dict[str, Any]]) -> Iterator[int]:
    """Stock and payment: one server that answers as an order's item says, and keeps what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            item = asked.get("item") or next(one["item"] for one in calls if one["order"] == asked["order"])
            before = sum(one["order"] == asked["order"] and one["path"] == self.path for one in calls)
            plan = ANSWERS.get(item, {}).get(self.path, [200])
            headers = {name.lower(): value for name, value in self.headers.items()}
            calls.append({**asked, "item": item, "path": self.path, "headers": headers})
            body = json.dumps({"amount": PRICE * asked.get("quantity", 0)}).encode()
            self.send_response(plan[min(before, len(plan) - 1)])
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Any, dead: Any = lambda: False) -> None:
    """Wait until it holds; an error where that takes too long or who is waited for is gone."""
    end = time.monotonic() + PATIENCE
    while not what():
        if dead() or time.monotonic() > end:
            raise RuntimeError("ended" if dead() else "not ready in time")
        time.sleep(0.02)


def ask(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """Status and value of an answer; 0 where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        text = body if isinstance(body, str) else json.dumps(body)
        connection.request(method, path, text, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except OSError:
        return 0, {}
    finally:
        connection.close()


@contextmanager
def processes(version: dict[str, Any], temporal: int, shop: int, otlp: int) -> Iterator[tuple[int, list[Path]]]:
    """API and worker as their Deployments run them; the API's port, and where each prints."""
    running, printed, ports = [], [], {}
    for name in ("api", "worker"):
        ports[name] = free_port()
        own = {
            "PORT": str(ports[name]),
            "TEMPORAL_ADDRESS": f"127.0.0.1:{temporal}",
            "TEMPORAL_NAMESPACE": "default",
            "STOCK_URL": f"http://127.0.0.1:{shop}",
            "PAYMENT_URL": f"http://127.0.0.1:{shop}",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{otlp}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        given = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
        log = Path(version["folder"], f"{name}.log")
        with log.open("w", encoding="utf-8") as out:
            running.append(
                subprocess.Popen(
                    [sys.executable, f"{name}.py"],
                    cwd=version["folder"],
                    env={**given, **version["environment"][name], **own},
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            )
        printed.append(log)
    try:
        for port in ports.values():
            until(
                lambda port=port: ask(port, "GET", "/healthz")[0] == 200,
                lambda: any(one.poll() is not None for one in running),
            )
        yield ports["api"], printed
    finally:
        for one in running:
            one.send_signal(signal.SIGTERM)
        for one in running:
            try:
                one.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


ORDERS = ("tea", "gone", "dear", "late", "odd")


async def told(version: dict[str, Any], temporal: int) -> dict[str, Any]:
    """What one version does and records."""
    received, calls = Received(), []
    found: dict[str, Any] = {}
    with services(calls) as shop, receiver(received) as otlp:
        with processes(version, temporal, shop, otlp if version["collector"] else free_port()) as (port, printed):
            client = await Client.connect(f"127.0.0.1:{temporal}")
            # A Saga of another version may have the same id: the customer is this version's own.
            who = f"c{otlp}"
            numbers: dict[str, str] = {}
            begun = time.monotonic()
            for item in ORDERS:
                headers = {"x_customer_id": who, "idempotency_key": item}
                if item == "tea":
                    headers["traceparent"] = f"00-{TRACE}-{PARENT}-01"
                status, value = await asyncio.to_thread(
                    ask, port, "POST", "/orders", {"item": item, "quantity": 2}, **headers
                )
                found.setdefault("taken in", []).append(status)
                numbers[item] = value.get("order", "")
            found["taken in quickly"] = time.monotonic() - begun < 5 * len(ORDERS)
            found["ends"] = {
                item: await asyncio.wait_for(ended(client.get_workflow_handle(id)), PATIENCE)
                for item, id in numbers.items()
            }
            found["again"] = answers(port, who, numbers)
        if not version["collector"]:
            return found
        logs = [line for log in printed for line in log.read_text("utf-8").splitlines()]
    return {**found, **recorded(received, calls, {id: item for item, id in numbers.items()}, logs)}


def answers(port: int, who: str, numbers: dict[str, str]) -> dict[str, Any]:
    """To requests that start nothing."""
    order = {"item": "tea", "quantity": 2}
    asked: dict[str, tuple[Any, dict[str, str]]] = {
        "twice": (order, {"idempotency_key": "tea", "x_customer_id": who}),
        "same key, other order": ({**order, "quantity": 3}, {"idempotency_key": "tea", "x_customer_id": who}),
        "nobody": (order, {"idempotency_key": "n1"}),
        "no key": (order, {"x_customer_id": who}),
        "none": ({**order, "quantity": 0}, {"idempotency_key": "n2", "x_customer_id": who}),
        "less than none": ({**order, "quantity": -100}, {"idempotency_key": "n3", "x_customer_id": who}),
        "a price": ({**order, "amount": 1}, {"idempotency_key": "n4", "x_customer_id": who}),
        "yes as a number": ({**order, "quantity": True}, {"idempotency_key": "n5", "x_customer_id": who}),
        "no JSON": ("{", {"idempotency_key": "n6", "x_customer_id": who}),
        "nested too deeply": ("[" * 9_000, {"idempotency_key": "n7", "x_customer_id": who}),
        "a customer of a thousand letters": (order, {"idempotency_key": "n8", "x_customer_id": "c" * 1_000}),
        "a length of no end": (order, {"idempotency_key": "n9", "x_customer_id": who, "content_length": "9" * 9_000}),
    }
    given = {name: ask(port, "POST", "/orders", body, **headers) for name, (body, headers) in asked.items()}
    same = given["twice"] == (202, {"order": numbers["tea"]})
    return {**{name: status for name, (status, _) in given.items()}, "twice is the same": same}


def recorded(received: Received, calls: list[dict[str, Any]], items: dict[str, str], logs: list[str]) -> dict[str, Any]:
    """The telemetry, by the order that it belongs to."""
    spans = {span.span_id.hex(): (service, span) for service, span in received.spans}
    orders: dict[str, set[str]] = {item: set() for item in ORDERS}
    for _, span in spans.values():
        found = attributes(span)
        item = items.get(found.get("shop.order.id") or "")
        if item:
            orders[item].add(span.trace_id.hex())
    whole: dict[str, list[str]] = {}
    for item, ids in orders.items():
        own = [(service, span) for service, span in spans.values() if span.trace_id.hex() in ids]
        whole[item] = sorted(
            f"{parent_of(span, spans)} > {service}: {span.name}{' !' if span.status.code == 2 else ''}"
            for service, span in own
        )
    lines = [json.loads(line) for line in logs if line.startswith("{")]
    ends = [line for line in lines if line["message"].startswith("order ")]
    return {
        "one trace each": {item: len(ids) for item, ids in orders.items()},
        "the caller's trace is continued": orders["tea"] == {TRACE},
        "spans": whole,
        "calls within the trace": all(
            (call["headers"].get("traceparent") or "--").split("-")[1] in orders[call["item"]]
            and (call["headers"].get("traceparent") or "--").split("-")[2] in spans
            for call in calls
        ),
        "calls": {item: [called(call) for call in calls if call["item"] == item] for item in ORDERS},
        "measures": sorted(
            {
                f"{service}: {name} {json.dumps(labels, sort_keys=True)} = {last(received, service, name, labels):g}"
                for service, name, labels, _ in received.points
                if not name.startswith("otel.")
            }
        ),
        "processes": sorted(service for service, instance in received.resources if instance),
        "lines that name their trace": len(ends) == len(ORDERS)
        and all(line.get("trace_id") in orders[items[line["message"].split()[1]]] for line in ends),
        "bytes": received.bytes,
        "bounds": sorted(received.bounds),
    }


def called(call: dict[str, Any]) -> str:
    """A call's path, what its idempotency key is beside the order, and its amount."""
    step = call["headers"].get("idempotency-key", "").partition("/")[2]
    return f"{call['path']} {step} {call.get('amount', '')}".strip()


def last(received: Received, service: str, name: str, labels: dict[str, Any]) -> float:
    """The newest value of a series: they only grow."""
    return max(value for *key, value in received.points if key == [service, name, labels])


def parent_of(span: Any, spans: dict[str, tuple[str, Any]]) -> str:
    """Its parent's name; a hyphen for none, and a question mark for one that never came."""
    parent = span.parent_span_id.hex()
    if not parent:
        return "-"
    if parent in spans:
        return str(spans[parent][1].name)
    return "caller" if parent == PARENT else "?"


def main() -> None:
    """Every version: two at once, as each waits for the other's processes half of the time."""
    versions = json.load(sys.stdin)
    names = [*versions]
    halves = [{name: versions[name] for name in names[start::2]} for start in (0, 1)]
    with ThreadPoolExecutor(2) as threads:
        found = {name: one for half in threads.map(judge, halves) for name, one in half.items()}
    print(json.dumps({name: found[name] for name in names}))


def judge(versions: dict[str, Any]) -> dict[str, Any]:
    """One after the other, on one server."""
    port = free_port()
    server = subprocess.Popen([sys.argv[1], str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: not socket_refused(port))
        found = {}
        for name, version in versions.items():
            try:
                found[name] = asyncio.run(told(version, port))
            except Exception as error:  # noqa: BLE001 — whatever a wrong version leads to is its outcome
                found[name] = f"{type(error).__name__}: {error}"
        return found
    finally:
        server.kill()
        server.wait()


def socket_refused(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


if __name__ == "__main__":
    main()
