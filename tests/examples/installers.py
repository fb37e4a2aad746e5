"""Settings that no published schema judges: `istio/install.yaml` for istioctl, and `rabbitmq/rabbitmq.conf`.

In: a case. Out: findings. The fields and values known here are those of Istio's and RabbitMQ's references, as far as the
examples need them; any other is a finding. Then both are held to the objects of the example: namespaces, gateways,
replicas, limits and mounts. Neither istioctl nor a broker on Kubernetes is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from examples.cases import Case, Finding
from examples.kubernetes import LABEL, amount
from examples.manifests import read_documents
from examples.workloads import containers

RULE = "installer"
INSTALL, BROKER = "istio/install.yaml", "rabbitmq/rabbitmq.conf"


def installer_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with settings by themselves, or beside the objects."""
    if INSTALL in case.files:
        yield from (Finding(INSTALL, RULE, message) for message in _mesh(case, case.files[INSTALL]))
    if BROKER in case.files:
        yield from (Finding(BROKER, RULE, message) for message in _broker(case, case.files[BROKER]))


# --- Istio: https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/ and …/istio.mesh.v1alpha1/ ----------

PROFILES = {"default", "minimal", "ambient", "demo", "empty", "preview", "remote"}


def _one_of(*values: object) -> Callable[[Any], bool]:
    return lambda value: value in values


def _positive(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


NAME = _matching(LABEL.pattern)
GATEWAY = {
    "name": NAME,
    "namespace": NAME,
    "enabled": _one_of(True, False),
    "k8s": {"securityContext": {"seccompProfile": {"type": _one_of("RuntimeDefault")}}},
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


def _mesh(case: Case, text: str) -> Iterator[str]:
    documents, problems = read_documents(text, INSTALL)
    yield from problems
    if problems or len(documents) != 1:
        return
    value = documents[0].value
    wrong = list(_fields(value, FIELDS, ""))
    yield from wrong
    if wrong:
        return
    spec = value["spec"]
    gateways = {
        (one["namespace"], one["name"])
        for kind in ("ingressGateways", "egressGateways")
        for one in spec.get("components", {}).get(kind, ())
        if one.get("enabled")
    }
    for namespace, name in sorted(gateways):
        if case.find("Namespace", "", namespace) is None:
            yield f"{name} in the namespace {namespace!r}, which is not in the files"
    for name in sorted(set(spec.get("values", {}).get("gateways", {})) - {n for _, n in gateways}):
        yield f"values for {name}, which is not turned on"
    for kind in ("ingressGateways", "egressGateways"):
        for one in spec.get("components", {}).get(kind, ()):
            home = case.find("Namespace", "", one["namespace"])
            closed = home is not None and home.labels.get("pod-security.kubernetes.io/enforce") == "restricted"
            if closed and not one.get("k8s"):
                yield f"{one['name']} without a seccomp profile, which its restricted namespace refuses"
    # Istio's own labels: the name without its prefix.
    labels = {(namespace, name.removeprefix("istio-")) for namespace, name in gateways}
    for one in case.of_kind("Gateway"):
        wanted = (one.spec.get("selector") or {}).get("istio")
        if one.group == "networking.istio.io" and wanted and (one.namespace, wanted) not in labels:
            yield f"{one.id} selects {wanted} in {one.namespace}, which is not turned on there"
    modes = {one.labels.get("istio.io/dataplane-mode") for one in case.of_kind("Namespace")}
    injected = any(one.labels.get("istio-injection") == "enabled" for one in case.of_kind("Namespace"))
    if ("ambient" in modes) != (spec.get("profile") == "ambient"):
        yield f"profile {spec.get('profile')}, and the namespaces ask for {'ambient' if 'ambient' in modes else 'sidecars'}"
    restricted = any(
        one.labels.get("pod-security.kubernetes.io/enforce") == "restricted" for one in case.of_kind("Namespace")
    )
    if injected and restricted and not (spec.get("components", {}).get("cni") or {}).get("enabled"):
        yield "without the CNI plugin a sidecar needs NET_ADMIN, which the restricted namespaces refuse"
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
    if spec.get("values", {}).get("pilot", {}).get("autoscaleMin", 1) < 2:
        yield "one istiod, expected two or more"
    for name in sorted({n for _, n in gateways}):
        if spec.get("values", {}).get("gateways", {}).get(name, {}).get("autoscaleMin", 1) < 2:
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


# --- RabbitMQ: https://www.rabbitmq.com/docs/configure and …/cluster-formation ----------------------------------------

SETTINGS: Mapping[str, str] = {
    "load_definitions": r"/[\w/.-]+",
    "cluster_formation.peer_discovery_backend": r"k8s",
    "cluster_formation.target_cluster_size_hint": r"[1-9]\d*",
    "quorum_queue.continuous_membership_reconciliation.enabled": r"true|false",
    "quorum_queue.continuous_membership_reconciliation.target_group_size": r"[1-9]\d*",
    "queue_leader_locator": r"balanced|client-local",
    "total_memory_available_override_value": r"\d+(?:GB|MB|GiB|MiB)?",
    "disk_free_limit.absolute": r"\d+(?:GB|MB|GiB|MiB)?",
    "log.console": r"true|false",
}
UNITS = {"": 1, "MB": 10**6, "GB": 10**9, "MiB": 2**20, "GiB": 2**30}


def _bytes(text: str) -> int:
    found = re.fullmatch(r"(\d+)(\w*)", text)
    return int(found[1]) * UNITS[found[2]] if found else 0


def _broker(case: Case, text: str) -> Iterator[str]:
    settings: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals or key not in SETTINGS:
            yield f"unknown setting {line!r}"
        elif not re.fullmatch(SETTINGS[key], value):
            yield f"{key} = {value}, expected {SETTINGS[key]}"
        if key in settings:
            yield f"{key} stands there twice"
        settings[key] = value
    for key in sorted(set(SETTINGS) - set(settings)):
        yield f"no {key}"
    if set(SETTINGS) - set(settings) or any(not re.fullmatch(SETTINGS[key], settings[key]) for key in SETTINGS):
        return
    sets = [
        (one, container)
        for one in case.of_kind("StatefulSet")
        for container in containers(one, all_kinds=False)
        if "/rabbitmq:" in f"/{container.get('image')}"
    ]
    if not sets:
        yield "no StatefulSet runs the broker"
    for one, container in sets:
        for key in (
            "cluster_formation.target_cluster_size_hint",
            "quorum_queue.continuous_membership_reconciliation.target_group_size",
        ):
            if int(settings[key]) != one.spec.get("replicas"):
                yield f"{key} = {settings[key]}, and {one.id} has {one.spec.get('replicas')} replicas"
        if settings["quorum_queue.continuous_membership_reconciliation.enabled"] != "true":
            yield "a queue that was made before all members joined would have too few copies"
        limit = amount(((container.get("resources") or {}).get("limits") or {}).get("memory"))
        memory = _bytes(settings["total_memory_available_override_value"])
        if limit is None or not 0.5 * limit < memory <= limit:
            yield f"{memory} bytes of memory, and the container has {limit}"
        sizes = [
            amount(((claim.get("spec") or {}).get("resources") or {}).get("requests", {}).get("storage"))
            for claim in one.spec.get("volumeClaimTemplates") or ()
        ]
        free = _bytes(settings["disk_free_limit.absolute"])
        # https://www.rabbitmq.com/docs/production-checklist: at least as much as the memory's high mark, 60% by default
        if not all(size and 0.6 * memory <= free < size / 2 for size in sizes):
            yield f"stops below {free} bytes of disk, and the disk has {sizes}"
        folders = {
            mount["mountPath"].rpartition("/")[0]
            for mount in container.get("volumeMounts") or ()
            if mount.get("subPath")
        }
        if settings["load_definitions"] not in folders:
            yield f"definitions in {settings['load_definitions']}, where nothing is mounted"
