"""The catalog comes from a file, the package or a site, whose answer is kept and asked for again by its marks."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

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


def failed(named: str, folder: Path) -> str:
    with pytest.raises(PatternloomError) as caught:
        load(named, folder, 5)
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


def test_an_answer_that_takes_too_long_or_never_ends_is_told(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources.limits, "WIRE_CHARACTERS", 1)
    assert "the answer is larger than any catalog" in failed(site.address, tmp_path)
    clock = iter([0.0, 6.0])
    monkeypatch.setattr(sources, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert "did not give its catalog: it took more than 5 s;" in failed(site.address, tmp_path)


def test_nobody_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert "the site did not give its catalog" in failed("http://127.0.0.1:9/", tmp_path)
    assert "the site did not give its catalog" in failed("http://[bad/", tmp_path)
