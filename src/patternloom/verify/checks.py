"""Every static check by its name, and what it says of an example, however wrong that is.

In: a check's name, a case. Out: findings. What compares objects takes their fields for what the schemas say they are:
where it cannot go on, it waits until each object is right by itself. It hides no mistake of a check.
"""

from __future__ import annotations

from examples.addresses import address_findings
from examples.cases import Case, Check, Finding
from examples.charts import chart_findings
from examples.cloudformation import cloudformation_findings
from examples.containers import container_findings
from examples.crossrefs import crossref_findings
from examples.custom_resources import custom_resource_findings
from examples.flows import policy_findings
from examples.installers import installer_findings
from examples.kubernetes import kubernetes_findings
from examples.messaging import messaging_findings
from examples.pictures import picture_findings
from examples.protobuf import protobuf_findings
from examples.security import security_findings
from examples.statements import statement_findings

CHECKS: dict[str, Check] = {
    "kubernetes": kubernetes_findings,
    "custom-resources": custom_resource_findings,
    "cross-references": crossref_findings,
    "policies": policy_findings,
    "security": security_findings,
    "pictures": picture_findings,
    "cloudformation": cloudformation_findings,
    "addresses": address_findings,
    "charts": chart_findings,
    "containers": container_findings,
    "installers": installer_findings,
    "messaging": messaging_findings,
    "protobuf": protobuf_findings,
    "statements": statement_findings,
}
# These judge each object or template by itself.
ALONE = ("kubernetes", "custom-resources", "cloudformation")


def findings(name: str, case: Case) -> list[Finding]:
    """What a check says; one finding in its place where it has to wait."""
    try:
        return list(CHECKS[name](case))
    except Exception:
        # Asked only now: their tools start slowly, and a right example needs them in one worker alone.
        waits = [] if name in ALONE else [one for one in ALONE if any(CHECKS[one](case))]
        if not waits:
            raise
        return [Finding(case.id, name, f"waits until {' and '.join(waits)} find nothing")]
