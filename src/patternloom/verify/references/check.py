"""What the objects of an example say about each other: every name that one uses, another one has.

In: a case. Out: findings. An object that something in the cluster makes (a Secret of an external store, say) must be
told in the catalog's `supporting`. Fields of single objects are judged elsewhere; who may talk to whom, in `policies`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from examples.cases import Case, Finding
from examples.crossrefs.aws import arns_can_be, identities_are_there
from examples.crossrefs.gateway_api import listeners_have_certificates, routes_have_ends, waypoints_are_there
from examples.crossrefs.istio import (
    destination_rules_have_hosts,
    principals_are_there,
    selected_and_named_are_there,
    servers_have_certificates,
    virtual_services_have_ends,
)
from examples.crossrefs.known import GIVEN_SERVICES, is_told, keys_of
from examples.crossrefs.pods import (
    bindings_have_ends,
    budgets_let_nodes_be_drained,
    claims_have_classes,
    namespaces_are_there,
    pods_find_what_they_use,
    scalers_have_targets,
    selectors_select,
    services_lead_to_pods,
)
from examples.crossrefs.secrets import secrets_have_sources
from examples.mounts import mount_findings

CLUSTER_NAME = re.compile(
    r"(?<![A-Za-z0-9*-])([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?(?![a-z0-9-])\.?(?::(\d+))?"
)


def crossref_findings(case: Case) -> Iterator[Finding]:
    """Every name that leads nowhere."""
    for rule in (
        namespaces_are_there,
        selectors_select,
        services_lead_to_pods,
        pods_find_what_they_use,
        claims_have_classes,
        budgets_let_nodes_be_drained,
        bindings_have_ends,
        scalers_have_targets,
        destination_rules_have_hosts,
        virtual_services_have_ends,
        selected_and_named_are_there,
        servers_have_certificates,
        principals_are_there,
        listeners_have_certificates,
        routes_have_ends,
        waypoints_are_there,
        secrets_have_sources,
        _cluster_names,
        arns_can_be,
        identities_are_there,
    ):
        yield from rule(case)
    yield from mount_findings(case, functools.partial(keys_of, case))


def _cluster_names(case: Case) -> Iterator[Finding]:
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
