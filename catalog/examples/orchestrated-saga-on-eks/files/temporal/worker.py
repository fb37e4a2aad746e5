"""A worker: `python worker.py stock`. It fetches the tasks of one service from Temporal and answers them.

That of `order` runs the Saga's workflow, too: the order service owns the Saga.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from activities import activities_of
from database import Database
from temporalio.client import Client
from temporalio.runtime import PrometheusConfig, Runtime, TelemetryConfig
from temporalio.worker import Worker
from web import Answer, serve
from workflow import OrderSaga


def worker_of(client: Client, service: str, database: Database) -> Worker:
    """The worker of one service, not yet running."""
    return Worker(
        client,
        task_queue=service,  # step 5
        workflows=[OrderSaga] if service == "order" else [],  # step 4
        activities=activities_of(service, database),
        activity_executor=ThreadPoolExecutor(10),
        max_concurrent_activities=10,
        graceful_shutdown_timeout=timedelta(seconds=20),
    )


async def main(service: str) -> None:
    """Until the pod is stopped; then it takes no new task and finishes those that it has."""
    metrics = PrometheusConfig(bind_address=f"0.0.0.0:{os.environ['METRICS_PORT']}")
    runtime = Runtime(telemetry=TelemetryConfig(metrics=metrics))
    client = await Client.connect(
        os.environ["TEMPORAL_ADDRESS"], namespace=os.environ["TEMPORAL_NAMESPACE"], runtime=runtime
    )
    worker = worker_of(client, service, Database.of_environment())
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    async def nothing_but_health(*_: object) -> Answer:
        return 404, {}

    server = serve(8080, nothing_but_health, lambda: worker.is_running)
    async with worker:
        await stop.wait()
    server.shutdown()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main(sys.argv[1]))
