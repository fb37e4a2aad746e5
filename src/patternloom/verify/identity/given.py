"""Which container is given which secret, and what its program reads of it.

In: a case's workloads and files. Out: `Given`s. A program is the file of the example that a container's command names,
with the modules beside it that it imports; of an image of somebody else nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import POD_KINDS, containers, pod_spec
from patternloom.verify.references.known import keys_of

IMPORTED = re.compile(r"^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w., ]+))", re.M)


@dataclass(frozen=True)
class Given:
    """One secret in one container."""

    workload: Document
    container: str
    secret: str
    """As `Secret/namespace/name`."""
    keys: frozenset[str] | None
    """The keys that it gets; None where nobody can know them."""
    renewed: bool
    """Whether a change of the secret reaches the running container: a mounted file, and no variable."""
    variables: frozenset[str]
    """The variables that carry them."""


def given(case: Case) -> tuple[Given, ...]:
    """Every secret that a container is given."""
    found = []
    for workload in case.of_kind(*POD_KINDS):
        volumes = {str(one.get("name")): one for one in pod_spec(workload).get("volumes") or ()}
        for container in containers(workload):
            found += [*_variables(case, workload, container), *_files(case, workload, container, volumes)]
    return tuple(found)


def _variables(case: Case, workload: Document, container: dict[str, Any]) -> Iterator[Given]:
    name, space = str(container.get("name")), workload.namespace
    for one in container.get("env") or ():
        ref = (one.get("valueFrom") or {}).get("secretKeyRef")
        if ref:
            secret, key = str(ref.get("name")), frozenset({str(ref.get("key"))})
            variables = frozenset({str(one.get("name"))})
            yield Given(workload, name, f"Secret/{space}/{secret}", key, False, variables)
    for one in container.get("envFrom") or ():
        if ref := one.get("secretRef"):
            keys = _keys(case, space, str(ref.get("name")))
            prefix = str(one.get("prefix", ""))
            variables = frozenset(f"{prefix}{key}" for key in keys or ())
            yield Given(workload, name, f"Secret/{space}/{ref.get('name')}", keys, False, variables)


def _files(case: Case, workload: Document, container: dict[str, Any], volumes: dict[str, Any]) -> Iterator[Given]:
    name, space = str(container.get("name")), workload.namespace
    for mount in container.get("volumeMounts") or ():
        volume = volumes.get(str(mount.get("name"))) or {}
        sources = [volume["secret"]] if volume.get("secret") else []
        sources += [one["secret"] for one in (volume.get("projected") or {}).get("sources") or () if one.get("secret")]
        for source in sources:
            secret = str(source.get("secretName") or source.get("name"))
            items = source.get("items")
            keys = frozenset(str(one.get("key")) for one in items) if items else _keys(case, space, secret)
            yield Given(workload, name, f"Secret/{space}/{secret}", keys, "subPath" not in mount, frozenset())


def _keys(case: Case, namespace: str, name: str) -> frozenset[str] | None:
    found = keys_of(case, "Secret", namespace, name)
    return frozenset(found) if found is not None else None


def program_of(case: Case, one: Given) -> dict[str, str]:
    """The files of the example that a container runs; none where its command names none of them."""
    container = next(c for c in containers(one.workload) if c.get("name") == one.container)
    words = [str(word) for key in ("command", "args") for word in container.get(key) or ()]
    names = {PurePosixPath(word).name for word in words if word.endswith((".py", ".js", ".sh"))}
    waiting = [path for path in case.files if PurePosixPath(path).name in names]
    found: dict[str, str] = {}
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = case.files[path]
            folder = PurePosixPath(path).parent
            modules = {module.strip() for pair in IMPORTED.findall(found[path]) for module in ",".join(pair).split(",")}
            beside = [str(folder / f"{name}.py") for name in sorted(modules)]
            waiting += [other for other in beside if other in case.files]
    return found
