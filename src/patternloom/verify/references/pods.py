"""What pods use: accounts, volumes, mounts, probes, keys of ConfigMaps and Secrets, roles.

In: a case. Out: findings: names that lead nowhere. What selects the pods is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import POD_KINDS, containers, pod_spec
from patternloom.verify.references.known import is_there, missing, use_problem

GIVEN_CLUSTER_ROLES = {"view", "edit", "admin", "cluster-admin", "system:auth-delegator"}
GIVEN_STORAGE_CLASSES = {"gp2"}
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
