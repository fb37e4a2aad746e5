"""The Saga: which local transactions, in which order, and what undoes them.

This is the orchestrating logic. A worker runs it; the Temporal server only records what it decided and calls it
again with that record. So it must be deterministic: no clock, no random numbers, no I/O of its own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError


@dataclass
class Order:
    """What the customer asked for; `transaction_id` is the id of the workflow, too."""

    transaction_id: str
    customer: str
    item: str
    quantity: int
    amount: int
    area: str


@dataclass
class Progress:
    """What the status checker shows."""

    state: str = "running"
    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    reason: str | None = None


@dataclass(frozen=True)
class Step:
    """A local transaction of a service and its compensation. The service's name is its task queue."""

    service: str
    do: str
    undo: str


COMPENSATABLE = (
    Step("order", "accept_order", "reject_order"),
    Step("stock", "reserve_stock", "release_stock"),
    Step("payment", "charge_payment", "refund_payment"),
)
PIVOT = Step("delivery", "book_delivery", "cancel_delivery")

CANCELLABLE = timedelta(days=1)
ATTEMPT = timedelta(seconds=10)
PATIENCE = timedelta(minutes=10)
AGAIN = RetryPolicy(initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=1))


@workflow.defn
class OrderSaga:
    """An order that four services carry out, or none of them."""

    def __init__(self) -> None:
        self._progress = Progress()
        self._cancelled = False

    @workflow.run
    async def run(self, order: Order) -> Progress:
        """To the end, or back to the start."""
        begun: list[Step] = []
        try:
            for step in COMPENSATABLE:
                await self._do(step, order, begun)
            await self._let_the_customer_cancel()
            await self._do(PIVOT, order, begun)
        except (ActivityError, ApplicationError, asyncio.CancelledError) as error:
            await self._compensate(order, begun, error)
            return self._progress
        # The parcel is on its way and nothing is undone any more: this is repeated until it succeeds.
        await workflow.execute_activity(  # step 8
            "confirm_order", order, task_queue="order", start_to_close_timeout=ATTEMPT, retry_policy=AGAIN
        )
        self._progress.done.append("confirm_order")
        self._progress.state = "completed"
        return self._progress

    async def _do(self, step: Step, order: Order, begun: list[Step]) -> None:
        begun.append(step)  # before the call: it may take effect although its answer never comes  # step 4
        await workflow.execute_activity(
            step.do,
            order,
            task_queue=step.service,  # step 5
            start_to_close_timeout=ATTEMPT,  # step 12
            schedule_to_close_timeout=PATIENCE,
            retry_policy=AGAIN,
        )
        self._progress.done.append(step.do)

    async def _let_the_customer_cancel(self) -> None:
        self._progress.state = "cancellable"
        try:
            await workflow.wait_condition(lambda: self._cancelled, timeout=CANCELLABLE)  # step 7
        except TimeoutError:
            self._progress.state = "running"
            return
        raise ApplicationError("cancelled by the customer")

    async def _compensate(self, order: Order, begun: list[Step], error: BaseException) -> None:
        cause = error.cause if isinstance(error, ActivityError) and error.cause else error
        self._progress.reason = getattr(cause, "message", None) or str(cause) or "cancelled by an operator"
        self._progress.state = "compensating"
        for step in reversed(begun):  # step 11
            await workflow.execute_activity(  # without a limit: a compensation has to succeed at last
                step.undo, order, task_queue=step.service, start_to_close_timeout=ATTEMPT, retry_policy=AGAIN
            )
            self._progress.undone.append(step.undo)
        self._progress.state = "compensated"

    @workflow.signal
    def cancel(self) -> None:
        """The customer changed their mind; too late after a day."""
        self._cancelled = True

    @workflow.query
    def progress(self) -> Progress:
        """How far it has got."""
        return self._progress  # step 10
