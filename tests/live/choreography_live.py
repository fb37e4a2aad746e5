"""The choreographed Saga's relay, consumers and topology against a real RabbitMQ.

In: a broker's port, a `Shop`. Out: what became of it, as plain values. A thread stands for a process where only its
end matters: it dies by an exception that nothing catches, and its connection goes with it. `story` starts processes.
"""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout, suppress
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pika
import pymysql
from pika.adapters.blocking_connection import BlockingChannel

from live.choreography import SERVICES, Shop
from live.mariadb import HOST, PASSWORD
from live.rabbitmq import channel, connection

QUEUES = (*(f"{one}.events" for one in SERVICES), "dead-letters")
PATIENCE = 30.0
# A wrong version that stands still for as long does not go on, where the right one needs less: the tests ask it first.
IMPATIENCE = 1.0

# A program of a service, which logs in with a password where IAM's tokens are not known.
START = f"import database, importlib, logging, sys; database.token = lambda *_: {PASSWORD!r}; logging.basicConfig(level=logging.INFO); program = importlib.import_module(sys.argv[1])"
RUN = f"{START}; program.main(sys.argv[2])"
# Dies once it has committed and before it acknowledges.
DIES = f"{START}; import os; real = program.handle; program.handle = lambda *a: (real(*a), os._exit(9)); program.main(sys.argv[2])"


class Died(BaseException):
    """The end of a process."""


def settle(state: Callable[[], Any], wanted: Any, patience: float, over: Callable[[], bool] = lambda: False) -> Any:
    """The state, once it is the wanted one, has not changed for so many seconds, or nothing goes on any more."""
    found, since = state(), time.monotonic()
    while found != wanted and not over() and time.monotonic() - since < patience:
        time.sleep(0.01)
        now = state()
        if now != found:
            found, since = now, time.monotonic()
    return found


def environment(port: int, shop: Shop, service: str) -> dict[str, str]:
    """What a pod of this service would have."""
    return {
        "DB_HOST": HOST, "DB_PORT": str(shop.server.port), "DB_USER": f"{service}_service",
        "DB_NAME": shop.schemas[service], "DB_CA": str(shop.server.ca), "RABBITMQ_HOST": "127.0.0.1",
        "RABBITMQ_PORT": str(port), "RABBITMQ_PASSWORD_FILE": str(shop.folder / "password"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip


def empty(port: int) -> None:
    """No message is left of an earlier story."""
    with channel(port, "shop") as opened:
        for queue in QUEUES:
            opened.queue_purge(queue)


@contextmanager
def running(port: int, shop: Shop, module: Any, service: str) -> Iterator[threading.Thread]:
    """A relay or a consumer in a thread; it is told to stop as Kubernetes does, by SIGTERM's handler."""
    handlers: list[Callable[..., None]] = []
    connections: list[Any] = []
    real = module.connect

    def connect(name: str) -> Any:
        connections.append(real(name))
        return connections[-1]

    def main() -> None:
        with suppress(Died, pika.exceptions.AMQPError, pymysql.MySQLError):
            module.main(service)

    with (
        mock.patch.dict(os.environ, environment(port, shop, service)),
        mock.patch.object(module, "connect", connect),
        mock.patch.object(signal, "signal", lambda _, handler: handlers.append(handler)),
    ):
        thread = threading.Thread(target=main, daemon=True)
        thread.start()
        try:
            yield thread
        finally:
            for handler in handlers if thread.is_alive() else ():
                handler()
            thread.join(PATIENCE)
            for connection in connections:
                if connection.is_open and not thread.is_alive():
                    connection.close()


def relayed(port: int, shop: Shop, own: SimpleNamespace, patience: float = PATIENCE) -> dict[str, Any]:
    """What a relay does with an event, with one that no queue takes, and when it dies in between."""
    empty(port)
    found: dict[str, Any] = {}

    def sent() -> list[int]:
        return [row[0] for row in shop.sql("order", "SELECT sent FROM outbox ORDER BY number")]

    def arrived() -> list[Any]:
        with channel(port, "shop") as opened:
            got = [(one, *opened.basic_get(f"{one}.events", auto_ack=True)) for one in SERVICES]
        return [
            (
                queue,
                json.loads(body)["type"],
                how.content_type,
                how.delivery_mode,
                how.message_id == json.loads(body)["id"],
            )
            for queue, method, how, body in got
            if method
        ]

    shop.place(own)
    shop.sql("order", "DELETE FROM outbox WHERE number > 1")
    real = own.relay.publish

    def dies(*arguments: Any) -> None:
        real(*arguments)
        raise Died

    with mock.patch.object(own.relay, "publish", dies), running(port, shop, own.relay, "order") as thread:
        thread.join(patience)
    found["died after publishing"] = (sent(), arrived())
    if found["died after publishing"] != RELAYED["died after publishing"]:
        return found  # wrong already: do not wait for the rest
    with running(port, shop, own.relay, "order"):
        found["marked"] = settle(sent, [1], patience)
        found["published"] = arrived()
    if found["marked"] != RELAYED["marked"]:
        return found
    shop.sql("order", "INSERT INTO outbox (id, type, event) VALUES ('x', 'order.forgotten', '{}')")
    with running(port, shop, own.relay, "order") as thread:
        ended = settle(lambda: (thread.is_alive(), sent()), (False, [1, 0]), patience)
    found["no queue takes it"] = ended
    return found


RIGHT_EVENT = ("stock", "com.example.shop.order.placed", "application/cloudevents+json; charset=utf-8", 2, True)
RELAYED = {
    "died after publishing": ([0], [RIGHT_EVENT]),
    "marked": [1],
    "published": [RIGHT_EVENT],
    "no queue takes it": (False, [1, 0]),
}


def consumed(port: int, shop: Shop, own: SimpleNamespace, patience: float = PATIENCE) -> dict[str, Any]:
    """What the stock's consumer does with its events: it dies before and after its commit, the database is away for a
    while or for good, and two messages are no events of it."""
    empty(port)
    shop.place(own)
    (first,), (later,), (never,) = shop.sql("order", "SELECT event FROM outbox ORDER BY number LIMIT 3")
    unknown = json.dumps({**json.loads(first), "id": "unknown", "type": "com.example.shop.order.forgotten"})
    plan = {
        first: ["dies before", "dies after"],
        later: ["is away"] * 3,  # once more than it is tried without a new delivery
        never: ["is away"] * 1000,
    }
    names = {first: "first", later: "later", never: "never", unknown: "unknown", "good morning": "no event"}
    real = own.consumer.handle

    def handle(database: Any, service: str, body: bytes, key: str) -> bool:
        steps = plan.get(body.decode(), [])
        what = steps.pop(0) if steps else ""
        if what == "is away":
            raise OSError("the database is away")
        if what == "dies before":
            raise Died
        result: bool = real(database, service, body, key)
        if what == "dies after":
            raise Died
        return result

    with channel(port, "shop") as opened, ExitStack() as stack:
        for body in names:
            opened.basic_publish("shop.events", "order.placed", body.encode())
        stack.callback(logging.disable, logging.root.manager.disable)
        logging.disable(logging.CRITICAL)  # it tells of each failure, as it should
        stack.enter_context(mock.patch.object(own.consumer, "PAUSES", (0, 0)))
        stack.enter_context(mock.patch.object(own.consumer, "handle", handle))
        dead: list[str] = []

        def state() -> dict[str, Any]:
            method, _, body = opened.basic_get("dead-letters", auto_ack=True)
            if method:
                dead.append(names.get(body.decode(), body.decode()))
            told = shop.sql("stock", "SELECT type, event FROM outbox ORDER BY number")
            return {
                "dead letters": sorted(dead),
                "told": sorted((kind, json.loads(event)["data"]["customer"]) for kind, event in told),
                "waiting": opened.queue_declare("stock.events", passive=True).method.message_count,
            }

        # Each time it dies, Kubernetes starts it again.
        deaths = 0
        while deaths < 5:
            with running(port, shop, own.consumer, "stock") as thread:
                found = settle(state, CONSUMED, patience, over=lambda thread=thread: not thread.is_alive())
                if thread.is_alive():
                    break
            deaths += 1
        # Once more: what it never acknowledged waits again now.
        return {**found, **state(), "deaths": deaths, "stopped": not thread.is_alive()}


CONSUMED = {
    "dead letters": ["never", "no event", "unknown"],
    "told": [("stock.refused", "out of stock"), ("stock.reserved", "success")],
    "waiting": 0,
}
CONSUMED_AT_LAST = {**CONSUMED, "deaths": 2, "stopped": True}


def story(port: int, shop: Shop, own: SimpleNamespace) -> dict[str, Any]:
    """The whole of it, each relay and consumer a process of its own; the stock's consumer dies after its first commit,
    then every event is delivered twice."""
    empty(port)
    shop.place(own)
    with ExitStack() as stack:

        def start(service: str, program: str, code: str = RUN) -> subprocess.Popen[bytes]:
            with (shop.folder / f"{service}-{program}.log").open("ab") as log:
                started = subprocess.Popen(
                    [sys.executable, "-c", code, program, service], cwd=shop.folder, stdout=log, stderr=log,
                    env={**os.environ, **environment(port, shop, service)},
                )  # fmt: skip
            stack.callback(started.wait)
            stack.callback(started.kill)
            return started

        def handled_again() -> int:
            return sum(path.read_text("utf-8", "replace").count("handled before") for path in shop.folder.glob("*.log"))

        dying = start("stock", "consumer", DIES)
        for service in SERVICES:
            start(service, "relay")
            if service != "stock":
                start(service, "consumer")
        found: dict[str, Any] = {"dies after its commit": dying.wait(PATIENCE)}
        start("stock", "consumer")
        settle(shop.settled, True, PATIENCE)
        found["ends"] = shop.ends()
        events = sum(shop.sql(one, "SELECT COUNT(*) FROM inbox")[0][0] for one in SERVICES)
        for service in SERVICES:
            shop.sql(service, "UPDATE outbox SET sent = 0")
        found["each delivered twice"] = settle(lambda: handled_again() >= events, True, PATIENCE)
        found["ends after it"] = shop.ends()
        return found


def asked(port: int, vhost: str, kinds: list[str], patience: float = PATIENCE) -> dict[str, Any]:
    """What a topology lets whom do: who may publish which event, which queues get it, who reads, who makes queues."""
    found: dict[str, Any] = {}
    with channel(port, vhost) as reads:
        for user in SERVICES:
            with connection(port, vhost, user) as opened:
                for kind in kinds:
                    found[f"{user} tells {kind}"] = _published(opened, reads, kind)
                for queue in QUEUES:
                    found[f"{user} reads {queue}"] = _may(opened, lambda it, queue=queue: it.basic_get(queue))
                found[f"{user} makes a queue"] = _may(opened, lambda it: it.queue_declare("mine"))
        with connection(port, vhost, "operator") as opened:
            for queue in QUEUES:
                found[f"operator reads {queue}"] = _may(opened, lambda it, queue=queue: it.basic_get(queue))
            found["operator puts back"] = _may(
                opened, lambda it: it.basic_publish("", "stock.events", b"{}", mandatory=True)
            )
            found["operator tells"] = _may(opened, lambda it: it.basic_publish("shop.events", "order.placed", b"{}"))
            found["operator makes a queue"] = _may(opened, lambda it: it.queue_declare("mine"))
            reads.queue_purge("stock.events")
        for queue, kind in (("order.events", "delivery.booked"), ("stock.events", "order.placed")):
            for how in ("rejected", "returned"):
                reads.basic_publish("shop.events", kind, how.encode())
                given, dead = _dead(reads, queue, requeue=how == "returned", patience=patience)
                found[f"{how} in {queue}"] = (given, dead)
                patience = patience if dead else 0.1  # wrong already: do not wait for the rest
    return found


def expected(kinds: dict[str, list[str]]) -> dict[str, Any]:
    """What the right topology answers, with the queues that get each event."""
    found: dict[str, Any] = {}
    for user in SERVICES:
        for kind, readers in kinds.items():
            found[f"{user} tells {kind}"] = sorted(readers) if kind.startswith(f"{user}.") else "refused"
        for queue in QUEUES:
            found[f"{user} reads {queue}"] = "allowed" if queue == f"{user}.events" else "refused"
        found[f"{user} makes a queue"] = "refused"
    for queue in QUEUES:
        found[f"operator reads {queue}"] = "allowed" if queue == "dead-letters" else "refused"
    found |= {"operator puts back": "allowed", "operator tells": "refused", "operator makes a queue": "refused"}
    for queue in ("order.events", "stock.events"):
        # The limit is twenty; one that only reads its queue gives a message back more often than a dead letter needs.
        found |= {f"rejected in {queue}": (1, True), f"returned in {queue}": (21, True)}
    return found


def _may(opened: pika.BlockingConnection, act: Callable[[Any], Any]) -> str:
    channel = opened.channel()
    try:
        channel.confirm_delivery()
        act(channel)
    except pika.exceptions.ChannelClosedByBroker as error:
        return "refused" if error.reply_code == 403 else str(error.reply_code)
    except pika.exceptions.UnroutableError:
        pass
    channel.close()
    return "allowed"


def _published(opened: pika.BlockingConnection, reads: Any, kind: str) -> Any:
    told = _may(opened, lambda it: it.basic_publish("shop.events", kind, b"{}", mandatory=True))
    if told != "allowed":
        return told
    return [one for one in sorted(SERVICES) if reads.basic_get(f"{one}.events", auto_ack=True)[0]]


def _dead(opened: Any, queue: str, *, requeue: bool, patience: float) -> tuple[int, bool]:
    """How often the queue gave a message until it stayed away, and whether it is a dead letter then."""
    given = 0

    def arrived() -> bool:
        return opened.basic_get("dead-letters", auto_ack=True)[0] is not None

    while given < 30:
        method, _, _ = opened.basic_get(queue)
        if method is None:
            break
        given += 1
        opened.basic_reject(method.delivery_tag, requeue=requeue)
    return given, settle(arrived, True, patience)


def replayed(port: int, shop: Shop, own: SimpleNamespace) -> dict[str, Any]:
    """What the operator sees of dead letters, and what becomes of them: an event of an unknown kind is mended by a new
    version, and what is no event stays dead."""
    empty(port)
    shop.place(own)
    ((event,),) = shop.sql("order", "SELECT event FROM outbox ORDER BY number LIMIT 1")
    found: dict[str, Any] = {}

    def asked(what: str) -> list[str]:
        given_back = BlockingChannel.basic_nack
        with (
            mock.patch.dict(os.environ, environment(port, shop, "stock")),
            mock.patch.object(BlockingChannel, "basic_nack", autospec=True, side_effect=given_back) as nack,
            redirect_stdout(io.StringIO()) as told,
        ):
            own.dead_letters.main(what)
        # From RabbitMQ 4.3 on, what a connection takes along when it ends has failed, and what is given back has not.
        found.setdefault("given back", []).extend((*call.args[1:], call.kwargs["multiple"]) for call in nack.mock_calls)
        return sorted(line.partition(" com.")[0] for line in told.getvalue().splitlines())

    def dead() -> int:
        with channel(port, "shop") as opened:
            count: int = opened.queue_declare("dead-letters", passive=True).method.message_count
            return count

    with channel(port, "shop") as opened:
        for body in (event.encode(), b"good morning"):
            opened.basic_publish("shop.events", "order.placed", body)
            given, _, _ = opened.basic_get("stock.events")
            opened.basic_reject(given.delivery_tag, requeue=False)
    found["dead"] = settle(dead, 2, PATIENCE)
    found["shown"] = asked("show")
    found["still there"] = settle(dead, 2, PATIENCE)
    found["replayed"] = asked("replay")
    found["gone"] = settle(dead, 0, PATIENCE)
    with channel(port, "shop") as opened:
        found["back in its queue"] = [opened.basic_get("stock.events", auto_ack=True)[2] for _ in range(2)]
    found["back in its queue"] = [body == event.encode() for body in found["back in its queue"]]
    return found


LETTERS = ["stock.events: rejected:", "stock.events: rejected: no event"]
REPLAYED = {
    "dead": 2, "shown": LETTERS, "still there": 2, "replayed": LETTERS, "gone": 0, "back in its queue": [True, False],
    "given back": [(0, True)] * 2,
}  # fmt: skip
