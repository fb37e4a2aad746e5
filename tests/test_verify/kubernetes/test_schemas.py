"""Objects are held against the schemas of the version that the example names."""

from __future__ import annotations

import pytest
from checked import case_of, holding, told

from patternloom.verify.example.case import Case
from patternloom.verify.example.crds import Schema
from patternloom.verify.example.manifests import read_documents
from patternloom.verify.kubernetes.schemas import is_core, kubernetes_findings
from patternloom.verify.wrong.making import altered

pytestmark = pytest.mark.xdist_group("verify-schemas")
TWICE = holding("""\
kind: ConfigMap
apiVersion: v1
metadata: {name: a, namespace: shop}
dota: {a: b}
---
kind: ConfigMap
metadata: {name: b, namespace: shop}
---
apiVersion: bakery.example/v1
kind: Oven
metadata: {name: a}
""")


def said(case: Case, version: str = "1.35") -> list[str]:
    """What is found, by the schemas of a version."""
    versions = tuple(altered(one, version=version) for one in case_of("shop").design.versions)
    return told(kubernetes_findings(altered(case, design=altered(case.design, versions=versions))))


def test_each_mistake_is_found() -> None:
    """By the schema, or by the rules beside it; what cannot be read is told, too."""
    case = altered(TWICE, documents=(*TWICE.documents, TWICE.documents[0]), unreadable=(("k8s/x.yaml", "no YAML"),))
    assert said(case) == [
        "ConfigMap/shop/a: : Additional properties are not allowed ('dota' was unexpected) [kubernetes]",
        "ConfigMap/shop/a: stands in the files twice [kubernetes]",
        "ConfigMap/shop/b: no apiVersion, expected the version of its kind [kubernetes]",
        "Oven//a: no namespace, expected one [kubernetes]",
        "k8s/x.yaml: no YAML [yaml]",
    ]


def test_a_kind_of_the_project_s_own_may_be_of_the_whole_cluster() -> None:
    """As its definition says."""
    known = altered(TWICE.known, schemas={("bakery.example/v1", "Oven"): Schema({}, cluster_scoped=True)})
    assert "Oven//a: no namespace, expected one [kubernetes]" not in said(altered(TWICE, known=known))


def test_what_helm_makes_several_times_stands_there_once() -> None:
    """Once for each file of values."""
    text = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a, namespace: shop}\n"
    made = [read_documents(text, f"chart (helm template{one})")[0][0] for one in ("", " values-x.yaml")]
    assert said(altered(TWICE, documents=tuple(made))) == []


def test_a_kind_that_a_version_has_not_is_told() -> None:
    """With the version."""
    document = read_documents("kind: ConfigMop\napiVersion: v1\nmetadata: {name: a, namespace: shop}\n", "a")[0]
    (found,) = said(altered(TWICE, documents=document), "1.34.2")
    assert found.startswith("ConfigMop/shop/a: no schema in Kubernetes 1.34: ")


def test_kubernetes_own_kinds_are_told_by_their_group() -> None:
    """Projects of its own house have theirs elsewhere."""
    groups = ["v1", "apps/v1", "networking.k8s.io/v1", "gateway.networking.k8s.io/v1", "example.org/v1"]
    texts = [f"kind: A\napiVersion: {group}\nmetadata: {{name: a}}\n" for group in groups]
    assert [is_core(read_documents(text, "a")[0][0]) for text in texts] == [True, True, True, False, False]
