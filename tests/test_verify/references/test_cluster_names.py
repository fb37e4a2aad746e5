"""A name of the cluster in any text is that of a Service, with a port that it has."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.cluster_names import cluster_names_are_there

NAMES = """\
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: headless, namespace: shop}
spec: {clusterIP: None, ports: [{port: 80, targetPort: 8080}]}
"""

NAMES_SAID = """\
nginx/a.conf:2: Service shop/a has no port 8080 [reference]
nginx/a.conf:4: Service shop/gone is not in the files [reference]
nginx/a.conf:6: Service kube-system/kube-dns has no port 54 [reference]
"""


def test_names() -> None:
    """Of the files, of the cluster, and those that nobody has."""
    assert (
        told(
            cluster_names_are_there(
                holding(
                    NAMES,
                    **{
                        "nginx/a.conf": "a.shop.svc.cluster.local:80\na.shop.svc:8080\nheadless.shop.svc.cluster.local:8080\ngone.shop.svc\nkube-dns.kube-system.svc:53\nkube-dns.kube-system.svc:54\nkube-dns.kube-system.svc\n*.shop.svc\na.shop.svc\n"
                    },
                )
            )
        )
        == NAMES_SAID.splitlines()
    )
