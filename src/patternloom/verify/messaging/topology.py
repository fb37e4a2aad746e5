"""RabbitMQ's definitions by themselves: exchanges, queues, bindings and permissions that fit each other.

In: a case with `rabbitmq/topology.json`. Out: findings: an unknown key, a binding of or to nothing, what does not
outlive a restart, dead letters that get lost. Of the definitions' keys it knows those below, and names any other.
What code makes of them is not read, and what a broker does with them not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding

TOPOLOGY = "rabbitmq/topology.json"
RULE = "messaging"
KEYS = {
    "vhosts": {"name", "default_queue_type"},
    "exchanges": {"name", "vhost", "type", "durable", "auto_delete", "internal", "arguments"},
    "queues": {"name", "vhost", "durable", "auto_delete", "arguments"},
    "bindings": {"source", "vhost", "destination", "destination_type", "routing_key", "arguments"},
    "permissions": {"user", "vhost", "configure", "write", "read"},
    "topic_permissions": {"user", "vhost", "exchange", "write", "read"},
}
ARGUMENTS = {
    "x-queue-type", "x-delivery-limit", "x-dead-letter-exchange", "x-dead-letter-strategy", "x-overflow",
}  # fmt: skip
Definitions = Mapping[str, list[dict[str, Any]]]


def messaging_findings(case: Case) -> Iterator[Finding]:
    """Where the definitions are wrong; silent without them."""
    if TOPOLOGY not in case.files:
        return
    try:
        topology = read_topology(case.files[TOPOLOGY])
    except ValueError as error:
        yield Finding(TOPOLOGY, RULE, f"cannot be read: {error}")
        return
    for message in _unknown(topology) or _whole(topology):
        yield Finding(TOPOLOGY, RULE, message)


def read_topology(text: str) -> Definitions:
    """The definitions; ValueError where they cannot be read."""
    topology: Any = json.loads(text, object_pairs_hook=_once)
    parts = topology.values() if isinstance(topology, dict) else [None]
    if not all(isinstance(part, list) and all(isinstance(one, dict) for one in part) for part in parts):
        raise ValueError("expected lists of objects, by their names")
    found: Definitions = topology
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"a key twice among {', '.join(names)}")
    return dict(pairs)


def _unknown(topology: Mapping[str, Any]) -> list[str]:
    found = [f"unknown key {key}" for key in sorted(set(topology) - set(KEYS))]
    found += [f"no {key}" for key in sorted(set(KEYS) - set(topology))]
    for part, keys in KEYS.items():
        for one in topology.get(part, ()):
            found += [f"{part}: unknown key {key}" for key in sorted(set(one) - keys)]
            found += [f"{part}: no {key}" for key in sorted(keys - set(one) - {"default_queue_type"})]
            found += [f"{part}: unknown argument {key}" for key in sorted(set(one.get("arguments", ())) - ARGUMENTS)]
    return found


def _whole(topology: Definitions) -> Iterator[str]:
    """What the definitions say about each other."""
    hosts = {one["name"] for one in topology["vhosts"]}
    exchanges = {one["name"]: one for one in topology["exchanges"]}
    queues = {one["name"]: one for one in topology["queues"]}
    for part in ("exchanges", "queues", "bindings", "permissions", "topic_permissions"):
        keys = [json.dumps({**one, "arguments": None}, sort_keys=True) for one in topology[part]]
        if len(set(keys)) < len(keys):
            yield f"{part}: the same twice"
        for one in topology[part]:
            if one["vhost"] not in hosts:
                yield f"{part}: no virtual host {one['vhost']!r}"
    for one in (*topology["exchanges"], *topology["queues"]):
        if one["durable"] is not True or one["auto_delete"] is not False:
            yield f"{one['name']} does not outlive a restart"
    for one in topology["exchanges"]:
        if one["type"] not in ("direct", "fanout", "headers", "topic"):
            yield f"{one['name']}: unknown type {one['type']!r}"
    for one in topology["bindings"]:
        if one["source"] not in exchanges:
            yield f"a binding of no exchange: {one['source']}"
        if one["destination_type"] != "queue" or one["destination"] not in queues:
            yield f"a binding to no queue: {one['destination']}"
    for name, one in queues.items():
        yield from _queue(topology, name, one["arguments"], exchanges)


def _queue(
    topology: Definitions, name: str, arguments: Mapping[str, Any], exchanges: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """A queue outlives its node, and loses nothing that nobody can handle."""
    if arguments.get("x-queue-type") != "quorum":
        yield f"{name} is no quorum queue, and dies with its node"
    letters = arguments.get("x-dead-letter-exchange")
    if letters is None and name not in {bound["destination"] for bound in _dead(topology)}:
        yield f"{name}: what nobody can handle is lost"
    if letters is not None:
        if letters not in exchanges or not any(one["source"] == letters for one in topology["bindings"]):
            yield f"{name}: dead letters to {letters!r}, from where nobody takes them"
        elif exchanges[letters]["type"] != "fanout":
            yield f"{name}: dead letters to {letters!r}, which sorts by a key that nobody set"
        if not isinstance(arguments.get("x-delivery-limit"), int) or arguments["x-delivery-limit"] < 1:
            yield f"{name}: no limit of deliveries, so that one message can stop the queue"
        # https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
        if (arguments.get("x-dead-letter-strategy"), arguments.get("x-overflow")) != (
            "at-least-once",
            "reject-publish",
        ):
            yield f"{name}: dead letters may get lost"


def _dead(topology: Definitions) -> list[dict[str, Any]]:
    letters = {one["arguments"].get("x-dead-letter-exchange") for one in topology["queues"]}
    return [one for one in topology["bindings"] if one["source"] in letters]
