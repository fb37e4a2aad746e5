"""The choreographed Saga on a real RabbitMQ: its own relays and consumers, on SQLite, one process each.

A consumer dies between its commit and its acknowledgement; every event is delivered twice; and the end state is right.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pika
import pytest

from examples.cases import files_of
from examples.servers.running import free_port, listens, process

EXAMPLE = "choreographed-saga-on-eks"
FILES = files_of(EXAMPLE)
CODE = {path.removeprefix("choreography/"): text for path, text in FILES.items() if path.startswith("choreography/")}
SERVICES = ("order", "stock", "payment", "delivery")
PASSWORD = "only-on-loopback"
PATIENCE = 30

# One broker for all: they stay together when tests run side by side.
pytestmark = pytest.mark.xdist_group("rabbitmq")

# Dies once it has committed and before it acknowledges.
DIES = "import os, sys, consumer; real = consumer.handle; consumer.handle = lambda *a: (real(*a), os._exit(9)); consumer.main(sys.argv[1])"


def definitions() -> dict[str, Any]:
    """The example's topology, with users: those that it names, and the test's."""
    salt = b"salt"
    hashed = base64.b64encode(salt + hashlib.sha256(salt + PASSWORD.encode()).digest()).decode()
    found = json.loads(FILES["rabbitmq/topology.json"])
    algorithm = "rabbit_password_hashing_sha256"
    found["users"] = [
        {"name": name, "password_hash": hashed, "hashing_algorithm": algorithm, "tags": ""}
        for name in (*SERVICES, "test")
    ]
    found["permissions"].append({"user": "test", "vhost": "shop", "configure": ".*", "write": ".*", "read": ".*"})
    return found


@pytest.fixture(scope="module")
def broker() -> Iterator[int]:
    """A RabbitMQ with the example's topology; its port."""
    with tempfile.TemporaryDirectory(prefix="patternloom-rabbit-", ignore_cleanup_errors=True) as name:
        home, port, names = Path(name), free_port(), free_port()
        (home / "definitions.json").write_text(json.dumps(definitions()))
        (home / "rabbitmq.conf").write_text(
            f"listeners.tcp.default = 127.0.0.1:{port}\nload_definitions = {home}/definitions.json\nlog.console = true\n"
        )
        (home / "enabled_plugins").write_text("[].\n")
        environment = {
            "HOME": name, "ERL_EPMD_PORT": str(names), "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": "patternloom@localhost", "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port), "RABBITMQ_DIST_PORT": str(free_port()), "RABBITMQ_CONFIG_FILE": f"{home}/rabbitmq",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null", "RABBITMQ_MNESIA_BASE": f"{home}/data", "RABBITMQ_LOG_BASE": f"{home}/log",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{home}/enabled_plugins", "RABBITMQ_PID_FILE": f"{home}/pid",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
        }  # fmt: skip
        with ExitStack() as stack:
            epmd = ["epmd", "-port", str(names), "-address", "127.0.0.1"]
            stack.enter_context(process(epmd, home, lambda: listens(names)))
            server = ["/usr/lib/rabbitmq/bin/rabbitmq-server"]
            stack.enter_context(process(server, home, lambda: listens(port) and ready(port), environment))
            yield port


def ready(port: int) -> bool:
    """Whether the topology is there."""
    try:
        with connection(port) as channel:
            channel.queue_declare("delivery.events", passive=True)
    except pika.exceptions.AMQPError:
        return False
    return True


@contextmanager
def connection(port: int) -> Iterator[Any]:
    """A channel of the test's own user."""
    parameters = pika.ConnectionParameters(
        "127.0.0.1", port, "shop", pika.PlainCredentials("test", PASSWORD), connection_attempts=1
    )
    opened = pika.BlockingConnection(parameters)
    try:
        yield opened.channel()
    finally:
        if opened.is_open:
            opened.close()


class Shop:
    """The four services in a folder."""

    def __init__(self, folder: Path, port: int, stack: ExitStack) -> None:
        self.folder, self.port, self.stack = folder, port, stack
        schema = CODE["schema.sql"].replace(
            "number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY", "number INTEGER PRIMARY KEY AUTOINCREMENT"
        )
        for service in SERVICES:
            with sqlite3.connect(folder / f"{service}.db") as database:
                database.executescript(schema)
        self.sql("delivery", "INSERT INTO areas VALUES ('here')")

    def sql(self, service: str, text: str, *values: Any) -> list[Any]:
        """A statement on a service's database."""
        with sqlite3.connect(self.folder / f"{service}.db", timeout=10) as database:
            return database.execute(text, values).fetchall()

    def start(self, service: str, program: str) -> subprocess.Popen[bytes]:
        """One of its processes: `consumer`, `relay`, or one that dies."""
        environment = {
            **os.environ, "DB_FILE": str(self.folder / f"{service}.db"), "RABBITMQ_HOST": "127.0.0.1",
            "RABBITMQ_PORT": str(self.port), "RABBITMQ_PASSWORD": PASSWORD, "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        command = ["-c", DIES] if program == "dies" else [f"{program}.py"]
        with (self.folder / f"{service}-{program}.log").open("ab") as log:
            started = subprocess.Popen(
                [sys.executable, *command, service], cwd=self.folder, env=environment, stdout=log, stderr=log
            )
        self.stack.callback(stop, started)
        return started

    def place(self) -> None:
        """Orders of two pieces at 30, each of an item and a customer of its own, by the example's own code."""
        code = (
            "import sys, json; from api import place_order; from database import Database;"
            "[place_order(Database(sys.argv[1]), o['customer'], 'k', o) for o in json.loads(sys.argv[2])]"
        )
        wanted = []
        for id, (how, _) in ORDERS.items():
            self.sql("stock", "INSERT INTO stock VALUES (?, ?)", id, how.get("pieces", 5))
            self.sql("payment", "INSERT INTO accounts VALUES (?, ?)", id, how.get("money", 100))
            one = {"customer": id, "item": id, "quantity": 2, "amount": 30, "area": how.get("area", "here")}
            wanted += [one, one]  # the browser sends it twice
        done = subprocess.run(
            [sys.executable, "-c", code, f"{self.folder}/order.db", json.dumps(wanted)],
            cwd=self.folder, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr)

    def settled(self, orders: list[str]) -> bool:
        """Whether no order is pending and no event waits to be published."""
        pending = self.sql("order", "SELECT COUNT(*) FROM orders WHERE state = 'PENDING'")[0][0]
        there = self.sql("order", "SELECT COUNT(*) FROM orders")[0][0]
        waiting = sum(self.sql(one, "SELECT COUNT(*) FROM outbox WHERE sent = 0")[0][0] for one in SERVICES)
        return pending == 0 and waiting == 0 and there == len(orders)

    def outcome(self, ids: list[str]) -> dict[str, tuple[Any, ...]]:
        """Order's state, pieces left, balance, area of delivery; and how many orders there are in all."""
        found: dict[str, tuple[Any, ...]] = {}
        for id in ids:
            number, state = (self.sql("order", "SELECT id, state FROM orders WHERE customer = ?", id) or [("", None)])[
                0
            ]
            delivered = self.sql("delivery", "SELECT area FROM deliveries WHERE order_id = ?", number)
            stock = self.sql("stock", "SELECT available FROM stock WHERE item = ?", id)[0][0]
            balance = self.sql("payment", "SELECT balance FROM accounts WHERE customer = ?", id)[0][0]
            found[id] = (state, stock, balance, delivered[0][0] if delivered else None)
        return found


def stop(started: subprocess.Popen[bytes]) -> None:
    """End it; a consumer of the example stops at SIGTERM, but need not in a wrong version."""
    if started.poll() is None:
        started.send_signal(signal.SIGKILL)
    started.wait()


def soon(holds: Callable[[], bool], seconds: float | None = None) -> bool:
    """Whether it holds before the time is up."""
    end = time.monotonic() + (seconds or PATIENCE)
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


ORDERS: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "success": ({}, ("CONFIRMED", 3, 70, "here")),
    "out of stock": ({"pieces": 1}, ("REJECTED", 1, 100, None)),
    "too little money": ({"money": 29}, ("REJECTED", 5, 29, None)),
    "no delivery there": ({"area": "moon"}, ("REJECTED", 5, 100, None)),
}
EXPECTED: dict[str, Any] = {
    "dies after its commit": 9,
    **{id: end for id, (_, end) in ORDERS.items()},
    "all delivered twice": {id: end for id, (_, end) in ORDERS.items()},
    "no event": 1,
}


def story(port: int, changed: Mapping[str, str]) -> dict[str, Any]:
    """What becomes of the orders with these files."""
    with (
        tempfile.TemporaryDirectory(prefix="patternloom-choreography-", ignore_cleanup_errors=True) as name,
        ExitStack() as stack,
    ):
        with connection(port) as channel:
            for queue in (*(f"{one}.events" for one in SERVICES), "dead-letters"):
                channel.queue_purge(queue)
        folder = Path(name)
        for path, text in {**CODE, **changed}.items():
            (folder / path).write_text(text, encoding="utf-8")
        shop, found = Shop(folder, port, stack), dict[str, Any]()
        shop.place()
        # The stock's consumer dies after its first commit; only then the right one takes over.
        dying = shop.start("stock", "dies")
        for service in SERVICES:
            shop.start(service, "relay")
            if service != "stock":
                shop.start(service, "consumer")
        soon(lambda: dying.poll() is not None)
        found["dies after its commit"] = dying.poll()
        shop.start("stock", "consumer")
        ended = soon(lambda: shop.settled([*ORDERS]))
        found.update(shop.outcome([*ORDERS]))
        if not ended:
            return found  # wrong already: do not wait for the rest
        before = {one: shop.sql(one, "SELECT COUNT(*) FROM inbox")[0][0] for one in SERVICES}
        for service in SERVICES:
            shop.sql(service, "UPDATE outbox SET sent = 0")
        soon(lambda: shop.settled([*ORDERS]))
        soon(lambda: handled_again(folder) >= sum(before.values()), 5)
        found["all delivered twice"] = shop.outcome([*ORDERS])
        with connection(port) as channel:
            channel.basic_publish("shop.events", "order.placed", b"good morning")
            found["no event"] = int(
                soon(lambda: channel.queue_declare("dead-letters", passive=True).method.message_count == 1, 5)
            )
        return found


def handled_again(folder: Path) -> int:
    """How many second deliveries the consumers told of."""
    return sum(path.read_text("utf-8", "replace").count("handled before") for path in folder.glob("*-consumer.log"))


def test_the_end_state_is_right(broker: int) -> None:
    """Success, three ways back, a crash after the commit, every event twice, and a message that is no event."""
    assert story(broker, {}) == EXPECTED


def test_the_bindings_are_those_of_the_code(broker: int) -> None:
    """Each event that a service reacts to is bound to its queue, and no other."""
    bound = {
        (one["destination"].removesuffix(".events"), one["routing_key"])
        for one in json.loads(FILES["rabbitmq/topology.json"])["bindings"]
        if one["source"] == "shop.events"
    }
    space: dict[str, Any] = {"__name__": "services"}
    exec(CODE["services.py"], space)  # the example's own file
    assert bound == {(service, kind) for service, kinds in space["REACTIONS"].items() for kind in kinds}


def test_a_service_writes_only_its_own_events(broker: int) -> None:
    """The broker refuses an event in another's name, another's queue, and a new one."""
    refused = []
    for act in (
        lambda channel: (channel.confirm_delivery(), channel.basic_publish("shop.events", "payment.charged", b"{}")),
        lambda channel: channel.basic_get("payment.events"),
        lambda channel: channel.queue_declare("mine"),
    ):
        parameters = pika.ConnectionParameters("127.0.0.1", broker, "shop", pika.PlainCredentials("stock", PASSWORD))
        opened = pika.BlockingConnection(parameters)
        try:
            act(opened.channel())
        except pika.exceptions.ChannelClosedByBroker as error:
            refused.append(error.reply_code)
        opened.close()
    assert refused == [403, 403, 403]


WRONG = (
    ("no inbox", "consumer.py", 'execute("INSERT INTO inbox (id) VALUES (?)", event["id"])', 'execute("SELECT ?", event["id"])'),
    ("acknowledged before the work", "consumer.py", "    def received(_: Any, method: Any, __: Any, body: bytes) -> None:\n", "    def received(_: Any, method: Any, __: Any, body: bytes) -> None:\n        channel.basic_ack(method.delivery_tag)\n        return\n"),
    ("what is no event is lost", "consumer.py", "channel.basic_reject(method.delivery_tag, requeue=False)", "channel.basic_ack(method.delivery_tag)"),
    ("no next event", "consumer.py", "        if told:\n", "        if False:\n"),
    ("event's id by chance", "events.py", 'str(uuid.uuid5(uuid.NAMESPACE_URL, f"{service}/{kind}/{cause}"))', "str(uuid.uuid4())[:0]"),
    ("missing compensation of stock", "services.py", '"payment.declined": release', '"payment.declined": lambda execute, order: "stock.released"'),
    ("missing compensation of payment", "services.py", '"delivery.refused": refund', '"delivery.refused": lambda execute, order: "payment.refunded"'),
    ("stock below nothing", "services.py", "AND available >= ?", "AND ? > 0"),
    ("refund into the wrong account", "services.py", "SET balance = balance + ?", "SET balance = balance - ?"),
    ("delivery everywhere", "services.py", 'return "delivery.refused"', 'pass'),
    ("order never rejected", "services.py", "SET state = 'REJECTED'", "SET state = 'PENDING'"),
    ("order placed twice", "api.py", 'uuid.uuid5(SHOP, f"{customer}/{key}")', "uuid.uuid4()"),
    ("marked as sent without sending", "relay.py", "            publish(channel, id, kind, event)\n", ""),
    ("published under another name", "relay.py", "routing_key=kind,", 'routing_key="order.placed",'),
)  # fmt: skip


@pytest.mark.parametrize(("name", "file", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(
    broker: int, monkeypatch: pytest.MonkeyPatch, name: str, file: str, old: str, new: str
) -> None:
    """The end state is another one, or there is none."""
    assert old in CODE[file]
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE", 8)
    try:
        found = story(broker, {file: CODE[file].replace(old, new, 1)})
    except RuntimeError:
        return
    assert found != EXPECTED
