"""What asks a build to end: in a few steps it has to wait, and else it ends the build as an exception does.

In: SIGTERM, SIGINT and SIGHUP. Out: `SystemExit`, so that programs which were started are ended and folders removed on
the way out, and at last the end that the signal asked for, so that whoever sent it sees it. What is ignored, as under
nohup, or handled by somebody else, stays so. Nothing here knows what there is to be ended.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from patternloom.processes import STARTER

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))


class Ending:
    """The end by a signal, from `watch` to `forget`."""

    def __init__(self) -> None:
        self._before: dict[signal.Signals, Any] = {}
        self._by: signal.Signals | None = None

    def watch(self, *, interrupts: bool) -> None:
        """From now on a signal raises `SystemExit`, a second one ends at once; SIGINT only if it `interrupts`."""
        if threading.current_thread() is not threading.main_thread():
            return  # only there can handlers be set
        # Registered before whatever cleans up at the end, and so called after it.
        atexit.register(self._die)
        for number in _SIGNALS:
            usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            if signal.getsignal(number) == usual and (interrupts or number != signal.SIGINT):
                self._before[number] = signal.signal(number, self._end)

    def forget(self) -> None:
        """Handle signals as before."""
        while self._before:
            signal.signal(*self._before.popitem())

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.forget()
        self._by = signal.Signals(number)
        raise SystemExit(128 + number)

    def _die(self) -> None:
        if self._by is not None:
            sys.stdout.flush()
            print(f"ended by {self._by.name}", file=sys.stderr, flush=True)
            signal.signal(self._by, signal.SIG_DFL)
            os.kill(os.getpid(), self._by)


@contextmanager
def signals_deferred() -> Iterator[None]:
    """A step that a signal is not to interrupt: one that comes meanwhile is raised again at its end."""
    came: list[int] = []
    before: dict[signal.Signals, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for number in _SIGNALS:
            if signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for which in came[:1]:
            signal.raise_signal(which)


def end_with(file: int, end: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGTERM)) -> None:
    """End this process when the other end of a pipe is closed, as it is when the process there has died."""

    def wait() -> None:
        try:
            while os.read(file, 1024):
                pass
        except OSError:
            pass
        end()

    threading.Thread(target=wait, daemon=True, name=STARTER).start()
