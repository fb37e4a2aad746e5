"""The catalog comes from a file, the package or a site, whose answer is kept and asked for again by its marks."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest
from record_files import reference

from patternloom.adr.inputs import sources
from patternloom.adr.inputs.sources import load
from patternloom.problems.findings import PatternloomError
from patternloom.wire.write import catalog_json

JSON = catalog_json(reference().catalog)


class Site:
    """A site that counts what it is asked, and answers as it is told to."""

    def __init__(self) -> None:
        self.status, self.body, self.marked = 200, JSON.encode(), True
        self.asked: list[tuple[str, str | None]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = self.headers.get("If-None-Match")
                outer.asked.append((self.path, known))
                status = 304 if known == '"1"' and outer.status == 200 else outer.status
                self.send_response(status)
                if outer.marked:
                    self.send_header("ETag", '"1"')
                if status == 302:
                    self.send_header("Location", "file:///etc/passwd")
                self.end_headers()
                if status == 200:
                    self.wfile.write(outer.body)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/ref/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one = Site()
    yield one
    one.close()


def failed(named: str, folder: Path, seconds: int = 5) -> str:
    with pytest.raises(PatternloomError) as caught:
        load(named, folder, seconds)
    return str(caught.value.problems[0])


def test_a_file_is_read_from_the_folder_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("\ufeff" + JSON, "utf-8")
    assert load("c.json", tmp_path, 5).catalog == reference().catalog
    assert failed("gone.json", tmp_path) == "gone.json:1:1: the catalog cannot be read: No such file or directory"
    (tmp_path / "c.json").write_bytes(b"\xff")
    assert failed("c.json", tmp_path).startswith("c.json:1:1: the catalog is no text in UTF-8")


def test_without_a_name_it_is_that_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PACKAGED", tmp_path / "catalog.json")
    assert failed("", tmp_path).startswith("catalog:1:1: no catalog comes with this installation")
    (tmp_path / "catalog.json").write_text(JSON, "utf-8")
    assert load("", tmp_path, 5).catalog == reference().catalog


def test_a_site_is_asked_once_and_then_whether_it_changed(site: Site, tmp_path: Path) -> None:
    for _ in range(2):
        assert load(site.address, tmp_path, 5).catalog == reference().catalog
    assert site.asked == [("/ref/api/v1/catalog.json", None), ("/ref/api/v1/catalog.json", '"1"')]


def test_without_a_network_the_kept_one_serves_and_says_so(site: Site, tmp_path: Path) -> None:
    address = f"{site.address}catalog.json"
    load(address, tmp_path, 5)
    site.status = 500
    loaded = load(address, tmp_path, 5)
    assert loaded.catalog == reference().catalog
    assert loaded.note.startswith(
        f"{address} did not give its catalog (status 500 Internal Server Error); kept copy of "
    )


@pytest.mark.parametrize("status", [404, 302])
def test_a_site_that_has_none_or_leads_to_a_file_is_told(site: Site, tmp_path: Path, status: int) -> None:
    site.status = status
    told = failed(site.address, tmp_path)
    assert f"the site did not give its catalog: {'status 404 Not Found' if status == 404 else ''}" in told
    assert " s:" not in told
    assert told.endswith("name a file by --catalog, or run it once while the site can be reached")


def test_a_refused_connection_is_told_as_one(tmp_path: Path) -> None:
    with socket.socket() as bound:  # and nobody listens
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        assert "the site did not give its catalog: Connection refused;" in failed(address, tmp_path)


def test_an_answer_that_is_no_catalog_is_told_and_not_kept(site: Site, tmp_path: Path) -> None:
    site.body, site.marked = b"{}", False
    assert "expected what a site publishes" in failed(site.address, tmp_path)
    site.body = b"\xff"
    assert "the answer is no text in UTF-8" in failed(site.address, tmp_path)
    assert not (tmp_path / "cache").exists()


def test_an_answer_that_is_larger_than_any_catalog_is_told(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources.limits, "WIRE_CHARACTERS", 1)
    assert "the answer is larger than any catalog" in failed(site.address, tmp_path)


@contextmanager
def saying(first: bytes, again: bytes = b"") -> Iterator[str]:
    """The address of whatever answers so, and goes on with `again` for as long as somebody listens."""
    ended = threading.Event()

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(65_536)
            with suppress(OSError):
                self.request.sendall(first)
                while again and not ended.wait(0.02):
                    self.request.sendall(again)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        ended.set()
        server.shutdown()


_OK = b"HTTP/1.1 200 OK\r\n"
ENDLESS = {
    "body": (_OK + b"\r\n", b" "),
    "header": (_OK + b"X: ", b"x"),
    "answers before the answer": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "what a piece says of itself": (_OK + b"Transfer-Encoding: chunked\r\n\r\n5;", b"x"),
    "headers behind the body": (_OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n"),
}


@pytest.mark.parametrize("part", ENDLESS)
def test_an_answer_that_takes_too_long_is_told_whatever_of_it_does(tmp_path: Path, part: str) -> None:
    begun = time.monotonic()
    with saying(*ENDLESS[part]) as address:
        assert "did not give its catalog: it took more than 1 s;" in failed(address, tmp_path, 1)
    assert time.monotonic() - begun < 5


NO_ANSWERS = {
    "no status": b"\x1b[31mred\r\n\r\n",
    "nothing": b"",
    "a hundred and one headers": _OK + b"a: b\r\n" * 101 + b"\r\n",
    "a header of no end": _OK + b"a" * 70_000,
    "a piece of no length": _OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a body that breaks off": _OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "a redirect to a host of no name": b"HTTP/1.1 302 Found\r\nLocation: http://[::1/\r\n\r\n",
    "a redirect to another scheme": b"HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/x\r\n\r\n",
}


@pytest.mark.parametrize("name", NO_ANSWERS)
def test_an_answer_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    with saying(NO_ANSWERS[name]) as address:
        told = failed(address, tmp_path)
    assert "the site did not give its catalog: " in told
    assert told.isprintable()


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    assert failed("a\0b", tmp_path) == r"a\x00b:1:1: the catalog cannot be read: embedded null byte"


def test_any_number_of_seconds_may_be_waited_for(site: Site, tmp_path: Path) -> None:
    assert load(site.address, tmp_path, 10**400).catalog == reference().catalog


def test_nobody_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "the site did not give its catalog" in failed("http://127.0.0.1:9/", tmp_path)
    assert "the site did not give its catalog" in failed("http://[bad/", tmp_path)
