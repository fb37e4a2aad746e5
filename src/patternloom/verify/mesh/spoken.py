"""The flows that sentences speak of, against the policies: what is told passes, and what is told refused does not.

In: a case, its policies, its peers. Out: findings, and the pairs of workloads that sentences add to the drawn ones. An
end may be a component, an address block, or an object of the files or of somebody else. A flow of which neither end is
a pod of the files no policy of theirs decides: it is not judged. Nor is one of a ServiceAccount whose pods are others'.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from patternloom.model.example_notes import Spoken
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.told import spoken_flows
from patternloom.verify.example.workloads import Port, matches, workloads
from patternloom.verify.mesh.callers import STRANGER, blocks, callers_of, isolating
from patternloom.verify.mesh.drawn import Pair, components_workloads, place_of
from patternloom.verify.mesh.policies import passes
from patternloom.verify.mesh.requests import Peer, Request

RULE = "network-policy"
USUAL_PORT = 443
OF_THE_PROXY = (15020, 15021, 15090)
"""Where a proxy of Istio answers itself: its metrics and its health, which no policy of the mesh judges."""
Known = dict[str, Peer]


def spoken_pairs(case: Case) -> set[Pair]:
    """(from, to) of workloads between which a sentence says that something passes."""
    found = set()
    for _, one in spoken_flows(case.design):
        if not one.refused:
            found |= set(product(_objects(case, one.start), _objects(case, one.end)))
    return found


def spoken_findings(case: Case, policies: list[Document], known: Known) -> Iterator[Finding]:
    """What a sentence says of traffic and the policies do otherwise."""
    for where, one in spoken_flows(case.design):
        flow = f"{one.start} to {one.end}{f':{one.port}' if one.port else ''}"
        if one.port is not None and not one.port.isdecimal():
            yield Finding(where, RULE, f"the flow {flow} that it speaks of has no number for a port")
            continue
        ways = list(_ways(case, policies, known, one))
        got = [way for way in ways if passes(policies, *way, sure=not one.refused)]
        if ways and got and one.refused:
            yield Finding(
                where, RULE, f"it says that {flow} is refused, yet the policies let it in at {got[0][2].port}"
            )
        if ways and not got and not one.refused:
            yield Finding(where, RULE, f"it speaks of {flow}, yet the policies refuse it")


def _ways(case: Case, policies: list[Document], known: Known, one: Spoken) -> Iterator[tuple[Peer, Peer, Request]]:
    """Each meaning of it that some policy of the files may decide."""
    starts = [known[object] for object in _objects(case, one.start) if object in known]
    ends = [known[object] for object in _objects(case, one.end) if object in known]
    pairs = [*product(starts, ends)]
    if starts and not ends:
        pairs = [(source, target) for source in starts for target in _called(case, policies, source, one.end)]
    if ends and not starts:
        pairs = [(source, target) for target in ends for source in _calling(case, policies, target, one.start)]
    for source, target in pairs:
        for request in _ports(policies, source, target, one):
            own = request.port in OF_THE_PROXY
            yield source, replace(target, mesh=None) if own else target, request


def _ports(policies: list[Document], source: Peer, target: Peer, one: Spoken) -> Iterator[Request]:
    """The port that is named, or any that the target has; of what is not in the files, any that is let out."""
    if one.port is not None:
        yield Request(int(one.port), _protocol(target, int(one.port)))
    elif target.ports:
        yield from (Request(port.number, port.protocol) for port in target.ports)
    else:
        numbers = {
            (port["port"], port.get("protocol", "TCP"))
            for _, rule in isolating(policies, source, "egress")
            for port in rule.get("ports") or ()
            if isinstance(port.get("port"), int)
        }
        yield from (Request(*number) for number in sorted(numbers or {(USUAL_PORT, "TCP")}))


def _protocol(target: Peer, port: int) -> str:
    return next((one.protocol for one in target.ports if one.number == port), "TCP")


def _objects(case: Case, name: str) -> tuple[str, ...]:
    """The workloads of the files that a name means."""
    if (object := components_workloads(case).get(name)) is not None:
        return (object,)
    component = next((one for one in case.design.components if one.id == name), None)
    names = component.objects if component else (name,)
    found: dict[str, None] = {}
    for document in case.documents:
        if document.id in names:
            found |= dict.fromkeys(_run_by(case, document))
    return tuple(found)


def _run_by(case: Case, document: Document) -> Iterator[str]:
    """The workloads that an object is or selects."""
    for one in workloads(case.documents):
        near = one.namespace == document.namespace
        selector = document.spec.get("selector") if document.kind == "Service" else None
        if one.object == document.id or (near and selector and matches({"matchLabels": selector}, one.labels)):
            yield one.object


def _calling(case: Case, policies: list[Document], target: Peer, name: str) -> list[Peer]:
    """Who may be meant by a caller that is none of the files' pods."""
    if block := _block(name):
        return [Peer(address=block, account=None, mesh=None)]
    namespace, account = _namespace(case, name)
    some = callers_of(case, policies, target, namespace)
    return [replace(one, account=account) for one in some] if account and namespace else some


def _called(case: Case, policies: list[Document], source: Peer, name: str) -> list[Peer]:
    """What may be meant by something that is called and none of the files' pods."""
    if block := _block(name):
        return [Peer(address=block, mesh=None)]
    namespace, _ = _namespace(case, name)
    if namespace is None:
        return [
            Peer(address=address, mesh=None) for address in (STRANGER, *blocks(policies, source, "egress").values())
        ]
    found = [Peer(namespace, {}, {}, ports=(), mesh=None)]
    for _, rule in isolating(policies, source, "egress"):
        for one in rule.get("to") or ():
            labels = (one.get("podSelector") or {}).get("matchLabels") or {}
            home = (one.get("namespaceSelector") or {}).get("matchLabels") or {}
            ports = [port for port in rule.get("ports") or () if isinstance(port.get("port"), int)]
            has = tuple(Port(port["port"], protocol=port.get("protocol", "TCP")) for port in ports)
            found.append(Peer(namespace, labels, home, ports=has, mesh=None))
    return found


def _namespace(case: Case, name: str) -> tuple[str | None, str | None]:
    """(the namespace that something stands in, its account) as far as its name or the picture tells."""
    component = next((one for one in case.design.components if one.id == name), None)
    if component is not None:
        return place_of(case, component)[1], None
    kind, namespace, own = (*name.split("/"), "", "")[:3]
    return (own if kind == "Namespace" else namespace) or None, own if kind == "ServiceAccount" else None


def _block(name: str) -> str | None:
    """An address of an address block; None for any other name."""
    try:
        network = ipaddress.ip_network(name)
    except ValueError:
        return None
    return str(network[0] if network.num_addresses < 3 else network[1])
