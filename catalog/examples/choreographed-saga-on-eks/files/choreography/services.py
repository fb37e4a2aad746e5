"""The four services: on which event which local transaction runs, and which event tells the others of it.

Nobody knows the whole Saga. Read the lines marked as steps 1 to 10 from top to bottom to see it.
A reaction gets the service's open transaction and the event's data, and returns the type of the event to publish, or
None. What it does, the note that the event was handled, and the new event are committed together (see consumer.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Execute = Callable[..., Any]
Data = dict[str, Any]
Reaction = Callable[[Execute, Data], str | None]


# --- order ------------------------------------------------------------------------------------------------------------


def place(execute: Execute, order: Data) -> str:
    """A customer's request; others see the order, but as pending. What it costs the service's own prices say."""
    price = execute("SELECT price FROM prices WHERE item = ?", order["item"]).fetchone()
    if not price:
        raise LookupError("no such item")
    order["amount"] = price[0] * order["quantity"]
    execute(
        "INSERT INTO orders (id, customer, item, quantity, area, amount, state) VALUES (?, ?, ?, ?, ?, ?, 'PENDING')",
        order["order"], order["customer"], order["item"], order["quantity"], order["area"], order["amount"],
    )  # fmt: skip
    return "order.placed"  # step 2


def confirm(execute: Execute, order: Data) -> str | None:
    """All have done their part."""
    execute("UPDATE orders SET state = 'CONFIRMED' WHERE id = ? AND state = 'PENDING'", order["order"])  # step 7
    return None


def reject(execute: Execute, order: Data) -> str | None:
    """The last compensation: the order stays, for the record."""
    execute("UPDATE orders SET state = 'REJECTED' WHERE id = ? AND state = 'PENDING'", order["order"])  # step 10
    return None


# --- stock ------------------------------------------------------------------------------------------------------------


def reserve(execute: Execute, order: Data) -> str:
    """Refused where there are too few."""
    changed = execute(
        "UPDATE stock SET available = available - ? WHERE item = ? AND available >= ?",
        order["quantity"], order["item"], order["quantity"],
    ).rowcount  # fmt: skip
    return "stock.reserved" if changed else "stock.refused"  # steps 4, 8


def release(execute: Execute, order: Data) -> str:
    """The compensation of `reserve`."""
    execute("UPDATE stock SET available = available + ? WHERE item = ?", order["quantity"], order["item"])  # step 10
    return "stock.released"


# --- payment ----------------------------------------------------------------------------------------------------------


def charge(execute: Execute, order: Data) -> str:
    """Refused where the balance is too low."""
    changed = execute(
        "UPDATE accounts SET balance = balance - ? WHERE customer = ? AND balance >= ?",
        order["amount"], order["customer"], order["amount"],
    ).rowcount  # fmt: skip
    return "payment.charged" if changed else "payment.declined"  # steps 5, 8


def refund(execute: Execute, order: Data) -> str:
    """The compensation of `charge`; a booking of its own in real life."""
    execute(
        "UPDATE accounts SET balance = balance + ? WHERE customer = ?", order["amount"], order["customer"]
    )  # step 9
    return "payment.refunded"


# --- delivery ---------------------------------------------------------------------------------------------------------


def book(execute: Execute, order: Data) -> str:
    """The pivot: nothing is undone after it. Refused where nobody delivers."""
    if not execute("SELECT 1 FROM areas WHERE area = ?", order["area"]).fetchone():
        return "delivery.refused"  # step 8
    execute("INSERT INTO deliveries VALUES (?, ?)", order["order"], order["area"])
    return "delivery.booked"  # step 6


# Service → the type of event → what it does then. The keys are the bindings in rabbitmq/topology.json.
REACTIONS: dict[str, dict[str, Reaction]] = {
    "order": {
        "delivery.booked": confirm,
        "stock.refused": reject,
        "stock.released": reject,
    },
    "stock": {
        "order.placed": reserve,
        "payment.declined": release,
        "payment.refunded": release,
    },
    "payment": {
        "stock.reserved": charge,
        "delivery.refused": refund,
    },
    "delivery": {
        "payment.charged": book,
    },
}
