"""Policies as text, for the tables that the documents of Kubernetes and Istio give answers for."""

from __future__ import annotations

from patternloom.verify.example.manifests import Document, read_documents

NETWORK = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x, namespace: default}\nspec: "
AUTHORIZATION = (
    "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: x, namespace: foo}\nspec: "
)


def documents(head: str, *specs: str) -> list[Document]:
    """Policies of these specs."""
    found = []
    for number, spec in enumerate(specs):
        read, problems = read_documents(head.replace("name: x", f"name: x{number}") + spec, "table")
        assert problems == ()
        found += read
    return found
