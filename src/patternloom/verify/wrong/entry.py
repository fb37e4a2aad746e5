"""Ways into the cluster that lose requests, trust too many, or let in everybody.

In: nothing. Out: the list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from patternloom.verify.entry.draining import GATE
from patternloom.verify.entry.ways_in import ALB, DRAINS_FOR, pods_behind, ways_in
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, pod_spec, template_of
from patternloom.verify.wrong.making import Make, add, altered, listed, objects

TARGETS = f"{ALB}/target-group-attributes"


def _straight(case: Case) -> set[str]:
    """The pods whose own addresses a load balancer sends to."""
    ways = [way for way in ways_in(case) if way.straight]
    return {pod.id for way in ways for service in way.services for pod in pods_behind(case, service)}


def _pods(change: Callable[[Document], bool]) -> Make:
    """The first of the pods behind a load balancer."""

    def make(case: Case) -> Case | None:
        pods = _straight(case)
        return objects("Deployment StatefulSet", lambda one: one.id in pods and change(one))(case)

    return make


def _label(value: str | None) -> Make:
    """The namespace's label of the gate is another."""

    def change(document: Document) -> bool:
        labels = document.metadata.get("labels") or {}
        if labels.get(GATE) != "enabled":
            return False
        labels.pop(GATE)
        return value is None or add(labels, **{GATE: value})

    return objects("Namespace", change)


def _hook(value: dict[str, Any] | None) -> Callable[[Document], bool]:
    """The first container that ends otherwise."""

    def change(document: Document) -> bool:
        for one in containers(document, all_kinds=False):
            if (one.get("lifecycle") or {}).get("preStop") and one.get("ports"):
                one["lifecycle"] = {"preStop": value} if value else {}
                return True
        return False

    return change


def _grace(seconds: int) -> Callable[[Document], bool]:
    return lambda document: add(pod_spec(document), terminationGracePeriodSeconds=seconds)


def _delay(value: str | None) -> Make:
    """The target group's own setting is another."""

    def change(document: Document) -> bool:
        said = document.metadata.get("annotations") or {}
        if said.get(f"{ALB}/target-type") != "ip" or TARGETS not in said:
            return False
        said.pop(TARGETS)
        return value is None or add(said, **{TARGETS: value})

    def make(case: Case) -> Case | None:
        long = any(
            pod_spec(one).get("terminationGracePeriodSeconds", 0) > DRAINS_FOR
            for one in case.documents
            if one.id in _straight(case)
        )
        return None if long else objects("Ingress", change)(case)

    return make


def _gateway(hops: int | None) -> Callable[[Document], bool]:
    """The pods are the mesh's gateway, and trust that many before them."""

    def change(document: Document) -> bool:
        template = template_of(document) or {}
        said = template.setdefault("metadata", {}).setdefault("annotations", {})
        said["inject.istio.io/templates"] = "gateway"
        said.pop("proxy.istio.io/config", None)
        if hops is not None:
            said["proxy.istio.io/config"] = f'{{"gatewayTopology": {{"numTrustedProxies": {hops}}}}}'
        return True

    return change


def _unguarded(case: Case) -> Case | None:
    """Nobody checks callers any more."""
    if not any(way.public for way in ways_in(case)) or not any(one.authenticates for one in case.design.components):
        return None
    components = tuple(altered(one, authenticates=None) for one in case.design.components)
    return dataclasses.replace(case, design=altered(case.design, components=components))


def _only_in_a_comment(case: Case) -> Case | None:
    """What checks callers is commented out."""
    for one in case.design.components:
        switch = one.authenticates
        if switch is not None and any(way.public for way in ways_in(case)):
            lines = case.files[switch.file].splitlines()
            texts = [f"# {line}" if switch.text.splitlines()[0] in line else line for line in lines]
            return dataclasses.replace(case, files={**case.files, switch.file: "\n".join(texts)})
    return None


def _sign_in(key: str, value: str) -> Make:
    """The load balancer lets in who has not signed in."""

    def change(document: Document) -> bool:
        said = document.metadata.get("annotations") or {}
        return f"{ALB}/auth-type" in said and add(said, **{f"{ALB}/{key}": value})

    return objects("Ingress", change)


ENTRY = listed(
    ("no readiness gate", _label(None)),
    ("a readiness gate that is off", _label("disabled")),
    ("no preStop", _pods(_hook(None))),
    ("a preStop that waits for nothing", _pods(_hook({"sleep": {"seconds": 0}}))),
    ("a preStop longer than the pod has", _pods(_hook({"exec": {"command": ["sh", "-c", "sleep 7200"]}}))),
    ("a pod that ends at once", _pods(_grace(5))),
    ("a pod that ends with the last request", _delay("deregistration_delay.timeout_seconds=3600")),
    ("the usual delay", _delay(None)),
    ("a delay by a wrong name", _delay("deregistration_delay.timeout=20")),
    ("a gateway that trusts nobody", _pods(_gateway(None))),
    ("a gateway that trusts two", _pods(_gateway(2))),
    ("nobody checks callers", _unguarded),
    ("a comment checks callers", _only_in_a_comment),
    ("who has not signed in passes", _sign_in("auth-on-unauthenticated-request", "allow")),
    ("a load balancer without sign-in", _sign_in("auth-type", "none")),
)
