"""Whether one rule of an AuthorizationPolicy matches a request: who asks, for what, under which conditions.

In: a rule, and a request from a peer. Out: whether it matches; `ANY` in the request suits an ALLOW and avoids a DENY.
What it does not know is `OutsideSubset`. Which policies apply to whom is not its question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from patternloom.verify.example.manifests import Document
from patternloom.verify.mesh.requests import ANY, OutsideSubset, Peer, Request, Value, only

TRUST_DOMAIN = "cluster.local"
SOURCE = {"principals", "namespaces", "serviceAccounts", "requestPrincipals"}
OPERATION = {"ports", "methods", "paths", "hosts"}


def rule_matches(rule: Mapping[str, Any], policy: Document, source: Peer, request: Request, deny: bool) -> bool:
    """Whether all its parts match."""
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
        and all(when_fits(one, policy, source, request, deny) for one in rule.get("when") or ())
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


def when_fits(condition: Mapping[str, Any], policy: Document, peer: Peer, request: Request, deny: bool) -> bool:
    """Whether a condition holds."""
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
