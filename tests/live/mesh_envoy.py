"""Istio's rules as Envoy takes them, and a real Envoy on loopback that runs them.

In: documents of `VirtualService`, `DestinationRule` and `EnvoyFilter`. Out: Envoy's configuration, with the fields that
istiod's own code sets for them, and a running Envoy. istiod itself is not run: where it does more than this, nobody sees
it here. A field that is not translated is an error, so that none is passed over.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from patternloom.verify.servers.running import free_port, listens, process

HCM = "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"
ROUTER = "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"
PREVIOUS = "type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate"
MANY = 4294967295
Value = dict[str, Any]


def documents(text: str) -> dict[tuple[str, str], Value]:
    """By kind and name."""
    found = [one for one in yaml.safe_load_all(text) if one]
    return {(one["kind"], one["metadata"]["name"]): one.get("spec", {}) for one in found}


def taken(value: Mapping[str, Any], *known: str) -> None:
    """An error for a field that is not translated."""
    if unknown := sorted({*value} - {*known}):
        raise ValueError(f"not translated: {', '.join(unknown)}")


def seconds(text: str) -> str:
    """A duration of Go as one of protobuf's JSON."""
    return f"{float(text[:-2]) / 1000:g}s" if text.endswith("ms") else text


def routes(spec: Value) -> list[Value]:
    """The HTTP routes of a VirtualService. A cluster has the name of host or subset."""
    taken(spec, "hosts", "http")
    return [_route(one) for one in spec["http"]]


def _route(one: Value) -> Value:
    taken(one, "name", "match", "timeout", "retries", "route")
    match: Value = {"prefix": "/"}
    for asked in one.get("match", ()):
        taken(asked, "method")
        match["headers"] = [{"name": ":method", "string_match": asked["method"]}]
    clusters = [{"name": cluster_of(to["destination"]), "weight": to.get("weight", 100)} for to in one["route"]]
    action: Value = {"timeout": seconds(one.get("timeout", "0s")), "weighted_clusters": {"clusters": clusters}}
    retries = one.get("retries", {"attempts": 2, "retryOn": "connect-failure,refused-stream,unavailable,cancelled"})
    taken(retries, "attempts", "perTryTimeout", "retryOn")
    if retries["attempts"]:
        action["retry_policy"] = {
            "retry_on": retries["retryOn"],
            "num_retries": retries["attempts"],
            "retry_host_predicate": [
                {"name": "envoy.retry_host_predicates.previous_hosts", "typed_config": {"@type": PREVIOUS}}
            ],
            "host_selection_retry_max_attempts": 5,
        }
        if "perTryTimeout" in retries:
            action["retry_policy"]["per_try_timeout"] = seconds(retries["perTryTimeout"])
    return {"match": match, "route": action}


def cluster_of(destination: Value) -> str:
    """The name of the cluster that a destination is."""
    return ".".join(filter(None, (destination.get("subset"), destination["host"])))


def cluster(spec: Value, ports: Sequence[int], name: str = "") -> Value:
    """A DestinationRule's policy, towards these pods."""
    taken(spec, "host", "trafficPolicy", "subsets")
    policy = spec.get("trafficPolicy", {})
    taken(policy, "loadBalancer", "connectionPool", "retryBudget", "outlierDetection")
    tcp, http = (policy.get("connectionPool", {}).get(part, {}) for part in ("tcp", "http"))
    taken(tcp, "maxConnections", "connectTimeout")
    taken(http, "http1MaxPendingRequests", "http2MaxRequests")
    limits: Value = {
        "max_connections": tcp.get("maxConnections", MANY),
        "max_pending_requests": http.get("http1MaxPendingRequests", MANY),
        "max_requests": http.get("http2MaxRequests", MANY),
        "max_retries": MANY,
    }
    if budget := policy.get("retryBudget"):
        taken(budget, "percent", "minRetryConcurrency")
        limits["retry_budget"] = {
            "budget_percent": {"value": budget["percent"]},
            "min_retry_concurrency": budget["minRetryConcurrency"],
        }
    made: Value = {
        "name": name or spec["host"],
        "connect_timeout": seconds(tcp.get("connectTimeout", "10s")),
        "lb_policy": policy.get("loadBalancer", {}).get("simple", "LEAST_REQUEST"),
        "common_lb_config": {"healthy_panic_threshold": {"value": 0}},
        "circuit_breakers": {"thresholds": [limits]},
        "load_assignment": endpoints(name or spec["host"], ports),
    }
    if outliers := policy.get("outlierDetection"):
        taken(outliers, "consecutive5xxErrors", "interval", "baseEjectionTime", "maxEjectionPercent")
        made["outlier_detection"] = {
            "consecutive_5xx": outliers["consecutive5xxErrors"],
            "enforcing_consecutive_5xx": 100,
            "enforcing_success_rate": 0,
            "interval": seconds(outliers["interval"]),
            "base_ejection_time": seconds(outliers["baseEjectionTime"]),
            "max_ejection_percent": outliers["maxEjectionPercent"],
        }
    return made


def endpoints(name: str, ports: Sequence[int]) -> Value:
    """Pods on loopback."""
    found = [{"endpoint": {"address": address(port)}} for port in ports]
    return {"cluster_name": name, "endpoints": [{"lb_endpoints": found}]}


def address(port: int) -> Value:
    """A port on loopback."""
    return {"socket_address": {"address": "127.0.0.1", "port_value": port}}


def filters_of(spec: Value) -> list[Value]:
    """What an EnvoyFilter puts before the router, as it stands there."""
    taken(spec, "workloadSelector", "configPatches")
    assert all(one["applyTo"] == "HTTP_FILTER" for one in spec["configPatches"])
    assert all(one["patch"]["operation"] == "INSERT_BEFORE" for one in spec["configPatches"])
    return [one["patch"]["value"] for one in spec["configPatches"]]


def listener(port: int, routes: list[Value], filters: Sequence[Value] = ()) -> Value:
    """A listener on loopback with these routes."""
    manager = {
        "@type": HCM,
        "stat_prefix": f"port_{port}",
        "http_filters": [*filters, {"name": "envoy.filters.http.router", "typed_config": {"@type": ROUTER}}],
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": routes}]},
    }
    chain = {"filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]}
    return {"name": f"port_{port}", "address": address(port), "filter_chains": [chain]}


@contextmanager
def envoy(listeners: list[Value], clusters: list[Value]) -> Iterator[int]:
    """A running one; the port of its administration."""
    admin = free_port()
    config = {
        "admin": {"address": address(admin)},
        "static_resources": {"listeners": listeners, "clusters": clusters},
    }
    ports = [one["address"]["socket_address"]["port_value"] for one in listeners]
    with tempfile.TemporaryDirectory(prefix="patternloom-envoy-") as name:
        folder = Path(name)
        (folder / "envoy.json").write_text(json.dumps(config), "utf-8")
        options = ("--disable-hot-restart", "--concurrency", "1", "--log-level", "warn")
        with process(["envoy", "-c", f"{folder}/envoy.json", *options], folder, lambda: all(map(listens, ports))):
            yield admin
