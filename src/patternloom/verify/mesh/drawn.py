"""What the picture says of the workloads: who they are, and who is drawn to whom.

In: a case. Out: peers by object, pairs of them that the steps draw, and flows from what is in no file. A flow goes
through what only carries it (a Service, a kernel's rules, a node's agent): what such a component sends on comes from
the workloads that reached it last. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from patternloom.model.examples import Component
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import Workload, matches, workloads
from patternloom.verify.mesh.requests import Peer

Pair = tuple[str, str]


def peers(case: Case) -> dict[str, Peer]:
    """The workloads of the files, by object."""
    found = {}
    for workload in workloads(case.documents):
        home = case.find("Namespace", "", workload.namespace)
        found[workload.object] = _peer(case, workload, home.labels if home else {})
    return found


def _peer(case: Case, workload: Workload, namespace_labels: Mapping[str, str]) -> Peer:
    kind, _, name = workload.object.split("/")
    gateway = name if kind == "Gateway" else None
    mesh: str | None = None
    labels = {**namespace_labels, **workload.labels}
    if labels.get("istio.io/dataplane-mode") == "ambient":
        mesh = "ambient"
    injected = namespace_labels.get("istio-injection") == "enabled" or "istio.io/rev" in namespace_labels
    if workload.labels.get("sidecar.istio.io/inject") == "false":
        injected = False
    if injected or workload.labels.get("sidecar.istio.io/inject") == "true":
        mesh = "sidecar"
    if gateway:
        document = case.find("Gateway", workload.namespace, name)
        waypoint = document is not None and document.spec.get("gatewayClassName") == "istio-waypoint"
        mesh = "ambient" if waypoint or mesh == "ambient" else "sidecar"
    return Peer(
        workload.namespace, workload.labels, namespace_labels, workload.account, workload.ports,
        mesh=mesh, gateway=gateway,
    )  # fmt: skip


def services_of(case: Case, peer: Peer) -> list[Document]:
    """The Services that select these pods."""
    return [
        one
        for one in case.of_kind("Service")
        if one.namespace == peer.namespace
        and one.spec.get("selector")
        and matches({"matchLabels": one.spec["selector"]}, peer.labels)
    ]


def waypoint_of(case: Case, service: Document) -> str | None:
    """The Gateway that stands before a Service, by its own label or that of its namespace."""
    home = case.find("Namespace", "", service.namespace)
    labels = {**(home.labels if home else {}), **service.labels}
    name = labels.get("istio.io/use-waypoint", "none")
    namespace = labels.get("istio.io/use-waypoint-namespace", service.namespace)
    return None if name == "none" else f"Gateway/{namespace}/{name}"


def components_workloads(case: Case) -> dict[str, str]:
    """Which workload a component of the picture is, or stands in."""
    known = peers(case)
    found: dict[str, str] = {}
    for component in case.design.components:
        for object in component.objects:
            if object in known:
                found[component.id] = object
                break
    pods = {one.id for one in case.design.boundaries if case.in_kubernetes(one) == "pod"}
    for component in case.design.components:
        if component.id not in found and component.inside in pods:
            inside = {
                found[one.id] for one in case.design.components if one.inside == component.inside and one.id in found
            }
            if len(inside) == 1:
                found[component.id] = inside.pop()
    return found


def drawn_pairs(case: Case) -> set[Pair]:
    """(from, to) of workloads, for every way that the steps draw from one to another."""
    workload_of = components_workloads(case)
    arrived: dict[str, set[str]] = {}
    sent: set[str] = set()
    pairs: set[Pair] = set()
    for step in case.design.steps:
        for flow in step.flows:
            if flow.response:
                continue
            own = workload_of.get(flow.start)
            origins = {own} if own else arrived.get(flow.start, set())
            if not own:
                sent.add(flow.start)
            if flow.end in workload_of:
                pairs |= {(origin, workload_of[flow.end]) for origin in origins if origin != workload_of[flow.end]}
            else:
                if flow.end in sent:  # a new way begins
                    sent.discard(flow.end)
                    arrived[flow.end] = set()
                arrived.setdefault(flow.end, set()).update(origins)
    return pairs


def drawn_outsiders(case: Case) -> list[tuple[Component, str, str | None, str | None]]:
    """(component, workload, namespace, protocol) for flows into a workload that begin at none of the files.

    The namespace is None outside the cluster. What carries other workloads' traffic begins nothing.
    """
    workload_of = components_workloads(case)
    carriers = {
        flow.end
        for step in case.design.steps
        for flow in step.flows
        if not flow.response and flow.start in workload_of and flow.end not in workload_of
    }
    components = {one.id: one for one in case.design.components}
    found = []
    for step in case.design.steps:
        for flow in step.flows:
            start = components[flow.start]
            known = start.id in workload_of or start.id in carriers or start.provided_by == "files"
            if flow.response or flow.both_ways or known:
                continue
            inside, namespace = place_of(case, start)
            if flow.end in workload_of and (not inside or (namespace and flow.protocol)):
                found.append((start, workload_of[flow.end], namespace, flow.protocol))
    return found


def place_of(case: Case, component: Component) -> tuple[bool, str | None]:
    """(whether it stands in the cluster, the namespace it stands in)."""
    boxes = {one.id: one for one in case.design.boundaries}
    clusters = {one.inside for one in case.design.boundaries if case.in_kubernetes(one) in ("namespace", "node")}
    box, namespace, inside = boxes.get(component.inside), None, False
    while box is not None:
        here = case.in_kubernetes(box)
        if here == "namespace" and box.name is not None:
            namespace = next(iter(box.name.values())).split()[0]
        inside |= box.id in clusters or here is not None
        box = boxes.get(box.inside or "")
    return inside, namespace
