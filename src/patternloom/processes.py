"""Work that a process beside this one does, while this one goes on.

In: a function without arguments, whose value can be pickled. Out: that value, when it is asked for. Where no processor
is free, where a system lets no process be forked, and where one ended without a value, this process calls the function
itself, so that what is wrong is told as if there were no other. It knows nothing of what is made.
"""

from __future__ import annotations

import atexit
import copyreg
import gc
import os
import pickle
import signal
import sys
import threading
import warnings
import weakref
from collections.abc import Callable
from contextlib import suppress
from types import MappingProxyType
from typing import Generic, NoReturn, TypeVar

STARTER = "starter"
"""The name of a thread that only waits for whoever started this process: a fork may leave it behind."""
BUILDS = "PATTERNLOOM_BUILDS"
"""In the environment: how many builds share the processors of this one, where it is not the only one."""
Value = TypeVar("Value")


def _frozen(mapping: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda proxy: (_frozen, (dict(proxy),)))  # of itself, Python does not pickle it


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def collect_seldom() -> None:
    """Look for cycles of what is not used any more seldom, and at the end of this process not at all."""
    # A build leaves few behind: looking for them as often as usual, and in all that it made, would take a tenth of it.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


class Meanwhile(Generic[Value]):
    """What a function gives, made meanwhile; where nobody asks for it any more, its process is ended."""

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self._forked = _forked(make) if _free() else None
        self._end = weakref.finalize(self, _killed, *self._forked) if self._forked else None

    @property
    def started(self) -> bool:
        """Whether a process makes it; else whoever asks does."""
        return self._forked is not None

    def value(self) -> Value:
        """The value, once; who asks waits for it.

        Raises:
            Exception: whatever the function raises.
        """
        if self._forked and self._end and self._end.detach():
            process, reader = self._forked
            with open(reader, "rb") as file:
                told = file.read()
            if _ended_well(process):
                made: Value = pickle.loads(told)  # our own process wrote it
                return made
        return self._make()


def _killed(process: int, reader: int) -> None:
    os.close(reader)
    with suppress(ProcessLookupError):  # the system has put it away
        os.kill(process, signal.SIGKILL)
    _ended_well(process)


def _ended_well(process: int) -> bool:
    """Whether the process, whose end is waited for, gave its value."""
    try:
        return os.waitpid(process, 0)[1] == 0
    except ChildProcessError:  # whoever started us lets the system put ended processes away
        return False


def _free() -> bool:
    """Whether a forked process would run at the same time, and find everything as this one has it."""
    # Elsewhere a process either cannot be forked, or what the system has loaded into it does not outlive that.
    if sys.platform != "linux" or {one.name for one in threading.enumerate()} - {"MainThread", STARTER}:
        return False
    builds = os.environ.get(BUILDS, "")
    return processors() // (int(builds) if builds.isdecimal() and int(builds) else 1) > 1


def _forked(make: Callable[[], object]) -> tuple[int, int] | None:
    """The process, and where its value is read; None where none can be started."""
    reader, writer = os.pipe()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of other threads, of which `_free` knows
            process = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if process == 0:
        _make_and_end(make, writer)
    os.close(writer)
    return process, reader


def _make_and_end(make: Callable[[], object], writer: int) -> NoReturn:
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)  # there is nothing to put away
        # Locks and pipes whose ends others wait for are none of its business, and it has nobody to speak to.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        os.closerange(3, writer)
        os.closerange(writer + 1, os.sysconf("SC_OPEN_MAX"))
        gc.disable()  # it would look through all that this process has of the other
        with open(writer, "wb") as file:
            pickle.dump(make(), file, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)  # nothing that this process has begun ends twice, nor is anything printed twice
