"""A MariaDB on loopback, which takes what MySQL 8 takes of the examples' SQL, over TCP with TLS as Aurora would.

In: nothing, or the SQL files of an example that keeps a schema for each of its services. Out: a running server, its
schemas and users. Users get `PASSWORD` in place of IAM's tokens, which only Aurora knows.
"""

from __future__ import annotations

import datetime
import getpass
import re
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pymysql
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pymysql.constants import CLIENT

from patternloom.verify.servers.running import free_port, process
from patternloom.verify.tools.programs import run

PASSWORD = "only-on-loopback"
HOST = "localhost"
AURORA = "\n-- Aurora MySQL alone"
"""From here on a file of SQL says what MariaDB does not know."""


class Server:
    """One MariaDB."""

    def __init__(self, socket: Path, port: int = 0, ca: Path = Path()) -> None:
        self.socket, self.port, self.ca = socket, port, ca
        self._turn = threading.Lock()
        self._root: Any = None  # one connection for all that the test itself asks

    def say(self, sql: str, user: str) -> str:
        """The statement's error number; empty if it went well."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", f"--user={user}", "--batch", "--execute", sql]
        done = run(command)
        found = re.search(r"ERROR (\d+)", done.stderr)
        if done.returncode == 0:
            return ""
        return found[1] if found else f"unknown, status {done.returncode}"

    def ask(self, sql: str, *values: Any, schema: str | None = None) -> tuple[Any, ...]:
        """The rows of some statements' last one, as root; an exception of pymysql where they fail."""
        with self._turn:
            if self._root is None:
                options: Any = {"autocommit": True, "client_flag": CLIENT.MULTI_STATEMENTS | CLIENT.FOUND_ROWS}
                self._root = pymysql.connect(unix_socket=str(self.socket), user="root", **options)
            if schema:
                self._root.select_db(schema)
            with self._root.cursor() as cursor:
                cursor.execute(sql, values or None)
                rows = cursor.fetchall()
                while cursor.nextset():
                    rows = cursor.fetchall()
                return rows

    def services(self, users: str, schema: str, names: Mapping[str, str]) -> None:
        """The schemas (service → schema), users and tables that these two files of SQL make, anew."""
        users = users.partition(AURORA)[0]
        for service, name in names.items():
            users = re.sub(rf"`?\b{service}\b`?(?=\.\*| CHAR)", f"`{name}`", users)
        login = f"IDENTIFIED BY '{PASSWORD}' REQUIRE SSL ACCOUNT UNLOCK"
        self.ask(
            "".join(f"DROP SCHEMA IF EXISTS `{name}`;" for name in names.values())
            + users
            + "".join(
                f"ALTER USER '{service}_service'@'%' {login}; USE `{name}`;"
                + section(schema, "every")
                + section(schema, service)
                for service, name in names.items()
            )
        )


def section(schema: str, name: str) -> str:
    """What stands below this heading, as sed would take it out: up to the next empty line."""
    return schema.partition(f"\n-- {name}\n")[2].partition("\n\n")[0] + "\n"


@contextmanager
def running() -> Iterator[Server]:
    """A server, from nothing."""
    with tempfile.TemporaryDirectory(prefix="patternloom-mariadb-") as name:
        folder, user = Path(name), getpass.getuser()
        options = ["--no-defaults", f"--datadir={folder}/data", f"--user={user}"]
        made = run(
            ["mariadb-install-db", *options, "--auth-root-authentication-method=normal", "--skip-test-db"], seconds=120
        )
        if made.returncode:
            raise RuntimeError(made.stderr)
        socket, port = folder / "s", free_port()
        certificate(folder)
        command = [
            "mariadbd",
            *options,
            f"--socket={socket}",
            f"--port={port}",
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            # No power fails here, and a busy disk would take most of a test's time.
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync",
            f"--ssl-ca={folder}/ca.pem",
            f"--ssl-cert={folder}/server.pem",
            f"--ssl-key={folder}/server.key",
        ]
        ready = Server(socket, port, folder / "ca.pem")
        with process(command, folder, lambda: socket.exists() and ready.say("SELECT 1", "root") == ""):
            yield ready


def certificate(folder: Path) -> None:
    """A certificate of the server and its issuer's, for a day."""
    now = datetime.datetime.now(datetime.UTC)
    issuer_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "issuer")])
    for name, owner, public, extension in (
        ("ca.pem", issuer, issuer_key, x509.BasicConstraints(ca=True, path_length=0)),
        (
            "server.pem",
            x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)]),
            key,
            x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ip_address("127.0.0.1"))]),
        ),
    ):
        made = (
            x509.CertificateBuilder()
            .subject_name(owner)
            .issuer_name(issuer)
            .public_key(public.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(minutes=5))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        )
        if name == "ca.pem":
            made = made.add_extension(
                x509.KeyUsage(False, False, False, False, False, True, True, False, False), critical=True
            )
        folder.joinpath(name).write_bytes(
            made.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )
    pem, pkcs8, plain = (
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption(),
    )  # fmt: skip
    folder.joinpath("server.key").write_bytes(key.private_bytes(pem, pkcs8, plain))
