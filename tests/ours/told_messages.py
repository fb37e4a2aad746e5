"""RabbitMQ's definitions against the code of the example that uses them: who reacts to what, tells what, and may do what.

In: a case with `rabbitmq/topology.json` and the services' code, read as syntax and never run. Out: findings. A service's
reactions are its queue's bindings; what it tells, it may write, and somebody receives it. The names of the code are this
example's; the definitions by themselves `patternloom verify` judges.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.messaging.topology import RULE, TOPOLOGY, Definitions, read_topology

CODE = "choreography"


def told_findings(case: Case) -> Iterator[Finding]:
    """Where the definitions are not those of the code."""
    try:
        topology = read_topology(case.files[TOPOLOGY])
        spoken = Spoken(case)
        wrong = [*_of_code(topology, spoken), *_rights(topology, spoken)]
    except (ValueError, SyntaxError, LookupError) as error:
        yield Finding(TOPOLOGY, RULE, f"cannot be read: {type(error).__name__}: {error}")
        return
    for message in wrong:
        yield Finding(TOPOLOGY, RULE, message)
    users = {
        name for text in case.files.values() for name in re.findall(r'^ *\{"name": "(\w+)", "password"', text, re.M)
    }
    known = {*spoken.reactions, *spoken.people}
    if users != known:
        yield Finding("k8s", RULE, f"users {', '.join(sorted(users))}, expected {', '.join(sorted(known))}")
    started = {
        (program, service)
        for text in case.files_in("k8s").values()
        for program, service in re.findall(r"command: \[python, (consumer|relay)\.py, (\w+)\]", text)
    }
    for one in sorted(
        {(program, service) for program in ("consumer", "relay") for service in spoken.reactions} ^ started
    ):
        yield Finding("k8s", RULE, f"{one[0]}.py {one[1]}: in the code or in the manifests alone")


class Spoken:
    """What the code says: its exchange, its virtual host, each service's queue, reactions and events."""

    def __init__(self, case: Case) -> None:
        broker, services = (ast.parse(case.files[f"{CODE}/{name}.py"]) for name in ("broker", "services"))
        self.exchange = str(_assigned(broker, "EXCHANGE"))
        self.host = next(
            str(ast.literal_eval(keyword.value))
            for node in ast.walk(broker)
            if isinstance(node, ast.Call)
            for keyword in node.keywords
            if keyword.arg == "virtual_host"
        )
        # Whoever connects by a name of their own, beside the services: a person's program.
        self.people = {
            str(node.args[0].value)
            for text in case.files_in(CODE, ".py").values()
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "connect"
            if isinstance(node.args[0], ast.Constant)
        }
        returned = next(node for node in ast.walk(_function(broker, "queue_of")) if isinstance(node, ast.JoinedStr))
        self._queue = [part.value if isinstance(part, ast.Constant) else None for part in returned.values]
        table = next(
            node.value
            for node in services.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "REACTIONS"
        )
        self.reactions: dict[str, set[str]] = {}
        self.events: dict[str, set[str]] = {}
        for service, reactions in _pairs(table):
            self.reactions[service] = {event for event, _ in _pairs(reactions)}
            told = [_returned(services, node.id) for _, node in _pairs(reactions) if isinstance(node, ast.Name)]
            self.events[service] = set().union(*told)
        for path, text in case.files_in(CODE, ".py").items():
            for node in ast.walk(ast.parse(text, path)):  # what begins a Saga is no reaction
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "write":
                    service, told = node.args[1], node.args[2]
                    if (
                        isinstance(service, ast.Constant)
                        and isinstance(told, ast.Call)
                        and isinstance(told.func, ast.Name)
                    ):
                        self.events[str(service.value)] |= _returned(services, told.func.id)

    def queue(self, service: str) -> str:
        """The name of a service's queue."""
        return "".join(service if part is None else str(part) for part in self._queue)


def _assigned(tree: ast.Module, name: str) -> object:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return ast.literal_eval(node.value)
    raise LookupError(f"no {name} in the code")


def _function(tree: ast.Module, name: str) -> ast.FunctionDef:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    raise LookupError(f"no function {name} in the code")


def _pairs(node: ast.expr | None) -> Iterator[tuple[str, ast.expr]]:
    if not isinstance(node, ast.Dict):
        raise LookupError("a table that is no literal")
    for key, value in zip(node.keys, node.values, strict=True):
        if not isinstance(key, ast.Constant):
            raise LookupError("a table whose keys are no literals")
        yield str(key.value), value


def _returned(tree: ast.Module, name: str) -> set[str]:
    """The texts that a function may return."""
    return {
        part.value
        for node in ast.walk(_function(tree, name))
        if isinstance(node, ast.Return)
        for part in ([node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def _of_code(topology: Definitions, spoken: Spoken) -> Iterator[str]:
    exchanges = {one["name"]: one["type"] for one in topology["exchanges"]}
    if spoken.host not in {one["name"] for one in topology["vhosts"]}:
        yield f"no virtual host {spoken.host!r}, where the code connects"
    if exchanges.get(spoken.exchange) != "topic":
        yield f"no exchange {spoken.exchange!r} of type topic, where the code publishes"
    told = set().union(*spoken.events.values())
    for service, reactions in spoken.reactions.items():
        queue = spoken.queue(service)
        bound = {
            one["routing_key"]
            for one in topology["bindings"]
            if (one["source"], one["destination"]) == (spoken.exchange, queue)
        }
        for event in sorted(bound - reactions):
            yield f"{queue} gets {event}, on which {service} has no reaction"
        for event in sorted(reactions - bound):
            yield f"{queue} does not get {event}, on which {service} reacts"
        for event in sorted(reactions - told):
            yield f"nobody tells {event}, on which {service} reacts"
    for event in sorted(told - set().union(*spoken.reactions.values())):
        yield f"nobody receives {event}, and the relay would never get rid of it"


def _rights(topology: Definitions, spoken: Spoken) -> Iterator[str]:
    names = [one["name"] for one in (*topology["exchanges"], *topology["queues"])]
    for service in spoken.reactions:
        for own in ([one for one in topology["permissions"] if one["user"] == service] or [{}])[:1]:
            for right, wanted in (("configure", []), ("write", [spoken.exchange]), ("read", [spoken.queue(service)])):
                # As the broker does: a search, not a match.
                may = [name for name in names if re.search(own.get(right, "^$"), name)]
                if may != wanted:
                    yield f"{service} may {right} {', '.join(may) or 'nothing'}, expected {', '.join(wanted) or 'nothing'}"
        topics = [
            one for one in topology["topic_permissions"] if (one["user"], one["exchange"]) == (service, spoken.exchange)
        ]
        for event, teller in sorted((event, teller) for teller, events in spoken.events.items() for event in events):
            # Without a topic permission, everything is allowed.
            allowed = all(re.search(one["write"], event) for one in topics)
            if allowed != (teller == service):
                yield f"{service} {'may' if allowed else 'may not'} tell {event}, which is {teller}'s"
    for part in ("permissions", "topic_permissions"):
        for user in sorted({one["user"] for one in topology[part]} - {*spoken.reactions, *spoken.people}):
            yield f"{part} of {user!r}, whom the code does not know"
