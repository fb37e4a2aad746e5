"""The few lines of HTTP that client, status checker and the workers' probes need; a real service has its framework."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import threading
from collections.abc import Callable, Coroutine, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, object]]
Handler = Callable[[str, str, Mapping[str, str], dict[str, object]], Coroutine[None, None, Answer]]
LONGEST = 16 * 1024  # bytes of a body


class Refused(Exception):
    """The request cannot be served as it is: a status, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def visible(text: str) -> bool:
    """1 to 64 characters, and no blanks around them: to the database, `pen` and `pen ` would be the same."""
    return 0 < len(text) <= 64 and text.isprintable() and text == text.strip()


def header(headers: Mapping[str, str], name: str) -> str:
    """A header that has to be there, in at most 64 visible characters."""
    value = headers.get(name, "")
    if not (visible(value) and value.isascii()):
        raise Refused(400, f"{name}: 1 to 64 visible characters")
    return value


class _Server(ThreadingHTTPServer):
    """A thread a request."""

    daemon_threads = False  # requests under way are waited for
    request_queue_size = 128  # connections that wait to be accepted; Python's own limit is 5


def serve(port: int, answer: Handler, ready: Callable[[], bool] = lambda: True) -> ThreadingHTTPServer:
    """A server in threads of its own; `answer` runs in the caller's event loop."""
    loop = asyncio.get_running_loop()

    class Request(BaseHTTPRequestHandler):
        timeout = 10  # seconds that a client may be silent for

        def _handle(self) -> None:
            if self.path == "/healthz":
                status, value = (200 if ready() else 503), {}
            else:
                status, value = self._asked()
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == 503:
                self.send_header("Retry-After", "5")
            self.end_headers()
            self.wfile.write(body)

        def _asked(self) -> Answer:
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                coroutine = answer(self.command, self.path, headers, self._body(headers))
                return asyncio.run_coroutine_threadsafe(coroutine, loop).result(20)
            except Refused as refusal:
                return refusal.status, {"error": str(refusal)}
            except Exception:  # whatever it was, the log tells it, and the client may ask again
                logging.exception("%s failed", self.command)
                return 503, {}

        def _body(self, headers: Mapping[str, str]) -> dict[str, object]:
            length = headers.get("content-length", "0")
            if not length.isdecimal() or len(length) > 9 or int(length) > LONGEST:
                raise Refused(413, f"at most {LONGEST} bytes")
            try:
                body = json.loads(self.rfile.read(int(length)) or "{}")
            except (ValueError, RecursionError) as error:  # the latter: nested too deeply
                raise Refused(400, "not JSON") from error
            if not isinstance(body, dict):
                raise Refused(400, "not an object")
            return body

        def log_request(self, *_: object) -> None:
            """Nothing: the load balancer's log has each request, and ids of customers stay out of this one."""

        do_GET = do_POST = do_DELETE = _handle

    server = _Server(("", port), Request)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


async def serve_forever(port: int, answer: Handler) -> None:
    """Until the pod is stopped."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = serve(port, answer)
    await stop.wait()
    await asyncio.to_thread(server.shutdown)
    await asyncio.to_thread(server.server_close)  # waits for the requests under way
