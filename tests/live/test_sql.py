"""A schema per service, in a real MariaDB on loopback: who may do what is tried, not read. So are the Sagas' users.

The statements are those that MariaDB and MySQL 8 share; `open-users.sql` is for Aurora alone and is not run: the test
unlocks the users itself.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from checked import files_of
from evidence_records import Judge

from live.mariadb import Server, running
from live.programs import MARIADB

EXAMPLE = "db-per-service-on-eks"
SERVICES = ("order", "stock", "payment", "delivery")
SAGAS = ("orchestrated-saga-on-eks", "choreographed-saga-on-eks")
JUDGE = Judge("check-sql", ("sql/*.sql",), frozenset({EXAMPLE, *SAGAS}), (MARIADB,))
FILES = {path.removeprefix("sql/"): text for path, text in files_of(EXAMPLE).items() if path.startswith("sql/")}
STATEMENT = re.compile(r"^-- as (\w+)(?:: (allowed|refused))?\n(.*?;)[^\n]*$", re.M | re.S)
DENIED = ("1142", "1044", "1143")  # a table, a schema, a column

pytestmark = pytest.mark.xdist_group("mariadb")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server with an empty data folder."""
    with running() as made:
        yield made


def outcome(server: Server, files: Mapping[str, str]) -> Iterator[str]:
    """What goes otherwise than the files say; the server is emptied first."""
    users = sorted(set(re.findall(r"CREATE USER IF NOT EXISTS '(\w+)'", FILES["schemas.sql"])))
    for sql in (
        "DROP SCHEMA IF EXISTS orders; DROP SCHEMA IF EXISTS catalog",
        *(f"DROP USER IF EXISTS '{one}'@'%'" for one in users),
    ):
        server.say(sql, "root")
    for time in ("first", "second"):
        if error := server.say(files["schemas.sql"], "root"):
            yield f"schemas.sql, {time} run: {error}"
    for user in users:
        if server.say("SELECT 1", user) == "":
            yield f"{user} is not locked"
        server.say(f"ALTER USER '{user}'@'%' ACCOUNT UNLOCK", "root")
    for user, _, sql in STATEMENT.findall(files["tables.sql"]):
        if error := server.say(sql, user):
            yield f"tables.sql as {user}: {error}"
    for user, told, sql in STATEMENT.findall(files["proof.sql"]):
        error = server.say(sql, user)
        if (told == "allowed" and error) or (told == "refused" and error not in DENIED):
            yield f"proof.sql as {user}: {sql!r} is {told}, got {error or 'no error'}"
    # Beyond the file's own proof: what a service sees, and what it may pass on.
    for user in users:
        own = user.partition("_")[0]
        for schema in ("orders", "catalog"):
            error = server.say(f"USE {schema}", user)
            if (error == "") != (schema == own):
                yield f"{user} and the schema {schema}: {error or 'no error'}"
        for sql in (
            "CREATE USER 'x'@'%'",
            "SELECT * FROM mysql.user",
            f"GRANT SELECT ON {own}.* TO 'root'@'localhost'",
            "SHUTDOWN",
        ):
            if server.say(sql, user) == "":
                yield f"{user} may {sql}"
        if user.endswith("_service") and server.say(f"CREATE TABLE {own}.more (id INT)", user) == "":
            yield f"{user} may make tables"


def test_each_user_reads_its_own_schema_alone(server: Server) -> None:
    """Everything that the files say is allowed is allowed, and everything else is refused."""
    assert list(outcome(server, FILES)) == []
    assert len(STATEMENT.findall(FILES["proof.sql"])) == FILES["proof.sql"].count("-- as ")


def test_a_client_that_fails_in_silence_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its status counts, not what it says."""
    monkeypatch.setattr("live.mariadb.run", lambda command: subprocess.CompletedProcess(command, 1, "", ""))
    assert Server(Path("socket")).say("SELECT 1", "root") == "unknown, status 1"


WRONG = (
    ("every schema", "schemas.sql", "ON orders.* TO 'orders_service'", "ON *.* TO 'orders_service'"),
    ("the other schema too", "schemas.sql", "ON catalog.* TO 'catalog_service'@'%';", "ON catalog.* TO 'catalog_service'@'%'; GRANT SELECT ON orders.* TO 'catalog_service'@'%';"),
    ("read from elsewhere", "schemas.sql", "ON catalog.* TO 'catalog_service'@'%';", "ON catalog.* TO 'catalog_service'@'%'; GRANT SELECT ON catalog.* TO 'orders_service'@'%';"),
    ("swapped", "schemas.sql", "GRANT SELECT, INSERT, UPDATE, DELETE ON orders.*", "GRANT SELECT, INSERT, UPDATE, DELETE ON catalog.*"),
    ("service changes tables", "schemas.sql", "DELETE ON orders.* TO 'orders_service'", "DELETE, CREATE, DROP ON orders.* TO 'orders_service'"),
    ("all privileges", "schemas.sql", "GRANT SELECT, INSERT, UPDATE, DELETE ON catalog.*", "GRANT ALL ON *.*"),
    ("may pass it on", "schemas.sql", "ON orders.* TO 'orders_service'@'%';", "ON orders.* TO 'orders_service'@'%' WITH GRANT OPTION;"),
    ("migration without CREATE", "schemas.sql", "DELETE, CREATE, ALTER", "DELETE, ALTER"),
    ("migration of both", "schemas.sql", "REFERENCES ON orders.* TO", "REFERENCES ON `%`.* TO"),
    ("no SELECT", "schemas.sql", "GRANT SELECT, INSERT, UPDATE, DELETE ON orders.* TO 'orders_service'", "GRANT INSERT, UPDATE, DELETE ON orders.* TO 'orders_service'"),
    ("not locked", "schemas.sql", "'orders_service'@'%' ACCOUNT LOCK", "'orders_service'@'%'"),
    ("second run fails", "schemas.sql", "CREATE SCHEMA IF NOT EXISTS orders", "CREATE SCHEMA orders"),
    ("misspelt", "schemas.sql", "GRANT SELECT", "GRANT SELEKT"),
    ("table of the other service", "tables.sql", "-- as catalog_migration", "-- as orders_migration"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "file", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_version_is_found(server: Server, name: str, file: str, old: str, new: str) -> None:
    """The server lets through what it should not, or refuses what it should let through."""
    assert old in FILES[file]
    assert next(outcome(server, {**FILES, file: FILES[file].replace(old, new, 1)}), None)


def sagas_wrong(server: Server, users: str, schema: str) -> Iterator[str]:
    """What the services of a Saga may beyond their own schema, or may not in it."""
    schemas = {service: f"saga_{service}" for service in SERVICES}
    server.services(users, schema, schemas)
    for service in SERVICES:
        user = f"{service}_service"
        server.say(f"ALTER USER '{user}'@'%' IDENTIFIED BY '' REQUIRE NONE", "root")
        for other in SERVICES:
            error = server.say(f"USE {schemas[other]}", user)
            if (error == "") != (other == service):
                yield f"{user} and the schema {other}: {error or 'no error'}"
        for sql in (
            "CREATE USER 'x'@'%'",
            "SELECT * FROM mysql.user",
            f"CREATE TABLE {schemas[service]}.more (id INT)",
        ):
            if server.say(sql, user) == "":
                yield f"{user} may {sql}"
        table = {"order": "orders", "stock": "stock", "payment": "accounts", "delivery": "areas"}[service]
        if error := server.say(f"DELETE FROM {schemas[service]}.{table}", user):
            yield f"{user} and {table}: {error}"


@pytest.mark.parametrize("id", SAGAS)
def test_each_service_of_a_saga_reads_its_own_schema_alone(server: Server, id: str) -> None:
    """The same for the Sagas' users, whose log-in by IAM only Aurora knows."""
    files = files_of(id)
    schema = next(text for path, text in files.items() if path.endswith("/schema.sql"))
    assert [*sagas_wrong(server, files["sql/users.sql"], schema)] == []


WRONG_USERS = (
    ("every schema", "ON stock.* TO", "ON *.* TO"),
    ("another's schema", "ON payment.* TO 'payment_service'", "ON stock.* TO 'payment_service'"),
    ("makes tables", "DELETE ON delivery.*", "DELETE, CREATE ON delivery.*"),
    ("reads alone", "GRANT SELECT, INSERT, UPDATE, DELETE ON stock.*", "GRANT SELECT ON stock.*"),
)


@pytest.mark.parametrize(("name", "old", "new"), WRONG_USERS, ids=[one[0] for one in WRONG_USERS])
def test_a_wrong_user_is_found(server: Server, name: str, old: str, new: str) -> None:
    """It may more, or less."""
    files = files_of(SAGAS[0])
    assert old in files["sql/users.sql"]
    wrong = files["sql/users.sql"].replace(old, new, 1)
    assert [*sagas_wrong(server, wrong, files["temporal/schema.sql"])] != []
    server.say("".join(f"DROP USER '{service}_service'@'%';" for service in SERVICES), "root")
