"""The choreographed Saga's own files at work: its modules in this process, its services' databases, its orders.

In: the example's files, as they are or changed. Out: what stands in the databases. It starts no process and no broker:
`without_broker` carries the events itself, by the bindings of the topology.
"""

from __future__ import annotations

import importlib
import itertools
import json
import random
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import prometheus_client
from checked import files_of

from live.mariadb import HOST, PASSWORD, Server

EXAMPLE = "choreographed-saga-on-eks"
FILES = files_of(EXAMPLE)
CODE = {path.removeprefix("choreography/"): text for path, text in FILES.items() if path.startswith("choreography/")}
USERS = FILES["sql/users.sql"]
NUMBERS = itertools.count()
TOPOLOGY = FILES["rabbitmq/topology.json"]
SERVICES = ("order", "stock", "payment", "delivery")
MODULES = [path.removesuffix(".py") for path in CODE if path.endswith(".py")]

# Customer → what is special, and the order's end: its state, pieces left, balance, where it is delivered.
ORDERS: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "success": ({}, ("CONFIRMED", 3, 70, "here")),
    "out of stock": ({"pieces": 1}, ("REJECTED", 1, 100, None)),
    "too little money": ({"money": 29}, ("REJECTED", 5, 29, None)),
    "no delivery there": ({"area": "moon"}, ("REJECTED", 5, 100, None)),
    "free of charge": ({"price": 0}, ("CONFIRMED", 3, 100, "here")),
}
ENDS = {customer: end for customer, (_, end) in ORDERS.items()}


@contextmanager
def modules(folder: Path) -> Iterator[SimpleNamespace]:
    """The example's modules out of a folder; afterwards their names are free again."""
    sys.path.insert(0, str(folder))
    own = SimpleNamespace()
    try:
        own = SimpleNamespace(**{name: importlib.import_module(name) for name in MODULES})
        own.database.token = lambda *_: PASSWORD
        yield own
    finally:
        for gauge in (own.relay.OUTBOX, own.relay.PENDING) if hasattr(own, "relay") else ():
            prometheus_client.REGISTRY.unregister(gauge)
        sys.path.remove(str(folder))
        for name in MODULES:
            sys.modules.pop(name, None)


class Shop:
    """The files in a folder, with a schema for each of the four services."""

    def __init__(self, folder: Path, changed: Mapping[str, str], server: Server) -> None:
        self.folder, self.server = folder, server
        for path, text in {**CODE, **changed}.items():
            (folder / path).write_text(text, encoding="utf-8")
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        number = next(NUMBERS)
        self.schemas = {service: f"shop{number}_{service}" for service in SERVICES}
        server.services(USERS, changed.get("schema.sql", CODE["schema.sql"]), self.schemas)
        self.sql("delivery", "INSERT INTO areas VALUES ('here')")

    def database(self, own: SimpleNamespace, service: str) -> Any:
        """A service's own way to its database."""
        return own.database.Database(
            HOST, self.server.port, f"{service}_service", self.schemas[service], str(self.server.ca)
        )

    def sql(self, service: str, text: str, *values: Any) -> list[Any]:
        """A statement on a service's database."""
        return [*self.server.ask(text.replace("?", "%s"), *values, schema=self.schemas[service])]

    def place(self, own: SimpleNamespace) -> None:
        """Orders of two pieces at 30, each of an item and a customer of its own; the browser sends each twice."""
        for id, (how, _) in ORDERS.items():
            self.sql("order", "INSERT INTO prices VALUES (?, ?)", id, how.get("price", 15))
            self.sql("stock", "INSERT INTO stock VALUES (?, ?)", id, how.get("pieces", 5))
            self.sql("payment", "INSERT INTO accounts VALUES (?, ?)", id, how.get("money", 100))
            one = {"item": id, "quantity": 2, "area": how.get("area", "here")}
            for _ in range(2):
                own.api.place_order(self.database(own, "order"), id, "k", one)

    def settled(self) -> bool:
        """Whether no order is pending and no event waits to be published."""
        pending = self.sql("order", "SELECT COUNT(*) FROM orders WHERE state = 'PENDING'")[0][0]
        there = self.sql("order", "SELECT COUNT(*) FROM orders")[0][0]
        waiting = sum(self.sql(one, "SELECT COUNT(*) FROM outbox WHERE sent = 0")[0][0] for one in SERVICES)
        return pending == 0 and waiting == 0 and there == len(ORDERS)

    def ends(self) -> dict[str, tuple[Any, ...]]:
        """Order's states, pieces left, balance, area of delivery."""
        found: dict[str, tuple[Any, ...]] = {}
        for id in ORDERS:
            orders = self.sql("order", "SELECT id, state FROM orders WHERE customer = ?", id)
            delivered = self.sql(
                "delivery", "SELECT area FROM deliveries WHERE order_id = ?", orders[0][0] if orders else ""
            )
            stock = self.sql("stock", "SELECT available FROM stock WHERE item = ?", id)[0][0]
            balance = self.sql("payment", "SELECT balance FROM accounts WHERE customer = ?", id)[0][0]
            states = "+".join(state for _, state in orders)
            found[id] = (states, stock, balance, delivered[0][0] if delivered else None)
        return found


def bindings(topology: str = TOPOLOGY) -> dict[str, list[str]]:
    """Event → the services whose queue gets it."""
    found: dict[str, list[str]] = {}
    for one in json.loads(topology)["bindings"]:
        if one["source"] == "shop.events":
            found.setdefault(one["routing_key"], []).append(one["destination"].removesuffix(".events"))
    return found


def without_broker(shop: Shop, own: SimpleNamespace, seed: int | None = None) -> None:
    """Carries events until none is left, each of them twice; which service is next, the seed says."""
    ways, chance = bindings(), random.Random(seed)
    queues: dict[str, deque[tuple[bytes, str]]] = {service: deque() for service in SERVICES}
    for _ in range(500):
        for service in SERVICES:
            for id, kind, event in shop.sql(
                service, "SELECT id, type, event FROM outbox WHERE sent = 0 ORDER BY number"
            ):
                shop.sql(service, "UPDATE outbox SET sent = 1 WHERE id = ?", id)
                for reader in ways[kind]:
                    queues[reader].append((event.encode(), kind))
        waiting: Sequence[str] = [service for service in SERVICES if queues[service]]
        if not waiting:
            return
        service = waiting[0] if seed is None else chance.choice(waiting)
        body, key = queues[service].popleft()
        told = [own.consumer.handle(shop.database(own, service), service, body, key) for _ in range(2)]
        if told not in ([True, False], [False, False]):
            raise RuntimeError(f"{service}: a second delivery was taken for a first")
    raise RuntimeError("the Saga does not end")
