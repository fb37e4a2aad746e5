"""Names, numbers and pods that the API server would refuse are found."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.example.manifests import CLUSTER_SCOPED
from patternloom.verify.kubernetes.fields import field_findings

OBJECTS = """\
apiVersion: v1
kind: Service
metadata: {name: Wrong, namespace: shop}
spec: {selector: {app: "a b"}, ports: [{port: 0}, {port: 70000}, {port: 80}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: a_b, labels: {"-": x, app: 3}}
---
apiVersion: v1
kind: Namespace
metadata: {name: a, namespace: b}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: "system:a"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  replicas: -1
  selector: {matchLabels: {app: a}, matchExpressions: []}
  template:
    metadata: {labels: {app: a}}
    spec:
      restartPolicy: Never
      volumes: [{name: v}, {name: v}]
      containers:
        - name: a
          ports: [{name: HTTP, containerPort: 80}, {name: web, containerPort: 80}, {containerPort: 81}]
          readinessProbe: {periodSeconds: 0, tcpSocket: {port: web}}
          resources: {requests: {cpu: 2, memory: 64Mi, storage: odd}, limits: {cpu: 500m, memory: 1Gi, storage: 1Gi}}
          volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /a}]
        - {name: a, resources: {requests: {cpu: 1}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: a, namespace: shop}
spec: {template: {spec: {containers: [{name: a}]}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: a, namespace: shop}
spec: {jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: a}]}}}}}
---
apiVersion: v1
kind: Secret
metadata: {name: a, namespace: shop}
spec: {selector: x}
"""
SAID = """\
ConfigMap//a_b: label '-', expected a label's form [kubernetes]
ConfigMap//a_b: label app: 3, expected a label's value [kubernetes]
ConfigMap//a_b: name 'a_b', expected lower-case letters, digits, '-' and '.' [kubernetes]
ConfigMap//a_b: no namespace, expected one [kubernetes]
Deployment/shop/a: /spec/replicas: -1, expected at least 0 [kubernetes]
Deployment/shop/a: /spec/template/spec/containers/0/readinessProbe/periodSeconds: 0, expected at least 1 [kubernetes]
Deployment/shop/a: a asks for cpu 2 above its limit 500m [kubernetes]
Deployment/shop/a: port 80 stands there twice [kubernetes]
Deployment/shop/a: port name 'HTTP', expected at most 15 of a-z, 0-9 and '-' [kubernetes]
Deployment/shop/a: restartPolicy Never, expected Always [kubernetes]
Deployment/shop/a: two mounts at /a [kubernetes]
Deployment/shop/a: two of the name 'a' as container [kubernetes]
Deployment/shop/a: two of the name 'v' as volume [kubernetes]
Job/shop/a: expected restartPolicy Never or OnFailure [kubernetes]
Namespace//a: a namespace, expected none for this kind [kubernetes]
Service/shop/Wrong: /spec/ports/0/port: 0, expected a port from 1 to 65535 [kubernetes]
Service/shop/Wrong: /spec/ports/1/port: 70000, expected a port from 1 to 65535 [kubernetes]
Service/shop/Wrong: label app: 'a b', expected a label's value [kubernetes]
Service/shop/Wrong: name 'Wrong', expected a DNS label [kubernetes]
"""


def test_each_mistake_is_found() -> None:
    """In objects whose schemas have nothing to say."""
    documents = holding(OBJECTS).documents
    assert (
        told(said for document in documents for said in field_findings(document, document.kind in CLUSTER_SCOPED))
        == SAID.splitlines()
    )
