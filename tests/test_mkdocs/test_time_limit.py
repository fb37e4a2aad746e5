"""What takes for ever is ended, with words that say what it was and how long it might have taken."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from patternloom.mkdocs.time_limit import TooSlowError, time_limit


def test_a_block_that_takes_too_long_is_ended() -> None:
    message = r"^sleeping is not done after 0.05 seconds, expected it by then$"
    with pytest.raises(TooSlowError, match=message), time_limit(0.05, "sleeping"):
        time.sleep(10)


def test_a_block_that_is_done_leaves_nothing_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(5, "x"):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_in_another_thread_nothing_is_ended() -> None:
    done = []

    def work() -> None:
        with time_limit(0.01, "x"):
            time.sleep(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
