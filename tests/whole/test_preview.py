"""`make preview`: the built site as a host would serve it."""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import pytest
from projects import REPOSITORY


@pytest.fixture
def preview() -> ModuleType:
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("preview", REPOSITORY / "scripts" / "preview.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def port(preview: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server of a small site in two languages."""
    for folder, text in (("", "no page"), ("ja/", "ページなし")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "404.html").write_text(text, "utf-8")
        (tmp_path / folder / "index.html").write_text("home", "utf-8")
    monkeypatch.setattr(preview, "SITE", tmp_path)
    handler = partial(preview.Handler, directory=str(tmp_path))
    monkeypatch.setattr(preview.Handler, "log_message", lambda *_: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("address", "status", "text"),
    [
        ("/", 200, "home"),
        ("/ja/", 200, "home"),
        ("/nowhere/", 404, "no page"),
        ("/ja/nowhere", 404, "ページなし"),
        ("/ja/nowhere?x", 404, "ページなし"),
        ("/nowhere?/ja/", 404, "no page"),
        ("/../../etc/passwd", 404, "no page"),
        ("/%2e%2e/nowhere", 404, "no page"),
    ],
)
def test_an_address_without_a_page_gives_the_page_of_its_language(
    port: int, address: str, status: int, text: str
) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    assert (answer.status, answer.read().decode("utf-8")) == (status, text)
    connection.close()


def test_a_port_that_is_taken_is_not_taken_twice(preview: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        assert preview.free(busy) != busy
    assert preview.free(busy) == busy


def test_without_a_site_it_says_what_to_do(
    preview: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "SITE", tmp_path)
    with pytest.raises(SystemExit, match=r"run make site"):
        preview.serve(0)


@pytest.mark.parametrize("text", ["", "abc", "0", "-1", "65536", "99999999", "80.5", "８０"])
def test_a_port_that_is_none_is_told_in_a_sentence(preview: ModuleType, text: str) -> None:
    with pytest.raises(SystemExit, match=r": expected a number from 1 to 65535$"):
        preview.port_of(text)


def test_a_port_is_taken_as_it_is_written(preview: ModuleType) -> None:
    assert (preview.port_of("1"), preview.port_of("65535")) == (1, 65535)


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("", None),
        ("\x16\x03\x01", 400),
        ("GET", 400),
        ("GET / HTTP/9.9", 505),
        ("GET / HTTP/x", 400),
        ("GET / a b HTTP/1.1", 400),
        ("GET /" + "a" * 70_000 + " HTTP/1.1", 414),
        ("GET /%00 HTTP/1.1", 404),
        ("GET /" + "a" * 5_000 + " HTTP/1.1", 404),
        ("GET //[x HTTP/1.1", 404),
        ("GET nowhere HTTP/1.1", 404),
        ("POST / HTTP/1.1", 501),
        ("GET / HTTP/1.1\r\n" + "a: b\r\n" * 200, 431),
    ],
)
def test_a_malformed_request_gets_an_answer_and_the_server_lives_on(
    port: int, request_line: str, status: int | None
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"{request_line}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    found = answer.split(b" ", 2)[1].decode() if answer.startswith(b"HTTP/") else answer[:200].decode()
    assert status is None or str(status) in found
    lives = HTTPConnection("127.0.0.1", port, timeout=10)
    lives.request("GET", "/")
    assert lives.getresponse().status == 200
    lives.close()
