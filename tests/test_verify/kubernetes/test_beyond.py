"""What the schemas of Istio and the Gateway API leave open is found."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.kubernetes.beyond import beyond_findings

OBJECTS = """\
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: right, namespace: shop}
spec: {action: CUSTOM, provider: {name: x}, rules: [{from: [{source: {principals: [a]}}], when: [{key: a, values: [b]}]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: wrong, namespace: shop}
spec: {selector: {matchLabels: {a: b}}, targetRefs: [{kind: Service}], targetRef: {kind: Service}, action: CUSTOM, rules: [{from: [], to: [{}], when: [{key: a}, {key: b, notValues: [c]}]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: provider, namespace: shop}
spec: {provider: {name: x}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: wrong, namespace: shop}
spec: {portLevelMtls: {"80": {mode: STRICT}}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: right, namespace: shop}
spec: {selector: {matchLabels: {a: b}}, portLevelMtls: {"80": {mode: STRICT}}}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: wrong, namespace: shop}
spec: {jwtRules: [{}, {issuer: a, audiences: [b], jwksUri: "ftp://x"}]}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: right, namespace: shop}
spec: {jwtRules: [{issuer: a, audiences: [b], jwksUri: "https://x"}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: wrong, namespace: shop}
spec: {http: [{}, {route: [{destination: {host: a}}], redirect: {uri: /}, retries: {attempts: -1}, timeout: 5}], tcp: [{}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: right, namespace: shop}
spec: {http: [{route: [{destination: {host: a}}], retries: {attempts: 1}, timeout: 5s}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: wrong, namespace: shop}
spec: {trafficPolicy: {outlierDetection: {interval: 1d}, loadBalancer: [{ttl: 5}]}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: wrong, namespace: shop}
spec: {listeners: [{name: a, protocol: http}, {name: a, protocol: HTTP, tls: {certificateRefs: [{}]}}, {name: c, protocol: HTTPS}, {name: d, protocol: HTTPS, tls: {mode: Passthrough}}, {name: e, protocol: TLS, tls: {}}, {name: f, protocol: HTTPS, tls: {mode: Terminate}}, {name: g, protocol: example.org/own}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: right, namespace: shop}
spec: {listeners: [{name: a, protocol: HTTPS, tls: {certificateRefs: [{name: x}]}}, {name: b, protocol: TLS, tls: {mode: Passthrough}}, {name: c, protocol: HTTPS, tls: {options: {a: b}}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: wrong, namespace: shop}
spec: {rules: [{filters: [{type: RequestRedirect, requestRedirect: {}}, {type: URLRewrite}], backendRefs: [{name: a}], matches: [{path: {value: x}}, {path: {type: RegularExpression, value: x}}, {headers: []}], timeouts: {request: 1s, backendRequest: 2s}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: days, namespace: shop}
spec: {rules: [{matches: [{path: {type: Exact, value: /a}}], timeouts: {request: 0s, backendRequest: 2s}}, {timeouts: {request: 1d, backendRequest: 2s}}]}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: wrong, namespace: shop}
spec: {renewBefore: 30d}
"""
SAID = """\
AuthorizationPolicy/shop/provider: a provider belongs to the action CUSTOM, and that to a provider [custom-resource]
AuthorizationPolicy/shop/wrong: a provider belongs to the action CUSTOM, and that to a provider [custom-resource]
AuthorizationPolicy/shop/wrong: rules/0/from is empty, which matches nothing [custom-resource]
AuthorizationPolicy/shop/wrong: rules/0/to without a field of operation [custom-resource]
AuthorizationPolicy/shop/wrong: rules/0/when without values [custom-resource]
AuthorizationPolicy/shop/wrong: selector and targetRefs, expected one of them [custom-resource]
AuthorizationPolicy/shop/wrong: targetRef and targetRefs, expected one of them [custom-resource]
Certificate/shop/wrong: /spec/renewBefore: '30d', expected a duration such as 2s or 1h30m [duration]
DestinationRule/shop/wrong: /spec/trafficPolicy/loadBalancer/0/ttl: 5, expected a duration such as 2s or 1h30m [duration]
DestinationRule/shop/wrong: /spec/trafficPolicy/outlierDetection/interval: '1d', expected a duration such as 2s or 1h30m [duration]
GRPCRoute/shop/days: /spec/rules/1/timeouts/request: '1d', expected a duration such as 2s or 1h30m [duration]
Gateway/shop/wrong: listener a: tls with protocol HTTP [custom-resource]
Gateway/shop/wrong: listener a: unknown protocol http [custom-resource]
Gateway/shop/wrong: listener c: protocol HTTPS without tls [custom-resource]
Gateway/shop/wrong: listener d: HTTPS cannot pass through [custom-resource]
Gateway/shop/wrong: listener e: protocol TLS without tls [custom-resource]
Gateway/shop/wrong: listener f: tls without certificateRefs [custom-resource]
Gateway/shop/wrong: listener names must be unique [custom-resource]
HTTPRoute/shop/wrong: rules/0: a redirect with a rewrite [custom-resource]
HTTPRoute/shop/wrong: rules/0: a redirect with backendRefs [custom-resource]
HTTPRoute/shop/wrong: rules/0: backendRequest is longer than request [custom-resource]
HTTPRoute/shop/wrong: rules/0: filter URLRewrite without its body [custom-resource]
HTTPRoute/shop/wrong: rules/0: path 'x', expected a leading / [custom-resource]
PeerAuthentication/shop/wrong: portLevelMtls needs a selector [custom-resource]
RequestAuthentication/shop/wrong: a jwtRule without an issuer [custom-resource]
RequestAuthentication/shop/wrong: a jwtRule without audiences takes tokens made for others [custom-resource]
RequestAuthentication/shop/wrong: jwksUri 'ftp://x', expected a URL [custom-resource]
VirtualService/shop/wrong: /spec/http/1/timeout: 5, expected a duration such as 2s or 1h30m [duration]
VirtualService/shop/wrong: http/0: expected one of route, redirect, directResponse [custom-resource]
VirtualService/shop/wrong: http/1: a negative number of attempts [custom-resource]
VirtualService/shop/wrong: http/1: expected one of route, redirect, directResponse [custom-resource]
"""


def test_each_mistake_is_found() -> None:
    """In objects whose schemas have nothing to say."""
    documents = holding(OBJECTS).documents
    assert told(said for document in documents for said in beyond_findings(document)) == SAID.splitlines()
