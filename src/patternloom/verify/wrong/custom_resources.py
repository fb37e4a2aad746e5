"""Wrong custom resources: fields and values that their projects refuse.

In: nothing. Out: the list.
"""

from __future__ import annotations

from patternloom.verify.wrong.making import (
    PODS,
    add,
    at,
    container,
    drop,
    first,
    listed,
    objects,
    put,
    rename,
    spec_of,
    spec_with,
)

_GATEWAY = ("spec", "listeners", 0)
ISTIO = "VirtualService DestinationRule AuthorizationPolicy RequestAuthentication PeerAuthentication ServiceEntry"
CUSTOM = listed(
    ("enum of a core kind", objects("Service", spec_with(type="ClusterIp"))),
    (
        "quantity of a core kind",
        objects(PODS, container(lambda c: add(c.get("resources", {}).get("limits"), memory="12Q"))),
    ),
    (
        "misspelt principals",
        objects("AuthorizationPolicy", rename("spec", "rules", 0, "from", 0, "source", "principals", to="principal")),
    ),
    ("unknown action", objects("AuthorizationPolicy", spec_with(action="PERMIT"))),
    (
        "CUSTOM without a provider",
        objects("AuthorizationPolicy", lambda d: "provider" not in d.spec and add(spec_of(d), action="CUSTOM")),
    ),
    ("ports as numbers", objects("AuthorizationPolicy", at("spec", "rules", 0, "to", 0, "operation", ports=[8080]))),
    ("empty from", objects("AuthorizationPolicy", at("spec", "rules", 0, **{"from": []}))),
    (
        "selector with targetRefs",
        objects(
            "AuthorizationPolicy",
            lambda d: (
                "selector" in d.spec
                and add(
                    spec_of(d), targetRefs=[{"kind": "Gateway", "group": "gateway.networking.k8s.io", "name": "front"}]
                )
            ),
        ),
    ),
    ("unknown TLS mode", objects("PeerAuthentication", lambda d: add(d.spec.get("mtls"), mode="MUTUAL"))),
    ("misspelt mtls", objects("PeerAuthentication", rename("spec", "mtls", to="mTLS"))),
    ("misspelt jwtRules", objects("RequestAuthentication", rename("spec", "jwtRules", to="jwtRule"))),
    ("token for anybody", objects("RequestAuthentication", drop("spec", "jwtRules", 0, "audiences"))),
    ("misspelt jwksUri", objects("RequestAuthentication", rename("spec", "jwtRules", 0, "jwksUri", to="jwksURI"))),
    ("duration without a unit", objects("VirtualService", at("spec", "http", 0, timeout="5"))),
    ("misspelt retries", objects("VirtualService", at("spec", "http", 0, retry={"attempts": 1}))),
    ("route and redirect", objects("VirtualService", at("spec", "http", 0, redirect={"uri": "/"}))),
    ("weight as text", objects("VirtualService", at("spec", "http", 0, "route", 0, weight="all"))),
    (
        "misspelt outlierDetection",
        objects("DestinationRule", rename("spec", "trafficPolicy", "outlierDetection", to="outlierDetections")),
    ),
    (
        "Gateway API: unknown path type",
        objects("HTTPRoute", at("spec", "rules", 0, "matches", 0, "path", type="Prefix")),
    ),
    (
        "Gateway API: path without a slash",
        objects("HTTPRoute", at("spec", "rules", 0, "matches", 0, "path", value="x")),
    ),
    (
        "Gateway API: misspelt backendRefs",
        objects("HTTPRoute GRPCRoute", rename("spec", "rules", 0, "backendRefs", to="backendRef")),
    ),
    ("Gateway API: duration of days", objects("HTTPRoute", at("spec", "rules", 0, "timeouts", request="1d"))),
    (
        "Gateway API: backend's time above the whole",
        objects(
            "HTTPRoute",
            lambda d: (
                "backendRequest" in (first(d, "spec", "rules", 0, "timeouts") or {})
                and add(first(d, "spec", "rules", 0, "timeouts"), request="500ms")
            ),
        ),
    ),
    (
        "Gateway API: HTTPS without tls",
        objects("Gateway", lambda d: (first(d, *_GATEWAY) or {}).pop("tls", None) is not None),
    ),
    ("Gateway API: tls without certificate", objects("Gateway", drop(*_GATEWAY, "tls", "certificateRefs"))),
    ("Gateway API: unknown protocol", objects("Gateway", at(*_GATEWAY, protocol="https"))),
    ("cert-manager: no issuer", objects("Certificate", drop("spec", "issuerRef"))),
    ("cert-manager: misspelt dnsNames", objects("Certificate", rename("spec", "dnsNames", to="dnsName"))),
    ("cert-manager: renewal in days", objects("Certificate", put("spec", "renewBefore", value="30d"))),
    (
        "External Secrets: misspelt secretStoreRef",
        objects("ExternalSecret", rename("spec", "secretStoreRef", to="storeRef")),
    ),
    ("External Secrets: interval in words", objects("ExternalSecret", put("spec", "refreshInterval", value="hourly"))),
    (
        "External Secrets: misspelt property",
        objects("ExternalSecret", rename("spec", "data", 0, "remoteRef", "property", to="propery")),
    ),
    (
        "External Secrets: unknown service",
        objects("SecretStore ClusterSecretStore", put("spec", "provider", "aws", "service", value="SecretManager")),
    ),
    ("unknown version", objects(ISTIO, put("apiVersion", value="networking.istio.io/v2"))),
)
