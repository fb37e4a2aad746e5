"""What receives a service's events: `python consumer.py stock`.

RabbitMQ delivers at least once. An event's id goes into the inbox in the same transaction as its effect and as the
event that follows, so a second delivery changes nothing. The message is acknowledged after the commit, never before.
"""

from __future__ import annotations

import logging
import signal
import sys
from typing import Any

from broker import connect, queue_of, touch
from database import DUPLICATE, UNFIT, Database
from events import PREFIX, read, write
from services import REACTIONS

log = logging.getLogger("consumer")
# Together five minutes: a database that fails over must not use up the queue's delivery limit.
PAUSES = (1, 2, 4, 8, *[15] * 19)


def handle(database: Database, service: str, body: bytes, key: str) -> bool:
    """Handle one message; False if it was handled before."""
    event = read(body)
    kind = event["type"].removeprefix(PREFIX)
    # The broker's rights cover the key alone. A replay comes by the queue's own name, which only `operator` may use.
    if key not in (kind, queue_of(service)):
        raise ValueError(f"routed as {key!r}, and says that it is {kind!r}")
    reaction = REACTIONS[service][kind]
    with database.transaction() as execute:
        try:
            execute("INSERT INTO inbox (id) VALUES (?)", event["id"])  # steps 4, 11
        except DUPLICATE:
            return False
        told = reaction(execute, event["data"])
        if told:
            write(execute, service, told, event["data"], cause=event["id"])
    return True


def main(service: str) -> None:
    """Until the pod is stopped."""
    database = Database.of_environment()
    connection = connect(service)
    channel = connection.channel()
    # Five times five minutes of pauses stay below the half hour after which the broker wants its messages back.
    channel.basic_qos(prefetch_count=5)

    def received(_: Any, method: Any, __: Any, body: bytes) -> None:
        for pause in PAUSES:
            try:
                fresh = handle(database, service, body, method.routing_key)
            except UNFIT as error:  # no event, one that this service knows nothing of, or values that no column takes
                log.error("to the dead letters: %s", error)
                channel.basic_reject(method.delivery_tag, requeue=False)  # step 12
                return
            except Exception:  # whatever it was, such as a database that is away: the log tells it
                log.exception("once more in %d s", pause)
                touch()
                connection.sleep(pause)
            else:
                log.info("%s %s", method.routing_key, "handled" if fresh else "handled before")
                channel.basic_ack(method.delivery_tag)  # steps 4, 11
                return
        # Rejected, which counts towards the delivery limit in every version; from RabbitMQ 4.3 on, basic_nack does not.
        channel.basic_reject(method.delivery_tag, requeue=True)  # step 12

    def stop(*_: object) -> None:
        connection.add_callback_threadsafe(channel.stop_consuming)

    def alive() -> None:
        touch()
        connection.call_later(5, alive)

    signal.signal(signal.SIGTERM, stop)
    alive()
    channel.basic_consume(queue_of(service), received)  # steps 4, 5, 6, 7
    channel.start_consuming()
    connection.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("pika").setLevel(logging.WARNING)
    main(sys.argv[1])
