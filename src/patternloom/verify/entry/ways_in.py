"""Load balancers that an example asks AWS's controller for, and the pods behind each.

In: a case's Ingresses of the class `alb`, its Services of the type LoadBalancer, Istio's settings. Out: `WayIn`s. It
judges nothing. Pods that neither the files nor Istio's installer has are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import DatesAsText, Document, read_documents
from patternloom.verify.example.workloads import POD_KINDS, labels_of, matches
from patternloom.verify.mesh.installer import INSTALL

ALB, NLB = "alb.ingress.kubernetes.io", "service.beta.kubernetes.io/aws-load-balancer"
DRAINS_FOR = 300
"""Seconds for which a target group sends on to a target that it has given up, unless told otherwise."""
DELAY = re.compile(r"deregistration_delay\.timeout_seconds=(\d+)")


@dataclass(frozen=True)
class WayIn:
    """One load balancer."""

    object: Document
    """The Ingress or Service that it is made from."""
    public: bool
    """Whether the internet reaches it."""
    straight: bool
    """Whether its targets are the pods' addresses."""
    services: tuple[tuple[str, str], ...]
    """(namespace, name)."""

    def delay(self, case: Case, service: tuple[str, str]) -> int:
        """Seconds for which requests may still come to a pod that is going: what the Service says, or the object."""
        own = case.find("Service", *service)
        for one in (own, self.object):
            for key, value in one.annotations.items() if one else ():
                if key in (f"{ALB}/target-group-attributes", f"{NLB}-target-group-attributes") and (
                    found := DELAY.search(str(value))
                ):
                    return int(found[1])
        return DRAINS_FOR


def ways_in(case: Case) -> tuple[WayIn, ...]:
    """Every load balancer of the files."""
    return (*_ingresses(case), *_services(case))


def _ingresses(case: Case) -> Iterator[WayIn]:
    for one in case.of_kind("Ingress"):
        if "alb" not in (one.spec.get("ingressClassName"), one.annotations.get("kubernetes.io/ingress.class")):
            continue
        backends = [path.get("backend") for rule in _all(one.spec, "rules") for path in _all(rule, "http", "paths")]
        names = [_name(backend) for backend in (one.spec.get("defaultBackend"), *backends)]
        yield WayIn(
            one,
            one.annotations.get(f"{ALB}/scheme") == "internet-facing",
            one.annotations.get(f"{ALB}/target-type") == "ip",
            tuple(dict.fromkeys((one.namespace, name) for name in names if name)),
        )


def _services(case: Case) -> Iterator[WayIn]:
    for one in case.of_kind("Service"):
        if one.spec.get("type") == "LoadBalancer":
            yield WayIn(
                one,
                one.annotations.get(f"{NLB}-scheme") == "internet-facing",
                one.annotations.get(f"{NLB}-nlb-target-type") == "ip",
                ((one.namespace, one.name),),
            )


def _all(value: Mapping[str, Any], *way: str) -> Any:
    """What stands at a way; an empty list where nothing does."""
    here: Any = value
    for step in way:
        here = here.get(step) if isinstance(here, Mapping) else None
    return here or []


def _name(backend: Mapping[str, Any] | None) -> str | None:
    name: str | None = ((backend or {}).get("service") or {}).get("name")
    return name if name != "ssl-redirect" else None


def pods_behind(case: Case, service: tuple[str, str]) -> tuple[Document, ...]:
    """The workloads of the files that a Service selects."""
    own = case.find("Service", *service)
    selector = {"matchLabels": own.spec.get("selector")} if own and own.spec.get("selector") else None
    return tuple(
        one
        for one in case.of_kind(*POD_KINDS)
        if selector and one.namespace == service[0] and matches(selector, labels_of(one))
    )


def installed_gateway(case: Case, service: tuple[str, str]) -> Mapping[str, Any] | None:
    """The settings of a gateway that Istio's installer makes under the Service's name; None for no such one."""
    for one in _all(_operator(case), "spec", "components", "ingressGateways"):
        if one.get("name") == service[1] and one.get("namespace", "istio-system") == service[0]:
            return one if isinstance(one, dict) else None
    return None


def _operator(case: Case) -> Mapping[str, Any]:
    """What istioctl is told."""
    documents = read_documents(case.files.get(INSTALL, ""), INSTALL)[0]
    return documents[0].value if documents else {}


def trusted_hops(case: Case, service: tuple[str, str], pods: tuple[Document, ...]) -> int | None:
    """How many proxies before it the Istio gateway behind a Service trusts; None where that is no gateway of Istio."""
    mesh = _all(_operator(case), "spec", "meshConfig", "defaultConfig")
    installed = installed_gateway(case, service)
    for pod in pods:
        annotations = ((pod.spec.get("template") or {}).get("metadata") or {}).get("annotations") or {}
        if annotations.get("inject.istio.io/templates") == "gateway":
            return _hops(annotations.get("proxy.istio.io/config"), mesh)
    if installed is not None:
        return _hops(_all(installed, "k8s", "podAnnotations", "proxy.istio.io/config"), mesh)
    return None


def _hops(config: Any, mesh: Any) -> int:
    """Of a pod's own settings, else of the mesh's; none where nobody says."""
    for one in (_config(config), mesh):
        topology = one.get("gatewayTopology") if isinstance(one, dict) else None
        if isinstance(topology, dict) and isinstance(topology.get("numTrustedProxies"), int):
            return int(topology["numTrustedProxies"])
    return 0


def _config(text: Any) -> Any:
    """A pod's own settings of its proxy; JSON is YAML, too."""
    try:
        return yaml.load(str(text), Loader=DatesAsText)
    except yaml.YAMLError:
        return None
