"""The Temporal client of the order service: it asks the server to start a Saga, and can ask it to turn round.

`POST /orders` answers at once with 202 and the transaction id; `DELETE /orders/<id>` cancels within a day.
The gateway in front has checked the customer's token and tells the customer's id in `x-customer-id`.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Mapping

from status import owned
from temporalio.client import Client, WorkflowHandle
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode
from web import Answer, serve_forever
from workflow import Order, OrderSaga, Progress

SHOP = uuid.UUID("6f0d2f6e-5d3c-4c3b-9a55-0c8f3f1f4a10")


def transaction_id(customer: str, key: str) -> str:
    """The same for the same request, sent twice; another for another customer."""
    return f"order-{uuid.uuid5(SHOP, f'{customer}/{key}')}"


async def start(client: Client, order: Order) -> WorkflowHandle[OrderSaga, Progress]:
    """Start the Saga, once."""
    try:
        return await client.start_workflow(
            OrderSaga.run,
            order,
            id=order.transaction_id,  # step 2
            task_queue="order",
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            memo={"customer": order.customer},
        )
    except WorkflowAlreadyStartedError:  # the browser sent it again
        return client.get_workflow_handle_for(OrderSaga.run, order.transaction_id)


async def cancel(client: Client, id: str, customer: str) -> bool:
    """Ask a running Saga to turn round; False if the customer has no such running order."""
    if await owned(client, id, customer) is None:
        return False
    try:
        await client.get_workflow_handle(id).signal(OrderSaga.cancel)
    except RPCError as error:
        if error.status == RPCStatusCode.NOT_FOUND:  # it has ended already
            return False
        raise
    return True


async def main() -> None:
    """Serve the orders' API."""
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], namespace=os.environ["TEMPORAL_NAMESPACE"])

    async def answer(method: str, path: str, headers: Mapping[str, str], body: dict[str, object]) -> Answer:
        customer = headers["x-customer-id"]
        if method == "POST" and path == "/orders":  # step 1
            id = transaction_id(customer, headers["idempotency-key"])
            order = Order(
                id, customer, str(body["item"]), int(str(body["quantity"])), int(str(body["amount"])), str(body["area"])
            )
            await start(client, order)
            return 202, {"transaction_id": id, "status": f"/order-status/{id}"}  # step 2
        if method == "DELETE" and path.startswith("/orders/"):
            return (202, {}) if await cancel(client, path.removeprefix("/orders/"), customer) else (404, {})
        return 404, {}

    await serve_forever(8080, answer)


if __name__ == "__main__":
    asyncio.run(main())
