"""Certificates and secrets: their issuers, stores and the accounts that read them.

In: a case. Out: findings: names that lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.references.known import is_there, missing, use_problem


def secrets_have_sources(case: Case) -> Iterator[Finding]:
    """Issuers of certificates, stores of secrets, and the accounts that read those."""
    for document in case.of_kind("Certificate"):
        issuer = document.spec.get("issuerRef") or {}
        kind, name = issuer.get("kind", "Issuer"), issuer.get("name", "")
        if not is_there(case, kind, document.namespace if kind == "Issuer" else "", name):
            yield missing(document, f"{kind} {name!r}")
    for document in case.of_kind("Issuer", "ClusterIssuer"):
        name = (document.spec.get("ca") or {}).get("secretName")
        namespace = document.namespace or "cert-manager"
        if name and use_problem(case, "Secret", namespace, name, None):
            yield missing(document, f"Secret {namespace}/{name}")
    for document in case.of_kind("ExternalSecret", "PushSecret"):
        stores = [document.spec.get("secretStoreRef") or {}, *(document.spec.get("secretStoreRefs") or ())]
        for store in stores:
            kind, name = store.get("kind", "SecretStore"), store.get("name", "")
            if name and not is_there(case, kind, document.namespace if kind == "SecretStore" else "", name):
                yield missing(document, f"{kind} {name!r}")
    for document in case.of_kind("SecretStore", "ClusterSecretStore"):
        account = ((document.spec.get("provider") or {}).get("aws") or {}).get("auth", {}).get("jwt", {})
        account = account.get("serviceAccountRef") or {}
        namespace = account.get("namespace", document.namespace)
        if account and not is_there(case, "ServiceAccount", namespace, account.get("name", "")):
            yield missing(document, f"ServiceAccount {namespace}/{account.get('name')}")
