"""Does work in forks of this process, two at a time: what it has loaded is there, and what a fork does stays in it.

In: pieces of work with a name. Out: for each its exit status, and how many seconds it computed. Each has a folder of
its own for what is temporary; what it has started ends with it.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import process_time

WORKERS = min(2, os.cpu_count() or 1)

Work = Callable[[Path], None]
"""What a fork does, with its folder; where it raises anything, the exit status is 1."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a piece of work; its folder is there until the next one is asked for."""

    name: str
    status: int
    seconds: float
    folder: Path


def in_forks(works: Iterable[tuple[str, Work]]) -> Iterator[Done]:
    """Do each, and tell what came of it, in the order in which they end."""
    running: dict[int, tuple[str, Path]] = {}

    def ended() -> Iterator[Done]:
        pid, status, usage = os.wait4(-1, 0)
        name, folder = running.pop(pid)
        stop(pid)
        yield Done(name, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, folder)
        shutil.rmtree(folder, ignore_errors=True)

    try:
        for name, work in works:
            if len(running) >= WORKERS:
                yield from ended()
            folder = Path(tempfile.mkdtemp(prefix="mutant-"))
            running[fork(work, folder)] = name, folder
        while running:
            yield from ended()
    finally:
        for pid, (_, folder) in running.items():
            stop(pid)
            shutil.rmtree(folder, ignore_errors=True)


def stop(group: int) -> None:
    """End what is left of a fork, and what it has started."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def fork(work: Work, folder: Path) -> int:
    """Start it, silent and in a group of its own; its number."""
    if pid := os.fork():
        return pid
    status = 1
    try:
        os.setpgid(0, 0)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
        tempfile.tempdir = None
        work(folder)
        status = 0
    finally:
        os._exit(status)


def limit(seconds: float) -> None:
    """Let this process compute so much longer; then it gets SIGXCPU, which mutmut calls a timeout."""
    resource.setrlimit(resource.RLIMIT_CPU, (ceil(process_time() + seconds), resource.RLIM_INFINITY))
