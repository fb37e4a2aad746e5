"""A service's own database, with its outbox and its inbox: Aurora MySQL, logged in to by IAM, over TLS.

There is no password: each login takes a token that the pod's IAM role has just signed, so nothing has to be rotated.
Connections are kept, so that a relay that asks five times a second logs in once.
"""

from __future__ import annotations

import functools
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import boto3
import pymysql
from pymysql.constants import CLIENT

DUPLICATE = pymysql.err.IntegrityError
UNFIT = (ValueError, KeyError, TypeError, pymysql.err.DataError)  # what no second attempt makes right
AT_ONCE = 20  # connections of a pod: the services share the cluster's
PATIENCE = 5  # seconds that a transaction waits for one of them
IDLE = 50  # seconds; EC2 may stop tracking an idle connection after 60, and newer nodes do so after 350
FOR_UPDATE = " FOR UPDATE SKIP LOCKED"  # two relays of a service take different rows


_ONE_AT_A_TIME = threading.Lock()  # boto3 does not let two threads make a client at once


@functools.cache
def _signer() -> Any:
    return boto3.client("rds")


def token(host: str, port: int, user: str) -> str:
    """What logs in as this user for fifteen minutes; signed here, with the credentials of the pod's role."""
    with _ONE_AT_A_TIME:
        signed: str = _signer().generate_db_auth_token(DBHostname=host, Port=port, DBUsername=user)
    return signed


class Database:
    """Transactions on one schema; a connection for each at once, up to a limit, kept for the next ones."""

    def __init__(self, host: str, port: int, user: str, schema: str, ca: str) -> None:
        self._host, self._port, self._user, self._schema, self._ca = host, port, user, schema, ca
        self._idle: queue.LifoQueue[tuple[float, Any]] = queue.LifoQueue()
        self._free = threading.BoundedSemaphore(AT_ONCE)

    @classmethod
    def of_environment(cls) -> Database:
        """The database that the pod's environment names."""
        told = os.environ
        return cls(told["DB_HOST"], int(told.get("DB_PORT", "3306")), told["DB_USER"], told["DB_NAME"], told["DB_CA"])

    def _connect(self) -> Any:
        return pymysql.connect(
            host=self._host,
            port=self._port,
            user=self._user,
            password=token(self._host, self._port, self._user),
            database=self._schema,
            ssl={"ca": self._ca},  # the server's name is checked, too
            client_flag=CLIENT.FOUND_ROWS,  # an UPDATE counts the rows that it finds, changed or not
            # No locks on gaps: while a relay publishes what it has read, new events can be written.
            init_command="SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
            connect_timeout=3,
            read_timeout=5,
            write_timeout=5,
        )

    def _taken(self) -> Any:
        """A kept connection, not idle for long, that still answers; a new one where there is none."""
        while True:
            try:
                since, connection = self._idle.get_nowait()
            except queue.Empty:
                return self._connect()
            with suppress(Exception):
                if time.monotonic() - since < IDLE:
                    connection.ping(reconnect=False)
                    return connection
            with suppress(Exception):
                connection.close()

    def _keep(self, connection: Any) -> None:
        self._idle.put((time.monotonic(), connection))

    @contextmanager
    def transaction(self) -> Iterator[Callable[..., Any]]:
        """A function that runs a statement; all of them are committed together, or none is."""
        if not self._free.acquire(timeout=PATIENCE):
            raise TimeoutError(f"no connection was free for {PATIENCE} seconds")
        try:
            with self._transaction() as execute:
                yield execute
        finally:
            self._free.release()

    @contextmanager
    def _transaction(self) -> Iterator[Callable[..., Any]]:
        connection = self._taken()
        cursor = connection.cursor()

        def execute(sql: str, *values: Any) -> Any:
            cursor.execute(sql.replace("?", "%s"), values)
            return cursor

        try:
            connection.begin()
            yield execute
            connection.commit()
        except (pymysql.err.OperationalError, pymysql.err.InterfaceError):
            # After a failover it may lead to a server that only reads: the next one is new.
            with suppress(Exception):
                connection.close()
            raise
        except BaseException:  # a duplicate, say: the connection is as good as before
            connection.rollback()
            self._keep(connection)
            raise
        self._keep(connection)
