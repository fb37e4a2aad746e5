"""Kustomizations, charts and SOPS files: each wrong version shows in what comes out of them, or in themselves."""

from __future__ import annotations

import pytest
from checked import catalog_cases, changed, told

from patternloom.verify.kubernetes.schemas import kubernetes_findings
from patternloom.verify.kubernetes.security import security_findings
from patternloom.verify.mesh.flows import policy_findings
from patternloom.verify.packages.charts import chart_findings
from patternloom.verify.picture.story import picture_findings
from patternloom.verify.references.check import crossref_findings

CASES = {case.id: case for case in catalog_cases()}
CHECKS = (chart_findings, kubernetes_findings, crossref_findings, security_findings, picture_findings, policy_findings)
BFF, OPA, CHART = "bff-on-eks", "central-authorization-on-eks", "externalized-configuration-on-eks"
ALL, PC = "k8s/kustomization.yaml", "nginx/pc-browser/kustomization.yaml"
KUSTOMIZE = (
    (BFF, "resource that is not there", ALL, "- gateway.yaml", "- gateways.yaml"),
    (BFF, "resource lost", ALL, "  - ../nginx/smartphone\n", ""),
    (BFF, "resource twice", ALL, "  - gateway.yaml\n", "  - gateway.yaml\n  - gateway.yaml\n"),
    (BFF, "misspelt field", ALL, "resources:", "resource:"),
    (BFF, "unknown kind", ALL, "kind: Kustomization", "kind: Kustomisation"),
    (BFF, "unknown version", ALL, "/v1beta1", "/v1beta2"),
    (BFF, "a key twice", ALL, "kind: Kustomization\n", "kind: Kustomization\nkind: Kustomization\n"),
    (BFF, "no YAML", ALL, "resources:", "resources: ["),
    (BFF, "another namespace", PC, "namespace: bff", "namespace: shop"),
    (BFF, "another prefix", PC, "namePrefix: pc-browser-", "namePrefix: pc-"),
    (BFF, "no prefix", PC, "namePrefix: pc-browser-\n", ""),
    (BFF, "another label", PC, "app: pc-browser", "app: smartphone"),
    (BFF, "labels without selectors", PC, "includeSelectors: true", "includeSelectors: false"),
    (BFF, "another ConfigMap", PC, "- name: nginx", "- name: conf"),
    (BFF, "another file in the ConfigMap", PC, "- nginx.conf", "- nginx.conf=kustomization.yaml"),
    (BFF, "another key in the ConfigMap", PC, "- nginx.conf", "- web.conf=nginx.conf"),
    (BFF, "another base", PC, "- ../base", "- ../bases"),
    (OPA, "data lost", "rego/kustomization.yaml", "[policy.rego, roles.json]", "[policy.rego]"),
    (OPA, "tests in the ConfigMap's place", "rego/kustomization.yaml", "[policy.rego,", "[policy.rego=policy_test.rego,"),
)  # fmt: skip
OF_ALL = "nginx/base/bff.yaml"
BASE = (
    (BFF, "one replica", OF_ALL, "replicas: 2", "replicas: 1"),
    (BFF, "misspelt field", OF_ALL, "readinessProbe:", "readynessProbe:"),
    (BFF, "unknown ServiceAccount", OF_ALL, "serviceAccountName: bff", "serviceAccountName: web"),
    (BFF, "token mounted", OF_ALL, "      automountServiceAccountToken: false", "      automountServiceAccountToken: true"),
    (BFF, "Service for an unknown port", OF_ALL, "targetPort: http", "targetPort: web"),
    (BFF, "root", OF_ALL, "runAsUser: 101", "runAsUser: 0"),
    (BFF, "writable root", OF_ALL, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
    (BFF, "capabilities kept", OF_ALL, "drop: [ALL]", "drop: [CHOWN]"),
    (BFF, "tag latest", OF_ALL, ":1.30.7-alpine", ":latest"),
    (BFF, "probe of an unknown port", OF_ALL, "port: http}\n          livenessProbe", "port: web}\n          livenessProbe"),
    (BFF, "request above its limit", OF_ALL, "limits: {memory: 128Mi}", "limits: {memory: 32Mi}"),
    (BFF, "mount of no volume", OF_ALL, "{name: tmp, mountPath", "{name: cache, mountPath"),
    (BFF, "another ConfigMap", OF_ALL, "            name: nginx #", "            name: web #"),
    (BFF, "budget that stops every drain", OF_ALL, "minAvailable: 1", "minAvailable: 2"),
    (BFF, "spread over other pods", OF_ALL, "          labelSelector:\n            matchLabels:\n              role: bff", "          labelSelector:\n            matchLabels:\n              role: web"),
)  # fmt: skip
VALUES, PRODUCTION, CHART_FILE = "chart/values.yaml", "chart/values-production.yaml", "chart/Chart.yaml"
CONFIGURATION, DEPLOYMENT = "chart/templates/configuration.yaml", "chart/templates/deployment.yaml"
HELM = (
    (CHART, "tag latest", VALUES, "shop/orders:2.4.0", "shop/orders:latest"),
    (CHART, "no image", VALUES, "image: ", "images: "),
    (CHART, "a value that nobody reads", VALUES, "logLevel: debug", "logLevels: debug"),
    (CHART, "another image than the chart's", VALUES, "shop/orders:2.4.0", "shop/orders:2.3.0"),
    (CHART, "role of another account", VALUES, "111122223333:role", "444455556666:role"),
    (CHART, "role that no template has", VALUES, "orders-secrets-reader", "order-secrets-reader"),
    (CHART, "a secret in the clear", VALUES, "ordersPerMinute: 10", "ordersPerMinute: 10\npartnerApiKey: abc"),
    (CHART, "production's value that nobody reads", PRODUCTION, "partnerUrl", "partnerURL"),
    (CHART, "production's number as text", PRODUCTION, "600", '"600"'),
    (CHART, "production's image", PRODUCTION, "logLevel: info", "image: nginx\nlogLevel: info"),
    (CHART, "old chart", CHART_FILE, "apiVersion: v2", "apiVersion: v1"),
    (CHART, "version that is none", CHART_FILE, "version: 1.4.0", "version: one"),
    (CHART, "another name", CHART_FILE, "name: orders", "name: order"),
    (CHART, "misspelt field", CHART_FILE, "description:", "descripton:"),
    (CHART, "another application's version", CHART_FILE, '"2.4.0"', '"2.5.0"'),
    (CHART, "template without its end", CONFIGURATION, "{{- end }}\n---", "---"),
    (CHART, "unknown function", CONFIGURATION, "| quote", "| quoted"),
    (CHART, "misspelt value", CONFIGURATION, ".Values.logLevel", ".Values.loglevel"),
    (CHART, "another key", CONFIGURATION, "  LOG_LEVEL:", "  LOGLEVEL:"),
    (CHART, "another name of a ConfigMap", CONFIGURATION, "  name: orders # step 3", "  name: order # step 3"),
    (CHART, "another secret", CONFIGURATION, "    name: orders-database # step 6", "    name: order-database # step 6"),
    (CHART, "another store", CONFIGURATION, "    name: secrets-manager\n  target", "    name: secret-manager\n  target"),
    (CHART, "another namespace", DEPLOYMENT, "{{ .Release.Namespace }}", "order"),
    (CHART, "mount of no volume", DEPLOYMENT, "{name: limits, mountPath", "{name: limit, mountPath"),
    (CHART, "writable root", DEPLOYMENT, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false"),
    (CHART, "braces left open", DEPLOYMENT, "{{ .Values.image }}", "{{ .Values.image }"),
    (CHART, "indentation", DEPLOYMENT, "    spec:\n      serviceAccountName", "  spec:\n      serviceAccountName"),
)  # fmt: skip
RULES, SECRETS = "sops/sops.yaml", "sops/secrets-dev.yaml"
SOPS = (
    (CHART, "no rule for a file", RULES, r"secrets-dev\.yaml$", r"secrets-test\.yaml$"),
    (CHART, "a rule without an end", RULES, r"secrets-dev\.yaml$", r"secrets-dev\.yaml"),
    (CHART, "another recipient", RULES, "age: age18xjujw9", "age: age18xjujw8"),
    (CHART, "a key cut short", RULES, "38g2a", "38g2"),
    (CHART, "key of another service", RULES, "arn:aws:kms:", "arn:aws:kmss:"),
    (CHART, "key of another account", RULES, "111122223333", "444455556666"),
    (CHART, "alias that no template makes", RULES, "alias/shop-production-configuration", "alias/shop-config"),
    (CHART, "misspelt field", RULES, "    key_groups:", "    key_group:"),
    (CHART, "no key", RULES, "    age: age1", "    #age: age1"),
    (CHART, "a file that nobody speaks of", RULES, r"secrets-production\.yaml$", r"secrets-prod\.yml$"),
    (CHART, "a value in the clear", SECRETS, "partnerApiKey: ENC[AES256_GCM", "other: abc\npartnerApiKey: ENC[AES256_GCM"),
    (CHART, "another cipher", SECRETS, "partnerApiKey: ENC[AES256_GCM", "partnerApiKey: ENC[AES128_CBC"),
    (CHART, "a value that no template reads", SECRETS, "partnerApiKey:", "partnerKey:"),
    (CHART, "no code that shows changes", SECRETS, "    mac: ENC", "    macs: ENC"),
    (CHART, "for somebody else", SECRETS, "recipient: age18x", "recipient: age19x"),
)  # fmt: skip


def test_charts_and_secrets_are_right() -> None:
    """The examples have nothing wrong; what they render to, the other tests judge."""
    assert {id: told(chart_findings(case)) for id, case in CASES.items() if told(chart_findings(case))} == {}


@pytest.mark.parametrize(
    ("id", "name", "path", "old", "new"),
    [*KUSTOMIZE, *BASE, *HELM, *SOPS],
    ids=[
        f"{kind}: {one[1]}"
        for kind, all in (("kustomize", KUSTOMIZE), ("base", BASE), ("helm", HELM), ("sops", SOPS))
        for one in all
    ],
)
def test_a_wrong_version_is_found(id: str, name: str, path: str, old: str, new: str) -> None:
    """By Kustomize or Helm themselves, in what they make, or in the file."""
    case = CASES[id]
    wrong = changed(case, path, old, new)
    assert any(set(told(check(wrong))) - set(told(check(case))) for check in CHECKS)
