"""Goods and reservations. Knows nothing of gRPC."""

from dataclasses import dataclass, field
from typing import Protocol


class NotEnough(Exception):
    """Fewer there than wanted."""


@dataclass
class Shelf:
    sku: str
    remaining: int
    reserved: dict[str, int] = field(default_factory=dict)
    """What remained after each order, so that a repeated call gets the first answer."""

    def reserve(self, order_id: str, quantity: int) -> int:
        if order_id not in self.reserved:  # step 7
            if quantity > self.remaining:
                raise NotEnough(self.sku)
            self.remaining -= quantity
            self.reserved[order_id] = self.remaining
        return self.reserved[order_id]


class Shelves(Protocol):
    """The port to where shelves are kept. Each call is one transaction that locks the shelf."""

    def reserve(self, sku: str, order_id: str, quantity: int) -> int: ...

    def remaining(self, sku: str) -> int: ...
