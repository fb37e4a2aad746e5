"""What a custom resource's project asks beyond its schema: durations, fields that belong together, and such.

In: an object whose fields are those of its schema. Out: findings: the main CEL rules of the Gateway API, what Istio
refuses on arrival (a selector together with targetRefs, providers that CUSTOM needs), durations. A kind without rules
here is judged by its schema alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from patternloom.verify.example.case import Finding
from patternloom.verify.example.manifests import Document

RULE = "custom-resource"
DURATION_FIELDS = {
    "baseEjectionTime", "connectTimeout", "consecutiveErrorsInterval", "delayedClose", "duration", "fixedDelay",
    "idleTimeout", "interval", "maxConnectionDuration", "perTryTimeout", "refreshInterval", "renewBefore", "request",
    "backendRequest", "timeout", "tcpKeepaliveInterval", "ttl",
}  # fmt: skip
GO_DURATION = re.compile(r"(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+")
GATEWAY_DURATION = re.compile(r"([0-9]{1,5}(h|m|s|ms)){1,4}")


def beyond_findings(document: Document) -> Iterator[Finding]:
    """What the CRDs say in CEL, and the controllers on arrival."""
    yield from _durations(document, document.value, "")
    if "istio.io" in document.group:
        yield from _attached(document)
    rule = BEYOND.get((document.group, document.kind))
    if rule:
        yield from rule(document)


def _durations(document: Document, value: Any, way: str) -> Iterator[Finding]:
    pattern = GATEWAY_DURATION if document.group == "gateway.networking.k8s.io" else GO_DURATION
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _durations(document, item, f"{way}/{number}")
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in DURATION_FIELDS and isinstance(item, str | int) and not pattern.fullmatch(str(item)):
                yield Finding(
                    document.id, "duration", f"{way}/{key}: {item!r}, expected a duration such as 2s or 1h30m"
                )
            yield from _durations(document, item, f"{way}/{key}")


def _attached(document: Document) -> Iterator[Finding]:
    """What an object of Istio is for is said in one way."""
    if document.spec.get("selector") and (document.spec.get("targetRefs") or document.spec.get("targetRef")):
        yield Finding(document.id, RULE, "selector and targetRefs, expected one of them")
    if document.spec.get("targetRefs") and document.spec.get("targetRef"):
        yield Finding(document.id, RULE, "targetRef and targetRefs, expected one of them")


def _authorization_policy(document: Document) -> Iterator[Finding]:
    """A provider and CUSTOM belong together; a rule asks something."""
    if (document.spec.get("action") == "CUSTOM") != bool((document.spec.get("provider") or {}).get("name")):
        yield Finding(document.id, RULE, "a provider belongs to the action CUSTOM, and that to a provider")
    for number, rule in enumerate(document.spec.get("rules") or ()):
        for part, inner in (("from", "source"), ("to", "operation")):
            if part in rule and not rule[part]:
                yield Finding(document.id, RULE, f"rules/{number}/{part} is empty, which matches nothing")
            for one in rule.get(part) or ():
                if not one.get(inner):
                    yield Finding(document.id, RULE, f"rules/{number}/{part} without a field of {inner}")
        for one in rule.get("when") or ():
            if not one.get("values") and not one.get("notValues"):
                yield Finding(document.id, RULE, f"rules/{number}/when without values")


def _peer_authentication(document: Document) -> Iterator[Finding]:
    """A port is one of selected pods."""
    if document.spec.get("portLevelMtls") and not document.spec.get("selector"):
        yield Finding(document.id, RULE, "portLevelMtls needs a selector")


def _request_authentication(document: Document) -> Iterator[Finding]:
    """A token is made for us, by somebody, with keys from somewhere."""
    for rule in document.spec.get("jwtRules") or ():
        if not rule.get("audiences"):
            yield Finding(document.id, RULE, "a jwtRule without audiences takes tokens made for others")
        if str(rule.get("issuer", "")) == "":
            yield Finding(document.id, RULE, "a jwtRule without an issuer")
        for uri in [rule.get("jwksUri", "https://")]:
            if not str(uri).startswith(("https://", "http://")):
                yield Finding(document.id, RULE, f"jwksUri {uri!r}, expected a URL")


def _virtual_service(document: Document) -> Iterator[Finding]:
    """A route leads one way."""
    for key in ("http", "tls", "tcp"):
        for number, route in enumerate(document.spec.get(key) or ()):
            if key == "http" and sum(bool(route.get(one)) for one in ("route", "redirect", "directResponse")) != 1:
                yield Finding(document.id, RULE, f"http/{number}: expected one of route, redirect, directResponse")
            retries = route.get("retries") or {}
            if "attempts" in retries and retries["attempts"] < 0:
                yield Finding(document.id, RULE, f"http/{number}: a negative number of attempts")


def _gateway(document: Document) -> Iterator[Finding]:
    """Protocols, and TLS where they have it."""
    names = [listener.get("name") for listener in document.spec.get("listeners") or ()]
    if len(set(names)) < len(names):
        yield Finding(document.id, RULE, "listener names must be unique")
    for listener in document.spec.get("listeners") or ():
        protocol, tls = listener.get("protocol"), listener.get("tls")
        if protocol not in ("HTTP", "HTTPS", "TLS", "TCP", "UDP", "HBONE") and "/" not in str(protocol):
            yield Finding(document.id, RULE, f"listener {listener.get('name')}: unknown protocol {protocol}")
        if protocol in ("HTTP", "TCP", "UDP") and tls:
            yield Finding(document.id, RULE, f"listener {listener.get('name')}: tls with protocol {protocol}")
        if protocol in ("HTTPS", "TLS") and not tls:
            yield Finding(document.id, RULE, f"listener {listener.get('name')}: protocol {protocol} without tls")
        if protocol == "HTTPS" and (tls or {}).get("mode") == "Passthrough":
            yield Finding(document.id, RULE, f"listener {listener.get('name')}: HTTPS cannot pass through")
        terminates = (tls or {}).get("mode", "Terminate") == "Terminate"
        if tls and terminates and not tls.get("certificateRefs") and not tls.get("options"):
            yield Finding(document.id, RULE, f"listener {listener.get('name')}: tls without certificateRefs")


def _http_route(document: Document) -> Iterator[Finding]:
    """Filters, paths and times of a rule go together."""
    for number, rule in enumerate(document.spec.get("rules") or ()):
        filters = [one.get("type") for one in rule.get("filters") or ()]
        if "RequestRedirect" in filters and rule.get("backendRefs"):
            yield Finding(document.id, RULE, f"rules/{number}: a redirect with backendRefs")
        if "RequestRedirect" in filters and "URLRewrite" in filters:
            yield Finding(document.id, RULE, f"rules/{number}: a redirect with a rewrite")
        for one in rule.get("filters") or ():
            body = str(one.get("type"))[:1].lower() + str(one.get("type"))[1:]
            if body not in one:
                yield Finding(document.id, RULE, f"rules/{number}: filter {one.get('type')} without its body")
        for match in rule.get("matches") or ():
            path = match.get("path") or {}
            if path.get("type", "PathPrefix") in ("Exact", "PathPrefix") and not str(path.get("value", "/")).startswith(
                "/"
            ):
                yield Finding(document.id, RULE, f"rules/{number}: path {path['value']!r}, expected a leading /")
        timeouts = rule.get("timeouts") or {}
        if {"request", "backendRequest"} <= set(timeouts):
            whole, part = seconds(timeouts["request"]), seconds(timeouts["backendRequest"])
            if whole is not None and part is not None and 0 < whole < part:
                yield Finding(document.id, RULE, f"rules/{number}: backendRequest is longer than request")


BEYOND = {
    ("security.istio.io", "AuthorizationPolicy"): _authorization_policy,
    ("security.istio.io", "PeerAuthentication"): _peer_authentication,
    ("security.istio.io", "RequestAuthentication"): _request_authentication,
    ("networking.istio.io", "VirtualService"): _virtual_service,
    ("gateway.networking.k8s.io", "Gateway"): _gateway,
    ("gateway.networking.k8s.io", "HTTPRoute"): _http_route,
    ("gateway.networking.k8s.io", "GRPCRoute"): _http_route,
}


def seconds(duration: str) -> float | None:
    """A duration as seconds."""
    if not GO_DURATION.fullmatch(str(duration)):
        return None
    units = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
    return sum(float(n) * units[unit] for n, unit in re.findall(r"(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)", str(duration)))
