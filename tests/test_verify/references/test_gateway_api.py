"""Classes, certificates, listeners, backends, grants and waypoints lead somewhere."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.gateway_api import listeners_have_certificates, routes_have_ends, waypoints_are_there

LISTENERS = """\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: a, namespace: shop}
spec: {gatewayClassName: gone, listeners: [{name: x, tls: {certificateRefs: [{name: gone}, {name: own}, {name: far, namespace: far}, {name: granted, namespace: granting}]}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: b, namespace: shop}
spec: {gatewayClassName: own, listeners: [{name: x}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: own}
spec: {}
---
apiVersion: v1
kind: Secret
metadata: {name: own, namespace: shop}
---
apiVersion: v1
kind: Secret
metadata: {name: far, namespace: far}
---
apiVersion: v1
kind: Secret
metadata: {name: granted, namespace: granting}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: g, namespace: granting}
spec: {from: [{kind: Gateway, namespace: shop}], to: [{kind: Secret, name: granted}]}
"""

LISTENERS_SAID = """\
Gateway/shop/a: GatewayClass 'gone' is not in the files [reference]
Gateway/shop/a: Secret 'gone' is not in the files [reference]
Gateway/shop/a: a ReferenceGrant for far/far is not in the files [reference]
"""

ROUTES = """\
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {selector: {app: a}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: far, namespace: far}
spec: {selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: team, labels: {team: blue}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec: {gatewayClassName: istio, listeners: [{name: web, port: 80, hostname: "*.example.org"}, {name: all, port: 81, allowedRoutes: {namespaces: {from: All}}}, {name: blue, port: 82, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: blue}}}}}, {name: none, port: 83, allowedRoutes: {namespaces: {from: None}}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: right, namespace: shop}
spec: {parentRefs: [{name: front, sectionName: web}], hostnames: [a.example.org], rules: [{backendRefs: [{name: a, port: 80}]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: host, namespace: shop}
spec: {parentRefs: [{name: front, sectionName: web}], hostnames: [a.example.com]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: no-gateway, namespace: shop}
spec: {parentRefs: [{name: gone}, {name: told}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: no-listener, namespace: shop}
spec: {parentRefs: [{name: front, sectionName: gone}, {name: front, port: 9}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: closed, namespace: shop}
spec: {parentRefs: [{name: front, sectionName: none}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: red, namespace: other}
spec: {parentRefs: [{name: front, namespace: shop, sectionName: blue}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: blue, namespace: team}
spec: {parentRefs: [{name: front, namespace: shop, sectionName: blue}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: anyone, namespace: other}
spec: {parentRefs: [{name: front, namespace: shop, sectionName: all}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: of-service, namespace: shop}
spec: {parentRefs: [{kind: Service, name: a, port: 80, sectionName: http}, {kind: Service, name: a, port: 81}, {kind: Service, name: a, sectionName: https}, {kind: Service, name: gone, sectionName: http}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: backends, namespace: shop}
spec: {rules: [{backendRefs: [{name: gone, port: 80}, {name: a, port: 81}, {name: a}, {name: far, namespace: far, port: 80}, {kind: Other, name: gone}], filters: [{type: RequestMirror, requestMirror: {backendRef: {name: gone2, port: 80}}}, {type: X}]}, {backendRefs: [{name: a, port: 80, weight: 60}, {name: a, port: 80, weight: 40}]}]}
"""

ROUTES_SAID = """\
GRPCRoute/shop/backends: Service shop/a has no port 81 [reference]
GRPCRoute/shop/backends: Service shop/gone is not in the files [reference]
GRPCRoute/shop/backends: Service shop/gone2 is not in the files [reference]
GRPCRoute/shop/backends: a ReferenceGrant for far/far is not in the files [reference]
GRPCRoute/shop/backends: rules/0: a Service without its port [reference]
GRPCRoute/shop/backends: rules/0: weights of 5, expected 100 [weights]
HTTPRoute/other/red: Gateway front admits no route of this namespace and host [reference]
HTTPRoute/shop/closed: Gateway front admits no route of this namespace and host [reference]
HTTPRoute/shop/host: Gateway front admits no route of this namespace and host [reference]
HTTPRoute/shop/no-gateway: Gateway shop/gone is not in the files [reference]
HTTPRoute/shop/no-gateway: Gateway shop/told is not in the files [reference]
HTTPRoute/shop/no-listener: Gateway front has no such listener 'gone' [reference]
HTTPRoute/shop/no-listener: Gateway front has no such listener None [reference]
HTTPRoute/shop/of-service: Service a has no such port 'https' [reference]
HTTPRoute/shop/of-service: Service shop/a has no port 81 [reference]
HTTPRoute/shop/of-service: Service shop/gone is not in the files [reference]
"""

WAYPOINTS = """\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: way, namespace: shop}
spec: {gatewayClassName: istio-waypoint}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec: {gatewayClassName: istio}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio.io/use-waypoint: way}}
---
apiVersion: v1
kind: Namespace
metadata: {name: other, labels: {istio.io/use-waypoint: way}}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: other, labels: {istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: shop}}
---
apiVersion: v1
kind: Service
metadata: {name: b, namespace: shop, labels: {istio.io/use-waypoint: front}}
---
apiVersion: v1
kind: Service
metadata: {name: c, namespace: shop, labels: {istio.io/use-waypoint: none}}
"""

WAYPOINTS_SAID = """\
Namespace//other: the waypoint other/way is not in the files [reference]
Service/shop/b: the waypoint shop/front is not in the files [reference]
"""


def test_listeners() -> None:
    """Their classes and certificates are there, and granted."""
    assert told(listeners_have_certificates(holding(LISTENERS))) == LISTENERS_SAID.splitlines()


def test_routes() -> None:
    """Their parents admit them, and their backends are there."""
    assert told(routes_have_ends(holding(ROUTES))) == ROUTES_SAID.splitlines()


def test_waypoints() -> None:
    """Those that labels name."""
    assert told(waypoints_are_there(holding(WAYPOINTS))) == WAYPOINTS_SAID.splitlines()
