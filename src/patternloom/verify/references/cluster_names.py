"""Names of Services in any text: nginx, Envoy, environment, Rego, code …

In: a case. Out: findings: a name of the cluster that no Service of the files or of the cluster has, a port that it has
not. Whether the text is read by anybody is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.references.known import GIVEN_SERVICES, is_told

CLUSTER_NAME = re.compile(
    r"(?<![A-Za-z0-9*-])([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?(?![a-z0-9-])\.?(?::(\d+))?"
)


def cluster_names_are_there(case: Case) -> Iterator[Finding]:
    """Names of Services in any text: nginx, Envoy, environment, Rego, code …"""
    for path, text in case.files.items():
        for line, content in enumerate(text.splitlines(), start=1):
            for name, namespace, port in CLUSTER_NAME.findall(content):
                where = Finding(f"{path}:{line}", "reference", f"Service {namespace}/{name} is not in the files")
                service = case.find("Service", namespace, name)
                if service is None:
                    given = GIVEN_SERVICES.get((namespace, name))
                    if given is None and not is_told(case, "Service", namespace, name):
                        yield where
                    elif given is not None and port and int(port) not in given:
                        yield Finding(f"{path}:{line}", "reference", f"Service {namespace}/{name} has no port {port}")
                    continue
                ports = {one.get("port") for one in service.spec.get("ports") or ()}
                if service.spec.get("clusterIP") == "None":  # without an address of its own: the pods' ports
                    ports |= {one.get("targetPort") for one in service.spec.get("ports") or ()}
                if port and int(port) not in ports:
                    yield Finding(f"{path}:{line}", "reference", f"Service {namespace}/{name} has no port {port}")
