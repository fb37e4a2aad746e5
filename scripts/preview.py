"""Serves the built site on loopback as a host would: its own page where there is none at an address.

    .venv/bin/python scripts/preview.py serve 8000    serves site/ and prints the address
    .venv/bin/python scripts/preview.py port 8000     prints that port, or a free one where it is taken

In: a port to try. Out: a server until it is stopped. It never listens on another address, and builds nothing.
"""

from __future__ import annotations

import http.server
import io
import socket
import sys
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

HOST = "127.0.0.1"
SITE = Path(__file__).resolve().parent.parent / "site"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files, and the 404 page of the language that the address is in."""

    protocol_version = "HTTP/1.1"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's page for what is not there; Python's own for anything else."""
        pages = {path.parent.name: path for path in SITE.glob("*/404.html")}
        asked = getattr(self, "path", "")  # of a request that cannot be read, there is none
        page = pages.get(asked.partition("?")[0].strip("/").partition("/")[0], SITE / "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        text = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def send_head(self) -> BinaryIO | io.BytesIO | None:
        """As Python's own; an address that names no file, such as one with a zero byte, is not found."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None


def port_of(text: str) -> int:
    """The port that somebody wrote."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        sys.exit(f"PORT={text}: expected a number from 1 to 65535")
    return int(text)


def free(port: int) -> int:
    """The port itself, or another one where somebody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def serve(port: int) -> None:
    """Until Ctrl-C."""
    if not (SITE / "index.html").is_file():
        sys.exit("There is no built site yet: run make site.")
    with http.server.ThreadingHTTPServer((HOST, free(port)), partial(Handler, directory=str(SITE))) as server:
        print(f"The built site is at http://{HOST}:{server.server_port}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    action, wanted = sys.argv[1], port_of(sys.argv[2])
    if action == "port":
        print(free(wanted))
    else:
        serve(wanted)
