"""A preview that outlives a mistake: the server answers, with the last good pages."""

from __future__ import annotations

import logging
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from patternloom.mkdocs.serving import lasting, watch_once_there

TOLD = "The pages stay as they were until that is mended; saving a file builds them again"


def test_what_builds_comes_to_its_end(caplog: pytest.LogCaptureFixture) -> None:
    built = []
    lasting(lambda: built.append(1))()
    assert (built, caplog.messages) == ([1], [])


@pytest.mark.parametrize(("error", "traced"), [(Abort("all is told"), False), (KeyError("a bug"), True)])
def test_what_fails_is_told_and_comes_to_its_end_too(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], error: BaseException, traced: bool
) -> None:
    """A mistake of a plugin's with its traceback; what MkDocs has told already without."""

    def build() -> None:
        raise error

    lasting(build)()
    assert caplog.record_tuples == [("mkdocs.plugins.patternloom", logging.ERROR, TOLD)]
    assert ("KeyError: 'a bug'" in capsys.readouterr().err) == traced


def test_somebody_who_stops_it_does() -> None:
    def build() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lasting(build)()


def test_the_server_answers_after_a_failed_build(tmp_path: Path) -> None:
    """MkDocs' own would let the browser wait until a build succeeds."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<body>the last good page</body>", "utf-8")
    (tmp_path / "source").mkdir()
    failed = threading.Event()

    def build() -> None:
        failed.set()
        raise Abort("a mistake")

    server = LiveReloadServer(
        lasting(build), host="127.0.0.1", port=0, root=str(tmp_path / "site"), polling_interval=0.05
    )
    server.watch(str(tmp_path / "source"))
    serving = threading.Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        for number in range(100):
            (tmp_path / "source" / f"{number}.md").touch()
            if failed.wait(0.2):
                break
        assert failed.is_set()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/", timeout=10) as answer:
            assert b"the last good page" in answer.read()
    finally:
        server.shutdown()
        serving.join(10)


def test_a_signal_in_the_middle_of_a_build_ends_the_preview() -> None:
    def ended() -> None:
        raise SystemExit(128 + 15)

    with pytest.raises(SystemExit):
        lasting(ended)()


def test_a_folder_that_is_made_while_the_preview_runs_is_watched_from_then_on(tmp_path: Path) -> None:
    """Nobody has `macros/` at first; the first macro, and what becomes of it, shows like any other edit."""
    (tmp_path / "site").mkdir()
    builds: list[float] = []
    server = LiveReloadServer(
        lambda: builds.append(time.monotonic()), "127.0.0.1", 0, str(tmp_path / "site"), polling_interval=0.05
    )
    server.watch(str(tmp_path / "site"))
    watch_once_there(server, tmp_path / "macros")
    serving = threading.Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        time.sleep(0.3)
        (tmp_path / "other").mkdir()
        (tmp_path / "note.txt").touch()
        time.sleep(0.3)
        assert not builds
        (tmp_path / "other").rename(tmp_path / "macros")
        assert _waited(lambda: bool(builds))
        seen = len(builds)
        for number in range(100):
            (tmp_path / "macros" / "look.jinja").write_text(str(number), "utf-8")
            if _waited(lambda: len(builds) > seen, 0.2):
                break
        assert len(builds) > seen
    finally:
        server.shutdown()
        serving.join(10)


def _waited(done: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.02)
    return done()
