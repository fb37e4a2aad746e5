"""`istio/install.yaml`: what istioctl is told, which no published schema judges.

In: a case with that file. Out: what is wrong by itself, and beside the objects: namespaces, gateways, modes, trust
domains. The fields and values known here are those of Istio's references, as far as the examples need them; any other
is a finding. istioctl is not run.
https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/ and …/istio.mesh.v1alpha1/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import read_documents
from patternloom.verify.kubernetes.fields import LABEL

INSTALL = "istio/install.yaml"
PROFILES = {"default", "minimal", "ambient", "demo", "empty", "preview", "remote"}


def _one_of(*values: object) -> Callable[[Any], bool]:
    return lambda value: value in values


def _positive(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _anything(value: Any) -> bool:
    return value is not None


def _matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


NAME = _matching(LABEL.pattern)
GATEWAY = {
    "name": NAME,
    "namespace": NAME,
    "enabled": _one_of(True, False),
    "k8s": {
        "securityContext": {"seccompProfile": {"type": _one_of("RuntimeDefault")}},
        "podAnnotations": {
            "proxy.istio.io/config": _matching(r'\{"gatewayTopology": \{"numTrustedProxies": [0-9]\}\}'),
        },
        "overlays": [
            {
                "apiVersion": _one_of("apps/v1"),
                "kind": _one_of("Deployment"),
                "name": NAME,
                "patches": [{"path": _matching(r"spec\.template\.spec\.[a-zA-Z.\[\]:-]+"), "value": _anything}],
            }
        ],
    },
}
FIELDS: Mapping[str, Any] = {
    "apiVersion": _one_of("install.istio.io/v1alpha1"),
    "kind": _one_of("IstioOperator"),
    "metadata": {"name": NAME, "namespace": NAME},
    "spec": {
        "profile": lambda value: value in PROFILES,
        "components": {
            "cni": {"enabled": _one_of(True, False)},
            "egressGateways": [GATEWAY],
            "ingressGateways": [GATEWAY],
        },
        "meshConfig": {
            "accessLogFile": _one_of("/dev/stdout"),
            "outboundTrafficPolicy": {"mode": _one_of("REGISTRY_ONLY", "ALLOW_ANY")},
            "trustDomain": _matching(r"[a-z0-9.-]+"),
            "meshMTLS": {"minProtocolVersion": _one_of("TLSV1_2", "TLSV1_3")},
            "defaultConfig": {"proxyMetadata": {"SECRET_TTL": _matching(r"\d+[hms]")}},
        },
        "values": {
            "pilot": {"autoscaleMin": _positive},
            "gateways": {
                "istio-ingressgateway": {"type": _one_of("ClusterIP", "LoadBalancer"), "autoscaleMin": _positive},
                "istio-egressgateway": {"autoscaleMin": _positive},
            },
        },
    },
}


def mesh_installer_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with what istioctl is told; silent without it."""
    if INSTALL in case.files:
        yield from (Finding(INSTALL, "installer", message) for message in _problems(case))


def _problems(case: Case) -> Iterator[str]:
    """What is wrong with the file, and only where its fields are right, beside the objects."""
    documents, problems = read_documents(case.files[INSTALL], INSTALL)
    yield from problems
    if problems or len(documents) != 1:
        return
    wrong = list(_fields(documents[0].value, FIELDS, ""))
    yield from wrong
    if wrong:
        return
    spec = documents[0].spec
    gateways = [
        one for kind in ("ingressGateways", "egressGateways") for one in spec.get("components", {}).get(kind, ())
    ]
    on = {(one["namespace"], one["name"]) for one in gateways if one.get("enabled")}
    yield from _gateways(case, gateways, on)
    yield from _selected(case, on)
    yield from _modes(case, spec)
    yield from _trusted(case, spec)
    yield from _values(spec, {name for _, name in on})


def _gateways(case: Case, gateways: list[dict[str, Any]], on: set[tuple[str, str]]) -> Iterator[str]:
    """Each stands in a namespace that is there, and takes a pod of its gateway."""
    for namespace, name in sorted(on):
        if case.find("Namespace", "", namespace) is None:
            yield f"{name} in the namespace {namespace!r}, which is not in the files"
    for one in gateways:
        for overlay in (one.get("k8s") or {}).get("overlays") or ():
            if overlay["name"] != one["name"]:
                yield f"{one['name']} with an overlay of {overlay['name']}, expected its own Deployment"
        home = case.find("Namespace", "", one["namespace"])
        closed = home is not None and home.labels.get("pod-security.kubernetes.io/enforce") == "restricted"
        if closed and not one.get("k8s"):
            yield f"{one['name']} without a seccomp profile, which its restricted namespace refuses"


def _selected(case: Case, on: set[tuple[str, str]]) -> Iterator[str]:
    """Each Gateway of the files selects one that is turned on; Istio's own labels are the name without its prefix."""
    labels = {(namespace, name.removeprefix("istio-")) for namespace, name in on}
    for one in case.of_kind("Gateway"):
        wanted = (one.spec.get("selector") or {}).get("istio")
        if one.group == "networking.istio.io" and wanted and (one.namespace, wanted) not in labels:
            yield f"{one.id} selects {wanted} in {one.namespace}, which is not turned on there"


def _modes(case: Case, spec: Mapping[str, Any]) -> Iterator[str]:
    """Sidecars or ambient mode, as the namespaces ask."""
    homes = [one.labels for one in case.of_kind("Namespace")]
    ambient = any(labels.get("istio.io/dataplane-mode") == "ambient" for labels in homes)
    if ambient != (spec.get("profile") == "ambient"):
        yield f"profile {spec.get('profile')}, and the namespaces ask for {'ambient' if ambient else 'sidecars'}"
    injected = any(labels.get("istio-injection") == "enabled" for labels in homes)
    restricted = any(labels.get("pod-security.kubernetes.io/enforce") == "restricted" for labels in homes)
    if injected and restricted and not (spec.get("components", {}).get("cni") or {}).get("enabled"):
        yield "without the CNI plugin a sidecar needs NET_ADMIN, which the restricted namespaces refuse"


def _trusted(case: Case, spec: Mapping[str, Any]) -> Iterator[str]:
    """The policies speak of identities of this mesh."""
    domains = {
        name.partition("/")[0]
        for one in case.of_kind("AuthorizationPolicy")
        for rule in one.spec.get("rules") or ()
        for source in rule.get("from") or ()
        for name in (source.get("source") or {}).get("principals") or ()
    }
    domain = (spec.get("meshConfig") or {}).get("trustDomain", "cluster.local")
    for other in sorted(domains - {domain}):
        yield f"trust domain {domain}, and a policy speaks of {other}"


def _values(spec: Mapping[str, Any], on: set[str]) -> Iterator[str]:
    """Values are for what is turned on, and nothing runs once only."""
    values = spec.get("values", {})
    for name in sorted(set(values.get("gateways", {})) - on):
        yield f"values for {name}, which is not turned on"
    if values.get("pilot", {}).get("autoscaleMin", 1) < 2:
        yield "one istiod, expected two or more"
    for name in sorted(on):
        if values.get("gateways", {}).get(name, {}).get("autoscaleMin", 1) < 2:
            yield f"one {name}, expected two or more"


def _fields(value: Any, known: Any, way: str) -> Iterator[str]:
    if isinstance(known, Mapping):
        if not isinstance(value, dict):
            yield f"{way or '/'}: expected fields"
            return
        for key in value:
            if key not in known:
                yield f"{way}/{key}: unknown field"
            else:
                yield from _fields(value[key], known[key], f"{way}/{key}")
        for key in {"apiVersion", "kind", "metadata", "spec"} & set(known) - set(value):
            yield f"{way}/{key} is missing"
    elif isinstance(known, list):
        for number, item in enumerate(value if isinstance(value, list) else ()):
            yield from _fields(item, known[0], f"{way}/{number}")
        if not isinstance(value, list):
            yield f"{way}: expected a list"
    elif not known(value):
        yield f"{way}: unexpected {value!r}"
