"""The way to RabbitMQ. Exchange and queues are made by rabbitmq/topology.json, never by a service."""

from __future__ import annotations

import os
from pathlib import Path

import pika

EXCHANGE = "shop.events"


def queue_of(service: str) -> str:
    """The queue that only this service reads."""
    return f"{service}.events"


def password() -> str:
    """The user's password as it stands now: Kubernetes renews the file, so a new one needs no new pod."""
    return Path(os.environ["RABBITMQ_PASSWORD_FILE"]).read_text("utf-8").strip()


def connect(service: str) -> pika.BlockingConnection:
    """A connection under the service's own user."""
    return pika.BlockingConnection(
        pika.ConnectionParameters(
            host=os.environ["RABBITMQ_HOST"],
            port=int(os.environ.get("RABBITMQ_PORT", "5672")),
            virtual_host="shop",
            credentials=pika.PlainCredentials(service, password()),
            heartbeat=30,
            blocked_connection_timeout=30,  # a broker short of memory or disk takes nothing: an error, not a wait
            connection_attempts=3,  # well within the minute after which the probes say that the loop hangs
            retry_delay=2,
        )
    )


def touch() -> None:
    """For the probes: a file not touched for a minute means that the loop hangs."""
    if alive := os.environ.get("ALIVE_FILE"):
        Path(alive).touch()
