"""Whether a load balancer can find its targets healthy: it asks as it calls.

In: a case and one of its ways in. Out: findings. The controller checks health by HTTP unless told otherwise, also where
calls go to the pods by HTTPS; a program that does TLS alone then never answers, and no target is ever used.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#healthcheck-protocol
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.entry.ways_in import ALB, WayIn
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document

RULE = "health-check"
CALLS, ASKS, ELSEWHERE = f"{ALB}/backend-protocol", f"{ALB}/healthcheck-protocol", f"{ALB}/healthcheck-port"


def health_findings(case: Case, way: WayIn) -> Iterator[Finding]:
    """A health check that speaks another protocol than the calls, at the same port."""
    for service in way.services:
        calls, asks = (_said(case, way.object, service, key) for key in (CALLS, ASKS))
        if calls == "HTTPS" and asks != "HTTPS" and _said(case, way.object, service, ELSEWHERE) is None:
            told = f"calls go to {'/'.join(service)} by HTTPS and health checks by {asks or 'HTTP'}"
            yield Finding(way.object.id, RULE, f"{told}, expected {ASKS}: HTTPS")


def _said(case: Case, object: Document, service: tuple[str, str], key: str) -> str | None:
    """What the Service says of it, or else the Ingress."""
    own = case.find("Service", *service)
    found = (own.annotations.get(key) if own else None) or object.annotations.get(key)
    return None if found in (None, "traffic-port") else str(found)
