"""Runs a service of the request/response example: its own code, with shelves in memory and on loopback.

    python shop_driver.py <folder> inventory <port>
    python shop_driver.py <folder> order <port> <port of the inventory>

In: a folder with the example's files and what is generated of its contract. It stops at SIGTERM, as the code says.
"""

from __future__ import annotations

import functools
import sys
import threading
import time
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

GOODS = {"tea": 10, "rare": 1, "late": 10, "slow": 10}
TAKES = {"late": 0.6, "slow": 5.0}  # seconds; the client waits for one, and the tests for an answer before the slow one


class Memory:
    """The port `Shelves` of the example: each call locks the shelf."""

    def __init__(self, shelves: Any) -> None:
        self._shelves = {sku: shelves.Shelf(sku, count) for sku, count in GOODS.items()}
        self._reserved: dict[str, Any] = {}
        self._unknown = shelves.NoSuchGoods
        self._lock = threading.Lock()

    def reserve(self, sku: str, order_id: str, quantity: int) -> int:
        time.sleep(TAKES.get(sku, 0))
        with self._lock:
            if sku not in self._shelves:
                raise self._unknown(sku)
            told = self._reserved[order_id] = self._shelves[sku].reserve(quantity, self._reserved.get(order_id))
            return int(told.remaining)

    def remaining(self, sku: str) -> int:
        with self._lock:
            if sku not in self._shelves:
                raise self._unknown(sku)
            return int(self._shelves[sku].remaining)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Silent."""


def inventory(port: str) -> None:
    from inventory.application import shelves
    from inventory.infrastructure import inventory_server

    inventory_server.start = functools.partial(inventory_server.start, address=f"127.0.0.1:{port}")
    inventory_server.serve(Memory(shelves))


def order(port: str, behind: str) -> None:
    from order.application.place_order import PlaceOrder
    from order.infrastructure.inventory_client import InventoryClient
    from order.infrastructure.rest_server import RestServer

    rest = RestServer(PlaceOrder(InventoryClient(f"127.0.0.1:{behind}")))
    make_server("127.0.0.1", int(port), rest, _Server, _Silent).serve_forever()


if __name__ == "__main__":
    sys.path[0] = str(Path(sys.argv[1]))
    {"inventory": inventory, "order": order}[sys.argv[2]](*sys.argv[3:])
