"""The order service's door: `POST /orders` places an order, `GET /orders/<id>` tells its state.

Placing writes the order and its first event in one transaction and publishes nothing itself.
The gateway in front has checked the customer's token and tells the customer's id in `x-customer-id`.
"""

from __future__ import annotations

import json
import signal
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from database import DUPLICATE, Database
from events import write
from services import place

SHOP = uuid.UUID("6f0d2f6e-5d3c-4c3b-9a55-0c8f3f1f4a10")


def place_order(database: Database, customer: str, key: str, wanted: dict[str, Any]) -> str:
    """Place an order, once; its id, which is the Saga's, too."""
    id = str(uuid.uuid5(SHOP, f"{customer}/{key}"))
    order = {
        "order": id,
        "customer": customer,
        "item": str(wanted["item"]),
        "quantity": int(wanted["quantity"]),
        "amount": int(wanted["amount"]),
        "area": str(wanted["area"]),
    }
    if order["quantity"] < 1 or order["amount"] < 0:
        raise ValueError("quantity or amount")
    try:
        with database.transaction() as execute:
            write(execute, "order", place(execute, order), order, cause=id)  # steps 1, 2
    except tuple(DUPLICATE):
        pass  # the browser sent it again
    return id


def state_of(database: Database, customer: str, id: str) -> str | None:
    """The state of this customer's order."""
    with database.transaction() as execute:
        row = execute("SELECT state FROM orders WHERE id = ? AND customer = ?", id, customer).fetchone()
    return row[0] if row else None


def server(database: Database, port: int) -> ThreadingHTTPServer:
    """The HTTP server, not yet serving."""

    class Request(BaseHTTPRequestHandler):
        def _send(self, status: int, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path == "/healthz":
                self._send(200, {})
                return
            state = state_of(database, self.headers.get("x-customer-id", ""), self.path.removeprefix("/orders/"))
            self._send(200 if state else 404, {"state": state} if state else {})

        def do_POST(self) -> None:
            try:
                wanted = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
                customer, key = self.headers["x-customer-id"], self.headers["idempotency-key"]
                if self.path != "/orders" or not customer or not key:
                    raise ValueError("path or headers")
                id = place_order(database, customer, key, wanted)  # step 1
            except (KeyError, TypeError, ValueError):
                self._send(400, {})
            else:
                self._send(202, {"order": id, "status": f"/orders/{id}"})

    return ThreadingHTTPServer(("", port), Request)


if __name__ == "__main__":
    http = server(Database.of_environment(), 8080)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=http.shutdown).start())
    http.serve_forever()
