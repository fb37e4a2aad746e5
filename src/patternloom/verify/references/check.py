"""What the objects of an example say about each other: every name that one uses, another one has.

In: a case. Out: findings of all rules of this folder. An object that something in the cluster makes (a Secret of an
external store, say) must be told in the catalog's `supporting`. Fields of single objects are judged elsewhere; who may
talk to whom, in `mesh`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.references.arns import arns_can_be, identities_are_there
from patternloom.verify.references.cluster_names import cluster_names_are_there
from patternloom.verify.references.gateway_api import listeners_have_certificates, routes_have_ends, waypoints_are_there
from patternloom.verify.references.istio import (
    destination_rules_have_hosts,
    principals_are_there,
    selected_and_named_are_there,
    servers_have_certificates,
    virtual_services_have_ends,
)
from patternloom.verify.references.known import keys_of
from patternloom.verify.references.mounts import mount_findings
from patternloom.verify.references.pods import bindings_have_ends, claims_have_classes, pods_find_what_they_use
from patternloom.verify.references.rollouts import rollouts_have_ends
from patternloom.verify.references.secrets import secrets_have_sources
from patternloom.verify.references.selectors import (
    budgets_let_nodes_be_drained,
    namespaces_are_there,
    scalers_have_targets,
    selectors_select,
    services_lead_to_pods,
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
        rollouts_have_ends,
        destination_rules_have_hosts,
        virtual_services_have_ends,
        selected_and_named_are_there,
        servers_have_certificates,
        principals_are_there,
        listeners_have_certificates,
        routes_have_ends,
        waypoints_are_there,
        secrets_have_sources,
        cluster_names_are_there,
        arns_can_be,
        identities_are_there,
    ):
        yield from rule(case)
    yield from mount_findings(case, functools.partial(keys_of, case))
