"""Every check: what its findings break, where it applies, what it needs, and its wrong versions.

In: a case. Out: findings, however wrong the case is. What compares objects takes their fields for what the schemas say
they are: where it cannot go on, it waits until each object is right by itself. It hides no mistake of a check.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from patternloom.problems.rules import RuleId
from patternloom.verify.aws.addresses import PLAN, address_findings
from patternloom.verify.aws.cloudformation import cloudformation_findings
from patternloom.verify.code.generated import protobuf_findings
from patternloom.verify.code.rego import rego_findings
from patternloom.verify.code.statements import statement_findings
from patternloom.verify.entry.check import entry_findings
from patternloom.verify.entry.ways_in import ways_in
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.identity.check import identity_findings
from patternloom.verify.kubernetes.custom_resources import custom_resource_findings, judge_all
from patternloom.verify.kubernetes.releases import RELEASES
from patternloom.verify.kubernetes.schemas import kubernetes_findings
from patternloom.verify.kubernetes.security import security_findings
from patternloom.verify.mesh.flows import policy_findings
from patternloom.verify.mesh.installer import INSTALL, mesh_installer_findings
from patternloom.verify.messaging.settings import BROKER, broker_findings
from patternloom.verify.messaging.topology import TOPOLOGY, messaging_findings
from patternloom.verify.operation.commands import command_findings
from patternloom.verify.operation.placeholders import placeholder_findings
from patternloom.verify.operation.signals import operator_findings
from patternloom.verify.packages.charts import chart_findings
from patternloom.verify.packages.containers import container_findings
from patternloom.verify.picture.places import place_findings
from patternloom.verify.picture.story import picture_findings
from patternloom.verify.prerequisites.check import prerequisite_findings
from patternloom.verify.references.check import crossref_findings
from patternloom.verify.servers.iptables import iptables_findings
from patternloom.verify.servers.nginx import nginx_findings
from patternloom.verify.tools.npm import KUBERNETES_MODELS
from patternloom.verify.tools.programs import IPTABLES, NAMESPACE, NGINX, NODE, SQLITE, Tool, package
from patternloom.verify.wrong.cloudformation import CLOUDFORMATION
from patternloom.verify.wrong.custom_resources import CUSTOM
from patternloom.verify.wrong.entry import ENTRY
from patternloom.verify.wrong.identity import IDENTITY
from patternloom.verify.wrong.kubernetes import KUBERNETES
from patternloom.verify.wrong.making import Wrong
from patternloom.verify.wrong.mesh import MESH
from patternloom.verify.wrong.network import NETWORK
from patternloom.verify.wrong.pictures import PICTURES
from patternloom.verify.wrong.places import PLACES
from patternloom.verify.wrong.prerequisites import PREREQUISITES
from patternloom.verify.wrong.references import CROSSREFS
from patternloom.verify.wrong.security import SECURITY
from patternloom.verify.wrong.words import WORDS

Applies = Callable[[Case], bool]


@dataclass(frozen=True)
class Check:
    """One check."""

    rule: RuleId
    """What its findings break, as reports name it; `verify-` and the check's own name."""
    applies: Applies
    """Whether an example has something that it judges: by its files, never by its id."""
    run: Callable[[Case], Iterator[Finding]]
    tools: tuple[Tool, ...] = ()
    """What it needs beside the wheel; without one of them it does not run."""
    alone: bool = False
    """Whether it judges each object or template by itself, so that others may wait for it."""
    prepare: Callable[[Iterable[Case]], None] | None = None
    """What is quicker for all cases at once; the answers are remembered."""
    wrong: tuple[Wrong, ...] = ()
    """Wrong versions that it finds wherever they can be made; those of single files stand in its tests."""

    @property
    def name(self) -> str:
        """As people call it."""
        return self.rule.removeprefix("verify-")


def _objects(case: Case) -> bool:
    return bool(case.documents or case.unreadable or case.missing)


def _files(*patterns: str) -> Applies:
    return lambda case: any(fnmatch.fnmatchcase(path, pattern) for path in case.files for pattern in patterns)


def _settings(case: Case) -> Iterator[Finding]:
    yield from mesh_installer_findings(case)
    yield from broker_findings(case)


CHECKS: tuple[Check, ...] = (
    Check(
        "verify-kubernetes",
        _objects,
        kubernetes_findings,
        (package("kubernetes-validate", "kubernetes_validate"),),
        alone=True,
        wrong=KUBERNETES,
    ),
    Check(
        "verify-custom-resources",
        _objects,
        custom_resource_findings,
        (NODE, KUBERNETES_MODELS, RELEASES, package("jsonschema", "jsonschema")),
        alone=True,
        prepare=judge_all,
        wrong=CUSTOM,
    ),
    Check(
        "verify-cross-references",
        _objects,
        crossref_findings,
        wrong=CROSSREFS,
    ),
    Check(
        "verify-pictures",
        lambda case: bool(case.files),
        picture_findings,
        wrong=PICTURES,
    ),
    Check(
        "verify-policies",
        _objects,
        policy_findings,
        wrong=(*NETWORK, *MESH, *WORDS),
    ),
    Check("verify-places", lambda case: bool(case.design.boundaries), place_findings, wrong=PLACES),
    Check("verify-entry", lambda case: bool(ways_in(case)), entry_findings, wrong=ENTRY),
    Check(
        "verify-identity",
        lambda case: _objects(case) or _files("aws/*")(case),
        identity_findings,
        wrong=IDENTITY,
    ),
    Check("verify-prerequisites", lambda case: bool(case.files), prerequisite_findings, wrong=PREREQUISITES),
    Check(
        "verify-security",
        lambda case: _objects(case) or _files("aws/*")(case),
        security_findings,
        wrong=SECURITY,
    ),
    Check(
        "verify-cloudformation",
        _files("aws/*"),
        cloudformation_findings,
        (package("cfn-lint", "cfnlint"),),
        alone=True,
        wrong=CLOUDFORMATION,
    ),
    Check("verify-installers", _files(INSTALL, BROKER), _settings),
    Check(
        "verify-charts",
        _files("Chart.yaml", "*/Chart.yaml", "sops/*"),
        chart_findings,
    ),
    Check(
        "verify-containers",
        _files("*Dockerfile*", "*requirements.txt"),
        container_findings,
    ),
    Check("verify-messaging", _files(TOPOLOGY), messaging_findings),
    Check(
        "verify-contracts",
        _files("proto/*"),
        protobuf_findings,
        (package("protobuf", "google.protobuf"),),
    ),
    Check(
        "verify-statements",
        _files("schema.sql", "*/schema.sql"),
        statement_findings,
        (SQLITE,),
    ),
    Check("verify-addresses", _files(PLAN), address_findings),
    Check(
        "verify-commands",
        lambda case: case.design.commands is not None,
        command_findings,
        (package("botocore", "botocore"),),
    ),
    Check(
        "verify-operators",
        lambda case: bool(case.files),
        operator_findings,
        (package("promql-parser", "promql_parser"), package("botocore", "botocore")),
    ),
    Check(
        "verify-placeholders",
        lambda case: bool(case.design.placeholders),
        placeholder_findings,
    ),
    Check(
        "verify-rego",
        _files("rego/*.rego"),
        rego_findings,
        (package("regopy", "regopy"),),
    ),
    Check(
        "verify-nginx",
        _files("nginx/*.conf"),
        nginx_findings,
        (NGINX, package("gixy-next", "gixy")),
    ),
    Check(
        "verify-iptables",
        _files("iptables/*.rules"),
        iptables_findings,
        (IPTABLES, NAMESPACE),
    ),
)
_ALONE = tuple(check for check in CHECKS if check.alone)


def named(name: str) -> Check:
    """One check; KeyError for no such name."""
    return {check.name: check for check in CHECKS}[name]


def findings(check: Check, case: Case) -> list[Finding]:
    """What a check says; one finding in its place where it has to wait."""
    try:
        return list(check.run(case))
    except Exception:
        # Asked only now: their tools start slowly, and a right example needs them in one worker alone.
        waits = [] if check.alone else [one.name for one in _ALONE if _finds(one, case)]
        if not waits:
            raise
        return [Finding(case.id, check.name, f"waits until {' and '.join(waits)} find nothing")]


def _finds(check: Check, case: Case) -> bool:
    """Whether it can run here and finds something."""
    return all(tool.is_here() for tool in check.tools) and any(check.run(case))
