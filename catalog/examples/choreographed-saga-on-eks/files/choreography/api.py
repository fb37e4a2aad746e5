"""The order service's door: `POST /orders` places an order, `GET /orders/<id>` tells its state.

Placing writes the order and its first event in one transaction and publishes nothing itself, so it needs no broker.
The gateway in front has checked the customer's token and tells the customer's id in `x-customer-id`.
"""

from __future__ import annotations

import json
import logging
import signal
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from database import DUPLICATE, Database
from events import write
from services import place

SHOP = uuid.UUID("6f0d2f6e-5d3c-4c3b-9a55-0c8f3f1f4a10")
MOST = 100  # pieces in one order
LONGEST = 16 * 1024  # bytes of a body


class Refused(Exception):
    """The request cannot be served as it is: a status, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def visible(text: str) -> bool:
    """1 to 64 characters, and no blanks around them: to the database, `pen` and `pen ` would be the same."""
    return 0 < len(text) <= 64 and text.isprintable() and text == text.strip()


def place_order(database: Database, customer: str, key: str, wanted: Any) -> str:
    """Place an order, once; its id, which is the Saga's, too. What it costs is not the customer's to say."""
    if not isinstance(wanted, dict) or set(wanted) != {"item", "quantity", "area"}:
        raise Refused(400, "expected item, quantity and area")
    item, quantity, area = wanted["item"], wanted["quantity"], wanted["area"]
    if not all(isinstance(one, str) and visible(one) for one in (item, area)):
        raise Refused(400, "item and area: texts of 1 to 64 visible characters")
    if type(quantity) is not int or not 1 <= quantity <= MOST:
        raise Refused(400, f"quantity: a number from 1 to {MOST}")
    id = str(uuid.uuid5(SHOP, f"{customer}/{key}"))
    order = {"order": id, "customer": customer, "item": item, "quantity": quantity, "area": area}
    try:
        with database.transaction() as execute:
            write(execute, "order", place(execute, order), order, cause=id)  # steps 1, 2
    except LookupError as error:
        raise Refused(400, str(error)) from error
    except DUPLICATE as error:  # the browser sent it again
        with database.transaction() as execute:
            row = execute("SELECT customer, item, quantity, area FROM orders WHERE id = ?", id).fetchone()
        if row != (customer, item, quantity, area):
            raise Refused(422, "this idempotency key stands for another order") from error
    return id


def state_of(database: Database, customer: str, id: str) -> str | None:
    """The state of this customer's order."""
    with database.transaction() as execute:
        row = execute("SELECT state FROM orders WHERE id = ? AND customer = ?", id, customer).fetchone()
    return row[0] if row else None


class _Server(ThreadingHTTPServer):
    """A thread a request; how many of them work at once, the connections to the database bound."""

    daemon_threads = False  # requests under way are waited for
    request_queue_size = 128  # connections that wait to be accepted; Python's own limit is 5


def server(database: Database, port: int) -> ThreadingHTTPServer:
    """The HTTP server, not yet serving."""

    class Request(BaseHTTPRequestHandler):
        timeout = 10  # seconds that a client may be silent for

        def _answer(self) -> None:
            try:
                status, value = (200, {}) if self.path == "/healthz" else self._asked()
            except Refused as refusal:
                status, value = refusal.status, {"error": str(refusal)}
            except Exception:  # whatever it was, such as a database that is away: the client may ask again
                logging.exception("%s failed", self.command)
                status, value = 503, {}
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == 503:
                self.send_header("Retry-After", "5")
            self.end_headers()
            self.wfile.write(body)

        def _asked(self) -> tuple[int, dict[str, str]]:
            customer = self._header("x-customer-id")
            if self.command == "POST" and self.path == "/orders":
                id = place_order(database, customer, self._header("idempotency-key"), self._body())  # step 1
                return 202, {"order": id, "status": f"/orders/{id}"}
            asked = self.path.removeprefix("/orders/") if self.path.startswith("/orders/") else ""
            if self.command == "GET" and asked and (state := state_of(database, customer, asked)):
                return 200, {"state": state}
            raise Refused(404, "no such order")

        def _header(self, name: str) -> str:
            value = self.headers.get(name, "")
            if not (visible(value) and value.isascii()):
                raise Refused(400, f"{name}: 1 to 64 visible characters")
            return value

        def _body(self) -> Any:
            length = self.headers.get("content-length", "0")
            if not length.isdecimal() or len(length) > 9 or int(length) > LONGEST:
                raise Refused(413, f"at most {LONGEST} bytes")
            try:
                return json.loads(self.rfile.read(int(length)))
            except (ValueError, RecursionError) as error:  # the latter: nested too deeply
                raise Refused(400, "not JSON") from error

        def log_request(self, *_: object) -> None:
            """Nothing: the load balancer's log has each request, and ids of customers stay out of this one."""

        do_GET = do_POST = _answer

    return _Server(("", port), Request)


if __name__ == "__main__":
    http = server(Database.of_environment(), 8080)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=http.shutdown).start())
    http.serve_forever()
    http.server_close()
