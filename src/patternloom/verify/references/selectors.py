"""What selects pods: namespaces, selectors, Services, budgets, scalers.

In: a case. Out: findings: names that lead nowhere, selectors that select nothing or somebody else's pods.
What the pods themselves use is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import CLUSTER_SCOPED, Document
from patternloom.verify.example.workloads import POD_KINDS, labels_of, matches, pod_spec, ports_of
from patternloom.verify.references.known import GIVEN_NAMESPACES, is_there, missing, selects_pods, service_port_findings


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
    for document in case.of_kind("Deployment", "StatefulSet", "DaemonSet", "Rollout"):
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
    kinds = ("Deployment", "StatefulSet", "DaemonSet", "Rollout")
    return [one for one in case.of_kind(*kinds) if one.spec.get("selector")]


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


def budgets_let_nodes_be_drained(case: Case) -> Iterator[Finding]:
    """A PodDisruptionBudget leaves a pod that may go."""
    for document in case.of_kind("PodDisruptionBudget"):
        spec = document.spec
        least, most = spec.get("minAvailable"), spec.get("maxUnavailable")
        if (least is None) == (most is None):
            yield Finding(document.id, "pdb", "expected one of minAvailable and maxUnavailable")
        if most in (0, "0%") or least == "100%":
            yield Finding(document.id, "pdb", "allows no disruption, so that no node can be drained")
        for one in case.of_kind("Deployment", "StatefulSet", "Rollout"):
            selected = one.namespace == document.namespace and matches(spec.get("selector"), labels_of(one))
            if selected and isinstance(least, int) and least >= one.spec.get("replicas", 1):
                yield Finding(document.id, "pdb", f"minAvailable {least} of {one.spec.get('replicas', 1)} of {one.id}")


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
