"""The order API: takes an order in and starts its Saga. `POST /orders` answers 202; the Saga goes on by itself.

The gateway in front has checked the customer's token and tells the customer's id in `x-customer-id`.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import uuid
from collections.abc import Mapping

import telemetry
from saga import Order, OrderSaga
from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy
from temporalio.contrib.opentelemetry import TracingInterceptor
from temporalio.exceptions import WorkflowAlreadyStartedError
from web import Answer, Refused, serve

SHOP = uuid.UUID("6f0d2f6e-5d3c-4c3b-9a55-0c8f3f1f4a10")
ITEM = re.compile(r"[a-z0-9-]{1,40}")
MOST = 100


def order_of(headers: Mapping[str, str], body: Mapping[str, object]) -> Order:
    """What was asked for; Refused, with the status, where that is no order."""
    customer, key = headers.get("x-customer-id"), headers.get("idempotency-key")
    if not customer:
        raise Refused(401)
    item, quantity = body.get("item"), body.get("quantity")
    right = isinstance(item, str) and ITEM.fullmatch(item) and type(quantity) is int and 1 <= quantity <= MOST
    if not right or not key or len(key) > 100 or len(customer) > 100 or set(body) != {"item", "quantity"}:
        raise Refused(400)
    return Order(f"order-{uuid.uuid5(SHOP, f'{customer}/{key}')}", customer, item, quantity)


async def start(client: Client, order: Order) -> None:
    """Start the Saga once; the same key with another order is refused."""
    asked = f"{order.customer}/{order.item}/{order.quantity}"
    try:
        await client.start_workflow(  # step 2
            OrderSaga.run,
            order,
            id=order.id,
            task_queue="order",
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            memo={"asked": asked},
        )
    except WorkflowAlreadyStartedError:
        described = await client.get_workflow_handle(order.id).describe()
        if await described.memo_value("asked", None) != asked:
            raise Refused(409) from None
        return
    telemetry.STARTED.add(1)


async def main() -> None:
    """Serve the orders' API until the pod is stopped."""
    stop_telemetry = telemetry.start()
    client = await Client.connect(
        os.environ["TEMPORAL_ADDRESS"],
        namespace=os.environ["TEMPORAL_NAMESPACE"],
        interceptors=[TracingInterceptor()],
    )

    async def orders(headers: Mapping[str, str], body: Mapping[str, object]) -> Answer:
        order = order_of(headers, body)
        await start(client, order)
        return 202, {"order": order.id}

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = serve(int(os.environ.get("PORT", "8080")), {("POST", "/orders"): orders})
    await stop.wait()
    await asyncio.to_thread(server.shutdown)
    await asyncio.to_thread(server.server_close)  # waits for the requests under way
    stop_telemetry()


if __name__ == "__main__":
    asyncio.run(main())
