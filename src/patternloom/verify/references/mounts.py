"""What containers expect in the files that are mounted into them.

In: a case. Out: findings: a path in a command, an argument or a variable that lies in a mounted ConfigMap or Secret and
names no key of it; a Rego policy that reads data which its ConfigMap does not hold. Paths in an image are not judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.workloads import POD_KINDS, containers, pod_spec

Keys = Callable[[str, str, str], set[str] | None]
"""(kind, namespace, name) → the keys, None where nobody can know them."""
PATH = re.compile(r"(?<![\w:/.])/[\w./-]+")


def mount_findings(case: Case, keys: Keys) -> Iterator[Finding]:
    """Files that are expected and not there."""
    for document in case.of_kind(*POD_KINDS):
        volumes = {one.get("name"): one for one in pod_spec(document).get("volumes") or ()}
        for container in containers(document):
            places: dict[str, set[str]] = {}
            whole: set[str] = set()
            for mount in container.get("volumeMounts") or ():
                held = _held(volumes.get(mount.get("name")) or {}, document.namespace, keys)
                if held is not None and mount.get("subPath"):
                    whole.add(mount["mountPath"])
                elif held is not None:
                    places[mount["mountPath"].rstrip("/")] = held
            for path in _paths(container):
                for place, held in places.items():
                    name = path.removeprefix(f"{place}/")
                    if path.startswith(f"{place}/") and path not in whole and name.rstrip("/") not in held:
                        yield Finding(document.id, "reference", f"{path}: no file of that name is mounted at {place}")
    yield from _policy_data(case)


def _held(volume: Mapping[str, Any], namespace: str, keys: Keys) -> set[str] | None:
    """The files of a volume; None for another kind of volume."""
    found: set[str] = set()
    parts = [volume, *((volume.get("projected") or {}).get("sources") or ())]
    for part in parts:
        for field, kind in (("configMap", "ConfigMap"), ("secret", "Secret")):
            if body := part.get(field):
                if body.get("items"):
                    found |= {item["path"] for item in body["items"]}
                    continue
                held = keys(kind, namespace, body.get("name") or body.get("secretName") or "")
                if held is None:
                    return None
                found |= held
    return found or None


def _paths(container: Mapping[str, Any]) -> set[str]:
    texts = [*(container.get("command") or ()), *(container.get("args") or ())]
    texts += [one["value"] for one in container.get("env") or () if isinstance(one.get("value"), str)]
    return {path for text in texts for path in PATH.findall(str(text))}


def _policy_data(case: Case) -> Iterator[Finding]:
    for document in case.of_kind("ConfigMap"):
        files = {key: str(text) for key, text in (document.value.get("data") or {}).items()}
        policies = {key: text for key, text in files.items() if key.endswith(".rego")}
        packages = {name for text in policies.values() for name in re.findall(r"^package (\w+)", text, re.M)}
        data: set[str] = set()
        for key, text in files.items():
            if key.endswith(".json"):
                try:
                    data |= set(json.loads(text))
                except ValueError:
                    yield Finding(document.id, "reference", f"{key} is no JSON")
        for key, text in policies.items():
            for name in sorted(set(re.findall(r"(?<![\w.])data\.(\w+)", text)) - data - packages):
                yield Finding(document.id, "reference", f"{key} reads data.{name}, which no file beside it holds")
