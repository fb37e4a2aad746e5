"""Events as CloudEvents 1.0 in structured mode: the whole envelope is the message's JSON body.

CloudEvents has a binding for AMQP 1.0 only; pika speaks AMQP 0-9-1. In structured mode the envelope does not depend on
the protocol's properties.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
PREFIX = "com.example.shop."
REQUIRED = ("specversion", "id", "source", "type")


def write(execute: Callable[..., Any], service: str, kind: str, data: dict[str, Any], cause: str) -> None:
    """Put an event into the outbox, within the transaction of what it tells."""
    event = {
        "specversion": "1.0",
        # Made of its cause: one cause can never give two events.
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{service}/{kind}/{cause}")),
        "source": f"/shop/{service}",
        "type": PREFIX + kind,
        "subject": data["order"],
        "time": datetime.now(UTC).isoformat(),
        "datacontenttype": "application/json",
        "correlationid": data["order"],
        "causationid": cause,
        "data": data,
    }
    execute(
        "INSERT INTO outbox (id, type, event) VALUES (?, ?, ?)", event["id"], kind, json.dumps(event)
    )  # steps 2, 4, 5, 6


def read(body: bytes) -> dict[str, Any]:
    """A message's event; ValueError if it is none."""
    try:
        event = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(event, dict) or any(not isinstance(event.get(name), str) for name in REQUIRED):
        raise ValueError(f"not a CloudEvent, expected {', '.join(REQUIRED)}")
    if not isinstance(event.get("data"), dict):
        raise ValueError("an event without its data")
    if event["specversion"] != "1.0" or not event["type"].startswith(PREFIX):
        raise ValueError(f"not an event of the shop: {event['type']!r} {event['specversion']!r}")
    return event
