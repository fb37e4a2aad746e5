"""Custom resources are held against the newest release at hand, not only the one that npm's packages know."""

from __future__ import annotations

import functools
import re
from typing import Any

import pytest
import yaml

from patternloom.verify.kubernetes.custom_resources import judge
from patternloom.verify.kubernetes.releases import RELEASES, newest, newest_says
from patternloom.verify.tools.setup import MODELS

pytestmark = pytest.mark.xdist_group("verify-node")


def value_of(text: str) -> dict[str, Any]:
    """An object of the namespace shop."""
    return {"metadata": {"name": "a", "namespace": "shop"}, **yaml.safe_load(text)}


@functools.cache
def judge_all_at_once() -> None:
    """By one process of Node: it remembers what it was asked."""
    judge([value_of(text) for text in (*ALL_RIGHT, *(text for text, _ in WRONG))])


def said(text: str) -> list[str]:
    """Of it."""
    judge_all_at_once()
    return newest_says(value_of(text), judge([value_of(text)])[0])


def test_a_project_s_newest_release_is_told() -> None:
    assert list(newest()) == ["cert-manager", "Istio", "External Secrets Operator", "Gateway API"]
    assert all(re.fullmatch(r"\d+\.\d+(\.\d+)?", release) for release in newest().values())
    assert RELEASES.is_here()
    assert RELEASES.version() == ", ".join(sorted(f"{project} {release}" for project, release in newest().items()))


TRAFFIC = "apiVersion: extensions.istio.io/v1alpha1\nkind: TrafficExtension\nspec: {wasm: "
ROUTE = (
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {hosts: [a], http: [{corsPolicy: {allowOrigins: ["
)
SECRET = "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec: {secretStoreRef: {name: a}, "
STORE = "apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nspec: {provider: {aws: {region: a, "
HTTP = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nspec: {rules: [{filters: [{"
ALL_RIGHT = [
    HTTP + "type: RequestRedirect, requestRedirect: {statusCode: 308}}]}]}",
    TRAFFIC + "{url: 'oci://a'}}",
    ROUTE + "{exact: a}]}}]}",
    SECRET + "target: {creationPolicy: CreateOrMerge}}",
    SECRET + "data: [{secretKey: a, remoteRef: {key: a, nullBytePolicy: Fail}}]}",
    SECRET + "syncWindows: {kind: allow, windows: []}}",
    STORE + "service: CertificateManager}}}",
    "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nspec: {mtls: {mode: STRICT}}",
    "apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: {secretName: a, issuerRef: {name: a}}",
]
WRONG = [
    (TRAFFIC + "{}}", ["/spec/wasm: 'url' is a required property"]),
    (TRAFFIC + "{url: a, uri: b}}", ["/spec/wasm/uri: unknown field"]),
    (TRAFFIC + "{url: 1}}", ["/spec/wasm/url: 1 is not of type 'string'"]),
    (ROUTE + "{exactly: a}]}}]}", ["/spec/http/0/corsPolicy/allowOrigins/0/exactly: unknown field"]),
    (SECRET + "data: [{secretKey: a, remoteRef: {key: a, nullBytes: Fail}}]}", ["/spec/data/0/remoteRef/nullBytes: unknown field"]),
    (SECRET + "nullBytePolicy: Fail}", ["/spec/nullBytePolicy: unknown field"]),
    (SECRET + "target: {creationPolicy: MergeOrCreate}}", ["/spec/target/creationPolicy: must be equal to one of the allowed values (Owner, Orphan, Merge, None)"]),
    (STORE + "service: Certificates}}}", ["/spec/provider/aws/service: must be equal to one of the allowed values (SecretsManager, ParameterStore)"]),
    ("apiVersion: extensions.istio.io/v1alpha1\nkind: TrafficExtensions\nspec: {}", ["no schema for extensions.istio.io/v1alpha1 TrafficExtensions"]),
    ("apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nspec: {mtls: {modus: STRICT}}", ["/spec/mtls/modus: unknown field"]),
    ("apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: {secretName: a, issuerRef: {name: a}, dnsName: [b]}", ["/spec/dnsName: unknown field"]),
]  # fmt: skip


@pytest.mark.parametrize("text", ALL_RIGHT)
def test_what_the_newest_release_has_is_right(text: str) -> None:
    """The kinds, fields and values that the packages of npm do not know yet, too."""
    assert said(text) == []


@pytest.mark.parametrize(("text", "messages"), WRONG)
def test_what_it_does_not_have_is_told_once(text: str, messages: list[str]) -> None:
    assert said(text) == messages


def test_every_package_of_models_is_of_a_project_that_is_told() -> None:
    assert set(MODELS.values()) <= set(newest())
