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


def serve(port: int, answer: Handler, ready: Callable[[], bool] = lambda: True) -> ThreadingHTTPServer:
    """A server in threads of its own; `answer` runs in the caller's event loop."""
    loop = asyncio.get_running_loop()

    class Request(BaseHTTPRequestHandler):
        def _handle(self) -> None:
            if self.path == "/healthz":
                status, value = (200 if ready() else 503), {}
            else:
                status, value = self._asked()
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _asked(self) -> Answer:
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                body = json.loads(self.rfile.read(int(headers.get("content-length", 0))) or "{}")
                coroutine = answer(self.command, self.path, headers, body)
                return asyncio.run_coroutine_threadsafe(coroutine, loop).result(10)
            except (KeyError, TypeError, ValueError):
                return 400, {}
            except Exception:  # whatever it was, the log tells it, and the client may ask again
                logging.exception("%s %s failed", self.command, self.path)
                return 503, {}

        do_GET = do_POST = do_DELETE = _handle

    server = ThreadingHTTPServer(("", port), Request)
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
