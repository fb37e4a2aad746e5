"""The review of namespaces, roles, credentials and waivers."""

from __future__ import annotations

from dataclasses import replace

from checked import case_of, holding, told

from patternloom.verify.kubernetes.security import security_findings
from patternloom.verify.wrong.making import altered

REVIEW = """\
apiVersion: v1
kind: Namespace
metadata: {name: open}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a, namespace: shop}
spec: {podSelector: {}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: b, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: c, namespace: shop}
spec: {podSelector: {matchLabels: {app: a}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: a, namespace: shop}
spec: {template: {spec: {automountServiceAccountToken: false, serviceAccountName: a, containers: []}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: a, namespace: shop}
rules: [{apiGroups: ["*"], resources: [secrets], verbs: ["*"]}, {resources: [secrets], resourceNames: [a]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: a}
roleRef: {kind: ClusterRole, name: cluster-admin}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: b}
roleRef: {kind: ClusterRole, name: view}
---
apiVersion: v1
kind: Secret
metadata: {name: a, namespace: shop}
stringData: {a: b}
---
apiVersion: v1
kind: Secret
metadata: {name: b, namespace: shop}
"""

REVIEW_SAID = """\
ClusterRoleBinding//a: binds an administrator's role [iam-wildcard]
DataKey: nothing needs the waiver of iam-wildcard [waiver]
Namespace//open: enforces nothing, expected restricted [restricted-namespace]
Namespace//shop: no NetworkPolicy refuses Egress by default [network-policy]
Role/shop/a: '*' in apiGroups [iam-wildcard]
Role/shop/a: '*' in verbs [iam-wildcard]
Role/shop/a: all secrets, expected resourceNames [iam-wildcard]
Secret/shop/a: a Secret with its values, expected an external store or SOPS [credential]
Service/shop/orders: nothing needs the waiver of service-port [waiver]
Service/shop/web: nothing needs the waiver of service-port [waiver]
keys.txt:1: an AWS access key [credential]
keys.txt:2: a private key [credential]
keys.txt:3: a password in a URL [credential]
"""


def test_waivers_except_what_they_name_and_nothing_else() -> None:
    """By the object, or by a resource's logical name; one that nothing needs is told."""
    case = case_of("shop")
    one = case.design.waivers[0]
    waivers = [
        ("iam-wildcard", "DataKey"),
        ("replicas", "Deployment/shop/web"),
        ("network-policy", "Deployment/shop/web"),
        ("unknown", "DataKey"),
    ]
    design = altered(case.design, waivers=tuple(altered(one, rule=rule, object=name) for rule, name in waivers))
    assert told(security_findings(replace(case, design=design))) == [
        "DataKey: no rule 'unknown' [waiver]",
        "Deployment/shop/web: nothing needs the waiver of replicas [waiver]",
    ]


def test_review() -> None:
    """Of everything but pods and templates."""
    assert (
        told(
            security_findings(
                holding(
                    REVIEW,
                    **{
                        "keys.txt": "AKIAABCDEFGHIJKLMNOP\n-----BEGIN RSA PRIVATE KEY-----\nhttps://ada:hunter2@example.org\nnothing\n"
                    },
                )
            )
        )
        == REVIEW_SAID.splitlines()
    )
