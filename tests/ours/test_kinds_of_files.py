"""Every file of every example is of a kind that something judges, and each kind is tried with enough wrong versions.

In: the catalog's files, and the lists of wrong versions of the static checks. What a server or an engine judges, the
modules named here try; they count their own.
"""

from __future__ import annotations

import fnmatch

from examples import (
    mutations,
    test_addresses,
    test_containers,
    test_installers,
    test_messaging,
    test_packaging,
    test_protobuf,
    test_statements,
)
from examples.cases import catalog_cases
from examples.recording import run_by

ENOUGH = 10
# Pattern of paths → the lists whose versions are wrong in such a file; modules where a server judges. The first fits.
Lists = tuple[tuple[object, ...], ...] | str
"""Test modules are a text, as `servers.test_sql`, several with a blank between."""
KINDS: dict[str, Lists] = {
    "*kustomization.yaml": test_packaging.KUSTOMIZE,
    "chart/*": test_packaging.HELM,
    "sops/*": test_packaging.SOPS,
    "k8s/*.yaml": tuple((one,) for one in (*mutations.KUBERNETES, *mutations.CUSTOM, *mutations.CROSSREFS)),
    "nginx/base/*.yaml": test_packaging.BASE,
    "aws/*.yaml": tuple((one,) for one in mutations.CLOUDFORMATION),
    "istio/install.yaml": test_installers.WRONG,
    "rabbitmq/rabbitmq.conf": test_installers.WRONG,
    "rabbitmq/topology.json": test_messaging.WRONG,
    "addresses/plan.json": test_addresses.WRONG,
    "proto/*.proto": test_protobuf.WRONG,
    "*/Dockerfile": test_containers.WRONG,
    "*/requirements.txt": test_containers.WRONG,
    "*/schema.sql": tuple((test_statements.SCHEMAS[one[0]], *one) for one in test_statements.WRONG),
    "sql/*.sql": "servers.test_sql",
    "nginx/*.conf": "servers.test_nginx",
    "envoy/*.yaml": "servers.test_oidc",
    "rego/*": "test_rego",
    "iptables/*.rules": "servers.test_iptables",
    "temporal/*.py": "servers.test_saga",
    "choreography/*.py": "servers.test_choreography",
    "order/*.py": "servers.test_request_response servers.test_authorization",
    "inventory/*.py": "servers.test_request_response",
}


def kind_of(path: str) -> str | None:
    """The first pattern that fits."""
    return next((pattern for pattern in KINDS if fnmatch.fnmatchcase(path, pattern)), None)


def wrong_in(pattern: str, lists: Lists) -> int:
    """How many versions of a list are wrong in a file of this kind; lists of one thing each are of one kind."""
    if any(len(one) == 1 for one in lists):
        return len(lists)
    return sum(any(isinstance(part, str) and kind_of(part) == pattern for part in one) for one in lists)


def test_every_file_is_of_a_kind() -> None:
    """A new kind of file needs its check, and a kind without files nobody needs."""
    kinds = {(case.id, path): kind_of(path) for case in catalog_cases() for path in case.files}
    assert [place for place, kind in kinds.items() if kind is None] == []
    assert sorted(set(KINDS) - {*kinds.values()}) == []


def test_every_file_that_a_server_judges_is_of_an_example_that_it_runs() -> None:
    """The module of a kind of file may run one example only: a second one's files nobody would have tried."""
    judges = {(case.id, path): KINDS[kind_of(path) or ""] for case in catalog_cases() for path in case.files}
    assert [
        place
        for place, modules in judges.items()
        if isinstance(modules, str) and not any(place[0] in run_by(module) for module in modules.split())
    ] == []


def test_every_kind_of_file_has_ten_wrong_versions() -> None:
    """Counted by the file that each is wrong in."""
    counts = {pattern: wrong_in(pattern, lists) for pattern, lists in KINDS.items() if not isinstance(lists, str)}
    assert {pattern: count for pattern, count in counts.items() if count < ENOUGH} == {}
