"""The local transactions of the four services, each with its compensation.

Temporal may run any of them twice, and a compensation although its local transaction never took effect, or while a
late attempt of it is still on its way. So each writes a row into `local_transactions` in the same database
transaction as its work: a second `do` finds it and does nothing, and an `undo` that comes first bars a later `do`.
Where two of them meet at the same moment, one fails on the key, and Temporal repeats it. What an order costs the order
service says, from its own prices; no amount ever comes from a customer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from database import Database
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory
from workflow import Order


def refused(reason: str) -> ApplicationError:
    """A no of the business: trying again is useless, the Saga turns round; benign, so that no alert counts it."""
    benign = ApplicationErrorCategory.BENIGN
    return ApplicationError(reason, type="Refused", non_retryable=True, category=benign)  # step 11


class Service:
    """What the services share; in a real shop, a library."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _do(self, order: Order, work: Callable[[Callable[..., Any]], None]) -> None:
        with self.database.transaction() as execute:
            row = execute(
                "SELECT state FROM local_transactions WHERE transaction_id = ?", order.transaction_id
            ).fetchone()
            if row and row[0] == "undone":
                raise refused("already compensated")
            if row:
                return  # done by an attempt whose answer got lost  # step 12
            execute("INSERT INTO local_transactions VALUES (?, 'done')", order.transaction_id)
            work(execute)

    def _undo(self, order: Order, work: Callable[[Callable[..., Any]], None]) -> None:
        with self.database.transaction() as execute:
            changed = execute(
                "UPDATE local_transactions SET state = 'undone' WHERE transaction_id = ? AND state = 'done'",
                order.transaction_id,
            ).rowcount
            if changed:
                work(execute)
                return
            row = execute(
                "SELECT state FROM local_transactions WHERE transaction_id = ?", order.transaction_id
            ).fetchone()
            if not row:  # nothing to undo, and nothing may be done from now on
                execute("INSERT INTO local_transactions VALUES (?, 'undone')", order.transaction_id)


class OrderService(Service):
    """Orders and their states."""

    @activity.defn
    def accept_order(self, order: Order) -> int:
        """What it costs. Others see the order, but as pending; refused where the shop has no such item."""

        def work(execute: Callable[..., Any]) -> None:
            price = execute("SELECT price FROM prices WHERE item = ?", order.item).fetchone()
            if not price:
                raise refused("no such item")
            execute(
                "INSERT INTO orders VALUES (?, ?, ?, ?, ?, 'PENDING')",
                order.transaction_id, order.customer, order.item, order.quantity, price[0] * order.quantity,
            )  # fmt: skip

        self._do(order, work)
        with self.database.transaction() as execute:  # a second attempt tells what the first one said
            row = execute("SELECT amount FROM orders WHERE id = ?", order.transaction_id).fetchone()
        return int(row[0])

    @activity.defn
    def reject_order(self, order: Order) -> None:
        """The order stays, for the record."""
        self._undo(
            order,
            lambda execute: execute("UPDATE orders SET state = 'REJECTED' WHERE id = ?", order.transaction_id),
        )

    @activity.defn
    def confirm_order(self, order: Order) -> None:
        """Idempotent by itself."""
        with self.database.transaction() as execute:
            execute("UPDATE orders SET state = 'CONFIRMED' WHERE id = ?", order.transaction_id)


class StockService(Service):
    """How many pieces of each item are left."""

    @activity.defn
    def reserve_stock(self, order: Order) -> None:
        """Refused where there are too few."""

        def work(execute: Callable[..., Any]) -> None:
            if not execute(
                "UPDATE stock SET available = available - ? WHERE item = ? AND available >= ?",
                order.quantity, order.item, order.quantity,
            ).rowcount:  # fmt: skip
                raise refused("out of stock")

        self._do(order, work)

    @activity.defn
    def release_stock(self, order: Order) -> None:
        """The pieces can be sold again."""
        self._undo(
            order,
            lambda execute: execute(
                "UPDATE stock SET available = available + ? WHERE item = ?", order.quantity, order.item
            ),
        )


class PaymentService(Service):
    """Customers' prepaid accounts. Before a real card provider the transaction id would be its idempotency key."""

    @activity.defn
    def charge_payment(self, order: Order) -> None:
        """Refused where the balance is too low."""

        def work(execute: Callable[..., Any]) -> None:
            if not execute(
                "UPDATE accounts SET balance = balance - ? WHERE customer = ? AND balance >= ?",
                order.amount, order.customer, order.amount,
            ).rowcount:  # fmt: skip
                raise refused("payment declined")

        self._do(order, work)

    @activity.defn
    def refund_payment(self, order: Order) -> None:
        """A booking of its own in real life, not a deletion."""
        self._undo(
            order,
            lambda execute: execute(
                "UPDATE accounts SET balance = balance + ? WHERE customer = ?", order.amount, order.customer
            ),
        )


class DeliveryService(Service):
    """Parcels that are on their way."""

    @activity.defn
    def book_delivery(self, order: Order) -> None:
        """Refused where nobody delivers."""

        def work(execute: Callable[..., Any]) -> None:
            if not execute("SELECT 1 FROM areas WHERE area = ?", order.area).fetchone():
                raise refused("no delivery to this area")
            execute("INSERT INTO deliveries VALUES (?, ?)", order.transaction_id, order.area)

        self._do(order, work)

    @activity.defn
    def cancel_delivery(self, order: Order) -> None:
        """Only if the answer to the booking got lost."""
        self._undo(
            order,
            lambda execute: execute("DELETE FROM deliveries WHERE transaction_id = ?", order.transaction_id),
        )


SERVICES: dict[str, type[Service]] = {
    "order": OrderService,
    "stock": StockService,
    "payment": PaymentService,
    "delivery": DeliveryService,
}


def activities_of(name: str, database: Database) -> list[Callable[..., Any]]:
    """The local transactions and compensations of one service."""
    service = SERVICES[name](database)
    return [
        getattr(service, member)
        for member in vars(type(service))
        if hasattr(getattr(service, member), "__temporal_activity_definition")
    ]
