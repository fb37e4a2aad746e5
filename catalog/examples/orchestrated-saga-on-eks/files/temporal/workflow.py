"""The Saga: which local transactions, in which order, and what undoes them.

This is the orchestrating logic. A worker runs it; the Temporal server only records what it decided and calls it
again with that record. So it must be deterministic: no clock, no random numbers, no I/O of its own.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

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
    area: str
    amount: int = 0  # what the order service says that it costs


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
        self._closed = False  # from then on a cancellation comes too late

    @workflow.run
    async def run(self, order: Order) -> Progress:
        """To the end, or back to the start."""
        begun: list[Step] = []
        try:
            for step in COMPENSATABLE:
                told = await self._do(step, order, begun, PATIENCE)
                order = replace(order, amount=told) if step.do == "accept_order" else order
            await self._let_the_customer_cancel()
            # Without a limit: while nobody knows whether it is booked, turning round could undo what has happened.
            await self._do(PIVOT, order, begun, None)  # step 8
        except (ActivityError, ApplicationError, asyncio.CancelledError) as error:
            await self._compensate(order, begun, error)
            return self._progress
        # The parcel is on its way and nothing is undone any more: this is repeated until it succeeds.
        await self._in_spite_of_all("confirm_order", order, "order")  # step 8
        self._progress.done.append("confirm_order")
        self._progress.state = "completed"
        return self._progress

    async def _do(self, step: Step, order: Order, begun: list[Step], patience: timedelta | None) -> Any:
        begun.append(step)  # before the call: it may take effect although its answer never comes  # step 4
        if patience is None:
            told = await self._in_spite_of_all(step.do, order, step.service)
        else:
            told = await self._call(step.do, order, step.service, patience)
        self._progress.done.append(step.do)
        return told

    def _call(self, name: str, order: Order, service: str, patience: timedelta | None) -> workflow.ActivityHandle[Any]:
        return workflow.start_activity(
            name,
            order,
            task_queue=service,  # step 5
            start_to_close_timeout=ATTEMPT,  # step 12
            schedule_to_close_timeout=patience,
            retry_policy=AGAIN,
        )

    async def _in_spite_of_all(self, name: str, order: Order, service: str) -> Any:
        """Its answer, also where an operator asks for the end: what has begun here is not given up."""
        call = self._call(name, order, service, None)
        while True:
            try:
                return await asyncio.shield(call)
            except asyncio.CancelledError:
                workflow.logger.warning("too late to end: %s is under way", name)

    async def _let_the_customer_cancel(self) -> None:
        self._progress.state = "cancellable"
        with suppress(TimeoutError):
            await workflow.wait_condition(lambda: self._cancelled, timeout=CANCELLABLE)  # step 7
        self._closed = True
        if self._cancelled:
            raise ApplicationError("cancelled by the customer")
        self._progress.state = "running"

    async def _compensate(self, order: Order, begun: list[Step], error: BaseException) -> None:
        cause = error.cause if isinstance(error, ActivityError) and error.cause else error
        self._progress.reason = getattr(cause, "message", None) or str(cause) or "cancelled by an operator"
        self._progress.state = "compensating"
        self._closed = True
        for step in reversed(begun):  # step 11
            await self._in_spite_of_all(step.undo, order, step.service)  # it has to succeed at last
            self._progress.undone.append(step.undo)
        self._progress.state = "compensated"

    @workflow.update
    def cancel(self) -> None:
        """The customer has changed their mind."""
        self._cancelled = True

    @cancel.validator
    def _in_time(self) -> None:
        """After a day, and once it is being undone, it is refused, and whoever asked is told so."""
        if self._closed:
            raise ApplicationError("too late", type="TooLate")

    @workflow.query
    def progress(self) -> Progress:
        """How far it has got."""
        return self._progress  # step 10
