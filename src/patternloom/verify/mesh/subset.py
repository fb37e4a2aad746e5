"""Which fields of Istio's policies the evaluators know, and what a policy is attached to.

In: a policy. Out: nothing, or `OutsideSubset` for a field outside the subset, whether or not a request leads there.
It decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patternloom.verify.example.manifests import Document
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request, only
from patternloom.verify.mesh.rules import OPERATION, SOURCE, when_fits


def mesh_inside(policy: Document) -> None:
    """An error for a field of Istio's policies that is outside the subset."""
    if is_authorization(policy):
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
    for one in references_of(policy):
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
            when_fits(one, policy, Peer(), Request(1), deny=False)


def is_authorization(policy: Document) -> bool:
    """Whether it says who may call."""
    return policy.kind == "AuthorizationPolicy"


def references_of(policy: Document) -> list[Mapping[str, Any]]:
    """What it is attached to."""
    several, one = policy.spec.get("targetRefs"), policy.spec.get("targetRef")
    return [*several] if several else [one] if one else []
