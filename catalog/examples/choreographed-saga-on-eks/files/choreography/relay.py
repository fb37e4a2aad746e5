"""What publishes a service's events: `python relay.py stock`.

It reads the outbox, waits for the broker's confirmation, and only then marks the rows as sent. If it dies in between,
it publishes them again: the consumers' inboxes drop the second copy.
"""

from __future__ import annotations

import logging
import signal
import sys
from typing import Any

import pika
from broker import EXCHANGE, connect, touch
from database import Database
from events import CONTENT_TYPE

log = logging.getLogger("relay")
BATCH = 100


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
            f"SELECT id, type, event FROM outbox WHERE sent = 0 ORDER BY number LIMIT {BATCH}{database.for_update}"
        ).fetchall()
        for id, kind, event in rows:
            publish(channel, id, kind, event)
            execute("UPDATE outbox SET sent = 1 WHERE id = ?", id)  # step 3
    return len(rows)


def main(service: str) -> None:
    """Until the pod is stopped."""
    database = Database.of_environment()
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
        count = relay(database, channel)
        if count:
            log.info("%d published", count)
        connection.sleep(0 if count == BATCH else 0.2)
    connection.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("pika").setLevel(logging.WARNING)
    main(sys.argv[1])
