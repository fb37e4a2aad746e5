"""`rabbitmq/rabbitmq.conf`: the broker's settings, which no published schema judges.

In: a case with that file. Out: what is wrong by itself, and beside the StatefulSet: replicas, limits, disks, mounts.
The settings known here are those that the examples need; any other is a finding. No broker on Kubernetes is run.
https://www.rabbitmq.com/docs/configure and …/cluster-formation
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers
from patternloom.verify.kubernetes.fields import amount

BROKER = "rabbitmq/rabbitmq.conf"
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


def broker_findings(case: Case) -> Iterator[Finding]:
    """What is wrong with the broker's settings; silent without them."""
    if BROKER in case.files:
        yield from (Finding(BROKER, "installer", message) for message in _problems(case))


def _problems(case: Case) -> Iterator[str]:
    """What is wrong with the file, and only where all its settings are right, beside the objects."""
    settings, wrong = _settings(case.files[BROKER])
    yield from wrong
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
        yield from _members(one, settings)
        yield from _room(one, container, settings)
        folders = {
            mount["mountPath"].rpartition("/")[0]
            for mount in container.get("volumeMounts") or ()
            if mount.get("subPath")
        }
        if settings["load_definitions"] not in folders:
            yield f"definitions in {settings['load_definitions']}, where nothing is mounted"


def _settings(text: str) -> tuple[dict[str, str], list[str]]:
    """The settings, and what is wrong with them by themselves."""
    settings: dict[str, str] = {}
    wrong = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals or key not in SETTINGS:
            wrong.append(f"unknown setting {line!r}")
        elif not re.fullmatch(SETTINGS[key], value):
            wrong.append(f"{key} = {value}, expected {SETTINGS[key]}")
        if key in settings:
            wrong.append(f"{key} stands there twice")
        settings[key] = value
    return settings, wrong + [f"no {key}" for key in sorted(set(SETTINGS) - set(settings))]


def _members(one: Document, settings: Mapping[str, str]) -> Iterator[str]:
    """As many members and copies as replicas."""
    replicas = one.spec.get("replicas", 1)
    for key in (
        "cluster_formation.target_cluster_size_hint",
        "quorum_queue.continuous_membership_reconciliation.target_group_size",
    ):
        if int(settings[key]) != replicas:
            yield f"{key} = {settings[key]}, and {one.id} has {replicas} replicas"
    if settings["quorum_queue.continuous_membership_reconciliation.enabled"] != "true":
        yield "a queue that was made before all members joined would have too few copies"


def _room(one: Document, container: Mapping[str, Any], settings: Mapping[str, str]) -> Iterator[str]:
    """Memory as the container has it, and disk kept free for it."""
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
