"""Pods that fail, slow down and recover: HTTP servers on loopback, told while they run how to behave.

In: nothing. Out: `Pod`s, which count what reaches them, and many requests at the same time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from patternloom.verify.servers.running import Answer, ask

LONG = 20.0
"""Seconds: longer than anybody waits."""


class Pod:
    """What it answers, after which time, and what has reached it."""

    def __init__(self, port: int = 0) -> None:
        self.status, self.seconds, self.body = 200, 0.0, b"{}"
        self.hold: Callable[[int], None] = lambda number: None
        """Called with the number of the request before it is answered."""
        self.reached, self.at_once, self.most_at_once = 0, 0, 0
        self._lock, self.over = threading.Lock(), threading.Event()
        pod = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one piece: else each answer waits for the acknowledgement of its head

            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("content-length") or 0))
                status = pod._answer()
                with suppress(OSError):  # nobody waits any more
                    self.send_response(status)
                    self.send_header("content-length", str(len(pod.body)))
                    self.end_headers()
                    self.wfile.write(pod.body)

            do_GET = do_POST = answer

            def log_message(self, *_: object) -> None:
                """Silent."""

        class Server(ThreadingHTTPServer):
            request_queue_size = 512
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Silent: who gave up waiting has closed."""

        self._server = Server(("127.0.0.1", port), Handler)
        self.port = int(self._server.server_address[1])

    def _answer(self) -> int:
        with self._lock:
            self.reached += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            number = self.reached
        self.hold(number)
        self.over.wait(self.seconds)
        with self._lock:
            self.at_once -= 1
        return self.status

    def forget(self) -> None:
        """Count anew."""
        with self._lock:
            self.reached = self.most_at_once = 0


@contextmanager
def pods(count: int) -> Iterator[list[Pod]]:
    """As many of them, until the block ends."""
    with ExitStack() as stack:
        made = []
        for _ in range(count):
            pod = Pod()
            run = threading.Thread(target=pod._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
            run.start()
            stack.callback(pod._server.server_close)
            stack.callback(pod._server.shutdown)
            stack.callback(pod.over.set)
            made.append(pod)
        yield made


class Asked(NamedTuple):
    """An answer, and after how many seconds."""

    answer: Answer
    seconds: float


def at_once(count: int, request: Callable[[], Answer]) -> list[Asked]:
    """That many of a request at the same time; an error of one is raised."""
    found: list[Asked] = []
    errors: list[BaseException] = []
    start = threading.Barrier(count)

    def one() -> None:
        start.wait()
        begun = time.monotonic()
        try:
            found.append(Asked(request(), time.monotonic() - begun))
        except OSError as error:
            errors.append(error)

    threads = [threading.Thread(target=one, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return found


def asked(port: int, path: str = "/", method: str = "GET") -> Asked:
    """One request."""
    return at_once(1, lambda: ask(port, path, method))[0]
