"""Goods and reservations. Knows nothing of gRPC."""

from dataclasses import dataclass
from typing import Protocol


class NotEnough(Exception):
    """Fewer there than wanted."""


class AnotherOrder(Exception):
    """The order's id stands for other goods, or another quantity of them."""


class NoSuchGoods(Exception):
    """No shelf has this name."""


@dataclass(frozen=True)
class Reservation:
    """What an order took, and what remained then, so that a repeated call gets the first answer."""

    sku: str
    quantity: int
    remaining: int


@dataclass
class Shelf:
    sku: str
    remaining: int

    def reserve(self, quantity: int, earlier: Reservation | None) -> Reservation:
        """A reservation; `earlier` is the one that the order has already, of whichever goods."""
        if earlier is not None:  # step 7
            if (earlier.sku, earlier.quantity) != (self.sku, quantity):
                raise AnotherOrder(self.sku)
            return earlier
        if quantity > self.remaining:
            raise NotEnough(self.sku)
        self.remaining -= quantity
        return Reservation(self.sku, quantity, self.remaining)


class Shelves(Protocol):
    """The port to where shelves and reservations are kept. Each call is one transaction that locks the shelf; the
    order's id is a unique key, over all shelves."""

    def reserve(self, sku: str, order_id: str, quantity: int) -> int: ...

    def remaining(self, sku: str) -> int: ...
