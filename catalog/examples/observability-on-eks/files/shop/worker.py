"""The worker of the order service: runs the Saga, and calls stock and payment over HTTP.

Each call carries the trace in its `traceparent` header and the order's id as its idempotency key: a call that is
repeated takes effect once, and is a span of its own in the same trace.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import logging
import os
import signal
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import telemetry
from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind
from saga import Order, OrderSaga
from temporalio import activity
from temporalio.client import Client
from temporalio.contrib.opentelemetry import TracingInterceptor
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker
from web import serve

SECONDS = 3
REFUSED = (409, 422)
tracer = trace.get_tracer("shop.order")


def call(service: str, path: str, order: Order, may_refuse: bool = False, **values: object) -> dict[str, object]:
    """One HTTP request. A step that is refused for a business reason is not repeated; a compensation always is."""
    step = activity.info().activity_type
    headers = {"content-type": "application/json", "idempotency-key": f"{order.id}/{step}"}
    address = f"{os.environ[f'{service.upper()}_URL']}{path}"
    # What is raised inside makes the span an error; the text of it, the activity's span has.
    with tracer.start_as_current_span(f"POST {path}", kind=SpanKind.CLIENT, record_exception=False) as span:
        span.set_attributes({"http.request.method": "POST", "url.full": address, "shop.order.id": order.id})
        propagate.inject(headers)  # step 4
        body = json.dumps({"order": order.id, **values}).encode()
        request = urllib.request.Request(address, body, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                span.set_attribute("http.response.status_code", answer.status)
                result = json.load(answer)
        except urllib.error.HTTPError as error:
            refused = may_refuse and error.code in REFUSED
            span.set_attribute("http.response.status_code", error.code)
            telemetry.ATTEMPTS.add(1, {"step": step, "outcome": "refused" if refused else "failed"})
            raise ApplicationError(f"{service} answered {error.code}", non_retryable=refused) from None
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:  # the last: nested too deeply
            span.set_attribute("error.type", type(error).__name__)
            telemetry.ATTEMPTS.add(1, {"step": step, "outcome": "failed"})
            raise ApplicationError(f"{service} gave no answer") from error
    telemetry.ATTEMPTS.add(1, {"step": step, "outcome": "done"})
    return result


@activity.defn
def reserve_stock(order: Order) -> int:
    """The goods' price, in the smallest unit of the currency."""
    found = call("stock", "/reservations", order, True, item=order.item, quantity=order.quantity)
    return int(str(found["amount"]))


@activity.defn
def release_stock(order: Order) -> None:
    """What was reserved, if anything was."""
    call("stock", "/releases", order)


@activity.defn
def charge_payment(order: Order) -> int:
    """The amount that the stock service named."""
    call("payment", "/charges", order, True, customer=order.customer, amount=order.amount)
    return order.amount


@activity.defn
def refund_payment(order: Order) -> None:
    """What was charged, if anything was."""
    call("payment", "/refunds", order)


@activity.defn
def close_order(order: Order, outcome: str, began: str) -> str:
    """The Saga's end, counted once an attempt: here and not in the workflow, which runs again at each replay."""
    took = datetime.now(UTC) - datetime.fromisoformat(began)
    telemetry.ENDED.record(max(took, timedelta()).total_seconds(), {"outcome": outcome})  # step 6
    logging.info("order %s %s", order.id, outcome)
    return outcome


async def main() -> None:
    """Until the pod is stopped; then it takes no new task, finishes those that it has, and sends what it recorded."""
    stop_telemetry = telemetry.start()
    client = await Client.connect(
        os.environ["TEMPORAL_ADDRESS"],
        namespace=os.environ["TEMPORAL_NAMESPACE"],
        interceptors=[TracingInterceptor()],  # step 3
    )
    worker = Worker(
        client,
        task_queue="order",
        workflows=[OrderSaga],
        activities=[reserve_stock, release_stock, charge_payment, refund_payment, close_order],
        activity_executor=ThreadPoolExecutor(10),
        max_concurrent_activities=10,
        graceful_shutdown_timeout=timedelta(seconds=20),
    )
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = serve(int(os.environ.get("PORT", "8080")), {}, lambda: worker.is_running)
    async with worker:
        await stop.wait()
    server.shutdown()
    stop_telemetry()


if __name__ == "__main__":
    asyncio.run(main())
