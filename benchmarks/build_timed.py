"""`mkdocs build` as `python -m mkdocs build` runs it, with a watch on our load and render; `run.py` starts it.

In: mkdocs' own arguments. Out: JSON of seconds on the clock and of processor: of load and render, and of the whole
process, its start-up included.
"""

from __future__ import annotations

import json
import time

STARTED = time.perf_counter() - time.process_time()  # the interpreter itself had been starting until here

from mkdocs.__main__ import cli  # noqa: E402 - the clock starts before anything is imported

from patternloom import plugin  # noqa: E402
from patternloom.export import Export, Project, export  # noqa: E402

spent: list[tuple[float, float]] = []


def watched(project: Project, language: str | None = None) -> Export:
    """`export`, noting what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    done = export(project, language)
    spent.append((time.perf_counter() - clock, time.process_time() - processor))
    return done


if __name__ == "__main__":
    vars(plugin)["export"] = watched  # the name that the plugin looks up when it calls
    cli(standalone_mode=False)
    ((clock, processor),) = spent
    whole = {"clock": time.perf_counter() - STARTED, "processor": time.process_time()}
    print(json.dumps({"own": {"clock": clock, "processor": processor}, "whole": whole}))
