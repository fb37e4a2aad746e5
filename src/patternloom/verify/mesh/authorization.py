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

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from examples.manifests import Document
from examples.requests import ANY, OutsideSubset, Peer, Request, Value, only
from examples.workloads import matches

ROOT_NAMESPACE = "istio-system"
TRUST_DOMAIN = "cluster.local"


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
    return _decided([one for one in policies if _is_authorization(one) and _applies(one, target)], source, request)


def waypoint_allows(
    policies: Iterable[Document], source: Peer, waypoint: Peer, service: Document, request: Request
) -> bool:
    """Whether the waypoint lets a call to this Service through: by the policies attached to it and to the Service."""
    attached = [
        one
        for one in policies
        if _is_authorization(one)
        and (_applies(one, waypoint) or (one.namespace == service.namespace and service.name in services_named(one)))
    ]
    return _decided(attached, source, request)


def selects_by_rules(policies: Iterable[Document], target: Peer) -> bool:
    """Whether AuthorizationPolicies say who may call these pods."""
    return any(
        _is_authorization(one)
        and one.spec.get("action", "ALLOW") == "ALLOW"
        and any(rule.get("from") for rule in one.spec.get("rules") or ())
        and _applies(one, target)
        for one in policies
    )


def services_named(policy: Document) -> list[str]:
    """The Services that an AuthorizationPolicy is attached to."""
    return [one.get("name", "") for one in _references(policy) if one.get("kind") == "Service"]


def _is_authorization(policy: Document) -> bool:
    return policy.kind == "AuthorizationPolicy"


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


def _references(policy: Document) -> list[Mapping[str, Any]]:
    return policy.spec.get("targetRefs") or ([policy.spec["targetRef"]] if policy.spec.get("targetRef") else [])


def _applies(policy: Document, target: Peer) -> bool:
    if references := _references(policy):
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
    return any(_rule_matches(rule, policy, source, request, deny) for rule in policy.spec.get("rules") or ())


def _rule_matches(rule: Mapping[str, Any], policy: Document, source: Peer, request: Request, deny: bool) -> bool:
    only(rule, {"from", "to", "when"}, policy)
    sources = rule.get("from")
    operations = rule.get("to")
    return (
        (
            sources is None
            or any(_source_fits(one.get("source") or {}, policy, source, request, deny) for one in sources)
        )
        and (
            operations is None or any(_to_fits(one.get("operation") or {}, policy, request, deny) for one in operations)
        )
        and all(_when_fits(one, policy, source, request, deny) for one in rule.get("when") or ())
    )


def _principal(peer: Peer) -> str | None:
    if peer.account is None or peer.mesh is None:
        return None
    return f"{TRUST_DOMAIN}/ns/{peer.namespace}/sa/{peer.account}"


def _attribute_fits(values: Sequence[str], value: Value, deny: bool, *, negated: bool) -> bool:
    """A list of patterns against a value. ANY suits an ALLOW, and avoids a DENY."""
    if value is ANY:
        return not deny
    if value is None:
        return negated
    return any(_pattern_fits(pattern, str(value)) for pattern in values) != negated


def _pattern_fits(pattern: str, value: str) -> bool:
    if pattern == "*":
        return value != ""
    if pattern.startswith("*"):
        return value.endswith(pattern[1:])
    if pattern.endswith("*"):
        return value.startswith(pattern[:-1])
    return value == pattern


def _source_fits(source: Mapping[str, Any], policy: Document, peer: Peer, request: Request, deny: bool) -> bool:
    name = _principal(peer)
    namespace = peer.namespace if name else None
    attributes: dict[str, Value] = {
        "principals": name, "namespaces": namespace, "requestPrincipals": request.token,
        "serviceAccounts": f"{peer.namespace}/{peer.account}" if name else None,
    }  # fmt: skip
    for key, values in source.items():
        plain = key[3:4].lower() + key[4:] if key.startswith("not") else key
        if plain not in attributes:
            raise OutsideSubset(f"{policy.id}: source.{key}")
        if plain == "serviceAccounts":
            values = [value if "/" in value else f"{policy.namespace}/{value}" for value in values]
        if plain == "requestPrincipals" and not request.http:
            if not deny:  # see _to_fits
                return False
            continue
        if not _attribute_fits(values, attributes[plain], deny, negated=plain != key):
            return False
    return True


def _to_fits(operation: Mapping[str, Any], policy: Document, request: Request, deny: bool) -> bool:
    attributes: dict[str, Value] = {
        "ports": str(request.port), "methods": request.method, "paths": request.path, "hosts": request.host,
    }  # fmt: skip
    for key, values in operation.items():
        plain = key[3:4].lower() + key[4:] if key.startswith("not") else key
        if plain not in attributes:
            raise OutsideSubset(f"{policy.id}: operation.{key}")
        if plain != "ports" and not request.http:
            # On a plain TCP port, what asks about HTTP is left out of a DENY, and never true in an ALLOW.
            if not deny:
                return False
            continue
        if not _attribute_fits(values, attributes[plain], deny, negated=plain != key):
            return False
    return True


def _when_fits(condition: Mapping[str, Any], policy: Document, peer: Peer, request: Request, deny: bool) -> bool:
    only(condition, {"key", "values", "notValues"}, policy)
    key = condition["key"]
    value: Value | tuple[str, ...]
    if found := re.fullmatch(r"request\.auth\.claims((?:\[[^\]]+\])+)", key):
        value = request.claims.get(found[1][1:-1]) if isinstance(request.claims, Mapping) else ANY
    elif found := re.fullmatch(r"request\.headers\[([^\]]+)\]", key):
        value = request.headers.get(found[1].lower()) if isinstance(request.headers, Mapping) else ANY
    elif key in ("source.namespace", "source.principal"):
        value = None if _principal(peer) is None else peer.namespace if key.endswith("namespace") else _principal(peer)
    elif key == "request.auth.principal":
        value = request.token
    elif key == "destination.port":
        value = str(request.port)
    else:
        raise OutsideSubset(f"{policy.id}: when {key}")
    if key.startswith("request.") and not request.http:
        return deny
    several = value if isinstance(value, tuple) else (value,)
    fits = True
    if condition.get("values"):
        fits = any(_attribute_fits(condition["values"], one, deny, negated=False) for one in several)
    if fits and condition.get("notValues"):
        fits = all(_attribute_fits(condition["notValues"], one, deny, negated=True) for one in several)
    return fits


SOURCE = {"principals", "namespaces", "serviceAccounts", "requestPrincipals"}
OPERATION = {"ports", "methods", "paths", "hosts"}


def mesh_inside(policy: Document) -> None:
    """An error for a field of Istio's policies that is outside the subset."""
    if _is_authorization(policy):
        _authorization_inside(policy)
    elif policy.kind == "PeerAuthentication":
        spec = policy.spec
        only(spec, {"selector", "mtls", "portLevelMtls"}, policy)
        only(spec.get("selector") or {}, {"matchLabels"}, policy)
        for one in (spec.get("mtls") or {}, *(spec.get("portLevelMtls") or {}).values()):
            only(one, {"mode"}, policy)
            if one.get("mode", "UNSET") not in ("UNSET", "STRICT", "PERMISSIVE", "DISABLE"):
                raise OutsideSubset(f"{policy.id}: mode {one['mode']}")


def _authorization_inside(policy: Document) -> None:
    spec = policy.spec
    if spec.get("action", "ALLOW") not in ("ALLOW", "DENY", "AUDIT", "CUSTOM"):
        raise OutsideSubset(f"{policy.id}: action {spec['action']}")
    only(spec.get("selector") or {}, {"matchLabels"}, policy)
    for one in _references(policy):
        if one.get("kind") not in ("Gateway", "Service"):
            raise OutsideSubset(f"{policy.id}: targetRefs of kind {one.get('kind')}")
    only(spec, {"selector", "targetRefs", "targetRef", "action", "rules", "provider"}, policy)
    for rule in spec.get("rules") or ():
        only(rule, {"from", "to", "when"}, policy)
        for part, inner, known in (("from", "source", SOURCE), ("to", "operation", OPERATION)):
            negations = {f"not{name[0].upper()}{name[1:]}" for name in known}
            for one in rule.get(part) or ():
                only(one, {inner}, policy)
                only(one.get(inner) or {}, known | negations, policy)
                paths = [*(one.get(inner) or {}).get("paths", ()), *(one.get(inner) or {}).get("notPaths", ())]
                if any("{" in path for path in paths):
                    raise OutsideSubset(f"{policy.id}: a path with {{*}}")
        for one in rule.get("when") or ():
            _when_fits(one, policy, Peer(), Request(1), deny=False)
