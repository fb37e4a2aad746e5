"""The Saga of an order: reserve the goods, charge the customer, or undo both.

The workflow's code runs again whenever a worker has to remember where it stood. So it counts and traces nothing itself:
the interceptor makes its spans outside of replays, and the numbers are counted in activities.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError


@dataclass
class Order:
    """What the customer asked for. No price: what goods cost, the stock service says."""

    id: str
    customer: str
    item: str
    quantity: int
    amount: int = 0
    """In the smallest unit of the currency, known once the goods are reserved."""


ATTEMPT = timedelta(seconds=10)
PATIENCE = timedelta(minutes=10)
AGAIN = RetryPolicy(initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=1))


@workflow.defn
class OrderSaga:
    """Goods and money, or neither."""

    @workflow.run
    async def run(self, order: Order) -> str:
        """`completed` or `compensated`."""
        begun: list[str] = []
        try:
            begun.append("release_stock")  # before the call: it may take effect although its answer never comes
            order.amount = await self._do("reserve_stock", order)
            begun.append("refund_payment")
            await self._do("charge_payment", order)
        except ActivityError:
            for undo in reversed(begun):
                await self._until_done(undo, order)  # step 9
            return await self._until_done("close_order", order, "compensated", workflow.info().start_time)
        return await self._until_done("close_order", order, "completed", workflow.info().start_time)

    async def _do(self, name: str, order: Order) -> int:
        return await workflow.execute_activity(  # step 3
            name, order, start_to_close_timeout=ATTEMPT, schedule_to_close_timeout=PATIENCE, retry_policy=AGAIN
        )

    async def _until_done(self, name: str, *arguments: object) -> str:
        """Without a limit: a compensation has to succeed at last, and an order to come to its end."""
        return await workflow.execute_activity(name, args=arguments, start_to_close_timeout=ATTEMPT, retry_policy=AGAIN)
