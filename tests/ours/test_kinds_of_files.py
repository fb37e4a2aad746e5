"""Every file of every example is of a kind that something judges, and each kind is tried with enough wrong versions.

In: the catalog's files, the checks' own wrong versions, and the lists named `WRONG…` of the test modules. What a server
or an engine judges, the modules that have a `JUDGE` try; they are counted by themselves.
"""

from __future__ import annotations

import fnmatch

from checked import catalog_cases
from evidence_records import judges
from test_verify.aws import test_addresses
from test_verify.code import test_generated, test_statements
from test_verify.mesh import test_installer
from test_verify.messaging import test_settings, test_topology
from test_verify.operation import test_signals
from test_verify.packages import test_charts, test_containers

from patternloom.verify.checks import named

ENOUGH = 10
OBJECTS = ("kubernetes", "custom-resources", "cross-references")
Versions = tuple[tuple[object, ...], ...]
# Pattern of paths → the lists whose versions are wrong in such a file; None where a `JUDGE` tries them. The first fits.
KINDS: dict[str, Versions | None] = {
    "*kustomization.yaml": test_charts.KUSTOMIZE,
    "chart/*": test_charts.HELM,
    "sops/*": test_charts.SOPS,
    "k8s/*.yaml": tuple((one,) for name in OBJECTS for one in named(name).wrong),
    "nginx/base/*.yaml": test_charts.BASE,
    "otel/collector.yaml": None,
    "otel/workload.yaml": tuple((one,) for name in OBJECTS for one in named(name).wrong),
    "prometheus/rules*.yaml": None,
    "prometheus/flux-rules*.yaml": None,
    "prometheus/alerts.yaml": tuple((one,) for one in test_signals.WRONG_RULES),
    "ci/*": None,
    "aws/*.yaml": tuple((one,) for one in named("cloudformation").wrong),
    "istio/install.yaml": test_installer.WRONG,
    "rabbitmq/rabbitmq.conf": test_settings.WRONG,
    "rabbitmq/topology.json": test_topology.WRONG,
    "addresses/plan.json": test_addresses.WRONG,
    "proto/*.proto": test_generated.WRONG,
    "*/Dockerfile": test_containers.WRONG,
    "*/requirements.txt": test_containers.WRONG,
    "*/schema.sql": tuple((test_statements.SCHEMAS[one[0]], *one) for one in test_statements.WRONG),
    "sql/*.sql": None,
    "nginx/*.conf": None,
    "envoy/*.yaml": None,
    "rego/*": None,
    "iptables/*.rules": None,
    "temporal/*.py": None,
    "shop/*.py": None,
    "choreography/*.py": None,
    "order/*.py": None,
    "inventory/*.py": None,
    "product/*.py": None,
}


def kind_of(path: str) -> str | None:
    """The first pattern that fits."""
    return next((pattern for pattern in KINDS if fnmatch.fnmatchcase(path, pattern)), None)


def wrong_in(pattern: str, lists: Versions) -> int:
    """How many versions of a list are wrong in a file of this kind; lists of one thing each are of one kind."""
    if any(len(one) == 1 for one in lists):
        return len(lists)
    return sum(any(isinstance(part, str) and kind_of(part) == pattern for part in one) for one in lists)


def test_every_file_is_of_a_kind() -> None:
    """A new kind of file needs its check, and a kind without files nobody needs."""
    kinds = {(case.id, path): kind_of(path) for case in catalog_cases() for path in case.files}
    assert [place for place, kind in kinds.items() if kind is None] == []
    assert sorted(set(KINDS) - {*kinds.values()}) == []


def test_every_file_that_a_test_module_judges_is_of_an_example_that_it_runs() -> None:
    """A module may run one example only: a second one's files nobody would have tried."""
    assert [
        (case.id, start)
        for case in catalog_cases()
        for start, judge in judges().items()
        if judge.applies(case) and case.id not in judge.examples
    ] == []


def test_every_kind_of_file_has_ten_wrong_versions() -> None:
    """Counted by the file that each is wrong in."""
    counts = {pattern: wrong_in(pattern, lists) for pattern, lists in KINDS.items() if lists is not None}
    assert {pattern: count for pattern, count in counts.items() if count < ENOUGH} == {}
