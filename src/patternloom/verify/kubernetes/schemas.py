"""Kubernetes objects against the schemas of the version that the example names.

In: a case. Out: findings: YAML that cannot be read, objects that stand there twice, unknown fields and wrong types
(`kubernetes-validate`, strict); where the schema has nothing to say, what `fields` says. Values of fields are
`custom_resources`' part, which runs the compiled models over all objects. Nothing here compares two objects.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding, kubernetes_version
from patternloom.verify.example.manifests import CLUSTER_SCOPED, Document
from patternloom.verify.kubernetes.fields import RULE, field_findings

# Groups whose schemas Kubernetes itself publishes.
OWN_GROUPS = {"", "apps", "autoscaling", "batch", "policy"}
OTHERS = {"gateway.networking.k8s.io", "gateway.networking.x-k8s.io", "snapshot.storage.k8s.io"}


def is_core(document: Document) -> bool:
    """Whether Kubernetes itself has this kind."""
    group = document.group
    return group in OWN_GROUPS or (group.endswith(".k8s.io") and group not in OTHERS)


@functools.lru_cache(maxsize=4096)
def _judged(value: str, version: str) -> str | None:
    import kubernetes_validate
    from kubernetes_validate import utils

    if not hasattr(utils.schema_contents, "cache_info"):
        # It would read megabytes of definitions anew for each object.
        utils.schema_contents = functools.cache(utils.schema_contents)
    read = json.loads(value)
    if not isinstance(read.get("apiVersion"), str):
        return "no apiVersion, expected the version of its kind"
    try:
        kubernetes_validate.validate(read, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        return f"{'/'.join(str(part) for part in error.path)}: {error.message[:200]}"
    except (kubernetes_validate.SchemaNotFoundError, kubernetes_validate.InvalidSchemaError) as error:
        return f"no schema in Kubernetes {version}: {error}"
    return None


def kubernetes_findings(case: Case) -> Iterator[Finding]:
    """Everything about single objects that needs no other tool."""
    for file, problem in case.unreadable:
        yield Finding(file, "yaml", problem)
    seen: set[str] = set()
    for document in case.documents:
        if document.id in seen and "helm template" not in document.file:
            yield Finding(document.id, RULE, "stands in the files twice")
        seen.add(document.id)
        message = _judged(json.dumps(document.value), kubernetes_version(case.design)) if is_core(document) else None
        if message:
            yield Finding(document.id, RULE, message)
        else:  # the rules there take the fields for what the schema says they are
            own = case.known.schemas.get((document.version, document.kind))
            clustered = document.kind in CLUSTER_SCOPED if own is None else own.cluster_scoped
            yield from field_findings(document, clustered)
