"""The Temporal client of the order service: it asks the server to start a Saga, and can ask it to turn round.

`POST /orders` answers at once with 202 and the transaction id; `DELETE /orders/<id>` cancels within a day.
The gateway in front has checked the customer's token and tells the customer's id in `x-customer-id`.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Mapping
from datetime import timedelta

from status import owned
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode
from web import Answer, Refused, header, serve_forever, visible
from workflow import Order, OrderSaga, Progress

SHOP = uuid.UUID("6f0d2f6e-5d3c-4c3b-9a55-0c8f3f1f4a10")
MOST = 100  # pieces in one order


def transaction_id(customer: str, key: str) -> str:
    """The same for the same request, sent twice; another for another customer."""
    return f"order-{uuid.uuid5(SHOP, f'{customer}/{key}')}"


def wanted(customer: str, key: str, body: Mapping[str, object]) -> Order:
    """The order that a request asks for. What it costs is not the customer's to say: more fields are refused."""
    item, quantity, area = (body.get(name) for name in ("item", "quantity", "area"))
    if set(body) != {"item", "quantity", "area"}:
        raise Refused(400, "expected item, quantity and area")
    if not all(isinstance(one, str) and visible(one) for one in (item, area)):
        raise Refused(400, "item and area: texts of 1 to 64 visible characters")
    if type(quantity) is not int or not 1 <= quantity <= MOST:
        raise Refused(400, f"quantity: a number from 1 to {MOST}")
    return Order(transaction_id(customer, key), customer, item, quantity, area)


async def start(client: Client, order: Order) -> WorkflowHandle[OrderSaga, Progress]:
    """Start the Saga, once; refused where its id stands for another order."""
    request = {"item": order.item, "quantity": order.quantity, "area": order.area}
    try:
        return await client.start_workflow(
            OrderSaga.run,
            order,
            id=order.transaction_id,  # step 2
            task_queue="order",
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            memo={"customer": order.customer, "request": request},
            rpc_timeout=timedelta(seconds=5),
        )
    except WorkflowAlreadyStartedError as error:  # the browser sent it again
        found = await owned(client, order.transaction_id, order.customer)
        if found is None or await found.memo_value("request", None) != request:
            raise Refused(422, "this idempotency key stands for another order") from error
        return client.get_workflow_handle_for(OrderSaga.run, order.transaction_id)


async def cancel(client: Client, id: str, customer: str) -> None:
    """Turn a Saga round; refused where the customer has no such order, or it is too late for it."""
    if await owned(client, id, customer) is None:
        raise Refused(404, "no such order")
    try:
        # The same id for a request that is sent again: it gets the answer of the first.
        await client.get_workflow_handle_for(OrderSaga.run, id).execute_update(
            OrderSaga.cancel, id="cancel", rpc_timeout=timedelta(seconds=10)
        )
    except WorkflowUpdateFailedError as error:  # the workflow's validator refused it
        raise Refused(409, "it is too late to cancel this order") from error
    except RPCError as error:
        if error.status == RPCStatusCode.NOT_FOUND:  # it has ended already
            raise Refused(409, "it is too late to cancel this order") from error
        raise


async def main() -> None:
    """Serve the orders' API."""
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], namespace=os.environ["TEMPORAL_NAMESPACE"])

    async def answer(method: str, path: str, headers: Mapping[str, str], body: dict[str, object]) -> Answer:
        return await answered(client, method, path, headers, body)

    await serve_forever(8080, answer)


async def answered(
    client: Client, method: str, path: str, headers: Mapping[str, str], body: Mapping[str, object]
) -> Answer:
    """The answer to one request."""
    customer = header(headers, "x-customer-id")
    if method == "POST" and path == "/orders":  # step 1
        order = wanted(customer, header(headers, "idempotency-key"), body)
        await start(client, order)
        id = order.transaction_id
        return 202, {"transaction_id": id, "status": f"/order-status/{id}"}  # step 2
    if method == "DELETE" and path.startswith("/orders/"):
        await cancel(client, path.removeprefix("/orders/"), customer)  # step 7
        return 202, {}
    raise Refused(404, "no such path")


if __name__ == "__main__":
    asyncio.run(main())
