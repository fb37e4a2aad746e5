"""Servers on loopback, on free ports, ended by their process id when the test is over.

In: a command, or handlers for a stand-in backend. Out: context managers. Nothing here listens on another address.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from patternloom.verify.tools.programs import tool

PATIENCE = 180
ENOUGH = 20
"""Seconds until a server that hears nothing is killed."""
PORTS = range(15_000, 32_768)
"""Below those that Linux (32,768) and others (49,152) give away."""
_CHANCE = random.SystemRandom()
"""Not seeded, as tests seed the common one alike in all processes."""


def free_port() -> int:
    """A port that nobody has just now, and none that the system gives to whoever asks for any: a server that starts for
    seconds would find it taken."""
    while True:
        port = _CHANCE.choice(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def until(what: Callable[[], bool], process: subprocess.Popen[bytes] | None = None, log: Path | None = None) -> None:
    """Wait until it holds; an error with the log's end where the process died or the time is up."""
    end = time.monotonic() + PATIENCE
    while True:
        dead = process is not None and process.poll() is not None
        if dead or time.monotonic() > end:
            tail = log.read_text("utf-8", "replace")[-3000:] if log and log.exists() else ""
            raise RuntimeError(f"{'ended' if dead else 'not ready in time'}: {tail}")
        if what():
            return
        time.sleep(0.02)


def listens(port: int) -> bool:
    """Whether somebody takes connections."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def process(
    command: Sequence[str], folder: Path, ready: Callable[[], bool], env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it is ready until the block ends; its family is ended with it."""
    log = folder / f"{Path(command[0]).name}.log"
    with log.open("wb") as out:
        started = subprocess.Popen(
            [tool(command[0]), *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
    try:
        until(ready, started, log)
        yield started
    finally:
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(started.pid, how)
                started.wait(ENOUGH)
                break
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                started.wait()
                break
        with suppress(ProcessLookupError):  # what it started and did not end itself
            os.killpg(started.pid, signal.SIGKILL)


def alone(*command: str) -> list[str]:
    """The command in a network namespace of its own, where nothing is but loopback."""
    unshare = ["-n"] if os.geteuid() == 0 else ["-rn"]
    return [tool("unshare"), *unshare, "sh", "-c", f'{tool("ip")} link set lo up && exec "$@"', "sh", *command]


def finished(command: Sequence[str], *, input: str, seconds: float) -> str:
    """What a program printed; it and all that it started are ended when the time is up. RuntimeError where it fails."""
    started = subprocess.Popen(
        [*command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        told, errors = started.communicate(input, seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
    if started.returncode:
        raise RuntimeError(errors[-2000:])
    return told


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """The body's value."""
        return json.loads(self.body)


def ask(port: int, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: str = "") -> Answer:
    """One request over HTTP/1.1."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body or None, dict(headers or {}))
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, answer.read().decode("utf-8", "replace"), found)
    finally:
        connection.close()


@contextmanager
def backend(name: str) -> Iterator[int]:
    """A stand-in for a service: it tells who it is and what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {key.lower(): value for key, value in self.headers.items()}
            asked = {"service": name, "method": self.command, "path": self.path, "headers": headers}
            body = json.dumps(asked).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = answer

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
