"""`mkdocs build` as `python -m mkdocs build` runs it, with a watch on our load and render; `run.py` starts it.

In: mkdocs' own arguments. Out: JSON of seconds on the clock and of processor: of load and render, and of the whole
process, its start-up included.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

STARTED = time.perf_counter() - time.process_time()  # the interpreter itself had been starting until here

from mkdocs.__main__ import cli  # noqa: E402 - the clock starts before anything is imported

from patternloom.mkdocs import plugin  # noqa: E402

spent: list[tuple[float, float]] = []


def watched(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, noting what it took."""

    def noting(*arguments: Any) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        done = function(*arguments)
        spent.append((time.perf_counter() - clock, time.process_time() - processor))
        return done

    return noting


if __name__ == "__main__":
    for name in ("read_sources", "render_tree"):  # the names that the plugin looks up when it calls
        vars(plugin)[name] = watched(vars(plugin)[name])
    cli(standalone_mode=False)
    clock, processor = (sum(times) for times in zip(*spent, strict=True))
    whole = {"clock": time.perf_counter() - STARTED, "processor": time.process_time()}
    print(json.dumps({"own": {"clock": clock, "processor": processor}, "whole": whole}))
