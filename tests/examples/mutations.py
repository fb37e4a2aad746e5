"""Wrong versions of right files: each must be found by the check that it is meant for.

In: a case. Out: for each mutation the changed case, or None where it has nothing to change. Most change objects in
memory, some a file's text. A mutation names the check that must find it, so that none is found by luck.
"""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from examples.cases import Case, Check
from examples.cloudformation import cloudformation_findings, templates
from examples.crossrefs import crossref_findings
from examples.custom_resources import custom_resource_findings
from examples.drawn import components_workloads, drawn_pairs, peers
from examples.flows import policy_findings
from examples.kubernetes import kubernetes_findings
from examples.manifests import Document
from examples.pictures import picture_findings
from examples.security import security_findings
from examples.workloads import containers, pod_spec, template_of

Change = Callable[[Document], bool | None]
"""Changes an object; False or None where there is nothing to change."""


@dataclass(frozen=True)
class Mutation:
    """One way to be wrong."""

    kind: str
    name: str
    check: Check
    make: Callable[[Case], Case | None]

    @property
    def id(self) -> str:
        """Its name in the test's."""
        return f"{self.kind}: {self.name}"


def objects(kinds: str, change: Change) -> Callable[[Case], Case | None]:
    """The first object of these kinds that the change can change."""

    def make(case: Case) -> Case | None:
        waived = {waiver.object for waiver in case.design.waivers}
        for place, document in enumerate(case.documents):
            if document.id in waived or document.kind not in kinds.split():
                continue
            changed = dataclasses.replace(document, value=copy.deepcopy(document.value))
            if change(changed):
                return dataclasses.replace(
                    case, documents=(*case.documents[:place], changed, *case.documents[place + 1 :])
                )
        return None

    return make


def decisive(kinds: str, change: Change) -> Callable[[Case], Case | None]:
    """The first policy that the change can change and whose first rule lets a drawn flow through.

    A rule for somebody who is not drawn (a probe, a namespace of others) no flow can prove wrong.
    """

    def without_first(document: Document) -> bool:
        for field in ("ingress", "rules"):
            rules = document.spec.get(field)
            if rules:
                peers = rules[0].get("from")
                if peers and len(peers) > 1:
                    del peers[0]
                else:
                    del rules[0]
                return True
        return False

    def make(case: Case) -> Case | None:
        said = set(policy_findings(case))
        for document in case.of_kind(*kinds.split()):

            def at(wanted: Change, id: str = document.id) -> Case | None:
                return objects(kinds, lambda one: one.id == id and wanted(one))(case)

            reference, changed = at(without_first), at(change)
            if reference is not None and changed is not None and set(policy_findings(reference)) - said:
                return changed
        return None

    return make


def text(folder: str, old: str, new: str, *, suffix: str = "") -> Callable[[Case], Case | None]:
    """The first file below a folder that holds `old`."""

    def make(case: Case) -> Case | None:
        for path, content in case.files_in(folder, suffix).items():
            if old in content:
                return case.with_file(path, content.replace(old, new, 1))
        return None

    return make


def _holder(document: Document, way: tuple[str | int, ...]) -> dict[str, Any] | None:
    """The mapping that holds the last key of a way, if the way leads to one."""
    here: Any = document.value
    for step in way[:-1]:
        here = here.get(step) if isinstance(here, dict) else here[step] if isinstance(step, int) and here else None
        if here is None:
            return None
    return here if isinstance(here, dict) and way[-1] in here else None


def put(*way: str | int, value: Any) -> Change:
    """Set a field that is there."""

    def change(document: Document) -> bool:
        holder = _holder(document, way)
        if holder is None or holder[way[-1]] == value:
            return False
        holder[way[-1]] = value
        return True

    return change


def drop(*way: str | int) -> Change:
    """Take a field away."""

    def change(document: Document) -> bool:
        holder = _holder(document, way)
        return holder is not None and holder.pop(way[-1]) is not None

    return change


def rename(*way: str | int, to: str) -> Change:
    """Misspell a field."""

    def change(document: Document) -> bool:
        holder = _holder(document, way)
        if holder is None:
            return False
        holder[to] = holder.pop(way[-1])
        return True

    return change


def container(change: Callable[[dict[str, Any]], bool | None]) -> Change:
    """The first container that the change can change."""
    return lambda document: any(change(one) for one in containers(document))


def pod(change: Callable[[dict[str, Any]], bool | None]) -> Change:
    """The pod's spec."""
    return lambda document: change(pod_spec(document)) if template_of(document) else False


def add(target: dict[str, Any] | None, **values: Any) -> bool:
    """Set fields, there or not."""
    if target is None:
        return False
    target.update(values)
    return True


def _spec(document: Document) -> dict[str, Any]:
    return document.value.setdefault("spec", {})


def _first(document: Document, *way: str | int) -> Any:
    here: Any = document.value
    for step in way:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return None
    return here


PODS = "Deployment StatefulSet DaemonSet"
RUN = "Deployment StatefulSet"


def altered(entry: Any, **values: Any) -> Any:
    """A copy of an entry with other values; its class would want to read them from YAML."""
    changed = copy.copy(entry)
    for name, value in values.items():
        object.__setattr__(changed, name, value)
    return changed


def _list(kind: str, check: Check, *pairs: tuple[str, Callable[[Case], Case | None]]) -> tuple[Mutation, ...]:
    return tuple(Mutation(kind, name, check, make) for name, make in pairs)


KUBERNETES = _list(
    "kubernetes",
    kubernetes_findings,
    ("misspelt field of a container", objects(PODS, container(lambda c: add(c, imagePulPolicy="Always")))),
    ("misspelt field of a Service", objects("Service", lambda d: add(_spec(d), selectors={"a": "b"}))),
    ("number as text", objects(RUN, put("spec", "replicas", value="two"))),
    ("negative replicas", objects(RUN, put("spec", "replicas", value=-1))),
    ("port above 65535", objects("Service", lambda d: add(_first(d, "spec", "ports", 0), port=70000))),
    ("port 0", objects(PODS, container(lambda c: bool(c.get("ports")) and add(c["ports"][0], containerPort=0)))),
    ("unknown version", objects(RUN, put("apiVersion", value="apps/v1beta3"))),
    ("upper-case name", objects("Service", put("metadata", "name", value="Orders"))),
    ("underscore in a name", objects("ConfigMap ServiceAccount", put("metadata", "name", value="a_b"))),
    ("label that is no text", objects(PODS, lambda d: add(d.metadata.setdefault("labels", {}), app=3))),
    ("label with a blank", objects(PODS, lambda d: add(d.metadata.setdefault("labels", {}), app="my app"))),
    ("no namespace", objects("Service ConfigMap", drop("metadata", "namespace"))),
    ("namespace of a Namespace", objects("Namespace", lambda d: add(d.metadata, namespace="x"))),
    ("no image's name", objects(PODS, container(lambda c: c.pop("name", None) is not None))),
    ("request above its limit", objects(PODS, container(lambda c: add(c.get("resources", {}).get("requests"), memory="64Gi")))),
    ("two containers of one name", objects(PODS, pod(lambda s: s["containers"].append(dict(s["containers"][0])) is None))),
    ("probe every 0 seconds", objects(PODS, container(lambda c: add(c.get("readinessProbe"), periodSeconds=0)))),
    ("Job's restartPolicy in a Deployment", objects("Deployment", pod(lambda s: add(s, restartPolicy="Never")))),
    ("duplicate key", text("k8s", "\nmetadata:\n", "\nmetadata: {}\nmetadata:\n")),
    ("plain yes", text("k8s", "\nmetadata:\n", "\nmetadata:\n  generateName: yes\n")),
    ("no YAML", text("k8s", "\nmetadata:\n", "\nmetadata:\n\t- {\n")),
    ("the same object twice", lambda case: case.with_documents(lambda d: d.append(d[0])) if case.documents else None),
)  # fmt: skip

_GATEWAY = ("spec", "listeners", 0)
ISTIO = "VirtualService DestinationRule AuthorizationPolicy RequestAuthentication PeerAuthentication ServiceEntry"
CUSTOM = _list(
    "custom resources",
    custom_resource_findings,
    ("enum of a core kind", objects("Service", lambda d: add(_spec(d), type="ClusterIp"))),
    ("quantity of a core kind", objects(PODS, container(lambda c: add(c.get("resources", {}).get("limits"), memory="12Q")))),
    ("misspelt principals", objects("AuthorizationPolicy", rename("spec", "rules", 0, "from", 0, "source", "principals", to="principal"))),
    ("unknown action", objects("AuthorizationPolicy", lambda d: add(_spec(d), action="PERMIT"))),
    ("CUSTOM without a provider", objects("AuthorizationPolicy", lambda d: "provider" not in d.spec and add(_spec(d), action="CUSTOM"))),
    ("ports as numbers", objects("AuthorizationPolicy", lambda d: add(_first(d, "spec", "rules", 0, "to", 0, "operation"), ports=[8080]))),
    ("empty from", objects("AuthorizationPolicy", lambda d: add(_first(d, "spec", "rules", 0), **{"from": []}))),
    ("selector with targetRefs", objects("AuthorizationPolicy", lambda d: "selector" in d.spec and add(_spec(d), targetRefs=[{"kind": "Gateway", "group": "gateway.networking.k8s.io", "name": "front"}]))),
    ("unknown TLS mode", objects("PeerAuthentication", lambda d: add(d.spec.get("mtls"), mode="MUTUAL"))),
    ("misspelt mtls", objects("PeerAuthentication", rename("spec", "mtls", to="mTLS"))),
    ("misspelt jwtRules", objects("RequestAuthentication", rename("spec", "jwtRules", to="jwtRule"))),
    ("token for anybody", objects("RequestAuthentication", drop("spec", "jwtRules", 0, "audiences"))),
    ("misspelt jwksUri", objects("RequestAuthentication", rename("spec", "jwtRules", 0, "jwksUri", to="jwksURI"))),
    ("duration without a unit", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0), timeout="5"))),
    ("misspelt retries", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0), retry={"attempts": 1}))),
    ("route and redirect", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0), redirect={"uri": "/"}))),
    ("weight as text", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0, "route", 0), weight="all"))),
    ("misspelt outlierDetection", objects("DestinationRule", rename("spec", "trafficPolicy", "outlierDetection", to="outlierDetections"))),
    ("Gateway API: unknown path type", objects("HTTPRoute", lambda d: add(_first(d, "spec", "rules", 0, "matches", 0, "path"), type="Prefix"))),
    ("Gateway API: path without a slash", objects("HTTPRoute", lambda d: add(_first(d, "spec", "rules", 0, "matches", 0, "path"), value="x"))),
    ("Gateway API: misspelt backendRefs", objects("HTTPRoute GRPCRoute", rename("spec", "rules", 0, "backendRefs", to="backendRef"))),
    ("Gateway API: duration of days", objects("HTTPRoute", lambda d: add(_first(d, "spec", "rules", 0, "timeouts"), request="1d"))),
    ("Gateway API: backend's time above the whole", objects("HTTPRoute", lambda d: "backendRequest" in (_first(d, "spec", "rules", 0, "timeouts") or {}) and add(_first(d, "spec", "rules", 0, "timeouts"), request="500ms"))),
    ("Gateway API: HTTPS without tls", objects("Gateway", lambda d: (_first(d, *_GATEWAY) or {}).pop("tls", None) is not None)),
    ("Gateway API: tls without certificate", objects("Gateway", drop(*_GATEWAY, "tls", "certificateRefs"))),
    ("Gateway API: unknown protocol", objects("Gateway", lambda d: add(_first(d, *_GATEWAY), protocol="https"))),
    ("cert-manager: no issuer", objects("Certificate", drop("spec", "issuerRef"))),
    ("cert-manager: misspelt dnsNames", objects("Certificate", rename("spec", "dnsNames", to="dnsName"))),
    ("cert-manager: renewal in days", objects("Certificate", put("spec", "renewBefore", value="30d"))),
    ("External Secrets: misspelt secretStoreRef", objects("ExternalSecret", rename("spec", "secretStoreRef", to="storeRef"))),
    ("External Secrets: interval in words", objects("ExternalSecret", put("spec", "refreshInterval", value="hourly"))),
    ("External Secrets: misspelt property", objects("ExternalSecret", rename("spec", "data", 0, "remoteRef", "property", to="propery"))),
    ("External Secrets: unknown service", objects("SecretStore ClusterSecretStore", put("spec", "provider", "aws", "service", value="SecretManager"))),
    ("unknown version", objects(ISTIO, put("apiVersion", value="networking.istio.io/v2"))),
)  # fmt: skip

CROSSREFS = _list(
    "cross-references",
    crossref_findings,
    ("Service selects nothing", objects("Service", lambda d: bool(d.spec.get("selector")) and add(d.spec["selector"], app="nobody"))),
    ("targetPort by an unknown name", objects("Service", lambda d: bool(d.spec.get("selector")) and add(_first(d, "spec", "ports", 0), targetPort="htpp"))),
    ("targetPort by a wrong number", objects("Service", lambda d: bool(d.spec.get("selector")) and add(_first(d, "spec", "ports", 0), targetPort=9))),
    ("UDP for TCP", objects("Service", lambda d: bool(d.spec.get("selector")) and add(_first(d, "spec", "ports", 0), protocol="SCTP"))),
    ("selector does not fit its pods", objects(RUN, lambda d: add((d.spec.get("selector") or {}).get("matchLabels"), app="other"))),
    ("spread over other pods", objects(RUN, pod(lambda s: bool(s.get("topologySpreadConstraints")) and add(s["topologySpreadConstraints"][0]["labelSelector"], matchLabels={"app": "x"})))),
    ("unknown ServiceAccount", objects(PODS, pod(lambda s: add(s, serviceAccountName="nobody")))),
    ("unknown namespace", objects(RUN, put("metadata", "namespace", value="nowhere"))),
    ("unknown ConfigMap or Secret", objects(PODS, pod(lambda s: any(add(v.get("configMap") or v.get("secret"), name="missing", secretName="missing") for v in s.get("volumes") or () if "configMap" in v or "secret" in v)))),
    ("unknown key of a Secret", objects(PODS, container(lambda c: any(add((e.get("valueFrom") or {}).get("secretKeyRef"), key="pasword") for e in c.get("env") or ())))),
    ("mount of no volume", objects(PODS, container(lambda c: bool(c.get("volumeMounts")) and add(c["volumeMounts"][0], name="missing")))),
    ("probe of another port", objects(PODS, container(lambda c: add((c.get("readinessProbe") or {}).get("httpGet") or (c.get("readinessProbe") or {}).get("grpc") or (c.get("readinessProbe") or {}).get("tcpSocket"), port=1)))),
    ("PodDisruptionBudget of nothing", objects("PodDisruptionBudget", put("spec", "selector", value={"matchLabels": {"app": "x"}}))),
    ("PodDisruptionBudget that stops every drain", objects("PodDisruptionBudget", lambda d: (d.spec.pop("maxUnavailable", None), add(_spec(d), minAvailable=99))[1])),
    ("scaler of nothing", objects("HorizontalPodAutoscaler", put("spec", "scaleTargetRef", "name", value="x"))),
    ("NetworkPolicy of nothing", objects("NetworkPolicy", lambda d: bool(d.spec.get("podSelector")) and add(_spec(d), podSelector={"matchLabels": {"app": "x"}}))),
    ("weights of 97", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0, "route", 0), weight=97))),
    ("unknown subset", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0, "route", 0, "destination"), subset="v9"))),
    ("unknown host of a route", objects("VirtualService", lambda d: add(_first(d, "spec", "http", 0, "route", 0, "destination"), host="nobody"))),
    ("unknown host of a DestinationRule", objects("DestinationRule", put("spec", "host", value="nobody.example.com"))),
    ("subset of no pod", objects("DestinationRule", lambda d: add(_first(d, "spec", "subsets", 0), labels={"version": "v9"}))),
    ("unknown principal", objects("AuthorizationPolicy", lambda d: bool(_first(d, "spec", "rules", 0, "from", 0, "source", "principals")) and add(_first(d, "spec", "rules", 0, "from", 0, "source"), principals=["cluster.local/ns/x/sa/y"]))),
    ("policy for no pod", objects("AuthorizationPolicy RequestAuthentication", lambda d: "selector" in d.spec and add(_spec(d), selector={"matchLabels": {"app": "x"}}))),
    ("unknown Gateway", objects("HTTPRoute GRPCRoute", lambda d: add(_first(d, "spec", "parentRefs", 0), name="x"))),
    ("unknown listener", objects("HTTPRoute GRPCRoute", lambda d: add(_first(d, "spec", "parentRefs", 0), sectionName="x"))),
    ("unknown port of a Service's route", objects("HTTPRoute GRPCRoute", lambda d: (_first(d, "spec", "parentRefs", 0) or {}).get("kind") == "Service" and add(_first(d, "spec", "parentRefs", 0), port=1))),
    ("unknown backend", objects("HTTPRoute GRPCRoute", lambda d: add(_first(d, "spec", "rules", 0, "backendRefs", 0), name="x"))),
    ("backend's wrong port", objects("HTTPRoute GRPCRoute", lambda d: add(_first(d, "spec", "rules", 0, "backendRefs", 0), port=1))),
    ("host that the Gateway does not serve", objects("HTTPRoute", lambda d: "hostnames" in d.spec and add(_spec(d), hostnames=["other.example.org"]))),
    ("unknown certificate", objects("Gateway", lambda d: add(_first(d, "spec", "listeners", 0, "tls", "certificateRefs", 0), name="x"))),
    ("unknown issuer", objects("Certificate", put("spec", "issuerRef", "name", value="x"))),
    ("unknown secret store", objects("ExternalSecret", put("spec", "secretStoreRef", "name", value="x"))),
    ("role of another account", text("k8s", "arn:aws:iam::111122223333", "arn:aws:iam::444455556666")),
    ("role with a region", text("k8s", "arn:aws:iam::", "arn:aws:iam:ap-northeast-1:")),
    ("role that no template has", text("k8s", ":role/", ":role/x-")),
    ("trust for another service account", text("aws", "system:serviceaccount:", "system:serviceaccount:x-")),
    ("wrong port of a name in nginx", text("nginx", ".svc.cluster.local:", ".svc.cluster.local:1")),
    ("unknown name in nginx", text("nginx", ".svc.cluster.local", "x.svc.cluster.local")),
)  # fmt: skip


def _without_flow(case: Case) -> Case | None:
    """A pair's flow leaves the picture; the policies that allow it stay."""
    if not drawn_pairs(case):
        return None
    steps = tuple(
        altered(step, flows=tuple(flow for flow in step.flows if flow.response)) for step in case.design.steps
    )
    return dataclasses.replace(case, design=altered(case.design, steps=steps))


def _with_flow(case: Case) -> Case | None:
    """A flow that no policy allows is drawn: against an arrow that is there."""
    drawn_already = drawn_pairs(case)
    component_of = {object: component for component, object in components_workloads(case).items()}
    known = peers(case)
    for start, end in sorted(drawn_already):
        if (end, start) not in drawn_already and known[start].ports and known[start].gateway is None:
            drawn = next(flow for step in case.design.steps for flow in step.flows)
            back = altered(drawn, start=component_of[end], end=component_of[start], response=False)
            step = altered(case.design.steps[0], flows=(back,))
            return dataclasses.replace(case, design=altered(case.design, steps=(*case.design.steps, step)))
    return None


def _no_policies(kind: str) -> Callable[[Case], Case | None]:
    def make(case: Case) -> Case | None:
        if not any(case.of_kind(kind)):
            return None

        def apply(documents: list[Document]) -> None:
            documents[:] = [one for one in documents if one.kind != kind]

        return case.with_documents(apply)

    return make


def _open(way: str) -> Change:
    """A policy with peers lets everything through."""

    def change(document: Document) -> bool:
        rules = document.spec.get(way)
        if not document.spec.get("podSelector") or not rules or not any(rule.get("from") for rule in rules):
            return False
        document.spec[way] = [{}]
        return True

    return change


def _first_ports(document: Document) -> dict[str, Any] | None:
    if document.spec.get("podSelector"):
        return _first(document, "spec", "ingress", 0, "ports", 0)
    return None


def _to_database(rule: dict[str, Any]) -> bool:
    return [port.get("port") for port in rule.get("ports") or ()] == [3306]


def _other_database_port(case: Case) -> Case | None:
    """Where a flow says that MySQL is spoken, and so by which port."""
    protocols = {str(flow.protocol) for step in case.design.steps for flow in step.flows}
    documents = [dataclasses.replace(one, value=copy.deepcopy(one.value)) for one in case.documents]
    rules = [rule for one in documents if one.kind == "NetworkPolicy" for rule in one.spec.get("egress") or ()]
    found = [add(rule["ports"][0], port=3307) for rule in rules if _to_database(rule)]
    return (
        dataclasses.replace(case, documents=tuple(documents)) if found and {"MySQL", "MySQL/TLS"} & protocols else None
    )


def _local(peer: dict[str, Any]) -> bool:
    """Whether it is the node itself, for its probes."""
    return str((peer.get("ipBlock") or {}).get("cidr", "169.254.")).startswith("169.254.")


def _attached(change: Change) -> Callable[[Case], Case | None]:
    """A policy that a waypoint carries out for a Service."""
    return objects(
        "AuthorizationPolicy",
        lambda d: any(one.get("kind") == "Service" for one in d.spec.get("targetRefs") or ()) and change(d),
    )


def _ambient(change: Change) -> Callable[[Case], Case | None]:
    """A policy that ztunnel carries out."""

    def make(case: Case) -> Case | None:
        labels = [one.labels.get("istio.io/dataplane-mode") for one in case.of_kind("Namespace")]
        return objects("AuthorizationPolicy", change)(case) if "ambient" in labels else None

    return make


def _replaced(document: Document, old: str, new: str) -> bool:
    """Another account in the first principals; its own proxy asks for none."""
    source = _first(document, "spec", "rules", 0, "from", 0, "source") or {}
    names = [name.replace(old, new) for name in source.get("principals") or ()]
    return names != (source.get("principals") or []) and add(source, principals=names)


def _twice(case: Case, kind: str) -> Case | None:
    """The same object under another name."""
    for document in case.of_kind(kind):
        value = copy.deepcopy(document.value)
        value["metadata"]["name"] = "second"
        return case.with_documents(lambda d, value=value: d.append(Document("x", 1, value)))
    return None


POLICIES = _list(
    "policies",
    policy_findings,
    ("a flow leaves the picture", _without_flow),
    ("a flow is drawn that is refused", _with_flow),
    ("no NetworkPolicy at all", _no_policies("NetworkPolicy")),
    ("way in open to all", objects("NetworkPolicy", _open("ingress"))),
    ("way in for another port", decisive("NetworkPolicy", lambda d: add(_first_ports(d), port=1))),
    ("way in for UDP", decisive("NetworkPolicy", lambda d: add(_first_ports(d), protocol="UDP"))),
    ("way in from another pod", decisive("NetworkPolicy", lambda d: add((_first(d, "spec", "ingress", 0, "from", 0) or {}).get("podSelector"), matchLabels={"app": "x"}))),
    ("way in from another namespace", decisive("NetworkPolicy", lambda d: bool(_first(d, "spec", "ingress", 0, "from", 0, "podSelector")) and add(_first(d, "spec", "ingress", 0, "from", 0), namespaceSelector={"matchLabels": {"kubernetes.io/metadata.name": "x"}}))),
    ("no way out", objects("NetworkPolicy", lambda d: bool(d.spec.get("egress")) and bool(_first(d, "spec", "egress", 0, "to")) and add(_spec(d), egress=[]))),
    ("no names", objects("NetworkPolicy", lambda d: any(add(port, port=54) for rule in d.spec.get("egress") or () for port in rule.get("ports") or () if port.get("port") == 53 and port.get("protocol") == "UDP"))),
    ("principal of another namespace", decisive("AuthorizationPolicy", lambda d: d.spec.get("action", "ALLOW") == "ALLOW" and bool(_first(d, "spec", "rules", 0, "from", 0, "source", "principals")) and add(_first(d, "spec", "rules", 0, "from", 0, "source"), principals=["cluster.local/ns/x/sa/y"]))),
    ("DENY for ALLOW", decisive("AuthorizationPolicy", lambda d: bool(_first(d, "spec", "rules", 0, "from", 0, "source", "principals")) and d.spec.get("action", "ALLOW") == "ALLOW" and _as_deny(d))),
    ("allow nothing", decisive("AuthorizationPolicy", lambda d: d.spec.get("action", "ALLOW") == "ALLOW" and bool(d.spec.get("rules")) and (d.spec.pop("rules") is not None))),
    ("a load balancer's addresses are the world's", objects("NetworkPolicy", lambda d: any(add(one.get("ipBlock"), cidr="0.0.0.0/0") for rule in d.spec.get("ingress") or () for one in rule.get("from") or () if not _local(one)))),
    ("no way in for the load balancer", objects("NetworkPolicy", lambda d: any(add(one.get("ipBlock"), cidr="192.0.2.0/24", **{"except": ["192.0.2.0/24"]}) for rule in d.spec.get("ingress") or () for one in rule.get("from") or () if not _local(one)))),
    ("mutual TLS asked of the load balancer", objects("PeerAuthentication", drop("spec", "portLevelMtls"))),
    ("no way out to the database", objects("NetworkPolicy", lambda d: [rule for rule in d.spec.get("egress") or () if _to_database(rule)] != [] and add(_spec(d), egress=[rule for rule in d.spec["egress"] if not _to_database(rule)]))),
    ("another port of the database", _other_database_port),
    ("no identity asked for", objects("PeerAuthentication", lambda d: "portLevelMtls" not in d.spec and add(d.spec.get("mtls"), mode="DISABLE"))),
    ("two PeerAuthentications of a namespace", lambda case: _twice(case, "PeerAuthentication")),
    ("a waypoint's policy for another caller", _attached(lambda d: add(_first(d, "spec", "rules", 0, "from", 0, "source"), principals=["cluster.local/ns/x/sa/y"]))),
    ("a waypoint's policy for anybody", _attached(lambda d: (_first(d, "spec", "rules", 0) or {}).pop("from", None) is not None)),
    ("a waypoint's policy for another Service", _attached(lambda d: add(_first(d, "spec", "targetRefs", 0), name="x"))),
    ("a Service without its waypoint", objects("Service", drop("metadata", "labels", "istio.io/use-waypoint"))),
    ("past the waypoint", objects("AuthorizationPolicy", lambda d: _replaced(d, "/sa/waypoint", "/sa/door") or _replaced(d, "/sa/waypoint", "/sa/order"))),
    ("HTTP asked of ztunnel", _ambient(lambda d: "selector" in d.spec and add(_first(d, "spec", "rules", 0), to=[{"operation": {"methods": ["GET"]}}]))),
    ("the application's port for ztunnel's", objects("NetworkPolicy", lambda d: any(add(port, port=8080) for rule in d.spec.get("ingress") or () for port in rule.get("ports") or () if port.get("port") == 15008))),
    ("a Sidecar that hides a Service", objects("Sidecar", lambda d: add(_first(d, "spec", "egress", 0), hosts=["istio-system/*"]))),
    ("plain text towards a Service", objects("DestinationRule", lambda d: str(d.spec.get("host", "")).endswith(".svc.cluster.local") and add(d.spec.setdefault("trafficPolicy", {}), tls={"mode": "DISABLE"}))),
    ("a kind of policy outside the subset", lambda case: case.with_documents(lambda d: d.append(Document("x", 1, {"kind": "CiliumNetworkPolicy", "metadata": {"name": "x", "namespace": "y"}})))),
    ("field outside the subset", objects("AuthorizationPolicy", lambda d: add(_first(d, "spec", "rules", 0, "from", 0, "source"), remoteIpBlocks=["10.0.0.0/8"]))),
)  # fmt: skip


def _as_deny(document: Document) -> bool:
    document.spec["action"] = "DENY"
    for rule in document.spec["rules"]:
        rule.pop("to", None)
        rule.pop("when", None)
        for one in rule.get("from") or ():
            one["source"] = {"principals": one["source"]["principals"]}
    return True


SECURITY = _list(
    "security",
    security_findings,
    ("one replica", objects(RUN, put("spec", "replicas", value=1))),
    ("no readiness probe", objects(RUN, container(lambda c: c.pop("readinessProbe", None) is not None))),
    ("no liveness probe", objects(RUN, container(lambda c: c.pop("livenessProbe", None) is not None))),
    ("no memory limit", objects(PODS, container(lambda c: (c.get("resources", {}).get("limits") or {}).pop("memory", None) is not None))),
    ("no CPU request", objects(PODS, container(lambda c: (c.get("resources", {}).get("requests") or {}).pop("cpu", None) is not None))),
    ("writable root", objects(PODS, container(lambda c: (c.get("securityContext") or {}).pop("readOnlyRootFilesystem", None) is not None))),
    ("privilege escalation", objects(PODS, container(lambda c: "allowPrivilegeEscalation" in (c.get("securityContext") or {}) and add(c["securityContext"], allowPrivilegeEscalation=True)))),
    ("privileged", objects(PODS, container(lambda c: (c.get("securityContext") or {}).get("allowPrivilegeEscalation") is False and add(c["securityContext"], privileged=True)))),
    ("added capability", objects(PODS, container(lambda c: "capabilities" in (c.get("securityContext") or {}) and not c["securityContext"]["capabilities"].get("add") and add(c["securityContext"]["capabilities"], add=["SYS_ADMIN"])))),
    ("no dropped capabilities", objects(PODS, container(lambda c: (c.get("securityContext") or {}).pop("capabilities", None) is not None))),
    ("root", objects(PODS, lambda d: _root(d))),
    ("no seccomp profile", objects(PODS, lambda d: _no_seccomp(d))),
    ("token mounted", objects(PODS, lambda d: pod_spec(d).get("automountServiceAccountToken") is False and add(pod_spec(d), automountServiceAccountToken=True))),
    ("default ServiceAccount", objects(PODS, pod(lambda s: s.pop("serviceAccountName", None) is not None))),
    ("host's network", objects(PODS, pod(lambda s: not s.get("hostNetwork") and add(s, hostNetwork=True)))),
    ("host's files", objects(PODS, pod(lambda s: not any("hostPath" in v for v in s.get("volumes") or ()) and s.setdefault("volumes", []).append({"name": "x", "hostPath": {"path": "/"}}) is None))),
    ("tag latest", objects(PODS, container(lambda c: add(c, image=c["image"].rpartition(":")[0] + ":latest")))),
    ("no tag", objects(PODS, container(lambda c: add(c, image="nginx")))),
    ("password in the environment", objects(PODS, container(lambda c: c.setdefault("env", []).append({"name": "DB_PASSWORD", "value": "hunter2"}) is None))),
    ("no PodDisruptionBudget", _no_policies("PodDisruptionBudget")),
    ("no spread", objects(RUN, pod(lambda s: (s.pop("topologySpreadConstraints", None), s.pop("affinity", None)) != (None, None)))),
    ("namespace not restricted", objects("Namespace", lambda d: d.labels.get("pod-security.kubernetes.io/enforce") == "restricted" and add(d.metadata["labels"], **{"pod-security.kubernetes.io/enforce": "baseline"}))),
    ("no default deny", objects("NetworkPolicy", lambda d: not d.spec.get("podSelector") and not d.spec.get("ingress") and not d.spec.get("egress") and add(_spec(d), podSelector={"matchLabels": {"app": "x"}}))),
    ("Secret with its values", lambda case: case.with_documents(lambda documents: documents.append(Document("x", 1, {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "x", "namespace": "y"}, "stringData": {"a": "b"}})))),
    ("access key", text("k8s", "\nspec:\n", "\nspec: # AKIAABCDEFGHIJKLMNOP\n")),
    ("every action", text("aws", "Action: secretsmanager:GetSecretValue", "Action: secretsmanager:*")),
    ("every resource", text("aws", "Resource: !Sub arn:aws:secretsmanager", 'Resource: "*" # ')),
    ("trust for any service account", text("aws", ":sub", ":suo")),
    ("no encryption of the database", text("aws", "StorageEncrypted: true", "StorageEncrypted: false")),
    ("no rotation of the key", text("aws", "EnableKeyRotation: true", "EnableKeyRotation: false")),
    ("public bucket", text("aws", "BlockPublicPolicy: true", "BlockPublicPolicy: false")),
    ("public database", text("aws", "PubliclyAccessible: false", "PubliclyAccessible: true")),
    ("open to the world", text("aws", "CidrIp: 10.0.0.0/18", "CidrIp: 0.0.0.0/0")),
)  # fmt: skip


def _root(document: Document) -> bool:
    spec = pod_spec(document)
    found = False
    for context in (spec.get("securityContext"), *((c.get("securityContext")) for c in containers(document))):
        found |= bool(context) and context.pop("runAsNonRoot", None) is not None
    return found


def _no_seccomp(document: Document) -> bool:
    spec = pod_spec(document)
    found = False
    for context in (spec.get("securityContext"), *((c.get("securityContext")) for c in containers(document))):
        found |= bool(context) and context.pop("seccompProfile", None) is not None
    return found


def _design(**changes: Callable[[Case], Any]) -> Callable[[Case], Case | None]:

    def make(case: Case) -> Case | None:
        values = {key: change(case) for key, change in changes.items()}
        if any(value is None for value in values.values()):
            return None
        return dataclasses.replace(case, design=altered(case.design, **values))

    return make


def _components(test: Callable[[Any], bool], **values: Any) -> Callable[[Case], Any]:

    def change(case: Case) -> Any:
        components = list(case.design.components)
        for number, component in enumerate(components):
            if test(component):
                new = {key: value(component) if callable(value) else value for key, value in values.items()}
                components[number] = altered(component, **new)
                return tuple(components)
        return None

    return change


def _is_object(name: str) -> bool:
    return re.fullmatch(r"[A-Z][A-Za-z]+/[a-z0-9.-]*/[^/]+", name) is not None


def _switched(component: Any) -> bool:
    return component.switch is not None


def _text_of_switch(case: Case) -> Case | None:
    for component in case.design.components:
        if component.switch and component.switch.text in case.files.get(component.switch.file, ""):
            lines = case.files[component.switch.file].replace(component.switch.text, "")
            return make_files(case, component.switch.file, lines)
    return None


def _comment_of_switch(case: Case) -> Case | None:
    for component in case.design.components:
        if component.switch and "\n" not in component.switch.text:
            old = case.files.get(component.switch.file, "")
            lines = [f"# {line}" if component.switch.text in line else line for line in old.splitlines()]
            return make_files(case, component.switch.file, "\n".join(lines))
    return None


def make_files(case: Case, path: str, content: str) -> Case:
    """Another text without reading objects anew."""

    return dataclasses.replace(case, files={**case.files, path: content})


def _other_twin(case: Case) -> Case | None:
    for path, content in case.files_in("nginx", ".conf").items():
        return make_files(case, path, f"{content}# other\n")
    return None


def _without_marks(case: Case) -> Case | None:

    files = {path: re.sub(r"(#|//|--)\s*steps? \d+(, \d+)*", "", content) for path, content in case.files.items()}
    return dataclasses.replace(case, files=files) if files != dict(case.files) else None


def _lonely_mark(case: Case) -> Case | None:
    for path, content in case.files.items():
        if path.endswith((".yaml", ".conf")):
            return make_files(case, path, content + "\n# step 1\n")
    return None


def _moved(case: Case) -> Any:
    """A component leaves the box of its namespace for another one's."""
    spaces = [one.id for one in case.design.boundaries if one.kind == "boundary-namespace"]
    names = {document.name for document in case.of_kind("Namespace")}
    for component in case.design.components:
        own = [object.split("/")[1] for object in component.objects if object.count("/") == 2]
        boxes = {one.id: one for one in case.design.boundaries}
        if own and own[0] in names and component.inside in boxes:
            for space in spaces:
                name = boxes[space].name
                if name is not None and own[0] not in " ".join(name.values()).split():
                    return _components(lambda c, id=component.id: c.id == id, inside=space)(case)
    return None


PICTURES = _list(
    "pictures",
    picture_findings,
    ("component of no object", _design(components=_components(lambda c: c.provided_by == "files", objects=("Deployment/x/y",)))),
    ("objects of a component left out", _design(components=_components(lambda c: c.provided_by == "files" and bool(c.objects) and _is_object(c.objects[0]), objects=lambda c: c.objects[1:]))),
    ("outside, yet in the files", _design(components=_components(lambda c: c.provided_by == "files" and bool(c.objects), provided_by="outside"))),
    ("nothing supporting", _design(supporting=lambda case: () if case.design.supporting else None)),
    ("supporting twice", _design(supporting=lambda case: case.design.supporting * 2 or None)),
    ("object that nothing tells of", lambda case: case.with_documents(lambda d: d.append(Document("x", 1, {"kind": "ConfigMap", "metadata": {"name": "x", "namespace": "y"}})))),
    ("renamed object", objects("Deployment StatefulSet Service Gateway", put("metadata", "name", value="renamed"))),
    ("switch taken out", _text_of_switch),
    ("switch in a comment", _comment_of_switch),
    ("switch of two letters", _design(components=_components(_switched, switch=lambda c: altered(c.switch, text=c.switch.text[:2])))),
    ("no line realises a step", _without_marks),
    ("a mark on its own", _lonely_mark),
    ("wrong namespace's box", _design(components=_moved)),
    ("embedded file differs", _other_twin),
)  # fmt: skip

CLOUDFORMATION = _list(
    "cloudformation",
    cloudformation_findings,
    ("unknown type", text("aws", "Type: AWS::", "Type: AWS::X")),
    ("unknown property", text("aws", "    Properties:\n", "    Properties:\n      Colour: red\n")),
    ("reference to nothing", text("aws", "!Ref ", "!Ref X")),
    ("unknown section", text("aws", "\nResources:\n", "\nOutput:\n  A: b\nResources:\n")),
    ("value that is no list", text("aws", "SubnetIds: !Ref SubnetIds", "SubnetIds: {a: b}")),
    ("wrong enum", text("aws", "SSEAlgorithm: AES256", "SSEAlgorithm: AES")),
    ("missing required property", text("aws", "      GroupDescription:", "      # GroupDescription:")),
    ("number that is none", text("aws", "BackupRetentionPeriod: 14", "BackupRetentionPeriod: soon")),
    ("duplicate key", text("aws", "    Properties:\n", "    Properties: {}\n    Properties:\n")),
    ("unused parameter", text("aws", "\nResources:\n", "\n  Unused:\n    Type: String\nResources:\n")),
    ("attribute that is none", text("aws", "!GetAtt DataKey.Arn", "!GetAtt DataKey.Name")),
    ("policy with a wrong effect", text("aws", "Effect: Allow", "Effect: Permit")),
    ("no YAML", text("aws", "\nResources:\n", "\nResources: [\n")),
)  # fmt: skip

ALL = (*KUBERNETES, *CUSTOM, *CROSSREFS, *POLICIES, *SECURITY, *PICTURES, *CLOUDFORMATION)


def mutants(mutation: Mutation, cases: tuple[Case, ...]) -> Iterator[tuple[Case, Case]]:
    """(the right case, the wrong one) wherever the mutation applies."""
    for case in cases:
        if mutation.check is cloudformation_findings and not templates(case):
            continue
        changed = mutation.make(case)
        if changed is not None:
            yield case, changed
