"""An end to what may take for ever: code of others that is run in this process, such as what colors listings.

In: seconds, and what is being done. Out: a context that breaks off with an error that says both. It works where the
system has timers, in the main thread; elsewhere nothing is broken off.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(RuntimeError):
    """The time is up."""


@contextmanager
def time_limit(seconds: float, what: str) -> Iterator[None]:
    """Let the block take no longer.

    Raises:
        TooSlowError: it did.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"{what} is not done after {seconds:g} seconds, expected it by then")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
