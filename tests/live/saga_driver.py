"""Runs versions of the Saga on Temporal's own test server, a server each, and tells what became of them.

    python saga_driver.py <test server> <history to replay> [--no-sandbox]     versions on standard input
    python saga_driver.py <test server> <history to write> --record <folder>

In: JSON, a name → {"folder", "scenarios"}: the files of the example, as they are or changed, and what to try (null:
everything). Out: JSON, a name → a scenario → its outcome, or what went wrong in its place. The services' workers are
the example's own, on SQLite; an interceptor makes a local transaction fail, or lose its answer.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import logging
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Collection
from contextlib import AsyncExitStack, closing
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

DAY = timedelta(days=1)
SERVICES = ("order", "stock", "payment", "delivery")


MODULES = ("activities", "worker", "workflow")
SECONDS = 30  # for a version; the right one needs two
AT_ONCE = 2  # a server and its worker wait for each other half of the time

STEPS = ("accept_order", "reserve_stock", "charge_payment", "book_delivery")
# Order → what is special about it.
WAYS: dict[str, dict[str, Any]] = {
    "success": {},
    "out of stock": {"pieces": 1},
    "too little money": {"money": 29},
    "no delivery there": {"area": "moon"},
    "compensation's answer lost": {"area": "moon"},
}
# Order → (activity, what goes wrong with it).
PLAN: dict[str, tuple[str, str]] = {
    **{f"refused: {step}": (step, "refused") for step in STEPS},
    **{f"answer lost: {step}": (step, "answer lost") for step in STEPS},
    "down: charge_payment": ("charge_payment", "down"),
    "every answer lost": ("", "every answer lost"),
    "compensation's answer lost": ("", "every answer lost"),
}


class Uncached(tw.Worker):
    """Keeps no workflow in memory: each task replays the history from its start, and no task waits for a worker
    that is gone (the test server, unlike the real one, goes on handing it those)."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        if "--no-sandbox" in sys.argv:  # twice as fast; the right version runs inside it
            options["workflow_runner"] = tw.UnsandboxedWorkflowRunner()
        super().__init__(*arguments, max_cached_workflows=0, **options)


tw.Worker = Uncached  # type: ignore[misc]


async def judge(versions: dict[str, Any], server: str, history: Path) -> dict[str, Any]:
    """Each version's outcome."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(version: dict[str, Any]) -> Any:
        async with turns:
            try:
                own = modules(Path(version["folder"]))
                run = scenarios(own, Path(version["folder"]), server, history, version["scenarios"])
                return await asyncio.wait_for(run, SECONDS)
            except Exception as error:  # noqa: BLE001 — whatever a wrong version raises is its outcome
                return f"{type(error).__name__}: {error}"

    return dict(zip(versions, await asyncio.gather(*map(one, versions.values())), strict=True))


def modules(folder: Path) -> SimpleNamespace:
    """The example's modules out of this folder."""
    for name in (*MODULES, "web"):
        sys.modules.pop(name, None)
    sys.path.insert(0, str(folder))  # and there it stays: the sandbox imports them again
    return SimpleNamespace(**{name: importlib.import_module(name) for name in MODULES})


async def scenarios(
    own: SimpleNamespace,
    home: Path,
    server: str,
    history: Path | None,
    only: Collection[str] | None,
    record: Path | None = None,
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
            if attempt == 1 and ((name == at and what == "answer lost") or (what == "every answer lost")):
                raise ApplicationError("the answer got lost")
            return result

    class Faults(temporalio.client.Interceptor, tw.Interceptor):
        def intercept_activity(self, next: tw.ActivityInboundInterceptor) -> tw.ActivityInboundInterceptor:
            return Inbound(next)

    def tried(*names: str) -> bool:
        return only is None or any(name in only for name in names)

    databases = {}
    for service in SERVICES:
        file = home / f"{service}.db"
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("CREATE TABLE local_transactions (transaction_id TEXT PRIMARY KEY, state TEXT)")
            for statement in {
                "order": ["CREATE TABLE orders (id TEXT PRIMARY KEY, customer, item, quantity, state)"],
                "stock": ["CREATE TABLE stock (item PRIMARY KEY, available INT)"],
                "payment": ["CREATE TABLE accounts (customer PRIMARY KEY, balance INT)"],
                "delivery": ["CREATE TABLE deliveries (transaction_id PRIMARY KEY, area)", "CREATE TABLE areas (area)", "INSERT INTO areas VALUES ('here')"],
            }[service]:  # fmt: skip
                connection.execute(statement)
        databases[service] = own.activities.Database(str(file))

    def row(service: str, sql: str, *values: Any) -> Any:
        with closing(sqlite3.connect(home / f"{service}.db")) as connection:
            found = connection.execute(sql, values).fetchone()
        return found[0] if found else None

    def outcome(id: str, result: Any) -> dict[str, Any]:
        return {
            "state": result.state,
            "calls": calls.get(id, []),
            "order": row("order", "SELECT state FROM orders WHERE id = ?", id),
            "stock": row("stock", "SELECT available FROM stock WHERE item = ?", id),
            "balance": row("payment", "SELECT balance FROM accounts WHERE customer = ?", id),
            "delivery": row("delivery", "SELECT area FROM deliveries WHERE transaction_id = ?", id),
        }

    def order(id: str, *, pieces: int = 5, money: int = 100, area: str = "here") -> Any:
        # An item and a customer of its own for each order, so that one cannot hide the other's mistake.
        with closing(sqlite3.connect(home / "stock.db")) as connection, connection:
            connection.execute("INSERT INTO stock VALUES (?, ?)", (id, pieces))
        with closing(sqlite3.connect(home / "payment.db")) as connection, connection:
            connection.execute("INSERT INTO accounts VALUES (?, ?)", (id, money))
        return own.workflow.Order(transaction_id=id, customer=id, item=id, quantity=2, amount=30, area=area)

    found: dict[str, Any] = {}
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=server, interceptors=[Faults()]
    ) as environment:
        client = environment.client  # its handles skip time while they wait
        async with AsyncExitStack() as stack:
            for service in SERVICES[1:]:
                await stack.enter_async_context(worker_of(client, service, databases[service]))

            async def go(id: str, **how: Any) -> Any:
                return await client.start_workflow(OrderSaga.run, order(id, **how), id=id, task_queue="order")

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
                    await (await cancellable("cancelled")).signal(OrderSaga.cancel)
                clock = time.monotonic()
                for id, handle in handles.items():
                    found[id] = outcome(id, await handle.result())
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
            asyncio.run(scenarios(modules(Path(options[1])), Path(home), server, None, ["success"], history))
        return
    print(json.dumps(asyncio.run(judge(json.load(sys.stdin), server, history)), sort_keys=True), flush=True)
    os._exit(0)  # threads of a version that hangs would not let it end


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
