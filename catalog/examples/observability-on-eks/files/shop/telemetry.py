"""Traces and metrics of one process of the order service, and its log lines.

Everything that differs between environments (name, pod, endpoint, intervals) comes from the standard `OTEL_…`
variables, see k8s/order.yaml: the SDK reads them itself. Without a Collector the process works on: what cannot be sent
is dropped.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable

from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.metrics import Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.metrics.view import ExplicitBucketHistogramAggregation, View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)

_meter = metrics.get_meter("shop.order")
REQUESTS = _meter.create_histogram("http.server.request.duration", "s", "How long requests took")
STARTED = _meter.create_counter("shop.sagas.started", "{saga}", "Orders taken in")
ENDED = _meter.create_histogram("shop.saga.duration", "s", "Orders that came to an end, and how long that took")
UP = _meter.create_observable_gauge("shop.up", [lambda _: [Observation(1)]], description="This process lives")
ATTEMPTS = _meter.create_counter("shop.saga.attempts", "{attempt}", "Attempts at the Saga's steps and compensations")


def start() -> Callable[[], None]:
    """Set up both signals; what it returns sends the rest, and is called before the process ends."""
    resource = Resource.create()
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # step 5
    trace.set_tracer_provider(traces)
    meters = MeterProvider(
        [PeriodicExportingMetricReader(OTLPMetricExporter())],  # step 6
        resource=resource,
        views=[View(instrument_name="*.duration", aggregation=ExplicitBucketHistogramAggregation(SECONDS))],
    )
    metrics.set_meter_provider(meters)
    logs = logging.StreamHandler(sys.stdout)
    logs.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[logs])

    def stop() -> None:
        traces.shutdown()
        meters.shutdown()

    return stop


class Lines(logging.Formatter):
    """A JSON object a line, with the trace that it belongs to: the way from a trace to its logs, and back."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": self.formatTime(record), "level": record.levelname, "message": record.getMessage()}
        context = trace.get_current_span().get_span_context()
        if context.is_valid:
            line |= {"trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}  # step 7
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
