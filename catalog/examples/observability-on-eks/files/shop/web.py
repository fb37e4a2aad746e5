"""The little HTTP that API and worker need, with its span and its measure; a real service has its framework's.

A route's name, never its path, becomes a label: an id in a label would be a time series a request.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import telemetry
from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind, Status, StatusCode

Answer = tuple[int, dict[str, object]]
Route = Callable[[Mapping[str, str], Mapping[str, object]], Coroutine[None, None, Answer]]
LARGEST = 10_000
tracer = trace.get_tracer("shop.web")


class Refused(Exception):
    """What a request is answered where it is the caller's fault."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Server(ThreadingHTTPServer):
    """A thread a request."""

    daemon_threads = False  # requests under way are waited for
    request_queue_size = 128  # connections that wait to be accepted; Python's own limit is 5


def serve(
    port: int, routes: Mapping[tuple[str, str], Route], ready: Callable[[], bool] = lambda: True
) -> ThreadingHTTPServer:
    """A server in threads of its own; the routes run in the caller's event loop."""
    loop = asyncio.get_running_loop()

    class Request(BaseHTTPRequestHandler):
        timeout = 10  # seconds that a client may be silent for

        def _handle(self) -> None:
            if self.path == "/healthz":  # asked every few seconds by the kubelet: no span, no measure
                return self._answer(200 if ready() else 503, {})
            route = routes.get((self.command, self.path))
            if route is None:
                return self._answer(404, {})
            began = time.monotonic()
            headers = {name.lower(): value for name, value in self.headers.items()}
            labels: dict[str, str | int] = {"http.request.method": self.command, "http.route": self.path}
            with tracer.start_as_current_span(
                f"{self.command} {self.path}",
                context=propagate.extract(headers),  # step 1
                kind=SpanKind.SERVER,
                attributes=labels,
            ) as span:
                status, value = self._asked(route, headers)
                span.set_attribute("http.response.status_code", status)
                if status >= 500:
                    span.set_status(Status(StatusCode.ERROR))
                labels = {**labels, "http.response.status_code": status}
                telemetry.REQUESTS.record(time.monotonic() - began, labels)  # step 6
            return self._answer(status, value)

        def _asked(self, route: Route, headers: Mapping[str, str]) -> Answer:
            try:
                body = self._body(headers)
                # It takes this thread's context along, and with it the span.
                return asyncio.run_coroutine_threadsafe(route(headers, body), loop).result(5)
            except Refused as refusal:
                return refusal.status, {}
            except Exception:  # whatever it was, the log tells it with its trace, and the client may ask again
                logging.exception("%s %s failed", self.command, self.path)
                return 503, {}

        def _body(self, headers: Mapping[str, str]) -> dict[str, object]:
            length = headers.get("content-length", "0")
            if not length.isdecimal() or len(length) > 9 or int(length) > LARGEST:
                raise Refused(413)
            try:
                body = json.loads(self.rfile.read(int(length)) or "{}")
            except (ValueError, RecursionError):  # the latter: nested too deeply
                raise Refused(400) from None
            if not isinstance(body, dict):
                raise Refused(400)
            return body

        def _answer(self, status: int, value: dict[str, object]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing a request: traces and metrics tell it."""

        do_GET = do_POST = _handle

    server = _Server(("", port), Request)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
