"""What publishes a service's events: `python relay.py stock`.

It reads the outbox, waits for the broker's confirmation, and only then marks the rows as sent. If it dies in between,
it publishes them again: the consumers' inboxes drop the second copy.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from typing import Any

import pika
from broker import EXCHANGE, connect, touch
from database import FOR_UPDATE, Database
from events import CONTENT_TYPE
from prometheus_client import Gauge, start_http_server

log = logging.getLogger("relay")
BATCH = 100
MEASURED = 15  # seconds between two looks at what waits
OUTBOX = Gauge("shop_outbox_oldest_seconds", "How long the oldest event that is not published has waited")
PENDING = Gauge("shop_orders_pending_oldest_seconds", "How long the oldest undecided order has waited")


def publish(channel: Any, id: str, kind: str, event: str) -> None:
    """One event; an exception unless a queue took it and the broker keeps it."""
    channel.basic_publish(
        EXCHANGE,
        routing_key=kind,  # steps 3, 4, 5, 6
        body=event.encode(),
        properties=pika.BasicProperties(content_type=CONTENT_TYPE, delivery_mode=2, message_id=id),
        mandatory=True,
    )


def relay(database: Database, channel: Any) -> int:
    """Publish what waits in the outbox; how many."""
    with database.transaction() as execute:
        rows = execute(
            f"SELECT id, type, event FROM outbox WHERE sent = 0 ORDER BY number LIMIT {BATCH}{FOR_UPDATE}"
        ).fetchall()
        for id, kind, event in rows:
            publish(channel, id, kind, event)
            execute("UPDATE outbox SET sent = 1 WHERE id = ?", id)  # step 3
    return len(rows)


def measure(database: Database, service: str) -> None:
    """What waits, for the alerts."""
    with database.transaction() as execute:
        OUTBOX.set(_age(execute("SELECT MIN(written), CURRENT_TIMESTAMP FROM outbox WHERE sent = 0").fetchone()))
        if service == "order":
            row = execute("SELECT MIN(placed), CURRENT_TIMESTAMP FROM orders WHERE state = 'PENDING'").fetchone()
            PENDING.set(_age(row))


def _age(row: Any) -> float:
    oldest, now = row
    return (now - oldest).total_seconds() if oldest else 0.0


def main(service: str) -> None:
    """Until the pod is stopped."""
    database = Database.of_environment()
    if port := os.environ.get("METRICS_PORT"):
        start_http_server(int(port))
    next_look = 0.0
    connection = connect(service)
    channel = connection.channel()
    channel.confirm_delivery()  # step 3
    running = True

    def stop(*_: object) -> None:
        nonlocal running
        running = False

    signal.signal(signal.SIGTERM, stop)
    while running:
        touch()
        if time.monotonic() >= next_look:
            measure(database, service)
            next_look = time.monotonic() + MEASURED
        count = relay(database, channel)
        if count:
            log.info("%d published", count)
        connection.sleep(0 if count == BATCH else 0.2)
    connection.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("pika").setLevel(logging.WARNING)
    main(sys.argv[1])
