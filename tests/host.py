"""A web host on loopback that serves a built site as hosts do: folders, redirects to them, a 404 page.

In: a folder, where on the host it lies, headers to add; or the lines of a real nginx. Out: the address. It never looks
at any other folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from patternloom.verify.servers.running import free_port, listens, until


@dataclass(frozen=True)
class Host:
    """Where a site is served."""

    origin: str
    """`http://127.0.0.1:41234`."""
    url: str
    """The site's root there."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, below: str, headers: Mapping[str, str], **kwargs: Any) -> None:
        self.below = below
        self.more_headers = headers
        super().__init__(*args, **kwargs)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests report what the browser sees."""

    def translate_path(self, path: str) -> str:
        """Only what lies below the site's root is there."""
        if not path.startswith(self.below):
            return str(Path(self.directory, "no such file"))
        return super().translate_path("/" + path.removeprefix(self.below))

    def end_headers(self) -> None:
        for name, value in self.more_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For what is missing, the nearest 404 page above it."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        root = Path(self.directory)
        asked = root / unquote(urlsplit(self.path).path).removeprefix(self.below).strip("/")
        folders = [folder for folder in asked.parents if folder.is_relative_to(root)]
        page = next(folder / "404.html" for folder in folders if (folder / "404.html").is_file()).read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)


@contextmanager
def serve(folder: Path, *, below: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[Host]:
    """Serve a folder below a path of the host."""
    handler = partial(_Handler, directory=str(folder), below=below, headers=headers or {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_address[1]}"
        yield Host(origin, f"{origin}{below}")
        server.shutdown()


_NGINX = """
daemon off; user root; worker_processes 1; pid nginx.pid; error_log stderr warn;
events {{}}
http {{
  access_log off;
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; application/xml xml; }}
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  {http}
  server {{
    listen 127.0.0.1:{port};
    {server}
  }}
}}
"""


@contextmanager
def nginx(folder: Path, server: str, *, below: str = "/", http: str = "") -> Iterator[Host]:
    """A real nginx with these lines in its server, and in what is around it; it keeps its files in a new folder."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "no nginx found; `make test` installs one"
    folder.mkdir(exist_ok=True)
    port = free_port()
    (folder / "nginx.conf").write_text(_NGINX.format(port=port, server=server, http=http), "utf-8")
    with subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as process:
        try:
            until(lambda: listens(port), process)
            origin = f"http://127.0.0.1:{port}"
            yield Host(origin, f"{origin}{below}")
        finally:
            process.terminate()
