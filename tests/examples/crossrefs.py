"""What the objects of an example say about each other: every name that one uses, another one has.

In: a case. Out: findings. An object that something in the cluster makes (a Secret of an external store, say) must be
told in the catalog's `supporting`. Fields of single objects are judged elsewhere; who may talk to whom, in `policies`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from examples.cases import Case, Finding
from examples.cloudformation import resources
from examples.manifests import CLUSTER_SCOPED, Document
from examples.mounts import mount_findings
from examples.workloads import POD_KINDS, containers, labels_of, matches, pod_spec, ports_of, workloads

ACCOUNT, REGION = "111122223333", "ap-northeast-1"
GLOBAL_SERVICES = {"iam", "route53", "cloudfront", "organizations", "sts", "s3", "waf", "shield", "globalaccelerator"}
ARN = re.compile(r"arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):([0-9a-zA-Z]*):([^\s\"'`,;)\]}]+)")
CLUSTER_NAME = re.compile(
    r"(?<![A-Za-z0-9*-])([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?(?![a-z0-9-])\.?(?::(\d+))?"
)
# Services that the cluster, or a mesh as its own installer makes it, has.
GIVEN_SERVICES = {
    ("kube-system", "kube-dns"): {53, 9153},
    ("default", "kubernetes"): {443},
    ("istio-system", "istiod"): {15010, 15012, 443, 15014},
    ("istio-system", "istio-ingressgateway"): {80, 443, 15021},
    ("istio-system", "istio-egressgateway"): {80, 443},
}
GIVEN_NAMESPACES = {"kube-system", "default", "istio-system", "kube-public", "kube-node-lease", "cert-manager"}
GIVEN_GATEWAY_CLASSES = {
    "istio",
    "istio-waypoint",
    "istio-remote",
    "cilium",
    "amazon-vpc-lattice",
    "aws-alb",
    "aws-nlb",
}
GIVEN_CLUSTER_ROLES = {"view", "edit", "admin", "cluster-admin", "system:auth-delegator"}
GIVEN_STORAGE_CLASSES = {"gp2"}


def crossref_findings(case: Case) -> Iterator[Finding]:
    """Every name that leads nowhere."""
    for rule in (
        _namespaces,
        _selectors,
        _services,
        _pods,
        _disruption,
        _rbac,
        _scalers,
        _istio,
        _gateway_api,
        _issuers,
        _cluster_names,
        _arns,
        _identities,
    ):
        yield from rule(case)
    yield from mount_findings(case, functools.partial(_keys, case))


def _told(case: Case, kind: str, namespace: str, name: str) -> bool:
    """Whether the catalog says that something makes this object."""
    return any(one.object == f"{kind}/{namespace}/{name}" for one in case.design.supporting)


def _there(case: Case, kind: str, namespace: str, name: str) -> bool:
    return case.find(kind, namespace, name) is not None or _told(case, kind, namespace, name)


def _missing(document: Document, what: str) -> Finding:
    return Finding(document.id, "reference", f"{what} is not in the files")


def _namespaces(case: Case) -> Iterator[Finding]:
    for document in case.documents:
        namespace = document.namespace
        if (
            namespace
            and document.kind not in CLUSTER_SCOPED
            and namespace not in GIVEN_NAMESPACES
            and not _there(case, "Namespace", "", namespace)
        ):
            yield _missing(document, f"its namespace {namespace!r}")


def _pods_in(case: Case, namespace: str) -> list[Document]:
    return [one for one in case.of_kind(*POD_KINDS) if one.namespace == namespace]


def _selects(case: Case, namespace: str, selector: Mapping[str, Any]) -> bool:
    return any(one.namespace == namespace and matches(selector, one.labels) for one in workloads(case.documents))


def _selectors(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("Deployment", "StatefulSet", "DaemonSet"):
        if not matches(document.spec.get("selector"), labels_of(document)) or not document.spec.get("selector"):
            yield Finding(document.id, "selector", "its selector does not select its own pods")
        spec = pod_spec(document)
        for spread in spec.get("topologySpreadConstraints") or ():
            if not spread.get("labelSelector") or not matches(spread["labelSelector"], labels_of(document)):
                yield Finding(document.id, "selector", "a topologySpreadConstraint that does not select its own pods")
        anti = (spec.get("affinity") or {}).get("podAntiAffinity") or {}
        terms = [*(anti.get("requiredDuringSchedulingIgnoredDuringExecution") or ())]
        terms += [one["podAffinityTerm"] for one in anti.get("preferredDuringSchedulingIgnoredDuringExecution") or ()]
        for term in terms:
            if not term.get("labelSelector") or not matches(term["labelSelector"], labels_of(document)):
                yield Finding(document.id, "selector", "an anti-affinity that does not select its own pods")
    for first in _pods_with_selector(case):
        for second in _pods_with_selector(case):
            if first.id >= second.id or first.namespace != second.namespace:
                continue
            one_way = matches(first.spec["selector"], labels_of(second))
            if one_way or matches(second.spec["selector"], labels_of(first)):
                yield Finding(first.id, "selector", f"its selector and that of {second.id} select the same pods")
    for document in case.of_kind("PodDisruptionBudget", "NetworkPolicy"):
        selector = document.spec.get("selector" if document.kind == "PodDisruptionBudget" else "podSelector")
        if selector and not _selects(case, document.namespace, selector):
            yield Finding(document.id, "selector", "selects no pod of the files")


def _pods_with_selector(case: Case) -> list[Document]:
    return [one for one in case.of_kind("Deployment", "StatefulSet", "DaemonSet") if one.spec.get("selector")]


def _services(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("Service"):
        spec = document.spec
        ports = spec.get("ports") or ()
        if len(ports) > 1 and len({port.get("name") for port in ports} - {None}) < len(ports):
            yield Finding(document.id, "service", "several ports without a name each")
        selector = spec.get("selector")
        if spec.get("type") == "ExternalName" or not selector:
            if spec.get("type") != "ExternalName" and not (
                case.find("EndpointSlice", document.namespace, document.name)
                or any(
                    one.labels.get("kubernetes.io/service-name") == document.name
                    for one in case.of_kind("EndpointSlice")
                )
            ):
                yield Finding(document.id, "service", "no selector, and no EndpointSlice for it")
            continue
        pods = [one for one in _pods_in(case, document.namespace) if matches({"matchLabels": selector}, labels_of(one))]
        if not pods:
            if not _selects(case, document.namespace, {"matchLabels": selector}):
                yield Finding(document.id, "service", "its selector selects no pod of the files")
            continue
        for port in ports:
            target, protocol = port.get("targetPort", port.get("port")), port.get("protocol", "TCP")
            for pod in pods:
                numbers = {one.number for one in ports_of(pod) if one.protocol == protocol}
                names = {one.name for one in ports_of(pod) if one.protocol == protocol}
                if target not in (names if isinstance(target, str) else numbers):
                    yield Finding(document.id, "service", f"targetPort {target!r} ({protocol}) is no port of {pod.id}")
    for document in case.of_kind("StatefulSet"):
        name = document.spec.get("serviceName")
        if name and not _there(case, "Service", document.namespace, name):
            yield _missing(document, f"its Service {name!r}")


def _made_secrets(case: Case) -> dict[tuple[str, str], set[str] | None]:
    """Secrets that other objects make: (namespace, name) → keys, None for unknown ones."""
    made: dict[tuple[str, str], set[str] | None] = {}
    for document in case.documents:
        spec = document.spec
        if document.kind == "ExternalSecret":
            name = (spec.get("target") or {}).get("name") or document.name
            keys = {one.get("secretKey", "") for one in spec.get("data") or ()}
            template = ((spec.get("target") or {}).get("template") or {}).get("data") or {}
            made[document.namespace, name] = None if spec.get("dataFrom") else (set(template) or keys)
        elif document.kind == "Certificate" and document.group == "cert-manager.io":
            made[document.namespace, str(spec.get("secretName"))] = {"tls.crt", "tls.key", "ca.crt"}
    return made


def _keys(case: Case, kind: str, namespace: str, name: str) -> set[str] | None:
    """The keys of a ConfigMap or Secret; None where nobody can know them."""
    if kind == "Secret" and (namespace, name) in (made := _made_secrets(case)):
        return made[namespace, name]
    document = case.find(kind, namespace, name)
    if document is None:
        return None
    return {key for part in ("data", "stringData", "binaryData") for key in document.value.get(part) or ()}


def _source(case: Case, kind: str, namespace: str, name: str, key: str | None) -> str | None:
    """What is wrong with a use of a ConfigMap or Secret."""
    if (kind == "Secret" and (namespace, name) in _made_secrets(case)) or case.find(kind, namespace, name):
        keys = _keys(case, kind, namespace, name)
    elif _told(case, kind, namespace, name) or (kind == "ConfigMap" and name == "kube-root-ca.crt"):
        keys = None
    else:
        return f"{kind} {name!r} is not in the files"
    if key is not None and keys is not None and key not in keys:
        return f"{kind} {name!r} has no key {key!r}"
    return None


def _pods(case: Case) -> Iterator[Finding]:
    for document in case.of_kind(*POD_KINDS):
        namespace, spec = document.namespace, pod_spec(document)
        account = spec.get("serviceAccountName", "default")
        if account != "default" and not _there(case, "ServiceAccount", namespace, account):
            yield _missing(document, f"ServiceAccount {account!r}")
        uses: list[tuple[str, str, str | None, bool]] = []
        for one in spec.get("imagePullSecrets") or ():
            uses.append(("Secret", one["name"], None, False))
        volumes = {volume.get("name"): volume for volume in spec.get("volumes") or ()}
        claims = {one["metadata"]["name"] for one in document.spec.get("volumeClaimTemplates") or ()}
        for volume in volumes.values():
            parts = [volume, *((volume.get("projected") or {}).get("sources") or ())]
            for part in parts:
                for field, kind in (("configMap", "ConfigMap"), ("secret", "Secret")):
                    body = part.get(field)
                    if body:
                        name, optional = body.get("name") or body.get("secretName"), bool(body.get("optional"))
                        uses.append((kind, name, None, optional))
                        uses += [(kind, name, item["key"], optional) for item in body.get("items") or ()]
            claim = (volume.get("persistentVolumeClaim") or {}).get("claimName")
            if claim and not _there(case, "PersistentVolumeClaim", namespace, claim):
                yield _missing(document, f"PersistentVolumeClaim {claim!r}")
            provider = ((volume.get("csi") or {}).get("volumeAttributes") or {}).get("secretProviderClass")
            if provider and not _there(case, "SecretProviderClass", namespace, provider):
                yield _missing(document, f"SecretProviderClass {provider!r}")
        mounted: set[str] = set()
        for container in containers(document):
            for mount in container.get("volumeMounts") or ():
                mounted.add(mount.get("name"))
                if mount.get("name") not in {*volumes, *claims}:
                    yield Finding(
                        document.id, "reference", f"mounts {mount.get('name')!r}, which is no volume of the pod"
                    )
                volume = volumes.get(mount.get("name")) or {}
                for field, kind in (("configMap", "ConfigMap"), ("secret", "Secret")):
                    if mount.get("subPath") and volume.get(field) and not volume[field].get("items"):
                        name = volume[field].get("name") or volume[field].get("secretName")
                        uses.append((kind, name, mount["subPath"], False))
            for variable in container.get("env") or ():
                for field, kind in (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")):
                    body = (variable.get("valueFrom") or {}).get(field)
                    if body:
                        uses.append((kind, body["name"], body["key"], bool(body.get("optional"))))
            for group in container.get("envFrom") or ():
                for field, kind in (("configMapRef", "ConfigMap"), ("secretRef", "Secret")):
                    if field in group:
                        uses.append((kind, group[field]["name"], None, bool(group[field].get("optional"))))
            names = {port.get("name") for port in container.get("ports") or ()}
            numbers = {port.get("containerPort") for port in container.get("ports") or ()}
            for probe in ("readinessProbe", "livenessProbe", "startupProbe"):
                body = container.get(probe) or {}
                for way in ("httpGet", "tcpSocket", "grpc"):
                    port = (body.get(way) or {}).get("port")
                    if port is not None and port not in (names if isinstance(port, str) else numbers):
                        yield Finding(
                            document.id, "reference", f"{probe} asks port {port!r}, which the container has not"
                        )
        for name in sorted({*volumes} - mounted, key=str):
            yield Finding(document.id, "reference", f"no container mounts the volume {name!r}")
        for kind, name, key, optional in uses:
            problem = None if optional else _source(case, kind, namespace, name, key)
            if problem:
                yield Finding(document.id, "reference", problem)
    claims_of = [(one, one.spec) for one in case.of_kind("PersistentVolumeClaim")]
    for document in case.of_kind("StatefulSet"):
        claims_of += [(document, one.get("spec") or {}) for one in document.spec.get("volumeClaimTemplates") or ()]
    for document, spec in claims_of:
        name = spec.get("storageClassName")
        if name and name not in GIVEN_STORAGE_CLASSES and not _there(case, "StorageClass", "", name):
            yield _missing(document, f"StorageClass {name!r}")


def _disruption(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("PodDisruptionBudget"):
        spec = document.spec
        least, most = spec.get("minAvailable"), spec.get("maxUnavailable")
        if (least is None) == (most is None):
            yield Finding(document.id, "pdb", "expected one of minAvailable and maxUnavailable")
        if most in (0, "0%") or least == "100%":
            yield Finding(document.id, "pdb", "allows no disruption, so that no node can be drained")
        for one in case.of_kind("Deployment", "StatefulSet"):
            selected = one.namespace == document.namespace and matches(spec.get("selector"), labels_of(one))
            if selected and isinstance(least, int) and least >= one.spec.get("replicas", 1):
                yield Finding(document.id, "pdb", f"minAvailable {least} of {one.spec.get('replicas', 1)} of {one.id}")


def _rbac(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("RoleBinding", "ClusterRoleBinding"):
        role = document.value.get("roleRef") or {}
        kind, name = role.get("kind", ""), role.get("name", "")
        given = kind == "ClusterRole" and name in GIVEN_CLUSTER_ROLES
        if not given and not _there(case, kind, document.namespace if kind == "Role" else "", name):
            yield _missing(document, f"{kind} {name!r}")
        for subject in document.value.get("subjects") or ():
            if subject.get("kind") == "ServiceAccount":
                namespace = subject.get("namespace", document.namespace)
                if not _there(case, "ServiceAccount", namespace, subject.get("name", "")):
                    yield _missing(document, f"ServiceAccount {namespace}/{subject.get('name')}")


def _scalers(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("HorizontalPodAutoscaler", "VerticalPodAutoscaler"):
        target = document.spec.get("scaleTargetRef") or document.spec.get("targetRef") or {}
        if not _there(case, target.get("kind", ""), document.namespace, target.get("name", "")):
            yield _missing(document, f"{target.get('kind')} {target.get('name')!r}")
        least, most = document.spec.get("minReplicas", 1), document.spec.get("maxReplicas", 1)
        if least > most:
            yield Finding(document.id, "reference", f"minReplicas {least} above maxReplicas {most}")
    for document in case.of_kind("Ingress"):
        for rule in document.spec.get("rules") or ():
            for path in (rule.get("http") or {}).get("paths") or ():
                service = path["backend"].get("service") or {}
                port = service.get("port") or {}
                yield from _service_port(
                    case, document, document.namespace, service.get("name", ""), port.get("number") or port.get("name")
                )
    for document in case.of_kind("TargetGroupBinding"):
        service = document.spec.get("serviceRef") or {}
        yield from _service_port(case, document, document.namespace, service.get("name", ""), service.get("port"))


def _service_port(
    case: Case, document: Document, namespace: str, name: str, port: int | str | None
) -> Iterator[Finding]:
    """A use of a Service and, unless None, of a port of it."""
    service = case.find("Service", namespace, name)
    if service is None:
        given = GIVEN_SERVICES.get((namespace, name))
        if given is None and not _told(case, "Service", namespace, name):
            yield _missing(document, f"Service {namespace}/{name}")
        elif given is not None and isinstance(port, int) and port not in given:
            yield Finding(document.id, "reference", f"Service {namespace}/{name} has no port {port}")
        return
    ports = {one.get("port") for one in service.spec.get("ports") or ()}
    ports |= {one.get("name") for one in service.spec.get("ports") or ()}
    if port is not None and port not in ports:
        yield Finding(document.id, "reference", f"Service {namespace}/{name} has no port {port}")


def _host(host: str, namespace: str) -> tuple[str, str] | None:
    """A host as Istio reads it: (namespace, name) of a Service, or None for a name outside the cluster."""
    parts = host.removesuffix(".").removesuffix(".svc.cluster.local").split(".")
    if "." not in host:
        return namespace, host
    if host.endswith((".svc.cluster.local", ".svc")):
        return (parts[1], parts[0]) if len(parts) >= 2 else None
    return None


def _istio(case: Case) -> Iterator[Finding]:
    entries = {host for one in case.of_kind("ServiceEntry") for host in one.spec.get("hosts") or ()}
    entry_ports = {
        host: {port.get("number") for port in one.spec.get("ports") or ()}
        for one in case.of_kind("ServiceEntry")
        for host in one.spec.get("hosts") or ()
    }
    gateways = {(one.namespace, one.name): one for one in case.of_kind("Gateway") if one.group == "networking.istio.io"}

    def check(document: Document, host: str, port: int | None) -> Iterator[Finding]:
        found = _host(host, document.namespace)
        if host in entries:
            if port is not None and port not in entry_ports[host]:
                yield Finding(document.id, "reference", f"the ServiceEntry of {host} has no port {port}")
        elif found:
            yield from _service_port(case, document, *found, port)
        elif not host.startswith("*"):
            yield _missing(document, f"a Service or ServiceEntry for the host {host!r}")

    subsets = {
        (_host(one.spec.get("host", ""), one.namespace) or one.spec.get("host"), subset["name"])
        for one in case.of_kind("DestinationRule")
        for subset in one.spec.get("subsets") or ()
    }
    for document in case.of_kind("DestinationRule"):
        yield from check(document, document.spec.get("host", ""), None)
        found = _host(document.spec.get("host", ""), document.namespace)
        for subset in document.spec.get("subsets") or ():
            if found and not _selects(case, found[0], {"matchLabels": subset.get("labels") or {}}):
                yield Finding(document.id, "selector", f"the subset {subset['name']!r} selects no pod of the files")
    for document in case.of_kind("VirtualService"):
        spec = document.spec
        names = spec.get("gateways") or ["mesh"]
        for name in names:
            if name == "mesh":
                continue
            place = tuple(name.split("/")) if "/" in name else (document.namespace, name)
            if place not in gateways:
                yield _missing(document, f"Gateway {'/'.join(place)}")
                continue
            served = [
                host for server in gateways[place].spec.get("servers") or () for host in server.get("hosts") or ()
            ]
            for host in spec.get("hosts") or ():
                if not any(_host_covers(one.rpartition("/")[2], host) for one in served):
                    yield Finding(document.id, "reference", f"the host {host!r} is served by no server of {name}")
        if "mesh" in names:
            for host in spec.get("hosts") or ():
                yield from check(document, host, None)
        for protocol in ("http", "tls", "tcp"):
            for number, route in enumerate(spec.get(protocol) or ()):
                targets = route.get("route") or []
                weights = [one.get("weight") for one in targets]
                if len(targets) > 1 or weights not in ([], [None]):
                    total = sum(weight or 0 for weight in weights)
                    if total != 100:
                        yield Finding(document.id, "weights", f"{protocol}/{number}: weights of {total}, expected 100")
                mirrors = [{"destination": route["mirror"]}] if route.get("mirror") else []
                for one in [*targets, *mirrors, *(route.get("mirrors") or ())]:
                    destination = one.get("destination") or {}
                    host = destination.get("host", "")
                    yield from check(document, host, (destination.get("port") or {}).get("number"))
                    place = _host(host, document.namespace) or host
                    if destination.get("subset") and (place, destination["subset"]) not in subsets:
                        yield _missing(document, f"the subset {destination['subset']!r} of {host}")
    meshed = any(component.provided_by in ("addon", "managed", "injected") for component in case.design.components)
    for document in case.documents:
        if "istio.io" not in document.group or document.namespace == "istio-system":
            selector = {}
        else:
            selector = (
                document.spec.get("selector") or (document.spec.get("workloadSelector") or {}).get("labels") or {}
            )
        labels = selector.get("matchLabels", {} if "matchLabels" in selector else selector)
        if labels and document.group == "networking.istio.io" and document.kind == "Gateway":
            everywhere = any(matches({"matchLabels": labels}, one.labels) for one in workloads(case.documents))
            if not everywhere and not (
                meshed and labels.get("istio") in ("ingressgateway", "egressgateway", "ingress", "egress")
            ):
                yield Finding(document.id, "selector", "selects no pod of the files and no gateway of the mesh")
            for server in document.spec.get("servers") or ():
                credential = (server.get("tls") or {}).get("credentialName")
                if credential and not any(
                    _source(case, "Secret", namespace, credential, None) is None
                    for namespace in {document.namespace, "istio-system", "istio-ingress", *_namespaces_of(case)}
                ):
                    yield _missing(document, f"Secret {credential!r}")
        elif labels and not _selects(case, document.namespace, {"matchLabels": labels}):
            yield Finding(document.id, "selector", "selects no pod of the files")
        for target in document.spec.get("targetRefs") or () if "istio.io" in document.group else ():
            kind, name = target.get("kind", ""), target.get("name", "")
            namespace = target.get("namespace", document.namespace)
            known = kind == "GatewayClass" and name in GIVEN_GATEWAY_CLASSES
            if not known and not _there(case, kind, namespace, name):
                yield _missing(document, f"{kind} {name!r}")
    accounts = {(one.namespace, one.account) for one in workloads(case.documents)}
    accounts |= {(one.namespace, one.name) for one in case.of_kind("ServiceAccount")}
    accounts |= {("istio-system", "istio-ingressgateway-service-account"), ("istio-system", "istiod")}
    for document in case.of_kind("AuthorizationPolicy"):
        for rule in document.spec.get("rules") or ():
            for one in rule.get("from") or ():
                source = one.get("source") or {}
                for principal in [*(source.get("principals") or ()), *(source.get("notPrincipals") or ())]:
                    parts = principal.split("/")
                    if "*" in principal:
                        continue
                    if len(parts) != 5 or parts[1] != "ns" or parts[3] != "sa":
                        yield Finding(document.id, "reference", f"principal {principal!r}, expected <domain>/ns/…/sa/…")
                    elif (parts[2], parts[4]) not in accounts and not _told(case, "ServiceAccount", parts[2], parts[4]):
                        yield _missing(document, f"the ServiceAccount of the principal {principal}")
                for field in ("serviceAccounts", "notServiceAccounts"):
                    for name in source.get(field) or ():
                        place = tuple(name.split("/")) if "/" in name else (document.namespace, name)
                        if place not in accounts and not _told(case, "ServiceAccount", *place):
                            yield _missing(document, f"ServiceAccount {'/'.join(place)}")
                for name in [*(source.get("namespaces") or ()), *(source.get("notNamespaces") or ())]:
                    given = name in GIVEN_NAMESPACES or "*" in name
                    if not given and not _there(case, "Namespace", "", name):
                        yield _missing(document, f"the namespace {name!r}")


def _namespaces_of(case: Case) -> set[str]:
    return {document.namespace for document in case.documents if document.namespace}


def _host_covers(pattern: str, host: str) -> bool:
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _gateway_api(case: Case) -> Iterator[Finding]:
    grants = [
        (one.namespace, source.get("kind"), source.get("namespace"), target.get("kind"), target.get("name"))
        for one in case.of_kind("ReferenceGrant")
        for source in one.spec.get("from") or ()
        for target in one.spec.get("to") or ()
    ]

    def granted(document: Document, kind: str, namespace: str, name: str) -> bool:
        return namespace == document.namespace or any(
            grant[:4] == (namespace, document.kind, document.namespace, kind) and grant[4] in (None, name)
            for grant in grants
        )

    gateways = {
        (one.namespace, one.name): one for one in case.of_kind("Gateway") if one.group == "gateway.networking.k8s.io"
    }
    for document in gateways.values():
        name = document.spec.get("gatewayClassName", "")
        if name not in GIVEN_GATEWAY_CLASSES and not _there(case, "GatewayClass", "", name):
            yield _missing(document, f"GatewayClass {name!r}")
        for listener in document.spec.get("listeners") or ():
            for one in (listener.get("tls") or {}).get("certificateRefs") or ():
                namespace = one.get("namespace", document.namespace)
                problem = _source(case, one.get("kind", "Secret"), namespace, one["name"], None)
                if problem:
                    yield Finding(document.id, "reference", problem)
                if not granted(document, one.get("kind", "Secret"), namespace, one["name"]):
                    yield _missing(document, f"a ReferenceGrant for {namespace}/{one['name']}")
    for document in case.of_kind("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute"):
        for parent in document.spec.get("parentRefs") or ():
            namespace, name = parent.get("namespace", document.namespace), parent.get("name", "")
            if parent.get("kind", "Gateway") == "Service":
                yield from _service_port(case, document, namespace, name, parent.get("port"))
                yield from _service_section(case, document, namespace, parent)
                continue
            gateway = gateways.get((namespace, name))
            if gateway is None:
                if not _told(case, "Gateway", namespace, name):
                    yield _missing(document, f"Gateway {namespace}/{name}")
                continue
            listeners = [
                one
                for one in gateway.spec.get("listeners") or ()
                if parent.get("sectionName") in (None, one.get("name"))
                and parent.get("port") in (None, one.get("port"))
            ]
            if not listeners:
                yield Finding(
                    document.id, "reference", f"Gateway {name} has no such listener {parent.get('sectionName')!r}"
                )
            elif not any(_admits(case, gateway, one, document) for one in listeners):
                yield Finding(document.id, "reference", f"Gateway {name} admits no route of this namespace and host")
        for number, rule in enumerate(document.spec.get("rules") or ()):
            targets = rule.get("backendRefs") or ()
            mirrors = [
                one["requestMirror"]["backendRef"] for one in rule.get("filters") or () if "requestMirror" in one
            ]
            for one in [*targets, *mirrors]:
                namespace = one.get("namespace", document.namespace)
                if one.get("kind", "Service") == "Service":
                    yield from _service_port(case, document, namespace, one.get("name", ""), one.get("port"))
                    if one.get("port") is None:
                        yield Finding(document.id, "reference", f"rules/{number}: a Service without its port")
                    if not granted(document, "Service", namespace, one.get("name", "")):
                        yield _missing(document, f"a ReferenceGrant for {namespace}/{one.get('name')}")
            if len(targets) > 1:
                total = sum(one.get("weight", 1) for one in targets)
                if total != 100:
                    yield Finding(document.id, "weights", f"rules/{number}: weights of {total}, expected 100")
    waypoints = {place for place, one in gateways.items() if one.spec.get("gatewayClassName") == "istio-waypoint"}
    for document in case.of_kind("Namespace", "Service", *POD_KINDS):
        labels = {**document.labels, **labels_of(document)}
        name = labels.get("istio.io/use-waypoint")
        home = document.name if document.kind == "Namespace" else document.namespace
        namespace = labels.get("istio.io/use-waypoint-namespace", home)
        if name and name != "none" and (namespace, name) not in waypoints:
            yield _missing(document, f"the waypoint {namespace}/{name}")


def _service_section(case: Case, document: Document, namespace: str, parent: Mapping[str, Any]) -> Iterator[Finding]:
    """The section of a Service is the port of that name, and of that number where both stand there."""
    service = case.find("Service", namespace, parent.get("name", ""))
    section = parent.get("sectionName")
    if service is not None and section is not None:
        ports = [one.get("port") for one in service.spec.get("ports") or () if one.get("name") == section]
        if not ports or parent.get("port", ports[0]) not in ports:
            yield Finding(document.id, "reference", f"Service {service.name} has no such port {section!r}")


def _admits(case: Case, gateway: Document, listener: Mapping[str, Any], route: Document) -> bool:
    wanted = ((listener.get("allowedRoutes") or {}).get("namespaces") or {}).get("from", "Same")
    selector = ((listener.get("allowedRoutes") or {}).get("namespaces") or {}).get("selector")
    home = case.find("Namespace", "", route.namespace)
    labels = {"kubernetes.io/metadata.name": route.namespace, **(home.labels if home else {})}
    near = {
        "Same": gateway.namespace == route.namespace,
        "All": True,
        "Selector": selector is not None and matches(selector, labels),
        "None": False,
    }[wanted]
    hosts, pattern = route.spec.get("hostnames") or [], listener.get("hostname")
    return near and (
        not hosts or not pattern or any(_host_covers(pattern, one) or _host_covers(one, pattern) for one in hosts)
    )


def _issuers(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("Certificate"):
        issuer = document.spec.get("issuerRef") or {}
        kind, name = issuer.get("kind", "Issuer"), issuer.get("name", "")
        if not _there(case, kind, document.namespace if kind == "Issuer" else "", name):
            yield _missing(document, f"{kind} {name!r}")
    for document in case.of_kind("Issuer", "ClusterIssuer"):
        name = (document.spec.get("ca") or {}).get("secretName")
        namespace = document.namespace or "cert-manager"
        if name and _source(case, "Secret", namespace, name, None):
            yield _missing(document, f"Secret {namespace}/{name}")
    for document in case.of_kind("ExternalSecret", "PushSecret"):
        stores = [document.spec.get("secretStoreRef") or {}, *(document.spec.get("secretStoreRefs") or ())]
        for store in stores:
            kind, name = store.get("kind", "SecretStore"), store.get("name", "")
            if name and not _there(case, kind, document.namespace if kind == "SecretStore" else "", name):
                yield _missing(document, f"{kind} {name!r}")
    for document in case.of_kind("SecretStore", "ClusterSecretStore"):
        account = ((document.spec.get("provider") or {}).get("aws") or {}).get("auth", {}).get("jwt", {})
        account = account.get("serviceAccountRef") or {}
        namespace = account.get("namespace", document.namespace)
        if account and not _there(case, "ServiceAccount", namespace, account.get("name", "")):
            yield _missing(document, f"ServiceAccount {namespace}/{account.get('name')}")


def _cluster_names(case: Case) -> Iterator[Finding]:
    """Names of Services in any text: nginx, Envoy, environment, Rego, code …"""
    for path, text in case.files.items():
        for line, content in enumerate(text.splitlines(), start=1):
            for name, namespace, port in CLUSTER_NAME.findall(content):
                where = Finding(f"{path}:{line}", "reference", f"Service {namespace}/{name} is not in the files")
                service = case.find("Service", namespace, name)
                if service is None:
                    given = GIVEN_SERVICES.get((namespace, name))
                    if given is None and not _told(case, "Service", namespace, name):
                        yield where
                    elif given is not None and port and int(port) not in given:
                        yield Finding(f"{path}:{line}", "reference", f"Service {namespace}/{name} has no port {port}")
                    continue
                ports = {one.get("port") for one in service.spec.get("ports") or ()}
                if service.spec.get("clusterIP") == "None":  # without an address of its own: the pods' ports
                    ports |= {one.get("targetPort") for one in service.spec.get("ports") or ()}
                if port and int(port) not in ports:
                    yield Finding(f"{path}:{line}", "reference", f"Service {namespace}/{name} has no port {port}")


def _arns(case: Case) -> Iterator[Finding]:
    for path, text in case.files.items():
        for line, content in enumerate(text.splitlines(), start=1):
            for partition, service, region, account, resource in ARN.findall(content):
                where = f"{path}:{line}"
                if partition != "aws":
                    yield Finding(where, "arn", f"partition {partition!r}, expected aws")
                if account not in ("", "aws", ACCOUNT):
                    yield Finding(where, "arn", f"account {account!r}, expected {ACCOUNT}")
                if region not in ("", REGION):
                    yield Finding(where, "arn", f"region {region!r}, expected {REGION}")
                if service in GLOBAL_SERVICES and region:
                    yield Finding(where, "arn", f"a region for {service}, which has none")
                if service not in GLOBAL_SERVICES and not region and "*" not in content and service != "ecr":
                    yield Finding(where, "arn", f"no region for {service}")
                if service == "s3" and account:
                    yield Finding(where, "arn", "an account in the ARN of a bucket, which has none")
                if service == "iam" and not account:
                    yield Finding(where, "arn", "no account in an ARN of IAM")
                if service == "iam" and not re.match(
                    r"(role|policy|user|root|oidc-provider|instance-profile)\b", resource
                ):
                    yield Finding(where, "arn", f"resource {resource!r}, which IAM has not")
        for host in re.findall(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com", text):
            if host[0] != ACCOUNT and not _amazon_images(host[0]):
                yield Finding(path, "arn", f"registry of the account {host[0]}, expected {ACCOUNT}")
            if host[1] != REGION:
                yield Finding(path, "arn", f"registry in {host[1]}, expected {REGION}")


def _amazon_images(account: str) -> bool:
    return account == "602401143452"  # where EKS keeps its add-ons' images


def _identities(case: Case) -> Iterator[Finding]:
    """IAM roles of service accounts: the annotation of IRSA, and associations of Pod Identity."""
    templates = "\n".join(case.files_in("aws", ".yaml").values())
    role_names = set(re.findall(r"^\s*RoleName:\s*([\w+=,.@-]+)", templates, re.M))
    for document in case.of_kind("ServiceAccount"):
        arn = document.annotations.get("eks.amazonaws.com/role-arn")
        if arn and templates:
            name = arn.rpartition("/")[2]
            if name not in role_names:
                yield _missing(document, f"the role {name!r}")
            subject = f"system:serviceaccount:{document.namespace}:{document.name}"
            if subject not in templates:
                yield Finding(document.id, "reference", f"no role trusts {subject}")
    for namespace, name in re.findall(r"system:serviceaccount:([a-z0-9-]+):([a-z0-9-]+)", templates):
        if case.documents and namespace not in GIVEN_NAMESPACES and not _there(case, "ServiceAccount", namespace, name):
            yield Finding(
                "aws", "reference", f"a role trusts ServiceAccount {namespace}/{name}, which is not in the files"
            )
    for path, name, resource in resources(case):
        if resource.get("Type") != "AWS::EKS::PodIdentityAssociation" or not case.documents:
            continue
        properties = resource.get("Properties") or {}
        place = (properties.get("Namespace"), properties.get("ServiceAccount"))
        if not all(isinstance(part, str) for part in place):
            continue  # a parameter is known when the stack is made, not here
        if place[0] not in GIVEN_NAMESPACES and not _there(case, "ServiceAccount", *place):
            yield Finding(f"{path}#{name}", "reference", f"ServiceAccount {'/'.join(place)} is not in the files")
