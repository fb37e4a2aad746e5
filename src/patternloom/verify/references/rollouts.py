"""Argo Rollouts: what a Rollout steers, and by what it is judged.

In: a case. Out: findings: a Service, a route or an AnalysisTemplate that is not there, a route whose ends are not the
Services of the Rollout, an argument that nobody gives. Which weights and limits are good is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.references.known import missing, place_of_host

SERVICES = ("stableService", "canaryService", "activeService", "previewService")


def rollouts_have_ends(case: Case) -> Iterator[Finding]:
    """Every name that the strategy of a Rollout says."""
    for document in case.of_kind("Rollout"):
        for strategy in (document.spec.get("strategy") or {}).values():
            for field in SERVICES:
                name = strategy.get(field)
                if name and case.find("Service", document.namespace, name) is None:
                    yield missing(document, f"Service {name!r}")
            yield from _routes(case, document, strategy)
            for analysis in _analyses(strategy):
                yield from _templates(case, document, analysis)


def _routes(case: Case, document: Document, strategy: Mapping[str, Any]) -> Iterator[Finding]:
    """The routes of Istio that get their weights from it lead to its two Services."""
    named = ((strategy.get("trafficRouting") or {}).get("istio") or {}).get("virtualService")
    if not named:
        return
    virtual = case.find("VirtualService", document.namespace, named.get("name", ""))
    if virtual is None:
        yield missing(document, f"VirtualService {named.get('name')!r}")
        return
    routes = {one.get("name"): one for one in virtual.spec.get("http") or ()}
    wanted = {(document.namespace, strategy.get(field)) for field in ("stableService", "canaryService")}
    for name in named.get("routes") or list(routes):
        if name not in routes:
            yield missing(document, f"the route {name!r} of {virtual.id}")
            continue
        ends = [one.get("destination") or {} for one in routes[name].get("route") or ()]
        if {place_of_host(end.get("host", ""), virtual.namespace) for end in ends} != wanted:
            yield Finding(
                document.id, "reference", f"the route {name!r} does not lead to its stable and canary Service"
            )


def _analyses(strategy: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for field in ("analysis", "prePromotionAnalysis", "postPromotionAnalysis"):
        if field in strategy:
            yield strategy[field]
    yield from (step["analysis"] for step in strategy.get("steps") or () if "analysis" in step)


def _templates(case: Case, document: Document, analysis: Mapping[str, Any]) -> Iterator[Finding]:
    """Its templates are there, and get the arguments that have no value of their own."""
    given = {one.get("name") for one in analysis.get("args") or ()}
    for one in analysis.get("templates") or ():
        template = case.find("AnalysisTemplate", document.namespace, one.get("templateName", ""))
        if template is None:
            yield missing(document, f"AnalysisTemplate {one.get('templateName')!r}")
            continue
        for argument in template.spec.get("args") or ():
            if not {"value", "valueFrom"} & set(argument) and argument.get("name") not in given:
                yield Finding(document.id, "reference", f"{template.id} gets no argument {argument.get('name')!r}")
