"""What a person does about dead letters: `python dead_letters.py show`, then `… replay`, as the user `operator`.

`show` tells of each why it is there and puts it back. `replay` sends each to the queue that gave it up, once its cause
is mended: the service's inbox drops what was handled before. Customers' data is not told.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pika
from broker import connect

QUEUE = "dead-letters"


def letters(channel: Any) -> Iterator[tuple[Any, Any, bytes]]:
    """All that are there now; each stays the queue's own until it is acknowledged."""
    while True:
        method, properties, body = channel.basic_get(QUEUE)
        if method is None:
            return
        yield method, properties, body


def cause(properties: Any) -> tuple[str, str]:
    """The queue that gave it up, and why, by what the broker wrote into its headers."""
    headers = properties.headers or {}
    return str(headers.get("x-first-death-queue", "")), str(headers.get("x-first-death-reason", "unknown"))


def told(body: bytes) -> str:
    """An event's type and id."""
    try:
        event = json.loads(body)
        return f"{event['type']} {event['id']}"
    except (ValueError, KeyError, TypeError, RecursionError):  # the last: nested too deeply
        return "no event"


def main(what: str) -> None:
    """Show or replay."""
    connection = connect("operator")
    channel = connection.channel()
    channel.confirm_delivery()
    for method, properties, body in list(letters(channel)):  # all of them first: a replayed one may come back at once
        queue, reason = cause(properties)
        print(f"{queue or 'unknown queue'}: {reason}: {told(body)}", flush=True)
        if what == "replay" and queue:
            again = pika.BasicProperties(
                content_type=properties.content_type, delivery_mode=2, message_id=properties.message_id
            )
            channel.basic_publish("", queue, body, again, mandatory=True)  # an exception unless the queue has it
            channel.basic_ack(method.delivery_tag)
    # What is not acknowledged goes back, by basic.nack: a connection that ends with letters counts as their failure,
    # and after twenty failures, the limit of queues without one of their own, RabbitMQ drops them.
    channel.basic_nack(0, multiple=True)
    connection.close()


if __name__ == "__main__":
    if sys.argv[1:] not in (["show"], ["replay"]):
        sys.exit("expected show or replay")
    main(sys.argv[1])
