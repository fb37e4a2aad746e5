"""Workloads and what stands around them: namespaces, selectors, Services, volumes, probes, budgets, roles, scalers.

In: a case. Out: findings: names that lead nowhere, selectors that select nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from examples.cases import Case, Finding
from examples.crossrefs.known import (
    GIVEN_NAMESPACES,
    is_there,
    missing,
    selects_pods,
    service_port_findings,
    use_problem,
)
from examples.manifests import CLUSTER_SCOPED, Document
from examples.workloads import POD_KINDS, containers, labels_of, matches, pod_spec, ports_of

GIVEN_CLUSTER_ROLES = {"view", "edit", "admin", "cluster-admin", "system:auth-delegator"}
GIVEN_STORAGE_CLASSES = {"gp2"}


def namespaces_are_there(case: Case) -> Iterator[Finding]:
    """Every object's namespace."""
    for document in case.documents:
        namespace = document.namespace
        if (
            namespace
            and document.kind not in CLUSTER_SCOPED
            and namespace not in GIVEN_NAMESPACES
            and not is_there(case, "Namespace", "", namespace)
        ):
            yield missing(document, f"its namespace {namespace!r}")


def _pods_in(case: Case, namespace: str) -> list[Document]:
    return [one for one in case.of_kind(*POD_KINDS) if one.namespace == namespace]


def selectors_select(case: Case) -> Iterator[Finding]:
    """Selectors of workloads, budgets and policies: their own pods, some pods, and nobody else's."""
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
        if selector and not selects_pods(case, document.namespace, selector):
            yield Finding(document.id, "selector", "selects no pod of the files")


def _pods_with_selector(case: Case) -> list[Document]:
    return [one for one in case.of_kind("Deployment", "StatefulSet", "DaemonSet") if one.spec.get("selector")]


def services_lead_to_pods(case: Case) -> Iterator[Finding]:
    """Selectors, ports and names of Services."""
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
            if not selects_pods(case, document.namespace, {"matchLabels": selector}):
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
        if name and not is_there(case, "Service", document.namespace, name):
            yield missing(document, f"its Service {name!r}")


Use = tuple[str, str, str | None]
"""Kind, name and key of a ConfigMap or Secret; None for all of it."""
HOLDERS = (("configMap", "ConfigMap"), ("secret", "Secret"))


def pods_find_what_they_use(case: Case) -> Iterator[Finding]:
    """Accounts, volumes, mounts, probes, and keys of ConfigMaps and Secrets."""
    for document in case.of_kind(*POD_KINDS):
        account = pod_spec(document).get("serviceAccountName", "default")
        if account != "default" and not is_there(case, "ServiceAccount", document.namespace, account):
            yield missing(document, f"ServiceAccount {account!r}")
        yield from _volumes(case, document)
        yield from _mounts(document)
        yield from _probes(document)
        for kind, name, key in (*_uses_of_volumes(document), *_uses_of_containers(document)):
            problem = use_problem(case, kind, document.namespace, name, key)
            if problem:
                yield Finding(document.id, "reference", problem)


def _volumes(case: Case, document: Document) -> Iterator[Finding]:
    """Claims and providers of volumes are there."""
    for volume in pod_spec(document).get("volumes") or ():
        claim = (volume.get("persistentVolumeClaim") or {}).get("claimName")
        if claim and not is_there(case, "PersistentVolumeClaim", document.namespace, claim):
            yield missing(document, f"PersistentVolumeClaim {claim!r}")
        provider = ((volume.get("csi") or {}).get("volumeAttributes") or {}).get("secretProviderClass")
        if provider and not is_there(case, "SecretProviderClass", document.namespace, provider):
            yield missing(document, f"SecretProviderClass {provider!r}")


def _mounts(document: Document) -> Iterator[Finding]:
    """Every mount has its volume, and every volume its mount."""
    volumes = {volume.get("name") for volume in pod_spec(document).get("volumes") or ()}
    claims = {one["metadata"]["name"] for one in document.spec.get("volumeClaimTemplates") or ()}
    mounted = {mount.get("name") for container in containers(document) for mount in container.get("volumeMounts") or ()}
    for name in sorted(mounted - volumes - claims, key=str):
        yield Finding(document.id, "reference", f"mounts {name!r}, which is no volume of the pod")
    for name in sorted(volumes - mounted, key=str):
        yield Finding(document.id, "reference", f"no container mounts the volume {name!r}")


def _probes(document: Document) -> Iterator[Finding]:
    """A probe asks a port of its own container."""
    for container in containers(document):
        names = {port.get("name") for port in container.get("ports") or ()}
        numbers = {port.get("containerPort") for port in container.get("ports") or ()}
        for probe in ("readinessProbe", "livenessProbe", "startupProbe"):
            for way in ("httpGet", "tcpSocket", "grpc"):
                port = ((container.get(probe) or {}).get(way) or {}).get("port")
                if port is not None and port not in (names if isinstance(port, str) else numbers):
                    yield Finding(document.id, "reference", f"{probe} asks port {port!r}, which the container has not")


def _uses_of_volumes(document: Document) -> Iterator[Use]:
    """What the pod itself takes out of ConfigMaps and Secrets; what may be missing is no use."""
    spec = pod_spec(document)
    for one in spec.get("imagePullSecrets") or ():
        yield "Secret", one["name"], None
    for volume in spec.get("volumes") or ():
        for part in (volume, *((volume.get("projected") or {}).get("sources") or ())):
            for field, kind in HOLDERS:
                body = part.get(field)
                if body and not body.get("optional"):
                    name = body.get("name") or body.get("secretName")
                    yield kind, name, None
                    yield from ((kind, name, item["key"]) for item in body.get("items") or ())


def _uses_of_containers(document: Document) -> Iterator[Use]:
    """The same of its containers: single files of a volume, and variables."""
    volumes = {volume.get("name"): volume for volume in pod_spec(document).get("volumes") or ()}
    for container in containers(document):
        for mount in container.get("volumeMounts") or ():
            volume = volumes.get(mount.get("name")) or {}
            for field, kind in HOLDERS:
                if mount.get("subPath") and volume.get(field) and not volume[field].get("items"):
                    yield kind, volume[field].get("name") or volume[field].get("secretName"), mount["subPath"]
        for variable in container.get("env") or ():
            for field, kind in HOLDERS:
                body = (variable.get("valueFrom") or {}).get(f"{field}KeyRef")
                if body and not body.get("optional"):
                    yield kind, body["name"], body["key"]
        for group in container.get("envFrom") or ():
            for field, kind in HOLDERS:
                body = group.get(f"{field}Ref")
                if body and not body.get("optional"):
                    yield kind, body["name"], None


def claims_have_classes(case: Case) -> Iterator[Finding]:
    """The storage classes of claims are there."""
    claims = [(one, one.spec) for one in case.of_kind("PersistentVolumeClaim")]
    for document in case.of_kind("StatefulSet"):
        claims += [(document, one.get("spec") or {}) for one in document.spec.get("volumeClaimTemplates") or ()]
    for document, spec in claims:
        name = spec.get("storageClassName")
        if name and name not in GIVEN_STORAGE_CLASSES and not is_there(case, "StorageClass", "", name):
            yield missing(document, f"StorageClass {name!r}")


def budgets_let_nodes_be_drained(case: Case) -> Iterator[Finding]:
    """A PodDisruptionBudget leaves a pod that may go."""
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


def bindings_have_ends(case: Case) -> Iterator[Finding]:
    """Roles and subjects of bindings."""
    for document in case.of_kind("RoleBinding", "ClusterRoleBinding"):
        role = document.value.get("roleRef") or {}
        kind, name = role.get("kind", ""), role.get("name", "")
        given = kind == "ClusterRole" and name in GIVEN_CLUSTER_ROLES
        if not given and not is_there(case, kind, document.namespace if kind == "Role" else "", name):
            yield missing(document, f"{kind} {name!r}")
        for subject in document.value.get("subjects") or ():
            if subject.get("kind") == "ServiceAccount":
                namespace = subject.get("namespace", document.namespace)
                if not is_there(case, "ServiceAccount", namespace, subject.get("name", "")):
                    yield missing(document, f"ServiceAccount {namespace}/{subject.get('name')}")


def scalers_have_targets(case: Case) -> Iterator[Finding]:
    """What scalers scale, and the Services behind an Ingress or a target group."""
    for document in case.of_kind("HorizontalPodAutoscaler", "VerticalPodAutoscaler"):
        target = document.spec.get("scaleTargetRef") or document.spec.get("targetRef") or {}
        if not is_there(case, target.get("kind", ""), document.namespace, target.get("name", "")):
            yield missing(document, f"{target.get('kind')} {target.get('name')!r}")
        least, most = document.spec.get("minReplicas", 1), document.spec.get("maxReplicas", 1)
        if least > most:
            yield Finding(document.id, "reference", f"minReplicas {least} above maxReplicas {most}")
    for document in case.of_kind("Ingress"):
        for rule in document.spec.get("rules") or ():
            for path in (rule.get("http") or {}).get("paths") or ():
                service = path["backend"].get("service") or {}
                port = service.get("port") or {}
                yield from service_port_findings(
                    case, document, document.namespace, service.get("name", ""), port.get("number") or port.get("name")
                )
    for document in case.of_kind("TargetGroupBinding"):
        service = document.spec.get("serviceRef") or {}
        yield from service_port_findings(
            case, document, document.namespace, service.get("name", ""), service.get("port")
        )
