"""How a workflow on Temporal's test server ends, awaited until it has: its long poll may come back with nothing.

In: a handle. Out: the workflow's result, or its failure. On a slow machine the server ends the poll before the workflow
does, which the client takes for a history without an end.
"""

from __future__ import annotations

from typing import Any

from temporalio.client import WorkflowHandle

_NOTHING = "No completion event found"


async def ended(handle: WorkflowHandle[Any, Any]) -> Any:
    """The result; whoever asks bounds how long."""
    while True:
        try:
            return await handle.result()
        except RuntimeError as error:
            if str(error) != _NOTHING:
                raise
