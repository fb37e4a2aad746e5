"""What selects pods selects some, and nobody else's."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.selectors import (
    budgets_let_nodes_be_drained,
    namespaces_are_there,
    scalers_have_targets,
    selectors_select,
    services_lead_to_pods,
)

NAMESPACES = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: nowhere}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b, namespace: kube-system}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c, namespace: shop}
"""

NAMESPACES_SAID = """\
ConfigMap/nowhere/a: its namespace 'nowhere' is not in the files [reference]
"""

SELECTORS = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: other}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers: [{name: a, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: b, namespace: shop}
spec:
  selector: {matchLabels: {app: b}}
  template:
    metadata: {labels: {app: b}}
    spec:
      topologySpreadConstraints: [{labelSelector: {matchLabels: {app: b}}}, {labelSelector: {matchLabels: {app: x}}}, {}]
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {matchLabels: {app: w}}}]
          preferredDuringSchedulingIgnoredDuringExecution: [{podAffinityTerm: {labelSelector: {matchLabels: {app: b}}}}]
      containers: [{name: b, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: c, namespace: shop}
spec:
  selector: {matchLabels: {app: b}}
  template:
    metadata: {labels: {app: b}}
    spec:
      containers: [{name: c, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d, namespace: far}
spec:
  selector: {matchLabels: {app: b}}
  template:
    metadata: {labels: {app: b}}
    spec:
      containers: [{name: d, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: none, namespace: shop}
spec: {minAvailable: 1, selector: {matchLabels: {app: z}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: none, namespace: shop}
spec: {podSelector: {matchLabels: {app: z}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, namespace: shop}
spec: {podSelector: {}}
"""

SELECTORS_SAID = """\
Deployment/shop/a: its selector does not select its own pods [selector]
Deployment/shop/b: a topologySpreadConstraint that does not select its own pods [selector]
Deployment/shop/b: an anti-affinity that does not select its own pods [selector]
Deployment/shop/b: its selector and that of Deployment/shop/c select the same pods [selector]
NetworkPolicy/shop/none: selects no pod of the files [selector]
PodDisruptionBudget/shop/none: selects no pod of the files [selector]
"""

SERVICES = """\
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
apiVersion: v1
kind: Service
metadata: {name: ports, namespace: shop}
spec: {selector: {app: a}, ports: [{port: 80, targetPort: 8080}, {port: 81, targetPort: web}, {port: 82, targetPort: 8080, protocol: UDP}]}
---
apiVersion: v1
kind: Service
metadata: {name: bare, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: sliced, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: any, namespace: shop, labels: {kubernetes.io/service-name: sliced}}
---
apiVersion: v1
kind: Service
metadata: {name: away, namespace: shop}
spec: {type: ExternalName, externalName: example.org}
---
apiVersion: v1
kind: Service
metadata: {name: nobody, namespace: shop}
spec: {selector: {app: z}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: made, namespace: shop}
spec: {selector: {gateway.networking.k8s.io/gateway-name: front}, ports: [{port: 80}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front, namespace: shop}
spec: {gatewayClassName: istio, listeners: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: b, namespace: shop}
spec:
  selector: {matchLabels: {app: b}}
  serviceName: gone
  template:
    metadata: {labels: {app: b}}
    spec:
      containers: [{name: b, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: c, namespace: shop}
spec:
  selector: {matchLabels: {app: c}}
  serviceName: nobody
  template:
    metadata: {labels: {app: c}}
    spec:
      containers: [{name: c, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
"""

SERVICES_SAID = """\
Service/shop/bare: no selector, and no EndpointSlice for it [service]
Service/shop/nobody: its selector selects no pod of the files [service]
Service/shop/ports: several ports without a name each [service]
Service/shop/ports: targetPort 'web' (TCP) is no port of Deployment/shop/a [service]
Service/shop/ports: targetPort 8080 (UDP) is no port of Deployment/shop/a [service]
StatefulSet/shop/b: its Service 'gone' is not in the files [reference]
"""

BUDGETS = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: a}}
  replicas: 2
  template:
    metadata: {labels: {app: a}}
    spec:
      containers: [{name: a, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: b, namespace: shop}
spec:
  selector: {matchLabels: {app: b}}
  template:
    metadata: {labels: {app: b}}
    spec:
      containers: [{name: b, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: right, namespace: shop}
spec: {minAvailable: 1, selector: {matchLabels: {app: a}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: both, namespace: shop}
spec: {minAvailable: 1, maxUnavailable: 1, selector: {matchLabels: {app: a}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: neither, namespace: shop}
spec: {selector: {matchLabels: {app: a}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: zero, namespace: shop}
spec: {maxUnavailable: 0, selector: {matchLabels: {app: a}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: whole, namespace: shop}
spec: {minAvailable: 100%, selector: {matchLabels: {app: a}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: too-many, namespace: shop}
spec: {minAvailable: 2, selector: {matchLabels: {app: a}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: single, namespace: shop}
spec: {minAvailable: 1, selector: {matchLabels: {app: b}}}
"""

BUDGETS_SAID = """\
PodDisruptionBudget/shop/both: expected one of minAvailable and maxUnavailable [pdb]
PodDisruptionBudget/shop/neither: expected one of minAvailable and maxUnavailable [pdb]
PodDisruptionBudget/shop/single: minAvailable 1 of 1 of Deployment/shop/b [pdb]
PodDisruptionBudget/shop/too-many: minAvailable 2 of 2 of Deployment/shop/a [pdb]
PodDisruptionBudget/shop/whole: allows no disruption, so that no node can be drained [pdb]
PodDisruptionBudget/shop/zero: allows no disruption, so that no node can be drained [pdb]
"""

SCALERS = """\
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
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: right, namespace: shop}
spec: {scaleTargetRef: {kind: Deployment, name: a}, minReplicas: 1, maxReplicas: 2}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: wrong, namespace: shop}
spec: {scaleTargetRef: {kind: Deployment, name: z}, minReplicas: 3, maxReplicas: 2}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {selector: {app: a}, ports: [{name: http, port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  rules:
    - http:
        paths:
          - {path: /, backend: {service: {name: a, port: {number: 80}}}}
          - {path: /a, backend: {service: {name: a, port: {name: https}}}}
          - {path: /b, backend: {service: {name: z, port: {number: 80}}}}
    - host: other.example.org
---
apiVersion: elbv2.k8s.aws/v1beta1
kind: TargetGroupBinding
metadata: {name: a, namespace: shop}
spec: {serviceRef: {name: a, port: 81}}
"""

SCALERS_SAID = """\
HorizontalPodAutoscaler/shop/wrong: Deployment 'z' is not in the files [reference]
HorizontalPodAutoscaler/shop/wrong: minReplicas 3 above maxReplicas 2 [reference]
Ingress/shop/web: Service shop/a has no port https [reference]
Ingress/shop/web: Service shop/z is not in the files [reference]
TargetGroupBinding/shop/a: Service shop/a has no port 81 [reference]
"""


def test_namespaces() -> None:
    """Those of the files, of the catalog and of the cluster are there."""
    assert told(namespaces_are_there(holding(NAMESPACES))) == NAMESPACES_SAID.splitlines()


def test_selectors() -> None:
    """Of workloads, budgets, policies, spreads and anti-affinities."""
    assert told(selectors_select(holding(SELECTORS))) == SELECTORS_SAID.splitlines()


def test_services() -> None:
    """They lead to ports of pods, or say otherwise where."""
    assert told(services_lead_to_pods(holding(SERVICES))) == SERVICES_SAID.splitlines()


def test_budgets() -> None:
    """One of both ways, and a pod that may go."""
    assert told(budgets_let_nodes_be_drained(holding(BUDGETS))) == BUDGETS_SAID.splitlines()


def test_scalers() -> None:
    """And what stands before Services."""
    assert told(scalers_have_targets(holding(SCALERS))) == SCALERS_SAID.splitlines()
