"""Runs versions of the Saga on Temporal's own test server, a server each, and tells what became of them.

    python saga_driver.py <test server> <history to replay> [--no-sandbox]     versions on standard input
    python saga_driver.py <test server> <history to write> --record <folder>

In: JSON, a name → {"folder", "scenarios"}: the files of the example, as they are or changed, and what to try (null:
everything). Out: JSON, a name → a scenario → its outcome, or what went wrong in its place. The services' workers are
the example's own, on a MariaDB with a user and a schema for each; an interceptor makes a local transaction fail, or lose
its answer.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Collection
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import temporalio.client
import temporalio.worker as tw
from temporalio import activity
from temporalio.client import WorkflowHistory
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

sys.path.insert(0, str(Path(__file__).parents[1]))
from live.mariadb import HOST, PASSWORD, Server, running
from live.workflow_end import ended
from patternloom.verify.servers.running import ask, free_port

DAY = timedelta(days=1)
SERVICES = ("order", "stock", "payment", "delivery")


MODULES = ("activities", "client", "database", "status", "web", "worker", "workflow")
SECONDS = 120  # for a version; the right one needs three where nothing else runs
AT_ONCE = 2  # a server and its worker wait for each other half of the time

STEPS = ("accept_order", "reserve_stock", "charge_payment", "book_delivery")
# Order → what is special about it.
WAYS: dict[str, dict[str, Any]] = {
    "success": {},
    "out of stock": {"pieces": 1},
    "too little money": {"money": 29},
    "no delivery there": {"area": "moon"},
    "compensation's answer lost": {"area": "moon"},
    "free of charge": {"price": 0},
    "ended while undone": {"area": "moon"},
}
# Order → (activity, what goes wrong with it).
PLAN: dict[str, tuple[str, str]] = {
    **{f"refused: {step}": (step, "refused") for step in STEPS},
    **{f"answer lost: {step}": (step, "answer lost") for step in STEPS},
    "down: charge_payment": ("charge_payment", "down"),
    "every answer lost": ("", "every answer lost"),
    "compensation's answer lost": ("", "every answer lost"),
    "pivot's answers lost for long": ("book_delivery", "answers lost for long"),
    "cancelled at the pivot": ("book_delivery", "the customer cancels"),
    "ended at the pivot": ("book_delivery", "an operator ends it"),
    "ended while undone": ("release_stock", "an operator ends it"),
}
LONG = 15  # attempts, a minute apart at most: longer than any other step is tried for
BODY = {"item": "pen", "quantity": 2, "area": "here"}
# What a request may not be: name → (body or headers that differ).
BODIES: dict[str, Any] = {
    "negative": {**BODY, "quantity": -100},
    "nothing": {**BODY, "quantity": 0},
    "too many": {**BODY, "quantity": 10**9},
    "not a number": {**BODY, "quantity": "2"},
    "true": {**BODY, "quantity": True},
    "its own price": {**BODY, "amount": -1_000_000},
    "no item": {"quantity": 2, "area": "here"},
    "a long item": {**BODY, "item": "x" * 65},
    "a list as area": {**BODY, "area": ["here"]},
    "a blank at the end": {**BODY, "item": "pen "},
    "half a character": {**BODY, "item": "\ud800"},
}


class Uncached(tw.Worker):
    """Keeps no workflow in memory: each task replays the history from its start, and no task waits for a worker
    that is gone (the test server, unlike the real one, goes on handing it those)."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        if "--no-sandbox" in sys.argv:  # twice as fast; the right version runs inside it
            options["workflow_runner"] = tw.UnsandboxedWorkflowRunner()
        super().__init__(*arguments, max_cached_workflows=0, **options)


tw.Worker = Uncached  # type: ignore[misc]


async def judge(versions: dict[str, Any], server: str, database: Server, history: Path) -> dict[str, Any]:
    """Each version's outcome."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(version: dict[str, Any]) -> Any:
        async with turns:
            try:
                own = modules(Path(version["folder"]))
                folder = Path(version["folder"])
                run = scenarios(own, folder, server, database, history, version["scenarios"], see=version.get("see"))
                return await asyncio.wait_for(run, SECONDS)
            except Exception as error:  # noqa: BLE001 — whatever a wrong version raises is its outcome
                return f"{type(error).__name__}: {error}"

    return dict(zip(versions, await asyncio.gather(*map(one, versions.values())), strict=True))


def modules(folder: Path) -> SimpleNamespace:
    """The example's modules out of this folder."""
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.path.insert(0, str(folder))  # and there it stays: the sandbox imports them again
    return SimpleNamespace(**{name: importlib.import_module(name) for name in MODULES})


async def scenarios(
    own: SimpleNamespace,
    home: Path,
    server: str,
    database: Server,
    history: Path | None,
    only: Collection[str] | None,
    record: Path | None = None,
    see: Any = None,
) -> dict[str, Any]:
    """What became of each scenario."""
    calls: dict[str, list[str]] = {}
    OrderSaga, worker_of = own.workflow.OrderSaga, own.worker.worker_of

    class Inbound(tw.ActivityInboundInterceptor):
        async def execute_activity(self, input: tw.ExecuteActivityInput) -> Any:
            order, name, attempt = input.args[0], activity.info().activity_type, activity.info().attempt
            calls.setdefault(order.transaction_id, []).append(name)
            at, what = PLAN.get(order.transaction_id, ("", ""))
            if name == at and what == "refused":
                raise ApplicationError("refused by the test", non_retryable=True)
            if name == at and what == "down" and attempt < 3:
                raise ApplicationError("down")
            result = await self.next.execute_activity(input)
            if name == at and attempt == 1 and what == "an operator ends it":
                await client.get_workflow_handle(order.transaction_id).cancel()
                raise ApplicationError("the answer got lost")
            if name == at and attempt == 1 and what == "the customer cancels":
                late.append(await refusal(own.client.cancel(client, order.transaction_id, order.customer)))
            if name == at and attempt <= LONG and what == "answers lost for long":
                raise ApplicationError("the answer got lost")
            if attempt == 1 and ((name == at and what == "answer lost") or (what == "every answer lost")):
                raise ApplicationError("the answer got lost")
            return result

    class Faults(temporalio.client.Interceptor, tw.Interceptor):
        def intercept_activity(self, next: tw.ActivityInboundInterceptor) -> tw.ActivityInboundInterceptor:
            return Inbound(next)

    def tried(*names: str) -> bool:
        return (only is None and (see is not None or names != ("see",))) or any(name in (only or ()) for name in names)

    names = {service: f"{home.name}_{service}" for service in SERVICES}
    files = {path: (home / path).read_text("utf-8") for path in ("users.sql", "schema.sql")}
    database.services(files["users.sql"], files["schema.sql"], names)
    own.database.token = lambda *_: PASSWORD
    databases = {
        service: own.database.Database(HOST, database.port, f"{service}_service", names[service], str(database.ca))
        for service in SERVICES
    }
    late: list[int] = []

    def row(service: str, sql: str, *values: Any) -> Any:
        found = database.ask(sql, *values, schema=names[service])
        return found[0][0] if found else None

    async def refusal(asked: Any) -> int:
        """The status with which it is refused; 202 where it is not."""
        try:
            await asked
        except own.web.Refused as error:
            return int(error.status)
        return 202

    def outcome(id: str, result: Any) -> dict[str, Any]:
        return {
            "state": result.state,
            "calls": calls.get(id, []),
            "order": row("order", "SELECT state FROM orders WHERE id = %s", id),
            "stock": row("stock", "SELECT available FROM stock WHERE item = %s", id),
            "balance": row("payment", "SELECT balance FROM accounts WHERE customer = %s", id),
            "delivery": row("delivery", "SELECT area FROM deliveries WHERE transaction_id = %s", id),
        }

    def order(id: str, *, pieces: int = 5, money: int = 100, price: int = 15, area: str = "here") -> Any:
        # An item and a customer of its own for each order, so that one cannot hide the other's mistake.
        row("order", "INSERT INTO prices VALUES (%s, %s)", id, price)
        row("stock", "INSERT INTO stock VALUES (%s, %s)", id, pieces)
        row("payment", "INSERT INTO accounts VALUES (%s, %s)", id, money)
        return own.workflow.Order(transaction_id=id, customer=id, item=id, quantity=2, area=area)

    row("delivery", "INSERT INTO areas VALUES ('here')")

    async def seen(client: Any) -> list[Any]:
        """The answers to the requests of the page, over HTTP, each once the Saga stands still."""
        database.ask(see["data"].replace("SCHEMA_", f"{home.name}_"))

        async def answer(method: str, path: str, headers: Any, body: Any) -> Any:
            if path.startswith("/order-status/"):  # as the load balancer distributes them
                return await own.status.answered(client, method, path, headers)
            return await own.client.answered(client, method, path, headers, body)

        port, told = free_port(), []
        server = own.web.serve(port, answer)
        for method, path, headers, body in see["requests"]:
            got = await asyncio.to_thread(ask, port, path, method, headers, body)
            told.append([got.status, got.headers, got.body])
            id = path.rpartition("/")[2] if path != "/orders" else json.loads(got.body).get("transaction_id")
            for _ in range(2000 if id else 0):
                state = (await own.status.status(client, id, headers["x-customer-id"])).state
                if state in ("cancellable", "compensated") and not (method == "DELETE" and state == "cancellable"):
                    break
                await asyncio.sleep(0.02)
        server.shutdown()
        return told

    async def requests(client: Any) -> dict[str, Any]:
        """How the API answers what it is asked."""

        async def asked(
            body: dict[str, Any], key: str = "key", customer: str = "requests", method: str = "POST"
        ) -> Any:
            headers = {"x-customer-id": customer, "idempotency-key": key}
            run = own.client.answered(client, method, "/orders", headers, body)
            return await refusal(run)

        found = {name: await asked(body) for name, body in BODIES.items()}
        found["no customer"] = await asked(BODY, customer="")
        found["no key"] = await asked(BODY, key="")
        found["right"] = await asked(BODY)
        found["again"] = await asked(BODY)
        found["another under its key"] = await asked({**BODY, "quantity": 3})
        found["another customer's"] = await asked({**BODY, "quantity": 3}, customer="another")
        found["read"] = await asked({}, method="GET")
        return found

    found: dict[str, Any] = {}
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=server, interceptors=[Faults()]
    ) as environment:
        client = environment.client  # its handles skip time while they wait
        async with AsyncExitStack() as stack:
            for service in SERVICES[1:]:
                await stack.enter_async_context(worker_of(client, service, databases[service]))

            async def go(id: str, **how: Any) -> Any:
                return await own.client.start(client, order(id, **how))

            async def cancellable(id: str) -> Any:
                handle = handles[id] = await go(id)
                while (await handle.query(OrderSaga.progress)).state != "cancellable":
                    await asyncio.sleep(0.02)
                return handle

            handles: dict[str, Any] = {}
            if tried("worker dies", "a day passed"):  # it waits while its worker goes
                async with worker_of(client, "order", databases["order"]):
                    await cancellable("worker dies")
            async with worker_of(client, "order", databases["order"]):
                for id in (*WAYS, *(one for one in PLAN if one not in WAYS)):
                    if tried(id):
                        handles[id] = await go(id, **WAYS.get(id, {}))
                if tried("cancelled"):
                    await cancellable("cancelled")
                    await own.client.cancel(client, "cancelled", "cancelled")
                    late.append(await refusal(own.client.cancel(client, "cancelled", "somebody else")))
                clock = time.monotonic()
                for id, handle in handles.items():
                    found[id] = outcome(id, await ended(handle))
                if tried("late cancellations"):
                    late.append(await refusal(own.client.cancel(client, "success", "success")))
                    found["late cancellations"] = late
                if tried("see"):
                    found["see"] = await seen(client)
                if tried("requests"):
                    found["requests"] = await requests(client)
                if "worker dies" in handles:
                    events = (await handles["worker dies"].fetch_history()).events
                    passed = events[-1].event_time.ToDatetime() - events[0].event_time.ToDatetime()
                    found["a day passed"] = DAY <= passed < DAY + timedelta(hours=1) and time.monotonic() - clock < 60
                told = {
                    id: await handles[id].fetch_history() for id in ("success", "no delivery there") if id in handles
                }
                if record:
                    record.write_text(told["success"].to_json(), encoding="utf-8")
        stored = WorkflowHistory.from_json("stored", history.read_text("utf-8")) if history else None
        for name, history_of in (
            ("replay", told.get("success")),
            ("replay of a compensation", told.get("no delivery there")),
            ("replay of the stored", stored),
        ):
            if history_of is not None and tried(name):
                await tw.Replayer(workflows=[OrderSaga]).replay_workflow(history_of)
                found[name] = True
    return found


def main(server: str, history: Path, *options: str) -> None:
    logging.disable(logging.CRITICAL)  # each failure that is made is told of
    if "--record" in options:
        with tempfile.TemporaryDirectory(prefix="patternloom-saga-") as home:
            for file in (*Path(options[1]).glob("*"), Path(options[1]).parent / "sql/users.sql"):
                Path(home, file.name).write_bytes(file.read_bytes())
            with running() as database:
                own = modules(Path(home))
                asyncio.run(scenarios(own, Path(home), server, database, None, ["success"], history))
        return
    with running() as database:
        print(
            json.dumps(asyncio.run(judge(json.load(sys.stdin), server, database, history)), sort_keys=True), flush=True
        )
    os._exit(0)  # threads of a version that hangs would not let it end


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
