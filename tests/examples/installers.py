"""Settings that no published schema judges: those of istioctl, and those of RabbitMQ.

In: a case. Out: findings, as `mesh_installer` and `broker_settings` say; nothing where a case has neither file.
"""

from __future__ import annotations

from collections.abc import Iterator

from examples.broker_settings import BROKER, broker_problems
from examples.cases import Case, Finding
from examples.mesh_installer import INSTALL, mesh_problems

RULE = "installer"


def installer_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with settings by themselves, or beside the objects."""
    for path, problems in ((INSTALL, mesh_problems), (BROKER, broker_problems)):
        if path in case.files:
            yield from (Finding(path, RULE, message) for message in problems(case))
