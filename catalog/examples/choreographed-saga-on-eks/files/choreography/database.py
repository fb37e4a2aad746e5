"""A service's own database, with its outbox and its inbox."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

DUPLICATE: list[type[Exception]] = [sqlite3.IntegrityError]


class Database:
    """Aurora MySQL in the cluster, a SQLite file on a developer's machine."""

    def __init__(self, file: str | None = None) -> None:
        self._file = file
        self._mark = "?" if file else "%s"
        # Two relays of a service take different rows; SQLite has one writer at a time anyway.
        self.for_update = "" if file else " FOR UPDATE SKIP LOCKED"

    @classmethod
    def of_environment(cls) -> Database:
        """The database that the pod's environment names."""
        return cls(os.environ.get("DB_FILE"))

    def _connect(self) -> Any:
        if self._file:
            return sqlite3.connect(self._file, timeout=10, isolation_level=None)
        import pymysql

        if pymysql.err.IntegrityError not in DUPLICATE:
            DUPLICATE.append(pymysql.err.IntegrityError)
        return pymysql.connect(
            host=os.environ["DB_HOST"],
            user=os.environ["DB_USER"],
            password=os.environ["DB_PASSWORD"],
            database=os.environ["DB_NAME"],
            ssl={"ca": os.environ["DB_CA"]},
            autocommit=True,
        )

    @contextmanager
    def transaction(self) -> Iterator[Callable[..., Any]]:
        """A function that runs a statement; all of them are committed together, or none is."""
        connection = self._connect()
        cursor = connection.cursor()

        def execute(sql: str, *values: Any) -> Any:
            cursor.execute(sql.replace("?", self._mark), values)
            return cursor

        try:
            cursor.execute("BEGIN IMMEDIATE" if self._file else "BEGIN")
            yield execute
            cursor.execute("COMMIT")
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        finally:
            connection.close()
