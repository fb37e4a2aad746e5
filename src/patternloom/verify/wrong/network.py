"""NetworkPolicies that let through too much or too little for what is drawn.

In: nothing. Out: the list. Where only some rules bear on a drawn flow, `decisive` finds one that does.
"""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import labels_of, matches, template_of
from patternloom.verify.mesh.drawn import components_workloads, drawn_pairs, peers
from patternloom.verify.mesh.flows import policy_findings
from patternloom.verify.mesh.vpc_cni import SCRAPE
from patternloom.verify.wrong.making import (
    Change,
    Make,
    add,
    altered,
    first,
    listed,
    objects,
    spec_of,
    without_kind,
)


def decisive(kinds: str, change: Change, *, caller_is_here: bool = False) -> Make:
    """The first policy that the change can change and whose first rule lets a drawn flow through.

    A rule for somebody who is not drawn (a probe, a namespace of others) no flow can prove wrong; nor, where only its
    caller's labels change, one for somebody whose pods are not in the files.
    """

    def without_first(document: Document) -> bool:
        for field in ("ingress", "rules"):
            rules = document.spec.get(field)
            if rules:
                peers = rules[0].get("from")
                if peers and len(peers) > 1:
                    del peers[0]
                else:
                    del rules[0]
                return True
        return False

    def make(case: Case) -> Case | None:
        said = set(policy_findings(case))
        for document in case.of_kind(*kinds.split()):

            def at(wanted: Change, id: str = document.id) -> Case | None:
                return objects(kinds, lambda one: one.id == id and wanted(one))(case)

            reference, changed = at(without_first), at(change)
            if reference is None or changed is None or (caller_is_here and not _is_here(case, document)):
                continue
            if any(found not in said for found in policy_findings(reference) if found.rule != SCRAPE):
                return changed
        return None

    return make


def _without_flow(case: Case) -> Case | None:
    """A pair's flow leaves picture and sentences; the policies that allow it stay."""
    if not drawn_pairs(case):
        return None
    steps = tuple(
        altered(step, flows=tuple(flow for flow in step.flows if flow.response), speaks_of=())
        for step in case.design.steps
    )
    failures = tuple(altered(failure, speaks_of=()) for failure in case.design.failures)
    return dataclasses.replace(case, design=altered(case.design, steps=steps, failures=failures, speaks_of=()))


def _with_flow(case: Case) -> Case | None:
    """A flow that no policy allows is drawn: against an arrow that is there."""
    drawn_already = drawn_pairs(case)
    component_of = {object: component for component, object in components_workloads(case).items()}
    known = peers(case)
    for start, end in sorted(drawn_already):
        if (end, start) not in drawn_already and known[start].ports and known[start].gateway is None:
            drawn = next(flow for step in case.design.steps for flow in step.flows)
            back = altered(drawn, start=component_of[end], end=component_of[start], response=False)
            step = altered(case.design.steps[0], flows=(back,))
            return dataclasses.replace(case, design=altered(case.design, steps=(*case.design.steps, step)))
    return None


def _open(way: str) -> Change:
    """A policy with peers lets everything through."""

    def change(document: Document) -> bool:
        rules = document.spec.get(way)
        if not document.spec.get("podSelector") or not rules or not any(rule.get("from") for rule in rules):
            return False
        document.spec[way] = [{}]
        return True

    return change


def _first_ports(document: Document) -> dict[str, Any] | None:
    if document.spec.get("podSelector"):
        found: dict[str, Any] | None = first(document, "spec", "ingress", 0, "ports", 0)
        return found
    return None


def _to_database(rule: dict[str, Any]) -> bool:
    return [port.get("port") for port in rule.get("ports") or ()] == [3306]


def _other_database_port(case: Case) -> Case | None:
    """Where a flow says that MySQL is spoken, and so by which port."""
    protocols = {str(flow.protocol) for step in case.design.steps for flow in step.flows}
    documents = [dataclasses.replace(one, value=copy.deepcopy(one.value)) for one in case.documents]
    rules = [rule for one in documents if one.kind == "NetworkPolicy" for rule in one.spec.get("egress") or ()]
    found = [add(rule["ports"][0], port=3307) for rule in rules if _to_database(rule)]
    return (
        dataclasses.replace(case, documents=tuple(documents)) if found and {"MySQL", "MySQL/TLS"} & protocols else None
    )


def _is_here(case: Case, policy: Document) -> bool:
    """Whether the first caller that a policy lets in is a workload of the files."""
    selector = first(policy, "spec", "ingress", 0, "from", 0, "podSelector")
    return any(selector and template_of(one) and matches(selector, labels_of(one)) for one in case.documents)


def _local(peer: dict[str, Any]) -> bool:
    """Whether it is the node itself, for its probes."""
    return str((peer.get("ipBlock") or {}).get("cidr", "169.254.")).startswith("169.254.")


NETWORK = listed(
    ("a flow leaves the picture", _without_flow),
    ("a flow is drawn that is refused", _with_flow),
    ("no NetworkPolicy at all", without_kind("NetworkPolicy")),
    ("way in open to all", objects("NetworkPolicy", _open("ingress"))),
    ("way in for another port", decisive("NetworkPolicy", lambda d: add(_first_ports(d), port=1))),
    ("way in for UDP", decisive("NetworkPolicy", lambda d: add(_first_ports(d), protocol="UDP"))),
    (
        "way in from another pod",
        decisive(
            "NetworkPolicy",
            lambda d: add(
                (first(d, "spec", "ingress", 0, "from", 0) or {}).get("podSelector"), matchLabels={"app": "x"}
            ),
            caller_is_here=True,
        ),
    ),
    (
        "way in from another namespace",
        decisive(
            "NetworkPolicy",
            lambda d: (
                bool(first(d, "spec", "ingress", 0, "from", 0, "podSelector"))
                and add(
                    first(d, "spec", "ingress", 0, "from", 0),
                    namespaceSelector={"matchLabels": {"kubernetes.io/metadata.name": "x"}},
                )
            ),
        ),
    ),
    (
        "no way out",
        objects(
            "NetworkPolicy",
            lambda d: (
                bool(d.spec.get("egress")) and bool(first(d, "spec", "egress", 0, "to")) and add(spec_of(d), egress=[])
            ),
        ),
    ),
    (
        "no names",
        objects(
            "NetworkPolicy",
            lambda d: any(
                add(port, port=54)
                for rule in d.spec.get("egress") or ()
                for port in rule.get("ports") or ()
                if port.get("port") == 53 and port.get("protocol") == "UDP"
            ),
        ),
    ),
    (
        "a load balancer's addresses are the world's",
        objects(
            "NetworkPolicy",
            lambda d: any(
                add(one.get("ipBlock"), cidr="0.0.0.0/0")
                for rule in d.spec.get("ingress") or ()
                for one in rule.get("from") or ()
                if not _local(one)
            ),
        ),
    ),
    (
        "no way in for the load balancer",
        objects(
            "NetworkPolicy",
            lambda d: any(
                add(one.get("ipBlock"), cidr="192.0.2.0/24", **{"except": ["192.0.2.0/24"]})
                for rule in d.spec.get("ingress") or ()
                for one in rule.get("from") or ()
                if not _local(one)
            ),
        ),
    ),
    (
        "no way out to the database",
        objects(
            "NetworkPolicy",
            lambda d: (
                [rule for rule in d.spec.get("egress") or () if _to_database(rule)] != []
                and add(spec_of(d), egress=[rule for rule in d.spec["egress"] if not _to_database(rule)])
            ),
        ),
    ),
    ("another port of the database", _other_database_port),
    (
        "the application's port for ztunnel's",
        objects(
            "NetworkPolicy",
            lambda d: any(
                add(port, port=8080)
                for rule in d.spec.get("ingress") or ()
                for port in rule.get("ports") or ()
                if port.get("port") == 15008
            ),
        ),
    ),
    (
        "a kind of policy outside the subset",
        lambda case: case.with_documents(
            lambda d: d.append(
                Document("x", 1, {"kind": "CiliumNetworkPolicy", "metadata": {"name": "x", "namespace": "y"}})
            )
        ),
    ),
)
