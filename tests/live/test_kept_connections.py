"""Connections to a database that a service keeps: one that broke, or was idle for long, is never the next one's.

In: the module that keeps them, of each example that has one. It talks to a real MariaDB, which ends connections.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest
from checked import catalog_cases
from pymysql.err import MySQLError, OperationalError

from live.mariadb import HOST, PASSWORD, Server, running

MODULES = {
    case.id: text for case in catalog_cases() for path, text in case.files.items() if path.endswith("/database.py")
}
LONG = 100.0
# What is wrong, what stands in the module, and what instead.
WRONG = (
    ("one that broke is taken", "connection.ping(reconnect=False)", "pass"),
    ("one that was idle for long is taken", "time.monotonic() - since < IDLE", "True"),
    ("idle for too long", "IDLE = 50", "IDLE = 500"),
    ("its time is not told", "self._idle.put((time.monotonic(), connection))", "self._idle.put((1e9, connection))"),
    ("none is kept", "self._keep(connection)", "connection.close()"),
)

pytestmark = pytest.mark.xdist_group("mariadb")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server with a schema and a user."""
    with running() as made:
        made.ask(f"CREATE SCHEMA kept; CREATE USER 'kept'@'%' IDENTIFIED BY '{PASSWORD}' REQUIRE SSL")
        made.ask("GRANT ALL ON kept.* TO 'kept'@'%'")
        yield made


def outcome(server: Server, text: str) -> list[str]:
    """Which connections do three transactions get: after one that went well, one that is killed, and long idleness."""
    module = ModuleType("database")
    exec(compile(text, "database.py", "exec"), module.__dict__)
    module.__dict__["token"] = lambda *_: PASSWORD
    module.__dict__["time"] = clock = ModuleType("time")
    clock.__dict__["monotonic"] = lambda: float(clock.__dict__["now"])
    clock.__dict__["now"] = 0.0
    database = module.__dict__["Database"](HOST, server.port, "kept", "kept", str(server.ca))
    said = []
    first = number(database)
    said.append("kept" if number(database) == first else "new")
    with suppress(OperationalError):  # it is gone already where none is kept
        server.ask(f"KILL {first}")
    second = number(database)
    said.append(f"after its end: {'none' if second is None else 'new' if second != first else 'the same'}")
    clock.__dict__["now"] += LONG
    third = number(database)
    said.append(f"after long: {'none' if third is None else 'new' if third != second else 'the same'}")
    return said


def number(database: Any) -> int | None:
    """The server's own number of the connection that a transaction gets; None where it fails."""
    try:
        with database.transaction() as execute:
            found: int = execute("SELECT CONNECTION_ID()").fetchone()[0]
    except MySQLError:
        return None
    return found


RIGHT = ["kept", "after its end: new", "after long: new"]


@pytest.mark.parametrize("id", MODULES)
def test_what_broke_or_was_idle_is_not_taken(server: Server, id: str) -> None:
    assert outcome(server, MODULES[id]) == RIGHT


@pytest.mark.parametrize(("name", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
@pytest.mark.parametrize("id", MODULES)
def test_a_wrong_module_is_found(server: Server, id: str, name: str, old: str, new: str) -> None:
    assert old in MODULES[id]
    assert outcome(server, MODULES[id].replace(old, new)) != RIGHT


def test_each_service_that_keeps_connections_is_tried() -> None:
    assert len(MODULES) >= 2
