"""Who may talk to whom, by the AuthorizationPolicies and PeerAuthentications of an example.

In: policies, and a request from one peer to another. Out: whether the target's proxy lets it through. The subset:
AuthorizationPolicy: ALLOW, DENY; AUDIT and CUSTOM decide nothing here; selector, and targetRefs to a Gateway or a
Service; from principals, namespaces, serviceAccounts and requestPrincipals, to ports, methods, paths and hosts, with
their negations; `when` on `request.auth.claims[…]`, `request.headers[…]`, `source.namespace`, `source.principal`,
`request.auth.principal`, `destination.port`; values exact, `x*`, `*x` or `*`.
PeerAuthentication: modes of mesh, namespace, workload and port; one for each of these places.
Ambient: ztunnel reads no HTTP; a Service's waypoint judges the policies attached to it.
Anything else is `OutsideSubset`. Not judged: routing, what an external authorizer says, a token's validity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import matches
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from patternloom.verify.mesh.rules import rule_matches
from patternloom.verify.mesh.subset import is_authorization, mesh_inside, references_of

ROOT_NAMESPACE = "istio-system"


def mesh_allows(policies: Iterable[Document], source: Peer, target: Peer, request: Request) -> bool:
    """Whether the target's proxy lets it through; `ANY` in the request is chosen so that it does, if that can be."""
    policies = list(policies)
    if target.mesh is None:
        return True
    # A gateway's listeners say themselves what they take.
    listens = target.gateway is not None and target.mesh == "sidecar"
    mode = "PERMISSIVE" if listens else mtls_mode(policies, target, request.port)
    if source.mesh is None and mode == "STRICT":
        return False
    if mode == "DISABLE":
        source = replace(source, account=None)  # no mutual TLS, and so no identity
    if target.mesh == "ambient" and target.gateway is None:
        request = replace(request, http=False)  # ztunnel reads no HTTP
    return _decided([one for one in policies if is_authorization(one) and _applies(one, target)], source, request)


def waypoint_allows(
    policies: Iterable[Document], source: Peer, waypoint: Peer, service: Document, request: Request
) -> bool:
    """Whether the waypoint lets a call to this Service through: by the policies attached to it and to the Service."""
    attached = [
        one
        for one in policies
        if is_authorization(one)
        and (_applies(one, waypoint) or (one.namespace == service.namespace and service.name in services_named(one)))
    ]
    return _decided(attached, source, request)


def selects_by_rules(policies: Iterable[Document], target: Peer) -> bool:
    """Whether AuthorizationPolicies say who may call these pods."""
    return any(
        is_authorization(one)
        and one.spec.get("action", "ALLOW") == "ALLOW"
        and any(rule.get("from") for rule in one.spec.get("rules") or ())
        and _applies(one, target)
        for one in policies
    )


def services_named(policy: Document) -> list[str]:
    """The Services that an AuthorizationPolicy is attached to."""
    return [one.get("name", "") for one in references_of(policy) if one.get("kind") == "Service"]


def _decided(applying: Sequence[Document], source: Peer, request: Request) -> bool:
    """DENY first; then, where there is an ALLOW, one has to match."""
    denying = [one for one in applying if one.spec.get("action") == "DENY"]
    allowing = [one for one in applying if one.spec.get("action", "ALLOW") == "ALLOW"]
    for policy in applying:
        mesh_inside(policy)
    if any(_policy_matches(one, source, request, deny=True) for one in denying):
        return False
    return not allowing or any(_policy_matches(one, source, request, deny=False) for one in allowing)


def mtls_mode(policies: Iterable[Document], target: Peer, port: int) -> str:
    """The mode of the narrowest PeerAuthentication; PERMISSIVE where there is none."""
    modes: dict[int, str] = {}
    for one in policies:
        if one.kind != "PeerAuthentication":
            continue
        mesh_inside(one)
        selector = one.spec.get("selector")
        if selector and one.namespace == target.namespace and matches(selector, target.labels):
            place = 3
        elif not selector and one.namespace == target.namespace:
            place = 2
        elif not selector and one.namespace == ROOT_NAMESPACE:
            place = 1
        else:
            continue
        by_port = (one.spec.get("portLevelMtls") or {}).get(str(port)) if place == 3 else None
        for at, value in ((place, one.spec.get("mtls")), (4, by_port)):
            mode = (value or {}).get("mode", "UNSET")
            if mode == "UNSET":
                continue
            if at in modes:  # Istio takes the older one, and a file has no age
                raise OutsideSubset(f"{one.id}: a second PeerAuthentication for the same pods")
            if mode == "DISABLE" and target.mesh == "ambient":
                raise OutsideSubset(f"{one.id}: DISABLE, which ambient mode has not")
            modes[at] = mode
    return modes[max(modes)] if modes else "PERMISSIVE"


def _applies(policy: Document, target: Peer) -> bool:
    if references := references_of(policy):
        # What is attached to a Service, its waypoint judges: see `waypoint_allows`.
        return policy.namespace == target.namespace and any(
            one.get("kind") == "Gateway" and one.get("name") == target.gateway for one in references
        )
    if policy.namespace not in (target.namespace, ROOT_NAMESPACE):
        return False
    if target.gateway is not None and target.mesh == "ambient":
        return False  # a waypoint takes no policy by selector
    return matches(policy.spec.get("selector"), target.labels)


def _policy_matches(policy: Document, source: Peer, request: Request, *, deny: bool) -> bool:
    return any(rule_matches(rule, policy, source, request, deny) for rule in policy.spec.get("rules") or ())
