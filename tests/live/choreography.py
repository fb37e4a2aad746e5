"""The choreographed Saga's own files at work: its modules in this process, its services' databases, its orders.

In: the example's files, as they are or changed. Out: what stands in the databases. It starts no process and no broker:
`without_broker` carries the events itself, by the bindings of the topology.
"""

from __future__ import annotations

import importlib
import json
import random
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from checked import files_of

EXAMPLE = "choreographed-saga-on-eks"
FILES = files_of(EXAMPLE)
CODE = {path.removeprefix("choreography/"): text for path, text in FILES.items() if path.startswith("choreography/")}
TOPOLOGY = FILES["rabbitmq/topology.json"]
SERVICES = ("order", "stock", "payment", "delivery")
MODULES = [path.removesuffix(".py") for path in CODE if path.endswith(".py")]

# Customer → what is special, and the order's end: its state, pieces left, balance, where it is delivered.
ORDERS: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "success": ({}, ("CONFIRMED", 3, 70, "here")),
    "out of stock": ({"pieces": 1}, ("REJECTED", 1, 100, None)),
    "too little money": ({"money": 29}, ("REJECTED", 5, 29, None)),
    "no delivery there": ({"area": "moon"}, ("REJECTED", 5, 100, None)),
}
ENDS = {customer: end for customer, (_, end) in ORDERS.items()}


@contextmanager
def modules(folder: Path) -> Iterator[SimpleNamespace]:
    """The example's modules out of a folder; afterwards their names are free again."""
    sys.path.insert(0, str(folder))
    try:
        with mock.patch.object(sqlite3, "connect", _unsynced):
            yield SimpleNamespace(**{name: importlib.import_module(name) for name in MODULES})
    finally:
        sys.path.remove(str(folder))
        for name in MODULES:
            sys.modules.pop(name, None)


def _unsynced(*arguments: Any, _connect: Callable[..., Any] = sqlite3.connect, **options: Any) -> Any:
    # No power fails here, and a busy disk would take most of a test's time.
    connection = _connect(*arguments, **options)
    connection.execute("PRAGMA synchronous = OFF")
    return connection


class Shop:
    """The files in a folder, with a database for each of the four services."""

    def __init__(self, folder: Path, changed: Mapping[str, str]) -> None:
        self.folder = folder
        for path, text in {**CODE, **changed}.items():
            (folder / path).write_text(text, encoding="utf-8")
        schema = CODE["schema.sql"].replace(
            "number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY", "number INTEGER PRIMARY KEY AUTOINCREMENT"
        )
        for service in SERVICES:
            with closing(_unsynced(self.database(service))) as database:
                database.executescript(schema)
        self.sql("delivery", "INSERT INTO areas VALUES ('here')")

    def database(self, service: str) -> str:
        """The file of a service's database."""
        return str(self.folder / f"{service}.db")

    def sql(self, service: str, text: str, *values: Any) -> list[Any]:
        """A statement on a service's database."""
        with closing(sqlite3.connect(self.database(service), timeout=10)) as database, database:
            return database.execute(text, values).fetchall()

    def place(self, own: SimpleNamespace) -> None:
        """Orders of two pieces at 30, each of an item and a customer of its own; the browser sends each twice."""
        for id, (how, _) in ORDERS.items():
            self.sql("stock", "INSERT INTO stock VALUES (?, ?)", id, how.get("pieces", 5))
            self.sql("payment", "INSERT INTO accounts VALUES (?, ?)", id, how.get("money", 100))
            one = {"customer": id, "item": id, "quantity": 2, "amount": 30, "area": how.get("area", "here")}
            for _ in range(2):
                own.api.place_order(own.database.Database(self.database("order")), id, "k", one)

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
    queues: dict[str, deque[bytes]] = {service: deque() for service in SERVICES}
    for _ in range(500):
        for service in SERVICES:
            for id, kind, event in shop.sql(
                service, "SELECT id, type, event FROM outbox WHERE sent = 0 ORDER BY number"
            ):
                shop.sql(service, "UPDATE outbox SET sent = 1 WHERE id = ?", id)
                for reader in ways[kind]:
                    queues[reader].append(event.encode())
        waiting: Sequence[str] = [service for service in SERVICES if queues[service]]
        if not waiting:
            return
        service = waiting[0] if seed is None else chance.choice(waiting)
        body = queues[service].popleft()
        told = [own.consumer.handle(own.database.Database(shop.database(service)), service, body) for _ in range(2)]
        if told not in ([True, False], [False, False]):
            raise RuntimeError(f"{service}: a second delivery was taken for a first")
    raise RuntimeError("the Saga does not end")
