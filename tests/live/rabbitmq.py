"""A RabbitMQ on loopback whose virtual hosts are versions of an example's topology.

In: virtual host → topology, as JSON. Out: the port of a broker that holds all of them, until the block ends. Every
service's user, and `test`, who may do everything, have the same password.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pika
from pika.adapters.utils.connection_workflow import AMQPConnectorException

from patternloom.verify.servers.running import free_port, listens, process

PASSWORD = "only-on-loopback"
HOME = Path("/usr/lib/rabbitmq")
LIMITS = {"socket_timeout": 60, "stack_timeout": 60}
"""Seconds to be connected in, on a machine that does much besides."""


def definitions(topologies: Mapping[str, str]) -> dict[str, Any]:
    """All topologies, each in its virtual host, and the users that they name."""
    salt = b"salt"
    hashed = base64.b64encode(salt + hashlib.sha256(salt + PASSWORD.encode()).digest()).decode()
    found: dict[str, list[dict[str, Any]]] = {}
    for name, text in topologies.items():
        topology = json.loads(text)
        topology["permissions"].append({"user": "test", "configure": ".*", "write": ".*", "read": ".*"})
        for key, entries in topology.items():
            where = {"name": name} if key == "vhosts" else {"vhost": name}
            found.setdefault(key, []).extend({**entry, **where} for entry in entries)
    users = sorted({one["user"] for one in found["permissions"]})
    hash = {"password_hash": hashed, "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": ""}
    return {**found, "users": [{"name": user, **hash} for user in users]}


def plugins(folder: Path) -> dict[str, str]:
    """The broker's own libraries without its plugins, as it looks through all of them for two seconds at its start."""
    folder.mkdir()
    for path in HOME.glob("lib/rabbitmq_server-*/plugins/*"):
        if not path.name.startswith("rabbitmq_") or path.name.startswith("rabbitmq_prelaunch"):
            (folder / path.name).symlink_to(path)
    return {"RABBITMQ_PLUGINS_DIR": str(folder)} if any(folder.iterdir()) else {}


@contextmanager
def broker(topologies: Mapping[str, str]) -> Iterator[int]:
    """A running one; its port."""
    with tempfile.TemporaryDirectory(prefix="patternloom-rabbit-", ignore_cleanup_errors=True) as name:
        home, port, names = Path(name), free_port(), free_port()
        (home / "definitions.json").write_text(json.dumps(definitions(topologies)))
        (home / "rabbitmq.conf").write_text(
            f"listeners.tcp.default = 127.0.0.1:{port}\nload_definitions = {home}/definitions.json\nlog.console = true\n"
        )
        (home / "enabled_plugins").write_text("[].\n")
        environment = {
            "HOME": name, "ERL_EPMD_PORT": str(names), "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": "patternloom@localhost", "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port), "RABBITMQ_DIST_PORT": str(free_port()), "RABBITMQ_CONFIG_FILE": f"{home}/rabbitmq",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null", "RABBITMQ_MNESIA_BASE": f"{home}/data", "RABBITMQ_LOG_BASE": f"{home}/log",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{home}/enabled_plugins", "RABBITMQ_PID_FILE": f"{home}/pid",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none",
            **plugins(home / "plugins"),
        }  # fmt: skip
        with ExitStack() as stack:
            epmd = ["epmd", "-port", str(names), "-address", "127.0.0.1"]
            stack.enter_context(process(epmd, home, lambda: listens(names)))
            server = [f"{HOME}/bin/rabbitmq-server"]  # not the wrapper, which becomes another user
            # The last queue of the definitions tells that all are there.
            last = json.loads([*topologies.values()][-1])["queues"][-1]["name"]
            stack.enter_context(
                process(server, home, lambda: listens(port) and _has(port, [*topologies][-1], last), environment)
            )
            yield port


def _has(port: int, vhost: str, queue: str) -> bool:
    try:
        with channel(port, vhost) as opened:
            opened.queue_declare(queue, passive=True)
    except (pika.exceptions.AMQPError, AMQPConnectorException, OSError):
        return False  # it listens before it answers
    return True


@contextmanager
def connection(port: int, vhost: str, user: str = "test") -> Iterator[pika.BlockingConnection]:
    """A connection of this user."""
    parameters = pika.ConnectionParameters(
        "127.0.0.1", port, vhost, pika.PlainCredentials(user, PASSWORD), connection_attempts=1, **LIMITS
    )
    opened = pika.BlockingConnection(parameters)
    try:
        yield opened
    finally:
        if opened.is_open:
            opened.close()


@contextmanager
def channel(port: int, vhost: str) -> Iterator[Any]:
    """A channel of the test's own user; the broker answers for each message that it has it."""
    with connection(port, vhost) as opened:
        made = opened.channel()
        made.confirm_delivery()
        yield made
