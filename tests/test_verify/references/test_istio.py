"""Hosts, subsets, gateways, selected pods and accounts that objects of Istio name are there."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.istio import (
    destination_rules_have_hosts,
    principals_are_there,
    selected_and_named_are_there,
    servers_have_certificates,
    virtual_services_have_ends,
)

DESTINATION_RULES = """\
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {selector: {app: a}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers: [{name: a, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: right, namespace: shop}
spec: {host: a, subsets: [{name: all, labels: {app: a}}, {name: v9, labels: {version: v9}}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: gone, namespace: shop}
spec: {host: gone.shop.svc.cluster.local}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: away, namespace: shop}
spec: {host: api.example.org, subsets: [{name: x}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: known, namespace: shop}
spec: {host: known.example.org}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: wild, namespace: shop}
spec: {host: "*.example.org"}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: known, namespace: shop}
spec: {hosts: [known.example.org], ports: [{number: 443}]}
"""

DESTINATION_RULES_SAID = """\
DestinationRule/shop/away: a Service or ServiceEntry for the host 'api.example.org' is not in the files [reference]
DestinationRule/shop/gone: Service shop/gone is not in the files [reference]
DestinationRule/shop/right: the subset 'v9' selects no pod of the files [selector]
"""

VIRTUAL_SERVICES = """\
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {selector: {app: a}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers: [{name: a, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec: {selector: {istio: ingressgateway}, servers: [{hosts: ["shop/*.example.org"]}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: known, namespace: shop}
spec: {hosts: [known.example.org], ports: [{number: 443}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a, namespace: shop}
spec: {host: a, subsets: [{name: v1, labels: {app: a}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: right, namespace: shop}
spec: {hosts: [a], http: [{route: [{destination: {host: a, subset: v1}, weight: 100}]}, {redirect: {uri: /}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: front, namespace: shop}
spec: {gateways: [front, gone, other/gone, mesh], hosts: [a.example.org, a.example.com], http: [{route: [{destination: {host: a, port: {number: 81}}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: weights, namespace: shop}
spec: {hosts: [a], http: [{route: [{destination: {host: a}, weight: 60}, {destination: {host: a}, weight: 30}]}], tls: [{route: [{destination: {host: known.example.org, port: {number: 80}}}]}], tcp: [{route: [{destination: {host: gone}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: mirrors, namespace: shop}
spec: {hosts: [a], http: [{mirror: {host: gone}, mirrors: [{destination: {host: a, subset: v9}}], route: [{destination: {host: a}}]}]}
"""

VIRTUAL_SERVICES_SAID = """\
VirtualService/shop/front: Gateway other/gone is not in the files [reference]
VirtualService/shop/front: Gateway shop/gone is not in the files [reference]
VirtualService/shop/front: Service shop/a has no port 81 [reference]
VirtualService/shop/front: a Service or ServiceEntry for the host 'a.example.com' is not in the files [reference]
VirtualService/shop/front: a Service or ServiceEntry for the host 'a.example.org' is not in the files [reference]
VirtualService/shop/front: the host 'a.example.com' is served by no server of front [reference]
VirtualService/shop/mirrors: Service shop/gone is not in the files [reference]
VirtualService/shop/mirrors: the subset 'v9' of a is not in the files [reference]
VirtualService/shop/weights: Service shop/gone is not in the files [reference]
VirtualService/shop/weights: http/0: weights of 90, expected 100 [weights]
VirtualService/shop/weights: the ServiceEntry of known.example.org has no port 80 [reference]
"""

SELECTED_AND_NAMED = """\
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {selector: {app: a}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers: [{name: a, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: right, namespace: shop}
spec: {selector: {matchLabels: {app: a}}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: wrong, namespace: shop}
spec: {selector: {matchLabels: {app: z}}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: root, namespace: istio-system}
spec: {selector: {matchLabels: {app: z}}}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: targets, namespace: shop}
spec: {targetRefs: [{kind: Service, name: a}, {kind: Gateway, name: gone}, {kind: GatewayClass, name: istio-waypoint}]}
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: wrong, namespace: shop}
spec: {workloadSelector: {labels: {app: z}}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: right, namespace: shop}
spec: {selector: {istio: ingressgateway}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: pods, namespace: shop}
spec: {selector: {app: a}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: wrong, namespace: shop}
spec: {selector: {app: z}}
"""

SELECTED_AND_NAMED_SAID = """\
AuthorizationPolicy/shop/targets: Gateway 'gone' is not in the files [reference]
AuthorizationPolicy/shop/wrong: selects no pod of the files [selector]
Gateway/shop/wrong: selects no pod of the files and no gateway of the mesh [selector]
Sidecar/shop/wrong: selects no pod of the files [selector]
"""

CERTIFICATES = """\
apiVersion: v1
kind: Secret
metadata: {name: own, namespace: shop}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a, namespace: shop}
spec: {selector: {istio: ingressgateway}, servers: [{tls: {credentialName: own}}, {tls: {credentialName: gone}}, {hosts: ["*"]}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: b, namespace: shop}
spec: {servers: [{tls: {credentialName: gone}}]}
"""

CERTIFICATES_SAID = """\
Gateway/shop/a: Secret 'gone' is not in the files [reference]
"""

PRINCIPALS = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      serviceAccountName: a
      containers: [{name: a, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: b, namespace: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/a, "cluster.local/ns/shop/sa/*", shop/a, cluster.local/ns/shop/sa/z], notPrincipals: [cluster.local/ns/far/sa/z]}}, {source: {serviceAccounts: [b, shop/b, z, far/z]}}, {source: {namespaces: [shop, istio-system, "team-*", gone]}}]}]}
"""

PRINCIPALS_SAID = """\
AuthorizationPolicy/shop/p: ServiceAccount far/z is not in the files [reference]
AuthorizationPolicy/shop/p: ServiceAccount shop/z is not in the files [reference]
AuthorizationPolicy/shop/p: principal 'shop/a', expected <domain>/ns/…/sa/… [reference]
AuthorizationPolicy/shop/p: the ServiceAccount of the principal cluster.local/ns/far/sa/z is not in the files [reference]
AuthorizationPolicy/shop/p: the ServiceAccount of the principal cluster.local/ns/shop/sa/z is not in the files [reference]
AuthorizationPolicy/shop/p: the namespace 'gone' is not in the files [reference]
"""


def test_destination_rules() -> None:
    """Their hosts and subsets."""
    assert told(destination_rules_have_hosts(holding(DESTINATION_RULES))) == DESTINATION_RULES_SAID.splitlines()


def test_virtual_services() -> None:
    """Their gateways, hosts, routes, subsets and weights."""
    assert told(virtual_services_have_ends(holding(VIRTUAL_SERVICES))) == VIRTUAL_SERVICES_SAID.splitlines()


def test_selected_and_named() -> None:
    """Pods, gateways and targets."""
    assert told(selected_and_named_are_there(holding(SELECTED_AND_NAMED))) == SELECTED_AND_NAMED_SAID.splitlines()


def test_certificates() -> None:
    """They lie where the gateway may run."""
    assert told(servers_have_certificates(holding(CERTIFICATES))) == CERTIFICATES_SAID.splitlines()


def test_principals() -> None:
    """Accounts and namespaces that policies name."""
    assert told(principals_are_there(holding(PRINCIPALS))) == PRINCIPALS_SAID.splitlines()
