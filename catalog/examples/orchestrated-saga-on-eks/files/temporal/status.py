"""The status checker: how far has the Saga with this transaction id got?

It needs no database of its own. Whether the Saga runs, whose it is and how it ended the server knows by itself; the
single steps are told by the workflow, so for them a worker of `order` has to be there.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from temporalio.client import Client, WorkflowExecutionDescription, WorkflowExecutionStatus, WorkflowQueryFailedError
from temporalio.service import RPCError, RPCStatusCode
from web import Answer, Refused, header, serve_forever
from workflow import OrderSaga, Progress


async def owned(client: Client, id: str, customer: str) -> WorkflowExecutionDescription | None:
    """What the server knows about this customer's Saga; another's is as unknown as one that never was."""
    try:
        found = await client.get_workflow_handle(id).describe(rpc_timeout=timedelta(seconds=5))
    except RPCError as error:
        if error.status in (RPCStatusCode.NOT_FOUND, RPCStatusCode.INVALID_ARGUMENT):
            return None
        raise
    return found if await found.memo_value("customer", None) == customer else None


async def status(client: Client, id: str, customer: str) -> Progress | None:
    """The progress of a Saga, or None if the customer has no such one."""
    found = await owned(client, id, customer)
    if found is None:
        return None
    handle = client.get_workflow_handle_for(OrderSaga.run, id)
    if found.status == WorkflowExecutionStatus.COMPLETED:
        return await handle.result()
    if found.status != WorkflowExecutionStatus.RUNNING:
        return Progress(state="needs attention")  # an operator ended it; compensations may be missing
    try:
        return await handle.query(OrderSaga.progress, rpc_timeout=timedelta(seconds=2))  # step 10
    except (RPCError, WorkflowQueryFailedError):
        return Progress()  # it runs, and no worker is there to say more


async def main() -> None:
    """Serve the states."""
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], namespace=os.environ["TEMPORAL_NAMESPACE"])

    async def answer(method: str, path: str, headers: Mapping[str, str], _: dict[str, object]) -> Answer:
        return await answered(client, method, path, headers)

    await serve_forever(8080, answer)


async def answered(client: Client, method: str, path: str, headers: Mapping[str, str]) -> Answer:
    """The answer to one request."""
    if method == "GET" and path.startswith("/order-status/"):  # step 9
        found = await status(client, path.removeprefix("/order-status/"), header(headers, "x-customer-id"))
        if found is not None:
            return 200, asdict(found)
    raise Refused(404, "no such order")


if __name__ == "__main__":
    asyncio.run(main())
