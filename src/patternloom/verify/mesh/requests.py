"""A request as the policies judge it: who asks whom for what.

In: nothing. Out: the types, with values that may be whatever suits, and the error for what an evaluator does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import Port


class OutsideSubset(ValueError):
    """A policy uses what this evaluator does not know."""


class Any_(Enum):
    """A value that may be whatever suits."""

    ANY = "any"


ANY = Any_.ANY
Value = str | Any_ | None


@dataclass(frozen=True)
class Peer:
    """One end: a pod, or an address outside the cluster."""

    namespace: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)
    account: str | None = "default"
    """Its service account; None outside the mesh, where no identity is proven."""
    ports: tuple[Port, ...] = ()
    address: str | None = None
    """An IP address for a peer that is no pod."""
    mesh: str | None = "sidecar"
    """`sidecar`, `ambient`, or None for none."""
    gateway: str | None = None
    """The Gateway that it is, where it is one."""


@dataclass(frozen=True)
class Request:
    """What is asked. `ANY` stands for a request that may be chosen to suit."""

    port: int
    protocol: str = "TCP"
    method: Value = ANY
    path: Value = ANY
    host: Value = ANY
    token: Value = ANY
    """`issuer/subject` of a valid token, None without one."""
    claims: Mapping[str, Value | tuple[str, ...]] | Any_ = ANY
    headers: Mapping[str, Value] | Any_ = ANY
    http: bool = True


def only(value: Mapping[str, Any], known: set[str], policy: Document) -> None:
    """An error for a field that is not among these."""
    unknown = sorted(set(value) - known)
    if unknown:
        raise OutsideSubset(f"{policy.id}: {', '.join(unknown)}")
