"""What network and mesh say together, and which policies nobody here can judge.

In: policies, and a request from one peer to another. Out: whether it passes. A kind of policy or a field that the
evaluators do not know is `OutsideSubset`, whether or not a flow leads there.
"""

from __future__ import annotations

from collections.abc import Iterable

from patternloom.verify.example.manifests import Document
from patternloom.verify.mesh.authorization import mesh_allows
from patternloom.verify.mesh.network import network_allows, network_inside
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from patternloom.verify.mesh.subset import mesh_inside

POLICIES = ("NetworkPolicy", "AuthorizationPolicy", "PeerAuthentication")
# These decide who may talk, too, and this evaluator knows none of them.
UNKNOWN_POLICIES = (
    "AdminNetworkPolicy", "ApplicationNetworkPolicy", "BaselineAdminNetworkPolicy", "CiliumClusterwideNetworkPolicy",
    "CiliumNetworkPolicy", "ClusterNetworkPolicy", "EnvoyFilter", "GlobalNetworkPolicy", "SecurityGroupPolicy",
    "WasmPlugin", "XBackendTrafficPolicy",
)  # fmt: skip
# Filters of an EnvoyFilter that say how much passes, and not who.
AMOUNTS = {"envoy.filters.http.local_ratelimit"}


def inside_subset(policy: Document) -> None:
    """An error for a field that the evaluators do not know, whether or not a flow leads there."""
    if policy.kind in UNKNOWN_POLICIES and not _of_amounts(policy):
        raise OutsideSubset(f"{policy.id}: a {policy.kind}")
    network_inside(policy)
    mesh_inside(policy)


def _of_amounts(policy: Document) -> bool:
    """Whether an EnvoyFilter does nothing but insert such filters."""
    patches = policy.spec.get("configPatches") or ()
    return bool(patches) and all(
        one.get("applyTo") == "HTTP_FILTER"
        and str((one.get("patch") or {}).get("operation", "")).startswith("INSERT_")
        and ((one["patch"].get("value") or {}).get("name")) in AMOUNTS
        for one in patches
    )


def passes(policies: Iterable[Document], source: Peer, target: Peer, request: Request, *, sure: bool = True) -> bool:
    """Network and mesh together."""
    policies = list(policies)
    return network_allows(policies, source, target, request, sure=sure) and mesh_allows(
        policies, source, target, request
    )
