"""Every kind of file that a server judges is tried with enough wrong versions, and none is counted twice.

In: the lists named `WRONG…` of the test modules, each version of which a test of its module finds. Out: counts.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from evidence_records import judges

ENOUGH = 10

# Kind of file → where its wrong versions stand.
KINDS: dict[str, tuple[str, ...]] = {
    "nginx configuration": (
        "test_nginx.WRONG",
        "test_nginx.WRONG_ORIGINS",
        "test_nginx.WRONG_REST",
        "test_nginx.WRONG_GRPC",
    ),
    "gRPC services and their contract": ("test_request_response.WRONG",),
    "Temporal workflow and activities": ("test_saga.WRONG",),
    "choreography's code": (
        "test_choreography.WRONG",
        "test_choreography.WRONG_RELAY",
        "test_choreography.WRONG_CONSUMER",
        "test_choreography.WRONG_API",
    ),
    "RabbitMQ topology": ("test_choreography.WRONG_TOPOLOGY",),
    "SQL": ("test_sql.WRONG", "test_sql.WRONG_USERS"),
    "Envoy with OIDC": ("test_oidc.WRONG",),
    "Envoy with external authorization": ("test_authorization.WRONG_ENVOY",),
    "service that enforces": ("test_authorization.WRONG",),
    "observed service": ("test_observability.WRONG",),
    "alerts": ("test_observability.WRONG_RULES",),
    "OpenTelemetry Collector": ("test_collector.WRONG",),
    "delivery by Git": ("test_gitops.WRONG_SCRIPT",),
    "workflows of CI": ("test_gitops.WRONG_WORKFLOWS",),
    "alerts of Flux": ("test_gitops.WRONG_RULES",),
    "Rego": ("test_rego.WRONG",),
    "RabbitMQ topology beside the code": ("test_told_messages.WRONG",),
    "a plan's numbers in texts": ("test_told_numbers.WRONG_TEXTS",),
    "rules of a mesh": ("test_resilience_mesh.WRONG",),
    "analysis of a canary": ("test_canary.WRONG",),
    "weights of a canary": ("test_canary.WRONG_WEIGHTS",),
    "service that calls others": ("test_resilience_service.WRONG",),
    "iptables rules": ("test_iptables.WRONG",),
}


def modules() -> dict[str, ModuleType]:
    """The test modules that judge files of ours, and those of the package's servers."""
    names = [start.removesuffix(".py::").replace("/", ".").removeprefix("tests.") for start in judges()]
    names.append("test_verify.servers.test_iptables")
    return {name.rpartition(".")[2]: importlib.import_module(name) for name in names}


def versions() -> dict[str, Any]:
    """Every list of wrong versions."""
    return {
        f"{name}.{list}": value
        for name, module in modules().items()
        for list, value in vars(module).items()
        if list.startswith("WRONG")
    }


def test_every_list_is_counted_once() -> None:
    """None is left out, and none stands for two kinds."""
    assert sorted(name for names in KINDS.values() for name in names) == sorted(versions())


def test_every_kind_has_ten_wrong_versions() -> None:
    """No kind of file is tried with fewer than ten, and each has a name of its own."""
    found = versions()
    counts = {kind: sum(len(found[name]) for name in names) for kind, names in KINDS.items()}
    assert {kind: count for kind, count in counts.items() if count < ENOUGH} == {}
    assert [name for name, of in found.items() if len({one[:2] for one in of}) < len(of)] == []
