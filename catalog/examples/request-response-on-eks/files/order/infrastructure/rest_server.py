"""REST in: JSON over HTTP to the use case, and its exceptions to status codes. A WSGI application."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from order.application.place_order import OutOfStock, PlaceOrder, StockUnavailable


class RestServer:
    def __init__(self, place_order: PlaceOrder) -> None:
        self._place_order = place_order

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, body = self._answer(environ)
        data = json.dumps(body).encode()
        start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(data)))])
        return [data]

    def _answer(self, environ: dict[str, Any]) -> tuple[str, dict[str, object]]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path.startswith("/healthz/"):
            return "200 OK", {}
        order_id = path.removeprefix("/orders/")
        if method != "PUT" or not path.startswith("/orders/") or not order_id or "/" in order_id:
            return "404 Not Found", {"error": "no such resource"}
        try:
            size = int(environ.get("CONTENT_LENGTH") or 0)
            wanted = json.loads(environ["wsgi.input"].read(size))
            return "200 OK", self._place_order(order_id, str(wanted["sku"]), int(wanted["quantity"]))  # step 4
        except (KeyError, TypeError, ValueError):
            return "400 Bad Request", {"error": "expected sku and a quantity of 1 or more"}
        except OutOfStock:
            return "409 Conflict", {"error": "out of stock"}  # step 8
        except StockUnavailable:
            return "503 Service Unavailable", {"error": "try again with the same id"}  # step 11
