"""REST in: JSON over HTTP to the use case, and its exceptions to status codes. A WSGI application."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from order.application.place_order import MOST, AnotherOrder, NoSuchGoods, OutOfStock, PlaceOrder, StockUnavailable

LONGEST = 16 * 1024  # bytes of a body
ID = re.compile(r"[A-Za-z0-9-]{1,64}")  # WSGI gives the bytes of a path as Latin-1: other letters would come back wrong


class RestServer:
    def __init__(self, place_order: PlaceOrder) -> None:
        self._place_order = place_order

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, body = self._answer(environ)
        data = json.dumps(body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(data)))]
        if status.startswith("503"):
            headers.append(("Retry-After", "2"))  # step 11
        start_response(status, headers)
        return [data]

    def _answer(self, environ: dict[str, Any]) -> tuple[str, dict[str, object]]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path.startswith("/healthz/"):
            return "200 OK", {}
        order_id = path.removeprefix("/orders/")
        if method != "PUT" or not path.startswith("/orders/") or not ID.fullmatch(order_id):
            return "404 Not Found", {"error": "no such resource"}
        try:
            size = int(environ.get("CONTENT_LENGTH") or 0)
            if not 0 <= size <= LONGEST:
                return "413 Content Too Large", {"error": f"at most {LONGEST} bytes"}
            wanted = json.loads(environ["wsgi.input"].read(size))
            sku, quantity = wanted["sku"], wanted["quantity"]
            if not isinstance(sku, str) or not 0 < len(sku) <= 64 or type(quantity) is not int:
                raise ValueError("sku or quantity")
            return "200 OK", self._place_order(order_id, sku, quantity)  # step 4
        except (KeyError, TypeError, ValueError, RecursionError):  # the last: nested too deeply
            return "400 Bad Request", {"error": f"expected sku and a quantity from 1 to {MOST}"}
        except AnotherOrder:
            return "409 Conflict", {"error": "this id stands for another order"}  # step 8
        except NoSuchGoods:
            return "404 Not Found", {"error": "no such sku"}
        except OutOfStock:
            return "409 Conflict", {"error": "out of stock"}  # step 8
        except StockUnavailable:
            return "503 Service Unavailable", {"error": "try again with the same id"}  # step 11
