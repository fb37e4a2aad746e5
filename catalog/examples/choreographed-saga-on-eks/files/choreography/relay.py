"""What publishes a service's events: `python relay.py stock`.

It reads the outbox, waits for the broker's confirmation, and only then marks the rows as sent. If it dies in between,
it publishes them again: the consumers' inboxes drop the second copy.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from typing import Any

import pika
from broker import EXCHANGE, connect, touch
from database import FOR_UPDATE, Database
from events import CONTENT_TYPE
from prometheus_client import Gauge, start_http_server

log = logging.getLogger("relay")
BATCH = 100
PAUSE = 2  # seconds before the broker is asked again
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
    """What waits, for the alerts; each question is one look into an index."""
    with database.transaction() as execute:
        OUTBOX.set(
            _age(execute("SELECT written, CURRENT_TIMESTAMP FROM outbox WHERE sent = 0 ORDER BY number LIMIT 1"))
        )
        if service == "order":
            pending = "SELECT placed, CURRENT_TIMESTAMP FROM orders WHERE state = 'PENDING' ORDER BY placed LIMIT 1"
            PENDING.set(_age(execute(pending)))


def keep_measuring(database: Database, service: str) -> None:
    """Beside the publishing, so that the alerts hear of what waits also while the broker is away."""
    while True:
        try:
            measure(database, service)
        except Exception:  # whatever it was, such as a database that is away: publishing must not end by it
            log.exception("not measured")
        time.sleep(MEASURED)


def _age(oldest: Any) -> float:
    row = oldest.fetchone()
    return (row[1] - row[0]).total_seconds() if row else 0.0


def publishing(database: Database, service: str, stopping: threading.Event) -> None:
    """Publish what waits until the pod is stopped; an exception where the broker is away or no queue takes one."""
    connection = connect(service)
    channel = connection.channel()
    channel.confirm_delivery()  # step 3
    while not stopping.is_set():
        touch()
        count = relay(database, channel)
        if count:
            log.info("%d published", count)
        connection.sleep(0 if count == BATCH else 0.2)
    connection.close()


def main(service: str) -> None:
    """Until the pod is stopped."""
    database = Database.of_environment()
    if port := os.environ.get("METRICS_PORT"):
        start_http_server(int(port))
        threading.Thread(target=keep_measuring, args=(database, service), daemon=True).start()
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    while not stopping.is_set():
        touch()
        try:
            publishing(database, service, stopping)
        except pika.exceptions.AMQPConnectionError:  # a new process would find the same, with its metrics at zero
            log.exception("once more in %d s", PAUSE)
            stopping.wait(PAUSE)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("pika").setLevel(logging.WARNING)
    main(sys.argv[1])
