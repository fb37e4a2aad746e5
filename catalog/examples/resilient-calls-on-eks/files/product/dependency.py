"""How the product service calls another service: in time, not too many at once, and not while that one is down.

It repeats nothing: that is the sidecar's job, which knows the pods and keeps the budget. One object a dependency.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping

import urllib3

OUTCOMES = ("answered", "failed", "limited", "refused_open", "refused_full", "refused_late")


class Unavailable(Exception):
    """No answer that can be used. `seconds` is when it makes sense to ask again."""

    def __init__(self, reason: str, seconds: int = 1) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Breaker:
    """Closed: calls pass and are counted. Open: none passes. Half-open: one at a time, as a test."""

    def __init__(
        self,
        window: int = 20,
        least: int = 10,
        share: float = 0.5,
        pause: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._results: deque[bool] = deque(maxlen=window)
        self._least, self._share, self._pause, self._clock = least, share, pause, clock
        self._opened: float | None = None
        self._testing = False
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Also while half-open."""
        return self._opened is not None

    def enter(self) -> bool:
        """Whether this call is the test; Unavailable where none may pass."""
        with self._lock:
            if self._opened is None:
                return False
            left = self._opened + self._pause - self._clock()
            if left > 0 or self._testing:
                raise Unavailable("open", max(1, math.ceil(left)))
            self._testing = True
            return True

    def leave(self, well: bool, test: bool) -> None:
        """What became of the call. One that began before the breaker opened says nothing any more."""
        with self._lock:
            if test:
                self._testing = False
                self._opened = None if well else self._clock()
                self._results.clear()
            elif self._opened is None:
                self._results.append(well)
                failed = self._results.count(False)
                if len(self._results) >= self._least and failed >= self._share * len(self._results):
                    self._opened = self._clock()  # step 9


class Dependency:
    """A service that is called over HTTP, by way of the sidecar."""

    def __init__(self, name: str, url: str, *, seconds: float, at_once: int, breaker: Breaker | None = None) -> None:
        self.name, self.breaker = name, breaker or Breaker()
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(at_once)
        self._pool = urllib3.connectionpool.connection_from_url(url, maxsize=at_once)  # kept open, to the sidecar
        self._counts = Counter(dict.fromkeys(OUTCOMES, 0))
        self._lock = threading.Lock()

    def ask(
        self,
        method: str,
        path: str,
        deadline: float,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> urllib3.BaseHTTPResponse:
        """Its answer, which may be 4xx; Unavailable where there is none, or none in time."""
        seconds = min(self._seconds, deadline - time.monotonic())  # step 3
        if seconds <= 0:
            raise self._refused("refused_late", Unavailable("no time left"))
        if not self._places.acquire(blocking=False):  # step 10: nobody waits for a place
            raise self._refused("refused_full", Unavailable("too many calls at once"))
        try:
            return self._guarded(method, path, seconds, headers, body)
        finally:
            self._places.release()

    def _guarded(
        self, method: str, path: str, seconds: float, headers: Mapping[str, str] | None, body: bytes | None
    ) -> urllib3.BaseHTTPResponse:
        try:
            test = self.breaker.enter()
        except Unavailable as refusal:
            raise self._refused("refused_open", refusal) from None
        well = False
        try:
            # The limit is for each read; the whole answer is limited by the sidecar.
            answer = self._pool.urlopen(
                method, path, body=body, headers=dict(headers or {}), retries=False, redirect=False, timeout=seconds
            )
            well = answer.status < 500
        except urllib3.exceptions.HTTPError as error:
            raise self._refused("failed", Unavailable("no answer")) from error
        finally:
            self.breaker.leave(well, test)
        if answer.status == 429:  # it works, and wants fewer calls
            raise self._refused("limited", Unavailable("limit reached", _seconds_of(answer.headers.get("retry-after"))))
        if not well:
            raise self._refused("failed", Unavailable(f"status {answer.status}"))
        self._count("answered")
        return answer

    def metrics(self) -> Iterator[str]:
        """Lines in the format of Prometheus."""
        with self._lock:
            counts = dict(self._counts)
        for outcome, count in counts.items():
            yield f'dependency_calls_total{{dependency="{self.name}",outcome="{outcome}"}} {count}'
        yield f'dependency_breaker_open{{dependency="{self.name}"}} {int(self.breaker.is_open)}'

    def _count(self, outcome: str) -> None:
        with self._lock:
            self._counts[outcome] += 1

    def _refused(self, outcome: str, error: Unavailable) -> Unavailable:
        self._count(outcome)
        return error


def _seconds_of(header: str | None) -> int:
    """A `Retry-After` in seconds; one where it is missing, a date, or out of proportion."""
    return int(header) if header and header.isdecimal() and 0 < int(header) <= 60 else 1
