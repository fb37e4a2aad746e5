"""Placing an order. Knows that goods can be reserved, and nothing of gRPC."""

from typing import Protocol


class OutOfStock(Exception):
    """There are not enough of the goods."""


class AnotherOrder(Exception):
    """The id stands for an order of other goods, or of another quantity."""


class NoSuchGoods(Exception):
    """The shop does not have them."""


class StockUnavailable(Exception):
    """Nobody can say now; the caller may try again with the same order id."""


class Stock(Protocol):
    """The port: what an order needs of an inventory."""

    def reserve(self, order_id: str, sku: str, quantity: int) -> None: ...


MOST = 1000  # pieces in one order


class PlaceOrder:
    def __init__(self, stock: Stock) -> None:
        self._stock = stock

    def __call__(self, order_id: str, sku: str, quantity: int) -> dict[str, object]:
        if not 1 <= quantity <= MOST:
            raise ValueError(f"quantity not from 1 to {MOST}")
        self._stock.reserve(order_id, sku, quantity)  # step 5
        return {"id": order_id, "sku": sku, "quantity": quantity, "state": "reserved"}
