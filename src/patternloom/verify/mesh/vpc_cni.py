"""What the VPC CNI of EKS asks of NetworkPolicies, and what a mesh needs that no arrow draws.

In: a case, its policies, its peers. Out: findings; none for files of another platform. By its standard mode a pod is
open until its policies are set, and a Service has its pods' own port. Proxies are scraped, and pods are injected by a
call from the API server to port 15017, which lies on the nodes' side of a security group: that is for words to say.
https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.platform import on_eks
from patternloom.verify.example.told import names_in_code
from patternloom.verify.example.workloads import matches
from patternloom.verify.mesh.callers import isolating
from patternloom.verify.mesh.drawn import services_of
from patternloom.verify.mesh.network import network_allows
from patternloom.verify.mesh.requests import Peer, Request

MODE = "NETWORK_POLICY_ENFORCING_MODE"
INJECTION = "15017"
METRICS = (15020, 15090)
SERVICE_PORT, START, SCRAPE = "service-port", "policy-start", "scrape"


def vpc_cni_findings(case: Case, policies: list[Document], known: dict[str, Peer]) -> Iterator[Finding]:
    """What the platform asks beside the flows."""
    if not on_eks(case):
        return
    own = [one for one in policies if one.kind == "NetworkPolicy"]
    if own and not names_in_code(case.design, MODE) and not any(MODE in text for text in case.files.values()):
        message = f"a pod starts with everything allowed in standard mode, expected a text that names `{MODE}`"
        yield Finding(own[0].id, START, message)
    injected = [object for object, peer in known.items() if peer.mesh == "sidecar" and peer.gateway is None]
    if injected and not names_in_code(case.design, INJECTION):
        message = f"its namespace is injected by a call to istiod, expected a text that names the port `{INJECTION}`"
        yield Finding(injected[0], START, message)
    for object, peer in known.items():
        if any(matches(one.spec.get("podSelector"), peer.labels) for one in own if one.namespace == peer.namespace):
            yield from _ports(case, peer)
            yield from _scraped(policies, object, peer)


def _ports(case: Case, peer: Peer) -> Iterator[Finding]:
    """A Service's port is the one that its pods listen on: policies are looked up by it."""
    names = {port.name: port.number for port in peer.ports if port.name}
    for service in services_of(case, peer):
        for port in service.spec.get("ports") or () if not case.waived(SERVICE_PORT, service.id) else ():
            wanted = port.get("targetPort", port.get("port"))
            number = names.get(wanted) if isinstance(wanted, str) else wanted
            if number is not None and number != port.get("port"):
                message = f"port {port.get('port')} leads to {number} of its pods, expected the same: policies need it"
                yield Finding(service.id, SERVICE_PORT, message)


def _scraped(policies: list[Document], object: str, peer: Peer) -> Iterator[Finding]:
    """Somebody gets to the metrics of a proxy."""
    if peer.mesh != "sidecar" and peer.gateway is None:
        return
    target = replace(peer, mesh=None)  # the proxy answers there itself, outside of the mesh
    for _, rule in isolating(policies, peer, "ingress"):
        for one in rule.get("from") or ():
            home = (one.get("namespaceSelector") or {}).get("matchLabels") or {}
            name = home.get("kubernetes.io/metadata.name", peer.namespace if not home else "somewhere")
            labels = (one.get("podSelector") or {}).get("matchLabels") or {}
            caller = Peer(name, labels, home, mesh=None)
            if any(network_allows(policies, caller, target, Request(port)) for port in METRICS):
                return
    ports = " or ".join(map(str, METRICS))
    yield Finding(
        object, SCRAPE, f"nobody gets to the metrics of its proxy, expected a policy that admits port {ports}"
    )
