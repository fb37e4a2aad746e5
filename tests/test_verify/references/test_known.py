"""What files, cluster and catalog have of a name."""

from __future__ import annotations

import pytest
from checked import case_of, holding, told

from patternloom.verify.references.known import (
    all_namespaces,
    covers,
    is_there,
    keys_of,
    place_of_host,
    selects_pods,
    service_port_findings,
    use_problem,
)

CASE = holding("""\
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {a: b}
binaryData: {c: ZA==}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: listed, namespace: shop}
spec: {data: [{secretKey: password}]}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: templated, namespace: shop}
spec: {target: {name: other, template: {data: {url: x}}}, data: [{secretKey: password}]}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: whole, namespace: shop}
spec: {dataFrom: [{}]}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: front, namespace: shop}
spec: {secretName: front-tls}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop, labels: {app: a}}
""")


def test_keys_are_those_of_the_object_or_of_what_makes_it() -> None:
    """None where nobody can know them."""
    names = [
        ("ConfigMap", "settings"),
        ("Secret", "listed"),
        ("Secret", "other"),
        ("Secret", "whole"),
        ("Secret", "front-tls"),
    ]
    assert [keys_of(CASE, kind, "shop", name) for kind, name in [*names, ("Secret", "gone")]] == [
        {"a", "c"},
        {"password"},
        {"url"},
        None,
        {"tls.crt", "tls.key", "ca.crt"},
        None,
    ]


@pytest.mark.parametrize(
    ("kind", "name", "key", "told"),
    [
        ("ConfigMap", "settings", "a", None),
        ("ConfigMap", "settings", None, None),
        ("ConfigMap", "settings", "z", "ConfigMap 'settings' has no key 'z'"),
        ("Secret", "whole", "z", None),
        ("ConfigMap", "kube-root-ca.crt", "z", None),
        ("Secret", "ca", "z", None),
        ("Secret", "gone", None, "Secret 'gone' is not in the files"),
    ],
)
def test_a_use_is_of_what_is_there(kind: str, name: str, key: str | None, told: str | None) -> None:
    """The catalog's word counts, and what every namespace has."""
    assert use_problem(CASE, kind, "shop", name, key) == told


def test_a_port_is_one_of_the_service() -> None:
    """By name or number; of the files, of the cluster, or told."""
    document = CASE.documents[0]
    asked = [("shop", "a", 80), ("shop", "a", "http"), ("shop", "a", None), ("shop", "a", 81), ("shop", "web", 1)]
    asked += [("shop", "gone", 80), ("kube-system", "kube-dns", 53), ("kube-system", "kube-dns", 54)]
    found = [told(service_port_findings(CASE, document, *one)) for one in asked]
    head = "ConfigMap/shop/settings: Service"
    assert found == [
        [],
        [],
        [],
        [f"{head} shop/a has no port 81 [reference]"],
        [],
        [f"{head} shop/gone is not in the files [reference]"],
        [],
        [f"{head} kube-system/kube-dns has no port 54 [reference]"],
    ]


def test_a_host_is_a_place_in_the_cluster_or_none() -> None:
    """As Istio reads it."""
    hosts = [
        "a",
        "a.shop.svc.cluster.local",
        "a.shop.svc",
        "svc",
        "x.svc",
        "api.example.org",
        "a.shop.svc.cluster.local.",
    ]
    assert [place_of_host(host, "own") for host in hosts] == [
        ("own", "a"),
        ("shop", "a"),
        ("shop", "a"),
        ("own", "svc"),
        ("svc", "x"),
        None,
        None,
    ]


def test_the_rest_is_what_it_says() -> None:
    """Objects, pods, namespaces and hosts."""
    assert (
        is_there(CASE, "Service", "shop", "a"),
        is_there(CASE, "Service", "shop", "web"),
        is_there(case_of("depot"), "Service", "shop", "web"),
        selects_pods(CASE, "shop", {"matchLabels": {"app": "a"}}),
        selects_pods(CASE, "other", {"matchLabels": {"app": "a"}}),
        all_namespaces(CASE),
        [covers(pattern, "a.example.org") for pattern in ("*", "a.example.org", "*.example.org", "b.example.org")],
    ) == (True, True, False, True, False, {"shop"}, [True, True, True, False])
