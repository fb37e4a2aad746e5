"""What a rollout loses: pods behind a load balancer come and go without it knowing.

In: a case and one of its ways in. Out: findings. Where the targets are the pods' own addresses, the controller's gate
tells Kubernetes when a new pod is known to the load balancer, and an old one has to serve until it is forgotten there.
https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.entry.ways_in import WayIn, installed_gateway, pods_behind, trusted_hops
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers, pod_spec

GATE = "elbv2.k8s.aws/pod-readiness-gate-inject"
USUAL_GRACE = 30
"""Seconds that Kubernetes gives a pod to end, unless told otherwise."""
SLEEP = re.compile(r"\bsleep\s+(\d+)")


def drain_findings(case: Case, way: WayIn) -> Iterator[Finding]:
    """Pods that are reached too early or gone too early."""
    for service in way.services if way.straight else ():
        home = case.find("Namespace", "", service[0])
        pods, gateway = pods_behind(case, service), installed_gateway(case, service)
        if home is not None and home.labels.get(GATE) != "enabled":
            yield Finding(home.id, "readiness-gate", f"{way.object.id} sends to its pods, expected {GATE}: enabled")
        yield from _gateless(case, service, [pod.id for pod in pods] or [_deployment(service)] * (gateway is not None))
        delay = way.delay(case, service)
        for pod in pods:
            yield from _ends(pod.id, pod_spec(pod).get("terminationGracePeriodSeconds"), _stops(pod), delay)
        if gateway is not None and not pods:
            patches = dict(_patches(gateway))
            stops = [_seconds(value) for path, value in patches.items() if "preStop" in path or "lifecycle" in path]
            graces = [value for path, value in patches.items() if path.endswith("terminationGracePeriodSeconds")]
            yield from _ends(_deployment(service), next(iter(graces), None), stops, delay)


def _deployment(service: tuple[str, str]) -> str:
    """The pods of a gateway that an installer makes, as findings name them."""
    return f"Deployment/{service[0]}/{service[1]}"


def _gateless(case: Case, service: tuple[str, str], pods: list[str]) -> Iterator[Finding]:
    """Pods of the first apply are older than the load balancer: they get the gate when they are made once more."""
    commands = case.design.commands
    run = "\n".join(command.run for command in commands.apply) if commands else ""
    for pod in pods if commands else ():
        kind, _, name = pod.split("/")
        restart = re.compile(
            rf"-n {re.escape(service[0])} rollout restart(?: \S+)*? {kind.lower()}/{re.escape(name)}\b"
        )
        if not restart.search(run):
            wanted = f"kubectl -n {service[0]} rollout restart {kind.lower()}/{name}"
            yield Finding(
                pod, "readiness-gate", f"older than its load balancer after the commands, expected {wanted!r}"
            )


def _ends(where: str, grace: Any, stops: list[int | None], delay: int) -> Iterator[Finding]:
    """What is wrong with the way in which a pod ends."""
    seconds = grace if isinstance(grace, int) else USUAL_GRACE
    if not stops:
        yield Finding(where, "drain", "no preStop, expected one that lets the load balancer forget the pod first")
    for stop in stops:
        if stop is not None and not 0 < stop < seconds:
            yield Finding(where, "drain", f"preStop of {stop} seconds, expected more than 0 and less than {seconds}")
    if seconds <= delay:
        message = f"ends within {seconds} seconds, and requests come for {delay} (the deregistration delay)"
        yield Finding(where, "drain", f"{message}, expected a longer terminationGracePeriodSeconds or a shorter delay")


def _stops(pod: Document) -> list[int | None]:
    """How long the preStop of each container that listens takes; None for an unknown time, nothing without one."""
    found = []
    for container in containers(pod, all_kinds=False):
        hook = (container.get("lifecycle") or {}).get("preStop")
        if container.get("ports") and hook:
            found.append(_seconds(hook))
        elif container.get("ports"):
            return []
    return found


def _seconds(hook: Any) -> int | None:
    """How long a hook takes, where it only waits."""
    hook = (hook.get("preStop") or hook) if isinstance(hook, dict) else {}
    if isinstance(hook.get("sleep"), dict):
        return int(hook["sleep"].get("seconds", 0))
    words = " ".join(map(str, (hook.get("exec") or {}).get("command") or ()))
    found = SLEEP.search(words)
    return int(found[1]) if found else 0 if words in ("true", "/bin/true", "sh -c true") else None


def _patches(gateway: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for overlay in (gateway.get("k8s") or {}).get("overlays") or ():
        for patch in overlay.get("patches") or ():
            yield str(patch.get("path", "")), patch.get("value")


def hop_findings(case: Case, way: WayIn) -> Iterator[Finding]:
    """An Istio gateway behind a load balancer believes one proxy before it, else it knows no caller's address or
    believes whatever a caller writes into `X-Forwarded-For`."""
    before = 1 + _fronts(case, way)
    for service in way.services:
        hops = trusted_hops(case, service, pods_behind(case, service))
        if hops is not None and hops != before:
            where = f"{service[0]}/{service[1]}"
            message = f"the gateway {where} trusts {hops} proxies before it, expected {before}: numTrustedProxies"
            yield Finding(way.object.id, "trusted-proxies", message)


def _fronts(case: Case, way: WayIn) -> int:
    """How many managed proxies are drawn in front of the load balancer."""
    own = {one.id for one in case.design.components if one.switch and one.switch.file == way.object.file}
    managed = {one.id for one in case.design.components if one.provided_by == "managed"} - own
    clients = {one.id for one in case.design.components if one.provided_by == "outside"}
    flows = [flow for step in case.design.steps for flow in step.flows if not flow.response]
    callers = {flow.start for flow in flows if flow.end in own}
    if callers & clients:
        return 0  # clients call it themselves; who else is drawn to it, such as a store of certificates, is no proxy
    return len(callers & managed & {flow.end for flow in flows if flow.start in clients})
