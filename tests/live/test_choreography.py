"""The choreographed Saga: its code with the events carried by hand, its relay, consumers and topology on a real RabbitMQ.

A consumer dies between its commit and its acknowledgement; every event is delivered twice; and the end state is right.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pymysql
import pytest
from evidence_records import Judge

from live import mariadb, rabbitmq
from live.choreography import (
    CODE,
    ENDS,
    EXAMPLE,
    SERVICES,
    TOPOLOGY,
    Shop,
    bindings,
    modules,
    without_broker,
)
from live.choreography_live import (
    CONSUMED_AT_LAST,
    IMPATIENCE,
    PATIENCE,
    RELAYED,
    REPLAYED,
    asked,
    consumed,
    expected,
    relayed,
    replayed,
    running,
    settle,
    story,
)
from live.programs import MARIADB, RABBITMQ
from live.see import data_of, requests_of
from patternloom.verify.servers.running import ask
from patternloom.verify.tools.programs import package

JUDGE = Judge(
    "check-choreography", ("choreography/*.py",), frozenset({EXAMPLE}), (RABBITMQ, MARIADB, package("pika", "pika"))
)

# One broker for all: they stay together when tests run side by side.
pytestmark = pytest.mark.xdist_group("rabbitmq")

# What is wrong, what stands there, what instead; all versions of the topology are loaded at the broker's one start.
WRONG_TOPOLOGY = (
    ("an event without its queue", '"destination": "stock.events", "destination_type": "queue", "routing_key": "payment.refunded"', '"destination": "stock.events", "destination_type": "queue", "routing_key": "payment.refundet"'),
    ("an event in another's queue", '"destination": "payment.events", "destination_type": "queue", "routing_key": "stock.reserved"', '"destination": "delivery.events", "destination_type": "queue", "routing_key": "stock.reserved"'),
    ("every event of a service", '"routing_key": "payment.charged"', '"routing_key": "payment.*"'),
    ("no routing", '"name": "shop.events", "vhost": "shop", "type": "topic"', '"name": "shop.events", "vhost": "shop", "type": "fanout"'),
    ("reads every queue", '"read": "^payment[.]events$"', '"read": ".*"'),
    ("reads dead letters", '"read": "^delivery[.]events$"', '"read": "^delivery[.]events$|dead"'),
    ("makes queues", '"user": "stock", "vhost": "shop", "configure": "^$"', '"user": "stock", "vhost": "shop", "configure": ".*"'),
    ("tells another's events", '"write": "^order[.]"', '"write": ".*"'),
    ("cannot tell its own", '"write": "^delivery[.]"', '"write": "^deliveries[.]"'),
    ("past the exchange's rules", '"user": "payment", "vhost": "shop", "exchange": "shop.events"', '"user": "payment", "vhost": "shop", "exchange": "shop.dead-letters"'),
    ("the operator tells events", '"write": "^amq[.]default$"', '"write": ".*"'),
    ("the operator reads every queue", '"read": "^dead-letters$"', '"read": ".*"'),
    ("dead letters that nobody may read", '"read": "^dead-letters$"', '"read": "^$"'),
    ("gives up too early", '"x-delivery-limit": 20', '"x-delivery-limit": 2'),
    ("rejected is lost", '"x-dead-letter-exchange": "shop.dead-letters", "x-dead-letter-strategy": "at-least-once", ', ''),
)  # fmt: skip
# The server of this run: the tests' helpers take no fixtures.
DATABASE: list[mariadb.Server] = []
VHOSTS = {f"wrong-{number}": TOPOLOGY.replace(old, new) for number, (_, old, new) in enumerate(WRONG_TOPOLOGY)}


@pytest.fixture(scope="module")
def broker() -> Iterator[int]:
    """A RabbitMQ with the example's topology and its wrong versions; its port."""
    with rabbitmq.broker({"shop": TOPOLOGY, **VHOSTS}) as port:
        yield port


@pytest.fixture(scope="module", autouse=True)
def database() -> Iterator[mariadb.Server]:
    """A MariaDB for all."""
    with mariadb.running() as server:
        DATABASE.append(server)
        yield server
        DATABASE.clear()


@pytest.fixture(scope="module")
def patience(broker: int) -> float:
    """How long a version may stand still until it counts as one that does not go on: what the right one needs here and
    now, or else a busy machine would find every version wrong."""
    seconds = IMPATIENCE
    while not right_within(broker, seconds):
        seconds *= 2
        assert seconds < PATIENCE, "the right version stands still, too"
    return seconds


def right_within(broker: int, seconds: float) -> bool:
    """Whether the right version does all that the wrong ones are asked for without standing still for so long."""
    for what, right in ((relayed, RELAYED), (consumed, CONSUMED_AT_LAST)):
        with shop_of({}) as (shop, own):
            if what(broker, shop, own, seconds) != right:
                return False
    return asked(broker, "shop", [*bindings()], seconds) == expected(bindings())


@contextmanager
def shop_of(changed: Mapping[str, str]) -> Iterator[tuple[Shop, SimpleNamespace]]:
    """The four services of these files."""
    with tempfile.TemporaryDirectory(prefix="patternloom-choreography-", ignore_cleanup_errors=True) as name:
        shop = Shop(Path(name), changed, DATABASE[0])
        with modules(shop.folder) as own:
            yield shop, own


def ends(changed: Mapping[str, str], seed: int | None = None) -> Any:
    """The end state where events are carried by hand, and after every event came once more."""
    with shop_of(changed) as (shop, own):
        shop.place(own)
        without_broker(shop, own, seed)
        first = shop.ends()
        for service in SERVICES:
            shop.sql(service, "UPDATE outbox SET sent = 0")
        without_broker(shop, own, seed)
        return first, shop.ends()


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_the_end_state_is_right_in_any_order(seed: int | None) -> None:
    """Success and three ways back, whichever service is quicker, with every event delivered twice and twice more."""
    assert ends({}, seed) == (ENDS, ENDS)


def test_the_end_state_is_right_on_a_broker(broker: int) -> None:
    """Each relay and consumer a process; one dies after its commit; then every event comes again."""
    with shop_of({}) as (shop, own):
        found = story(broker, shop, own)
    assert found == {
        "dies after its commit": 9, "ends": ENDS, "each delivered twice": True, "ends after it": ENDS,
    }  # fmt: skip


def test_a_relay_loses_nothing(broker: int) -> None:
    """It marks an event as sent only when a queue has it, and publishes it again where it cannot know."""
    with shop_of({}) as (shop, own):
        assert relayed(broker, shop, own) == RELAYED


def test_a_consumer_loses_nothing(broker: int) -> None:
    """What it cannot finish comes again; what nobody can finish, and what is no event, ends among the dead letters."""
    with shop_of({}) as (shop, own):
        assert consumed(broker, shop, own) == CONSUMED_AT_LAST


def test_the_operator_sees_dead_letters_and_sends_them_back(broker: int) -> None:
    """Each is told with its queue and reason; shown ones stay; replayed ones are in their queue again."""
    with shop_of({}) as (shop, own):
        assert replayed(broker, shop, own) == REPLAYED


BODY = {"item": "pen", "quantity": 2, "area": "here"}
# Name → the headers and body that differ, and the answer: status and error.
REQUESTS: dict[str, tuple[dict[str, str], Any, int]] = {
    "right": ({}, BODY, 202),
    "again": ({}, BODY, 202),
    "another under its key": ({}, {**BODY, "quantity": 3}, 422),
    "another customer's": ({"x-customer-id": "other"}, {**BODY, "quantity": 3}, 202),
    "negative": ({}, {**BODY, "quantity": -100}, 400),
    "nothing": ({}, {**BODY, "quantity": 0}, 400),
    "too many": ({}, {**BODY, "quantity": 10**9}, 400),
    "true": ({}, {**BODY, "quantity": True}, 400),
    "its own price": ({}, {**BODY, "amount": 0}, 400),
    "no such item": ({"idempotency-key": "k2"}, {**BODY, "item": "moon"}, 400),
    "a list": ({}, [BODY], 400),
    "a blank at the end": ({"idempotency-key": "k2"}, {**BODY, "item": "pen "}, 400),
    "half a character": ({"idempotency-key": "k2"}, {**BODY, "area": "\ud800"}, 400),
    "nested too deeply": ({}, "[" * 10_000, 400),
    "a length of no end": ({"content-length": "9" * 9_000}, BODY, 413),
    "a key with a slash": ({"idempotency-key": "k/l"}, {**BODY, "quantity": 4}, 202),
    "another customer, the same slash": (
        {"x-customer-id": "c/k", "idempotency-key": "l"},
        {**BODY, "quantity": 4},
        422,
    ),
    "no customer": ({"x-customer-id": ""}, BODY, 400),
    "no key": ({"idempotency-key": ""}, BODY, 400),
}


def answers(changed: Mapping[str, str]) -> dict[str, Any]:
    """What the API answers, and what stands in the database at last."""
    with shop_of(changed) as (shop, own):
        shop.sql("order", "INSERT INTO prices VALUES ('pen', 15)")
        http_server = own.api.server(shop.database(own, "order"), 0)
        threading.Thread(target=http_server.serve_forever, daemon=True).start()
        found: dict[str, Any] = {}

        def ask(method: str, path: str, headers: Mapping[str, str], body: Any = None) -> tuple[int, Any]:
            connection = http.client.HTTPConnection("127.0.0.1", http_server.server_address[1], timeout=30)
            text = body if body is None or isinstance(body, str) else json.dumps(body)
            connection.request(method, path, text, {"x-customer-id": "c", "idempotency-key": "k", **headers})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

        try:
            for name, (headers, body, _) in REQUESTS.items():
                found[name] = ask("POST", "/orders", headers, body)[0]
            _, placed = ask("POST", "/orders", {}, BODY)
            found["its state"] = ask("GET", placed["status"], {})
            found["another's state"] = ask("GET", placed["status"], {"x-customer-id": "other"})[0]
            found["placed"] = shop.sql("order", "SELECT customer, quantity, amount FROM orders ORDER BY quantity")
            shop.sql("order", "DROP TABLE orders")
            found["database broken"] = ask("GET", placed["status"], {})[0]
        finally:
            http_server.shutdown()
            http_server.server_close()
        return found


ANSWERS = {
    **{name: status for name, (_, _, status) in REQUESTS.items()},
    "its state": (200, {"state": "PENDING"}), "another's state": 404,
    "placed": [("c", 2, 30), ("other", 3, 45), ("c", 4, 60)], "database broken": 503,
}  # fmt: skip


def test_the_api_takes_no_price_and_no_nonsense() -> None:
    """A quantity below one, a price, another order under the same key are refused; what fails is 503."""
    assert answers({}) == ANSWERS


def test_what_the_page_asks_gets_the_answer_of_the_page() -> None:
    """The requests of the block "See that it works", with the data that the block before tells to put in."""
    with shop_of({}) as (shop, own):
        shop.server.ask(data_of(EXAMPLE, shop.schemas))
        server = own.api.server(shop.database(own, "order"), 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            asked = [*requests_of(EXAMPLE)]
            assert len(asked) == 3
            for one in asked:
                answer = ask(server.server_address[1], one.path, one.method, one.headers, one.body)
                assert one.fits(answer.status, {**answer.headers}, answer.body), (one, answer)
                without_broker(shop, own)
        finally:
            server.shutdown()
            server.server_close()


WRONG_API = (
    ("a negative quantity", "api.py", "not 1 <= quantity <= MOST", "quantity > MOST"),
    ("truth is a number", "api.py", "type(quantity) is not int", "not isinstance(quantity, int)"),
    ("more fields", "api.py", 'set(wanted) != {"item"', 'not set(wanted) >= {"item"'),
    ("another order under the key", "api.py", "if row != (customer, item, quantity, area)", "if row is None"),
    ("text that no database takes", "api.py", " and text.isprintable()", ""),
    ("two names that the database takes for one", "api.py", " and text == text.strip()", ""),
    ("what is nested breaks it", "api.py", "(ValueError, RecursionError)", "ValueError"),
    ("another customer's order for one's own", "api.py", "if row != (customer, item", "if row[1:] != (item"),
    ("nobody's order", "api.py", "0 < len(text) <= 64", "len(text) <= 64"),
    ("everybody's order", "api.py", "WHERE id = ? AND customer = ?", "WHERE id = ? OR customer = ?"),
    ("a failure of its own is the client's", "api.py", "status, value = 503", "status, value = 400"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "file", "old", "new"), WRONG_API, ids=[one[0] for one in WRONG_API])
def test_a_wrong_api_is_found(name: str, file: str, old: str, new: str) -> None:
    """One answer, or what stands in the database, is another one."""
    assert old in CODE[file]
    assert answers({file: CODE[file].replace(old, new, 1)}) != ANSWERS


def test_a_relay_logs_in_once_and_tells_what_waits(broker: int) -> None:
    """However often it asks; its gauges are the ages of what waits longest."""
    with shop_of({}) as (shop, own):
        shop.place(own)
        database = shop.database(own, "order")
        shop.sql("order", "UPDATE outbox SET written = written - INTERVAL 90 SECOND")
        shop.sql("order", "UPDATE orders SET placed = placed - INTERVAL 700 SECOND")
        before = int(shop.server.ask("SHOW GLOBAL STATUS LIKE 'Connections'")[0][1])
        for _ in range(10):
            own.relay.measure(database, "order")
        assert int(shop.server.ask("SHOW GLOBAL STATUS LIKE 'Connections'")[0][1]) - before == 1
        gauges = [
            round(gauge.collect()[0].samples[0].value / 10) * 10 for gauge in (own.relay.OUTBOX, own.relay.PENDING)
        ]
        assert gauges == [90, 700]


def placed_while_a_relay_waits(changed: Mapping[str, str]) -> bool:
    """Whether a customer's order is taken while the relay that has read the outbox waits for the broker's answer."""
    with shop_of(changed) as (shop, own):
        shop.place(own)
        database = shop.database(own, "order")
        taken: list[bool] = []

        def publish(*_: Any) -> None:
            if not taken:
                with suppress(pymysql.err.OperationalError):  # it waits for a lock until its connection gives up
                    own.api.place_order(database, "success", "another", {**BODY, "item": "success"})
                taken.append(
                    bool(shop.sql("order", "SELECT 1 FROM orders WHERE customer = 'success' AND item = 'success'")[1:])
                )

        with mock.patch.object(own.relay, "publish", publish):
            own.relay.relay(shop.database(own, "order"), None)
    return taken == [True]


def test_orders_are_taken_while_a_relay_waits_for_the_broker() -> None:
    """What a relay has read bars no new event; with locks on gaps it would."""
    assert placed_while_a_relay_waits({})
    level = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"
    assert level in CODE["database.py"]
    repeatable = CODE["database.py"].replace(level, level.replace("READ COMMITTED", "REPEATABLE READ"))
    assert not placed_while_a_relay_waits({"database.py": repeatable})


def test_what_is_measured_again_and_again_reads_no_whole_table() -> None:
    """Each of the relay's own questions has its index."""
    with shop_of({}) as (shop, own):
        shop.place(own)
        asked: list[str] = []
        with shop.database(own, "order").transaction() as execute:

            def noted(sql: str, *values: Any) -> Any:
                asked.append(sql)
                return execute(sql, *values)

            with mock.patch.object(own.database.Database, "transaction", return_value=nullcontext(noted)):
                own.relay.measure(shop.database(own, "order"), "order")
                own.relay.relay(shop.database(own, "order"), mock.Mock())
        plans = {sql: shop.sql("order", f"EXPLAIN {sql}", *["x"] * sql.count("?")) for sql in asked}
    assert len(plans) == 4
    assert [sql for sql, plan in plans.items() if any("ALL" in row for row in plan)] == [], plans


def test_a_relay_tells_what_waits_while_the_broker_is_away() -> None:
    """It asks again and again, and does not end: a new process would begin with gauges of nothing."""
    with shop_of({}) as (shop, own), socket.socket() as nobody:
        shop.place(own)
        shop.sql("order", "UPDATE outbox SET written = written - INTERVAL 90 SECOND")
        nobody.bind(("127.0.0.1", 0))  # it does not listen
        with (
            mock.patch.dict(os.environ, {"METRICS_PORT": "1"}),
            mock.patch.object(own.relay, "start_http_server"),
            mock.patch.object(own.relay, "PAUSE", 0.01),
            running(nobody.getsockname()[1], shop, own.relay, "order") as thread,
        ):
            gauge = own.relay.OUTBOX.collect()[0].samples[0]
            waits = settle(lambda: own.relay.OUTBOX.collect()[0].samples[0].value > 80, True, 30)
            assert (gauge.name, waits, thread.is_alive()) == ("shop_outbox_oldest_seconds", True, True)


def test_what_nothing_can_handle_is_for_the_dead_letters_at_once() -> None:
    """Five minutes of pauses are for what may pass: no database, no network."""
    with shop_of({}) as (shop, own):
        event = {"specversion": "1.0", "id": "e", "source": "/shop/order", "type": "com.example.shop.order.placed"}
        order = {"order": "o", "customer": "c", "item": "pen", "quantity": 1, "area": "here", "amount": 1}
        for wrong in (
            event,
            {**event, "data": None},
            {**event, "data": [order]},
            {**event, "data": {}},
            {**event, "id": "e" * 65, "data": order},
            {**event, "type": "com.example.shop.order.forgotten", "data": order},
        ):
            with pytest.raises(own.database.UNFIT):
                own.consumer.handle(
                    shop.database(own, "stock"), "stock", json.dumps(wrong).encode(), wrong["type"][17:]
                )
        with pytest.raises(own.database.UNFIT):
            own.events.read(b"[" * 100_000)
        assert not issubclass(pymysql.err.OperationalError, own.database.UNFIT)


def test_an_event_is_what_the_broker_let_its_sender_say() -> None:
    """A service may publish under its own keys alone; the body is its own to write."""
    with shop_of({}) as (shop, own):
        shop.sql("payment", "INSERT INTO accounts VALUES ('thief', 0)")
        order = {"order": "o", "customer": "thief", "item": "pen", "quantity": 1, "area": "here", "amount": 1_000_000}
        event = {
            "specversion": "1.0",
            "id": "e",
            "source": "/shop/delivery",
            "type": "com.example.shop.delivery.refused",
        }
        body = json.dumps({**event, "data": order}).encode()
        with pytest.raises(ValueError, match=r"routed as 'stock\.reserved', and says that it is 'delivery\.refused'"):
            own.consumer.handle(shop.database(own, "payment"), "payment", body, "stock.reserved")
        assert shop.sql("payment", "SELECT balance FROM accounts") == [(0,)]
        assert own.consumer.handle(shop.database(own, "payment"), "payment", body, "payment.events")  # a replay
        assert not own.consumer.handle(shop.database(own, "payment"), "payment", body, "delivery.refused")


def test_no_more_connections_than_the_database_can_spare() -> None:
    """The services share its cluster: who finds none free is told so, and may ask again."""
    with shop_of({}) as (shop, own), ExitStack() as stack:
        database = shop.database(own, "order")
        for _ in range(own.database.AT_ONCE):
            stack.enter_context(database.transaction())
        stack.enter_context(mock.patch.object(own.database, "PATIENCE", 0.01))
        with pytest.raises(TimeoutError), database.transaction():
            pass


def test_a_customer_is_not_another_one_in_capital_letters() -> None:
    """The ids of an identity provider are compared byte by byte, and so are the shop's own names."""
    with shop_of({}) as (shop, own):
        shop.sql("payment", "INSERT INTO accounts VALUES ('c-1', 100), ('C-1', 5)")
        shop.sql("stock", "INSERT INTO stock VALUES ('パパ', 1), ('はは', 2), ('ハハ', 3)")
        with shop.database(own, "payment").transaction() as execute:
            assert own.services.charge(execute, {"customer": "C-1", "amount": 6}) == "payment.declined"


def test_a_token_names_the_user_and_what_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed on this machine, with whatever credentials there are."""
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "of-nobody"),
        ("AWS_DEFAULT_REGION", "ap-northeast-1"), ("AWS_EC2_METADATA_DISABLED", "true"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    with tempfile.TemporaryDirectory() as name:
        Path(name, "database.py").write_text(CODE["database.py"], encoding="utf-8")
        spec: Any = importlib.util.spec_from_file_location("database_of_the_shop", Path(name, "database.py"))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    signed = module.token("shop.example.com", 3306, "stock_service")
    assert signed.startswith("shop.example.com:3306/?Action=connect&DBUser=stock_service&")


def test_the_bindings_are_those_of_the_code() -> None:
    """Each event that a service reacts to is bound to its queue, and no other."""
    with shop_of({}) as (_, own):
        reactions = {(service, kind) for service, kinds in own.services.REACTIONS.items() for kind in kinds}
    assert {(service, kind) for kind, services in bindings().items() for service in services} == reactions


def test_the_topology_lets_each_service_do_its_own(broker: int) -> None:
    """A service tells its own events, reads its own queue, and makes nothing; what is given back too often is kept."""
    assert asked(broker, "shop", [*bindings()]) == expected(bindings())


@pytest.mark.parametrize("number", range(len(WRONG_TOPOLOGY)), ids=[one[0] for one in WRONG_TOPOLOGY])
def test_a_wrong_topology_is_found(broker: int, patience: float, number: int) -> None:
    """It lets somebody do more, or less."""
    _, old, _ = WRONG_TOPOLOGY[number]
    assert old in TOPOLOGY
    assert asked(broker, f"wrong-{number}", [*bindings()], patience) != expected(bindings())


WRONG = (
    ("no inbox", "consumer.py", 'execute("INSERT INTO inbox (id) VALUES (?)", event["id"])', 'execute("SELECT ?", event["id"])'),
    ("inbox by the order", "consumer.py", 'VALUES (?)", event["id"])', 'VALUES (?)", event["subject"])'),
    ("no next event", "consumer.py", "        if told:\n", "        if False:\n"),
    ("events without an id", "events.py", 'str(uuid.uuid5(uuid.NAMESPACE_URL, f"{service}/{kind}/{cause}"))', '""'),
    ("effect without its event", "database.py", "            connection.commit()", "            connection.rollback()"),
    ("changed rows counted", "database.py", "client_flag=CLIENT.FOUND_ROWS", "client_flag=0"),
    ("one piece paid", "services.py", 'price[0] * order["quantity"]', "price[0]"),
    ("missing compensation of stock", "services.py", '"payment.declined": release', '"payment.declined": lambda execute, order: "stock.released"'),
    ("missing compensation of payment", "services.py", '"delivery.refused": refund', '"delivery.refused": lambda execute, order: "payment.refunded"'),
    ("stock below nothing", "services.py", "AND available >= ?", "AND ? > 0"),
    ("refund into the wrong account", "services.py", "SET balance = balance + ?", "SET balance = balance - ?"),
    ("delivery everywhere", "services.py", 'return "delivery.refused"', "pass"),
    ("order never rejected", "services.py", "SET state = 'REJECTED'", "SET state = 'PENDING'"),
    ("order placed twice", "api.py", 'uuid.uuid5(SHOP, f"{customer}/{key}")', "uuid.uuid4()"),
)  # fmt: skip
REFUSED = {"no inbox": "IntegrityError", "stock below nothing": "OperationalError", "events without an id": "Refused"}


@pytest.mark.parametrize(("name", "file", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(name: str, file: str, old: str, new: str) -> None:
    """The end state is another one, or a database refuses to get there."""
    assert old in CODE[file]
    changed = {file: CODE[file].replace(old, new, 1)}
    if name in REFUSED:
        with pytest.raises(Exception) as raised:
            ends(changed)
        assert type(raised.value).__name__ == REFUSED[name]
    else:
        assert ends(changed) != (ENDS, ENDS)


WRONG_RELAY = (
    ("marked as sent without sending", "            publish(channel, id, kind, event)\n", ""),
    ("published under another name", "routing_key=kind,", 'routing_key="order.other",'),
    ("does not ask whether a queue took it", "        mandatory=True,\n", ""),
    ("does not wait for the broker", "    channel.confirm_delivery()", "    pass"),
    ("lost when the broker restarts", "delivery_mode=2", "delivery_mode=1"),
    ("no CloudEvent by its type", "content_type=CONTENT_TYPE, ", ""),
    ("never marked", "SET sent = 1", "SET sent = 0"),
)  # fmt: skip
WRONG_CONSUMER = (
    ("acknowledged before the work", "        for pause in PAUSES:\n", "        channel.basic_ack(method.delivery_tag)\n        for pause in PAUSES:\n"),
    ("never acknowledged", "                channel.basic_ack(method.delivery_tag)  # steps 4, 11\n", ""),
    ("what is no event is lost", "channel.basic_reject(method.delivery_tag, requeue=False)", "channel.basic_ack(method.delivery_tag)"),
    ("gives up at the first failure", "channel.basic_reject(method.delivery_tag, requeue=True)", "channel.basic_reject(method.delivery_tag, requeue=False)"),
    ("a failure is taken for success", "channel.basic_reject(method.delivery_tag, requeue=True)", "channel.basic_ack(method.delivery_tag)"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "right", "file", "old", "new"),
    [
        pytest.param(what, right, file, old, new, id=f"{file}: {name}")
        for what, right, file, versions in (
            (relayed, RELAYED, "relay.py", WRONG_RELAY),
            (consumed, CONSUMED_AT_LAST, "consumer.py", WRONG_CONSUMER),
        )
        for name, old, new in versions
    ],
)
def test_a_wrong_relay_or_consumer_is_found(
    broker: int, patience: float, what: Callable[..., Any], right: Any, file: str, old: str, new: str
) -> None:
    """An event is lost, comes for ever, or goes another way."""
    assert old in CODE[file]
    with shop_of({file: CODE[file].replace(old, new, 1)}) as (shop, own):
        assert what(broker, shop, own, patience) != right
