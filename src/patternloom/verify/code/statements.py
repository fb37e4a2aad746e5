"""Tables against the statements that the code beside them runs.

In: a case with a `schema.sql` beside Python code. Out: findings. SQLite makes the tables in memory and explains every
statement of the code, which is read as syntax; then the promises that the code builds on are tried: a key refuses the
second row, a check refuses to fall below nothing, a text fits its column. Which user may do what, and what MySQL alone
knows, only a real server shows.
"""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath

from patternloom.verify.example.case import Case, Finding

RULE = "sql"
STATEMENT = re.compile(r"(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\s")
# What both MySQL 8 and SQLite take as it is meant.
TYPES = re.compile(r"BIGINT|INTEGER|SMALLINT|TEXT|TIMESTAMP|VARCHAR\(\d+\)")
COUNTED = re.compile(r"\b(\w+) (?:BIGINT|INTEGER) NOT NULL AUTO_INCREMENT PRIMARY KEY")
"""What MySQL says otherwise than SQLite: a number that counts itself."""


def statement_findings(case: Case) -> Iterator[Finding]:
    """Where tables and code part."""
    for path, text in case.files.items():
        folder = str(PurePosixPath(path).parent)
        if PurePosixPath(path).name == "schema.sql" and case.files_in(folder, ".py"):
            code = {
                one: told
                for name, content in case.files_in(folder, ".py").items()
                for one, told in _said(name, content)
            }
            yield from (Finding(path, RULE, message) for message in _judged(text, code))


def _said(path: str, text: str) -> Iterator[tuple[str, str]]:
    """(statement, where)."""
    tree = ast.parse(text)
    parts = {id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values}
    for node in ast.walk(tree):
        found = ""
        if isinstance(node, ast.JoinedStr):  # the parts put in are numbers, or what only MySQL has
            found = "".join(str(one.value) if isinstance(one, ast.Constant) else "1" for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            found = node.value
        if isinstance(node, ast.expr) and STATEMENT.match(found):
            yield found, f"{path}:{node.lineno}"


def _judged(schema: str, code: dict[str, str]) -> Iterator[str]:
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(COUNTED.sub(r"\1 INTEGER PRIMARY KEY AUTOINCREMENT", schema))
    except sqlite3.Error as error:
        yield f"SQLite: {error}"
        return
    columns = {
        table: {name: (kind, bool(key)) for _, name, kind, _, _, key in database.execute(f"PRAGMA table_info({table})")}
        for (table,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    }
    for table, own in columns.items():
        if not any(key for _, key in own.values()):
            yield f"{table} has no primary key"
        for name, (kind, _) in own.items():
            if not TYPES.fullmatch(kind):
                yield f"{table}.{name} is of {kind}, which not both databases take"
        if not any(re.search(rf"\b{table}\b", statement) for statement in code):
            yield f"no statement is about {table}"
    for statement, where in code.items():
        try:
            database.execute(f"EXPLAIN {statement}", ("1",) * statement.count("?"))
        except sqlite3.Error as error:
            yield f"{where}: {error}"
            continue
        yield from _fits(statement, where, columns)
        if below := re.match(r"UPDATE (\w+) SET (\w+) = \2 - \?", statement):
            yield from _bounded(database, below[1], below[2], columns)
        if inserted := re.match(r"INSERT INTO (\w+)", statement):
            yield from _unique(database, statement, inserted[1], where)


def _fits(statement: str, where: str, columns: dict[str, dict[str, tuple[str, bool]]]) -> Iterator[str]:
    """Texts that stand in a statement are not longer than their columns."""
    given: list[tuple[str, str, str]] = []
    if update := re.match(r"UPDATE (\w+) SET (\w+) = '(\w*)'", statement):
        given.append((update[1], update[2], update[3]))
    if insert := re.match(r"INSERT INTO (\w+)(?: \(([^)]*)\))? VALUES \(([^)]*)\)", statement):
        names = insert[2].split(", ") if insert[2] else list(columns[insert[1]])
        for name, value in zip(names, insert[3].split(", "), strict=False):
            if value.startswith("'"):
                given.append((insert[1], name, value.strip("'")))
    for table, name, value in given:
        most = re.search(r"\((\d+)\)", columns[table][name][0])
        if most and len(value) > int(most[1]):
            yield f"{where}: {value!r} is longer than {table}.{name}, {columns[table][name][0]}"


def _filled(database: sqlite3.Connection, table: str) -> None:
    """One row, whatever it has to be."""
    names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    database.execute(f"INSERT INTO {table} VALUES ({', '.join('1' for _ in names)})")


def _bounded(
    database: sqlite3.Connection, table: str, name: str, columns: dict[str, dict[str, tuple[str, bool]]]
) -> Iterator[str]:
    try:
        _filled(database, table)
        database.execute(f"UPDATE {table} SET {name} = -1")
    except sqlite3.IntegrityError:
        return
    finally:
        database.rollback()
    yield f"{table}.{name} is taken from, and may fall below 0"


def _unique(database: sqlite3.Connection, statement: str, table: str, where: str) -> Iterator[str]:
    """The same values a second time are refused: by this the code knows what it has done already."""
    values = tuple(str(number) for number in range(statement.count("?")))
    try:
        database.execute(statement, values)
        database.execute(statement, values)
    except sqlite3.IntegrityError:
        return
    finally:
        database.rollback()
    yield f"{where}: {table} takes the same row twice"
