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

from patternloom.mkdocs import plugin, prepare  # noqa: E402

Spent = list[tuple[float, float]]
spent: Spent = []


def watched(function: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    """The function, noting what it took."""

    def noting(*arguments: Any, **named: Any) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        done = function(*arguments, **named)
        spent.append((time.perf_counter() - clock, time.process_time() - processor))
        return done

    return noting


if __name__ == "__main__":
    for module, name in ((prepare, "read_sources"), (plugin, "render_tree")):  # looked up when they are called
        vars(module)[name] = watched(vars(module)[name], spent)
    cli(standalone_mode=False)
    own = dict(zip(("clock", "processor"), map(sum, zip(*spent, strict=True)), strict=True))
    whole = {"clock": time.perf_counter() - STARTED, "processor": time.process_time()}
    print(json.dumps({"own": own, "whole": whole}))
