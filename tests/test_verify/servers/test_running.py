"""Servers run on loopback until the block ends, and whoever dies early is told by its log."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

import pytest

from patternloom.verify.servers import running
from patternloom.verify.servers.running import alone, ask, backend, finished, free_port, listens, process, until

SERVE = "import http.server, sys; http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind='127.0.0.1')"


def test_a_server_listens_until_the_block_ends(tmp_path: Path) -> None:
    """On a port that nobody had."""
    port = free_port()
    with process([sys.executable, "-c", SERVE, str(port)], tmp_path, lambda: listens(port)) as started:
        assert ask(port, "/").status == 200
    assert (listens(port), started.returncode is not None) == (False, True)


def test_a_free_port_is_none_that_the_system_gives_away() -> None:
    """Whoever asks for any port would take it while a server starts."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", free_port()))
        given, kept = one.getsockname()[1], other.getsockname()[1]
        assert (given in running.PORTS, kept in running.PORTS) == (False, True)


def test_a_port_that_somebody_has_is_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is tried."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", free_port()))
        taken, tries = one.getsockname()[1], []

        class Chance:
            def choice(self, ports: range) -> int:
                tries.append(ports)
                return taken if len(tries) == 1 else 0  # where 0 is any that the system has

        monkeypatch.setattr(running, "_CHANCE", Chance())
        assert (free_port(), len(tries)) == (0, 2)


def test_whoever_died_is_not_asked_again(tmp_path: Path) -> None:
    """Somebody else may answer on its port."""
    asked: list[int] = []

    def ready() -> bool:
        asked.append(1)
        time.sleep(1)
        return len(asked) > 1

    with pytest.raises(RuntimeError, match=r"^ended: $"), process([sys.executable, "-c", ""], tmp_path, ready):
        pass
    assert len(asked) == 1


def test_a_server_that_hears_nothing_is_ended_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while."""
    monkeypatch.setattr(running, "ENOUGH", 0.2)
    deaf = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(sys.argv[1], 'w'); time.sleep(60)"
    ready = tmp_path / "ready"
    with process([sys.executable, "-c", deaf, str(ready)], tmp_path, ready.exists) as started:
        pass
    assert started.returncode == -9


def test_a_server_that_dies_is_told_by_its_log(tmp_path: Path) -> None:
    """With the log's end."""
    command = [sys.executable, "-c", "import sys; sys.exit('no room')"]
    with pytest.raises(RuntimeError, match=r"^ended: no room\s$"), process(command, tmp_path, lambda: False):
        pass


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it is that is waited for."""
    monkeypatch.setattr(running, "PATIENCE", 0)
    with pytest.raises(RuntimeError, match=r"^not ready in time: $"):
        until(lambda: False)


def test_a_program_is_heard_to_its_end_or_fails() -> None:
    """By its status."""
    assert finished([sys.executable, "-c", "print(input())"], input="said", seconds=20) == "said\n"
    with pytest.raises(RuntimeError, match=r"^no\s$"):
        finished([sys.executable, "-c", "import sys; sys.exit('no')"], input="", seconds=20)


@pytest.mark.parametrize(("user", "how"), [(0, "-n"), (1000, "-rn")])
def test_a_namespace_has_nothing_but_loopback(monkeypatch: pytest.MonkeyPatch, user: int, how: str) -> None:
    """As root, or by one of the user's own."""
    monkeypatch.setattr(running.os, "geteuid", lambda: user)
    command = alone("true", "x")
    assert (command[1], command[-3:]) == (how, ["sh", "true", "x"])


def test_a_stand_in_tells_who_it_is_and_what_it_was_asked() -> None:
    """With a body or without."""
    with backend("orders") as port:
        answer = ask(port, "/a?b=c", "POST", {"X-One": "1"}, "text")
        head = ask(port, "/a", "HEAD")
    said = answer.json
    assert (said["service"], said["method"], said["path"], said["headers"]["x-one"]) == (
        "orders",
        "POST",
        "/a?b=c",
        "1",
    )
    assert (head.status, head.body) == (200, "")
