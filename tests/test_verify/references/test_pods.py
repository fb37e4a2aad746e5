"""What pods use is there."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.pods import bindings_have_ends, claims_have_classes, pods_find_what_they_use

USES = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: shop}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      serviceAccountName: nobody
      imagePullSecrets: [{name: pull}]
      volumes:
        - {name: claim, persistentVolumeClaim: {claimName: gone}}
        - {name: store, csi: {volumeAttributes: {secretProviderClass: gone}}}
        - {name: settings, configMap: {name: settings, items: [{key: a, path: a}, {key: z, path: z}]}}
        - {name: maybe, configMap: {name: gone, optional: true}}
        - {name: both, projected: {sources: [{secret: {name: keys}}, {configMap: {name: gone}}]}}
        - {name: unused, emptyDir: {}}
        - {name: single, configMap: {name: settings}}
        - {name: classic, secret: {secretName: keys}}
      containers:
        - name: a
          image: "x:1.0"
          ports: [{name: http, containerPort: 8080}]
          readinessProbe: {httpGet: {port: web}}
          livenessProbe: {tcpSocket: {port: 9}}
          startupProbe: {grpc: {port: 8080}}
          env:
            - {name: A, valueFrom: {secretKeyRef: {name: keys, key: a}}}
            - {name: B, valueFrom: {configMapKeyRef: {name: settings, key: z}}}
            - {name: C, valueFrom: {secretKeyRef: {name: gone, key: a, optional: true}}}
            - {name: D, value: plain}
          envFrom: [{secretRef: {name: gone}}, {configMapRef: {name: settings}}, {secretRef: {name: gone2, optional: true}}]
          volumeMounts:
            - {name: claim, mountPath: /claim}
            - {name: store, mountPath: /store}
            - {name: settings, mountPath: /settings}
            - {name: maybe, mountPath: /maybe}
            - {name: both, mountPath: /both}
            - {name: classic, mountPath: /classic}
            - {name: single, mountPath: /single, subPath: z}
            - {name: lost, mountPath: /lost}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: b, namespace: shop}
spec:
  selector: {matchLabels: {app: b}}
  volumeClaimTemplates: [{metadata: {name: disk}}]
  template:
    metadata: {labels: {app: b}}
    spec:
      containers: [{name: b, image: "x:1.0", volumeMounts: [{name: disk, mountPath: /disk}]}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {a: "1"}
---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: shop}
stringData: {a: "1"}
---
apiVersion: v1
kind: Secret
metadata: {name: pull, namespace: shop}
"""

USES_SAID = """\
Deployment/shop/a: ConfigMap 'gone' is not in the files [reference]
Deployment/shop/a: ConfigMap 'settings' has no key 'z' [reference]
Deployment/shop/a: PersistentVolumeClaim 'gone' is not in the files [reference]
Deployment/shop/a: Secret 'gone' is not in the files [reference]
Deployment/shop/a: SecretProviderClass 'gone' is not in the files [reference]
Deployment/shop/a: ServiceAccount 'nobody' is not in the files [reference]
Deployment/shop/a: livenessProbe asks port 9, which the container has not [reference]
Deployment/shop/a: mounts 'lost', which is no volume of the pod [reference]
Deployment/shop/a: no container mounts the volume 'unused' [reference]
Deployment/shop/a: readinessProbe asks port 'web', which the container has not [reference]
"""

CLAIMS = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: a, namespace: shop}
spec: {storageClassName: gone}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: b, namespace: shop}
spec: {storageClassName: own}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: own}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: c, namespace: shop}
spec:
  selector: {matchLabels: {app: c}}
  volumeClaimTemplates: [{metadata: {name: d}, spec: {storageClassName: gp2}}, {metadata: {name: e}, spec: {storageClassName: gp9}}, {metadata: {name: f}}]
  template:
    metadata: {labels: {app: c}}
    spec:
      containers: [{name: c, image: "x:1.0", ports: [{name: http, containerPort: 8080}]}]
"""

CLAIMS_SAID = """\
PersistentVolumeClaim/shop/a: StorageClass 'gone' is not in the files [reference]
StatefulSet/shop/c: StorageClass 'gp9' is not in the files [reference]
"""

BINDINGS = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: a, namespace: shop}
roleRef: {kind: Role, name: gone}
subjects: [{kind: ServiceAccount, name: gone}, {kind: ServiceAccount, name: own}, {kind: User, name: ada}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: own, namespace: shop}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: own, namespace: shop}
"""

BINDINGS_SAID = """\
RoleBinding/shop/a: Role 'gone' is not in the files [reference]
RoleBinding/shop/a: ServiceAccount shop/gone is not in the files [reference]
"""


def test_uses() -> None:
    """Accounts, volumes, mounts, probes, keys."""
    assert told(pods_find_what_they_use(holding(USES))) == USES_SAID.splitlines()


def test_claims() -> None:
    """Classes of the files, and of the cluster."""
    assert told(claims_have_classes(holding(CLAIMS))) == CLAIMS_SAID.splitlines()


def test_bindings() -> None:
    """Roles and subjects."""
    assert told(bindings_have_ends(holding(BINDINGS))) == BINDINGS_SAID.splitlines()
