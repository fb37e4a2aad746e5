"""Runs the Saga of a folder on Temporal's own test server, and tells what became of it.

    python saga_driver.py <folder> <test server> [<history to replay>] [--record <history to write>] [--no-sandbox]

In: the files of the example, as they are or changed. Out: JSON, a scenario's name → its outcome. The services' workers
are the example's own, on SQLite; an interceptor makes a local transaction fail, or lose its answer.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

DAY = timedelta(days=1)
SERVICES = ("order", "stock", "payment", "delivery")


def main(folder: Path, server: str, history: Path | None, record: Path | None) -> None:
    sys.path.insert(0, str(folder))
    with tempfile.TemporaryDirectory(prefix="patternloom-saga-") as name:
        print(json.dumps(asyncio.run(scenarios(Path(name), folder, server, history, record)), sort_keys=True))


async def scenarios(home: Path, folder: Path, server: str, history: Path | None, record: Path | None) -> dict[str, Any]:
    import temporalio.client
    import temporalio.worker as tw
    from temporalio.client import WorkflowHistory
    from temporalio.exceptions import ApplicationError
    from temporalio.testing import WorkflowEnvironment

    plan: dict[str, tuple[str, str]] = {}  # transaction → (activity, what goes wrong)
    calls: dict[str, list[str]] = {}

    class Inbound(tw.ActivityInboundInterceptor):
        async def execute_activity(self, input: tw.ExecuteActivityInput) -> Any:
            from temporalio import activity

            order, name, attempt = input.args[0], activity.info().activity_type, activity.info().attempt
            calls.setdefault(order.transaction_id, []).append(name)
            at, what = plan.get(order.transaction_id, ("", ""))
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

    class Uncached(tw.Worker):
        """Keeps no workflow in memory: each task replays the history from its start, and no task waits for a worker
        that is gone (the test server, unlike the real one, goes on handing it those)."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            if "--no-sandbox" in sys.argv:  # twice as fast; the right version runs inside it
                options["workflow_runner"] = tw.UnsandboxedWorkflowRunner()
            super().__init__(*arguments, max_cached_workflows=0, **options)

    tw.Worker = Uncached  # type: ignore[misc]

    from activities import Database
    from worker import worker_of
    from workflow import Order, OrderSaga

    databases = {}
    for service in SERVICES:
        file = home / f"{service}.db"
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE local_transactions (transaction_id TEXT PRIMARY KEY, state TEXT)")
            for statement in {
                "order": ["CREATE TABLE orders (id TEXT PRIMARY KEY, customer, item, quantity, state)"],
                "stock": ["CREATE TABLE stock (item PRIMARY KEY, available INT)"],
                "payment": ["CREATE TABLE accounts (customer PRIMARY KEY, balance INT)"],
                "delivery": ["CREATE TABLE deliveries (transaction_id PRIMARY KEY, area)", "CREATE TABLE areas (area)", "INSERT INTO areas VALUES ('here')"],
            }[service]:  # fmt: skip
                connection.execute(statement)
        databases[service] = Database(str(file))

    def row(service: str, sql: str, *values: Any) -> Any:
        with sqlite3.connect(home / f"{service}.db") as connection:
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

    def order(id: str, *, pieces: int = 5, money: int = 100, area: str = "here") -> Order:
        # An item and a customer of its own for each order, so that one cannot hide the other's mistake.
        with sqlite3.connect(home / "stock.db") as connection:
            connection.execute("INSERT INTO stock VALUES (?, ?)", (id, pieces))
        with sqlite3.connect(home / "payment.db") as connection:
            connection.execute("INSERT INTO accounts VALUES (?, ?)", (id, money))
        return Order(transaction_id=id, customer=id, item=id, quantity=2, amount=30, area=area)

    found: dict[str, Any] = {}
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=server, interceptors=[Faults()]
    ) as environment:
        client = environment.client  # its handles skip time while they wait
        async with AsyncExitStack() as stack:
            for service in SERVICES[1:]:
                await stack.enter_async_context(worker_of(client, service, databases[service]))
            owner = worker_of(client, "order", databases["order"])

            async def go(id: str, **how: Any) -> Any:
                return await client.start_workflow(OrderSaga.run, order(id, **how), id=id, task_queue="order")

            async with owner:
                for activity in ("accept_order", "reserve_stock", "charge_payment", "book_delivery"):
                    plan[f"refused: {activity}"] = (activity, "refused")
                    plan[f"answer lost: {activity}"] = (activity, "answer lost")
                plan["down: charge_payment"] = ("charge_payment", "down")
                plan["every answer lost"] = ("", "every answer lost")
                plan["compensation's answer lost"] = ("", "every answer lost")
                handles = {
                    "success": await go("success"),
                    "out of stock": await go("out of stock", pieces=1),
                    "too little money": await go("too little money", money=29),
                    "no delivery there": await go("no delivery there", area="moon"),
                    "compensation's answer lost": await go("compensation's answer lost", area="moon"),
                    **{id: await go(id) for id in plan if id != "compensation's answer lost"},
                }
                cancelled = handles["cancelled"] = await go("cancelled")
                while (await cancelled.query(OrderSaga.progress)).state != "cancellable":
                    await asyncio.sleep(0.02)
                await cancelled.signal(OrderSaga.cancel)
                # One that waits while its worker goes.
                left = await go("worker dies")
                while (await left.query(OrderSaga.progress)).state != "cancellable":
                    await asyncio.sleep(0.02)
            async with worker_of(client, "order", databases["order"]):
                begun, clock = await environment.get_current_time(), time.monotonic()
                found["worker dies"] = outcome("worker dies", await left.result())
                skipped = await environment.get_current_time() - begun
                for id, handle in handles.items():
                    found[id] = outcome(id, await handle.result())
                found["a day passed"] = skipped >= DAY - timedelta(minutes=10) and time.monotonic() - clock < 60
                told = await handles["success"].fetch_history()
                if record:
                    record.write_text(told.to_json(), encoding="utf-8")
        for name, events in (
            ("replay", told),
            ("replay of a compensation", await handles["no delivery there"].fetch_history()),
            (
                "replay of the stored",
                WorkflowHistory.from_json("stored", history.read_text("utf-8")) if history else None,
            ),
        ):
            if events is not None:
                await tw.Replayer(workflows=[OrderSaga]).replay_workflow(events)
                found[name] = True
    return found


if __name__ == "__main__":
    arguments = [one for one in sys.argv[1:] if one != "--no-sandbox"]
    to_record = Path(arguments.pop()) if "--record" in arguments else None
    if to_record:
        arguments.remove("--record")
    stored = Path(arguments[2]) if len(arguments) > 2 else None
    main(Path(arguments[0]).resolve(), arguments[1], stored, to_record)
