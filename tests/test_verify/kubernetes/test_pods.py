"""What a review of pods and their containers would send back."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.kubernetes.pods import RUNNING, pod_findings

OBJECTS = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: bare, namespace: shop}
spec:
  selector: {matchLabels: {app: bare}}
  template:
    metadata: {labels: {app: bare}}
    spec:
      containers: [{name: bare, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: scaled, namespace: shop}
spec:
  selector: {matchLabels: {app: scaled}}
  template:
    metadata: {labels: {app: scaled}}
    spec:
      serviceAccountName: scaled
      automountServiceAccountToken: false
      hostNetwork: true
      affinity: {podAntiAffinity: {}}
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      volumes: [{name: v, hostPath: {path: /}}, {name: w, emptyDir: {}}]
      topologySpreadConstraints: [{}]
      containers:
        - {name: a, image: "a:latest", securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}, env: [{name: API_KEY, value: x}, {name: OTHER, value: x}], ports: [{containerPort: 1, hostPort: 1}, {containerPort: 2}]}
        - {name: b, image: "b:edge-of", readinessProbe: {grpc: {port: 1}}, livenessProbe: {grpc: {port: 1}}, securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}}
        - {name: c, image: "c@sha256:0000000000000000000000000000000000000000000000000000000000000000", securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}}
        - {name: d, image: "UPPER", securityContext: {runAsUser: 0, privileged: true, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE, SYS_ADMIN]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: s, namespace: shop}
spec: {scaleTargetRef: {name: scaled}, minReplicas: 2}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: s, namespace: shop}
spec: {selector: {matchLabels: {app: scaled}}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: job, namespace: shop}
automountServiceAccountToken: false
---
apiVersion: batch/v1
kind: Job
metadata: {name: job, namespace: shop}
spec: {template: {spec: {serviceAccountName: job, containers: [{name: a, image: "a:1.2", securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}}]}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec: {template: {spec: {serviceAccountName: job, automountServiceAccountToken: true, containers: []}}}
"""
SAID = """\
DaemonSet/shop/agent: its token is mounted, expected automountServiceAccountToken: false [service-account-token]
Deployment/shop/bare: 1 replica, expected two or more [replicas]
Deployment/shop/bare: container bare: allowPrivilegeEscalation is not false, or privileged [capabilities]
Deployment/shop/bare: container bare: capabilities do not drop ALL [capabilities]
Deployment/shop/bare: container bare: no limits.memory [resources]
Deployment/shop/bare: container bare: no livenessProbe [probes]
Deployment/shop/bare: container bare: no readinessProbe [probes]
Deployment/shop/bare: container bare: no requests.cpu [resources]
Deployment/shop/bare: container bare: no requests.memory [resources]
Deployment/shop/bare: container bare: readOnlyRootFilesystem is not true [read-only-root]
Deployment/shop/bare: container bare: runAsNonRoot is not true, or its user is 0 [run-as-non-root]
Deployment/shop/bare: container bare: seccompProfile is not RuntimeDefault [seccomp]
Deployment/shop/bare: its token is mounted, expected automountServiceAccountToken: false [service-account-token]
Deployment/shop/bare: neither topologySpreadConstraints nor anti-affinity [spread]
Deployment/shop/bare: no PodDisruptionBudget selects its pods [pdb]
Deployment/shop/bare: the default ServiceAccount, expected one of its own [service-account]
Deployment/shop/scaled: container a: API_KEY stands there, expected a Secret [credential]
Deployment/shop/scaled: container a: a hostPort [restricted-namespace]
Deployment/shop/scaled: container a: image 'a:latest', expected a version [image-pinned]
Deployment/shop/scaled: container a: no livenessProbe [probes]
Deployment/shop/scaled: container a: no readinessProbe [probes]
Deployment/shop/scaled: container b: tag 'edge-of', expected a version [image-pinned]
Deployment/shop/scaled: container c: no livenessProbe [probes]
Deployment/shop/scaled: container c: no readinessProbe [probes]
Deployment/shop/scaled: container d: adds the capability SYS_ADMIN [capabilities]
Deployment/shop/scaled: container d: allowPrivilegeEscalation is not false, or privileged [capabilities]
Deployment/shop/scaled: container d: image 'UPPER', expected a version [image-pinned]
Deployment/shop/scaled: container d: no limits.memory [resources]
Deployment/shop/scaled: container d: no livenessProbe [probes]
Deployment/shop/scaled: container d: no readinessProbe [probes]
Deployment/shop/scaled: container d: no requests.cpu [resources]
Deployment/shop/scaled: container d: no requests.memory [resources]
Deployment/shop/scaled: container d: readOnlyRootFilesystem is not true [read-only-root]
Deployment/shop/scaled: container d: runAsNonRoot is not true, or its user is 0 [run-as-non-root]
Deployment/shop/scaled: hostNetwork is on [restricted-namespace]
Deployment/shop/scaled: volume v: a hostPath [restricted-namespace]
Job/shop/job: container a: runAsNonRoot is not true, or its user is 0 [run-as-non-root]
Job/shop/job: container a: seccompProfile is not RuntimeDefault [seccomp]
"""


def test_each_mistake_is_found() -> None:
    """In workloads that have all of them, and in some that have none of one kind."""
    case = holding(OBJECTS)
    assert told(one for document in case.of_kind(*RUNNING) for one in pod_findings(case, document)) == SAID.splitlines()
