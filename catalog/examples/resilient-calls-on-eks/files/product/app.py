"""The product page: the stock it must have, the suggestions it can do without. A WSGI application.

Run it with one worker and many threads: breakers and places are counted in the process.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from product.dependency import Dependency, Unavailable

SECONDS = 1.5  # for a whole request, whatever it calls
SKU = r"(?P<sku>[A-Z0-9][A-Z0-9-]{0,31})"
KEY = re.compile(r"[A-Za-z0-9-]{16,64}")
MOST_BYTES = 1024
Answer = tuple[int, Any, dict[str, str]]
REASONS = {200: "OK", 201: "Created", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
           409: "Conflict", 413: "Content Too Large", 502: "Bad Gateway", 503: "Service Unavailable"}  # fmt: skip


class Products:
    """GET /products/<sku>, POST /products/<sku>/reservations."""

    def __init__(self, stock: Dependency, suggestions: Dependency) -> None:
        self.stock, self.suggestions = stock, suggestions

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        deadline = time.monotonic() + SECONDS  # step 2
        try:
            status, body, headers = self._answer(environ, deadline)
        except Unavailable as error:
            status, body, headers = 503, {"error": str(error)}, {"Retry-After": str(error.seconds)}  # step 14
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        kind = "text/plain; version=0.0.4" if isinstance(body, str) else "application/json"
        headers = {"Content-Type": kind, "Content-Length": str(len(data)), **headers}
        start_response(f"{status} {REASONS[status]}", [*headers.items()])
        return [data]

    def _answer(self, environ: dict[str, Any], deadline: float) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path in ("/healthz/live", "/healthz/ready"):  # of this process alone: a breaker restarts nobody
            return 200, {}, {}
        if path == "/metrics":
            return 200, "".join(f"{line}\n" for one in (self.stock, self.suggestions) for line in one.metrics()), {}
        if found := re.fullmatch(f"/products/{SKU}", path):
            return self._page(found["sku"], deadline) if method == "GET" else (405, {}, {"Allow": "GET"})
        if found := re.fullmatch(f"/products/{SKU}/reservations", path):
            return self._reserve(found["sku"], environ, deadline) if method == "POST" else (405, {}, {"Allow": "POST"})
        return 404, {"error": "no such page"}, {}

    def _page(self, sku: str, deadline: float) -> Answer:
        stock = self.stock.ask("GET", f"/stock/{sku}", deadline)  # step 3
        if stock.status == 404:
            return 404, {"error": "no such product"}, {}
        if stock.status != 200:
            return 502, {"error": "stock refused the question"}, {}
        try:
            quantity = stock.json()["quantity"]
        except (ValueError, TypeError, KeyError, RecursionError):  # the last: nested too deeply
            return 502, {"error": "stock answered something else"}, {}
        try:
            answer = self.suggestions.ask("GET", f"/suggestions/{sku}", deadline)  # step 6
            suggestions = answer.json() if answer.status == 200 else []
        except (Unavailable, ValueError, RecursionError):
            suggestions = []  # step 12
        return 200, {"sku": sku, "in_stock": quantity, "suggestions": suggestions}, {}

    def _reserve(self, sku: str, environ: dict[str, Any], deadline: float) -> Answer:
        """Once for each key: whoever got 503 sends the same key again."""
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        if not KEY.fullmatch(key):
            return 400, {"error": "an Idempotency-Key of 16 to 64 letters, digits or '-' is needed"}, {}
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return 413, {"error": f"more than {MOST_BYTES} bytes"}, {}
        try:
            quantity = json.loads(environ["wsgi.input"].read(int(length)))["quantity"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return 400, {"error": "a quantity is needed"}, {}
        if type(quantity) is not int or not 1 <= quantity <= 99:
            return 400, {"error": "a quantity from 1 to 99 is needed"}, {}
        answer = self.stock.ask(
            "POST", f"/stock/{sku}/reservations", deadline,
            {"Idempotency-Key": key, "Content-Type": "application/json"}, json.dumps({"quantity": quantity}).encode(),
        )  # fmt: skip
        if answer.status in (404, 409):  # no such product; too few left, or the key with another quantity
            return answer.status, {"error": "not reserved"}, {}
        return (201, {"reserved": quantity}, {}) if answer.status in (200, 201) else (502, {"error": "refused"}, {})


application = Products(
    Dependency("stock", os.environ.get("STOCK_URL", "http://stock:8080"), seconds=1.0, at_once=32),
    Dependency("suggestions", os.environ.get("SUGGESTIONS_URL", "http://suggestions:8080"), seconds=0.4, at_once=8),
)
