"""Istio's policies that let through too much or too little for what is drawn.

In: nothing. Out: the list. It makes no object of another project.
"""

from __future__ import annotations

import copy
import dataclasses

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.wrong.making import (
    Change,
    Make,
    add,
    at,
    drop,
    first,
    listed,
    objects,
)
from patternloom.verify.wrong.network import decisive


def _attached(change: Change) -> Make:
    """A policy that a waypoint carries out for a Service."""
    return objects(
        "AuthorizationPolicy",
        lambda d: any(one.get("kind") == "Service" for one in d.spec.get("targetRefs") or ()) and change(d),
    )


def _ambient(change: Change) -> Make:
    """A policy that ztunnel carries out."""

    def make(case: Case) -> Case | None:
        labels = [one.labels.get("istio.io/dataplane-mode") for one in case.of_kind("Namespace")]
        return objects("AuthorizationPolicy", change)(case) if "ambient" in labels else None

    return make


def _replaced(document: Document, old: str, new: str) -> bool:
    """Another account in the first principals; its own proxy asks for none."""
    source = first(document, "spec", "rules", 0, "from", 0, "source") or {}
    names = [name.replace(old, new) for name in source.get("principals") or ()]
    return names != (source.get("principals") or []) and add(source, principals=names)


def _twice(case: Case, kind: str) -> Case | None:
    """The same object under another name."""
    for document in case.of_kind(kind):
        value = copy.deepcopy(document.value)
        value["metadata"]["name"] = "second"
        return dataclasses.replace(case, documents=(*case.documents, Document("x", 1, value)))
    return None


def _as_deny(document: Document) -> bool:
    document.spec["action"] = "DENY"
    for rule in document.spec["rules"]:
        rule.pop("to", None)
        rule.pop("when", None)
        for one in rule.get("from") or ():
            one["source"] = {"principals": one["source"]["principals"]}
    return True


MESH = listed(
    (
        "principal of another namespace",
        decisive(
            "AuthorizationPolicy",
            lambda d: (
                d.spec.get("action", "ALLOW") == "ALLOW"
                and bool(first(d, "spec", "rules", 0, "from", 0, "source", "principals"))
                and add(first(d, "spec", "rules", 0, "from", 0, "source"), principals=["cluster.local/ns/x/sa/y"])
            ),
        ),
    ),
    (
        "DENY for ALLOW",
        decisive(
            "AuthorizationPolicy",
            lambda d: (
                bool(first(d, "spec", "rules", 0, "from", 0, "source", "principals"))
                and d.spec.get("action", "ALLOW") == "ALLOW"
                and _as_deny(d)
            ),
        ),
    ),
    (
        "allow nothing",
        decisive(
            "AuthorizationPolicy",
            lambda d: (
                d.spec.get("action", "ALLOW") == "ALLOW"
                and bool(d.spec.get("rules"))
                and (d.spec.pop("rules") is not None)
            ),
        ),
    ),
    ("mutual TLS asked of the load balancer", objects("PeerAuthentication", drop("spec", "portLevelMtls"))),
    (
        "no identity asked for",
        objects(
            "PeerAuthentication", lambda d: "portLevelMtls" not in d.spec and add(d.spec.get("mtls"), mode="DISABLE")
        ),
    ),
    ("two PeerAuthentications of a namespace", lambda case: _twice(case, "PeerAuthentication")),
    (
        "a waypoint's policy for another caller",
        _attached(at("spec", "rules", 0, "from", 0, "source", principals=["cluster.local/ns/x/sa/y"])),
    ),
    (
        "a waypoint's policy for anybody",
        _attached(lambda d: (first(d, "spec", "rules", 0) or {}).pop("from", None) is not None),
    ),
    ("a waypoint's policy for another Service", _attached(at("spec", "targetRefs", 0, name="x"))),
    ("a Service without its waypoint", objects("Service", drop("metadata", "labels", "istio.io/use-waypoint"))),
    (
        "past the waypoint",
        objects(
            "AuthorizationPolicy",
            lambda d: _replaced(d, "/sa/waypoint", "/sa/door") or _replaced(d, "/sa/waypoint", "/sa/order"),
        ),
    ),
    (
        "HTTP asked of ztunnel",
        _ambient(
            lambda d: (
                "selector" in d.spec and add(first(d, "spec", "rules", 0), to=[{"operation": {"methods": ["GET"]}}])
            )
        ),
    ),
    ("a Sidecar that hides a Service", objects("Sidecar", at("spec", "egress", 0, hosts=["istio-system/*"]))),
    (
        "plain text towards a Service",
        objects(
            "DestinationRule",
            lambda d: (
                str(d.spec.get("host", "")).endswith(".svc.cluster.local")
                and add(d.spec.setdefault("trafficPolicy", {}), tls={"mode": "DISABLE"})
            ),
        ),
    ),
    (
        "field outside the subset",
        objects("AuthorizationPolicy", at("spec", "rules", 0, "from", 0, "source", remoteIpBlocks=["10.0.0.0/8"])),
    ),
)
