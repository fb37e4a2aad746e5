"""Issuers, stores and the accounts that read them are there."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.secrets import secrets_have_sources

SOURCES = """\
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: a, namespace: shop}
spec: {issuerRef: {name: gone}, secretName: a}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: b, namespace: shop}
spec: {issuerRef: {name: own}, secretName: b}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: c, namespace: shop}
spec: {issuerRef: {kind: ClusterIssuer, name: whole}, secretName: c}
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: own, namespace: shop}
spec: {ca: {secretName: gone}}
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: whole}
spec: {ca: {secretName: gone}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: a, namespace: shop}
spec: {secretStoreRef: {name: gone}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: b, namespace: shop}
spec: {secretStoreRef: {name: store}}
---
apiVersion: external-secrets.io/v1alpha1
kind: PushSecret
metadata: {name: p, namespace: shop}
spec: {secretStoreRefs: [{kind: ClusterSecretStore, name: gone}, {kind: ClusterSecretStore, name: all}]}
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: {name: store, namespace: shop}
spec: {provider: {aws: {auth: {jwt: {serviceAccountRef: {name: gone}}}}}}
---
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: all}
spec: {provider: {aws: {auth: {jwt: {serviceAccountRef: {name: own, namespace: shop}}}}}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: own, namespace: shop}
"""

SOURCES_SAID = """\
Certificate/shop/a: Issuer 'gone' is not in the files [reference]
ClusterIssuer//whole: Secret cert-manager/gone is not in the files [reference]
ExternalSecret/shop/a: SecretStore 'gone' is not in the files [reference]
Issuer/shop/own: Secret shop/gone is not in the files [reference]
PushSecret/shop/p: ClusterSecretStore 'gone' is not in the files [reference]
SecretStore/shop/store: ServiceAccount shop/gone is not in the files [reference]
"""


def test_sources() -> None:
    """Each that is named."""
    assert told(secrets_have_sources(holding(SOURCES))) == SOURCES_SAID.splitlines()
