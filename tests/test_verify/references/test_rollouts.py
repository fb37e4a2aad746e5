"""What a Rollout steers is there, and what judges it gets what it asks for."""

from __future__ import annotations

import pytest
from checked import holding, told

from patternloom.verify.references.rollouts import rollouts_have_ends

OBJECTS = """\
apiVersion: v1
kind: Service
metadata: {name: old, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: new, namespace: shop}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  http:
    - name: first
      route: [{destination: {host: old.shop.svc.cluster.local}}, {destination: {host: new}}]
    - name: second
      route: [{destination: {host: old}}]
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: {name: errors, namespace: shop}
spec:
  args: [{name: service}, {name: share, value: "1"}]
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web, namespace: shop}
spec:
  strategy:
    canary:
      stableService: old
      canaryService: new
      trafficRouting: {istio: {virtualService: {name: web, routes: [first]}}}
      analysis: {templates: [{templateName: errors}], args: [{name: service, value: new}]}
      steps: [{setWeight: 5}, {analysis: {templates: [{templateName: errors}], args: [{name: service, value: new}]}}]
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: price, namespace: shop}
spec:
  strategy:
    blueGreen:
      activeService: old
      previewService: new
      postPromotionAnalysis: {templates: [{templateName: errors}], args: [{name: service, value: new}]}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: plain, namespace: shop}
spec: {}
"""
ENDS = "the route 'first' does not lead to its stable and canary Service [reference]"


def test_what_is_there_is_silent() -> None:
    assert told(rollouts_have_ends(holding(OBJECTS))) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("canaryService: new", "canaryService: newer", ["Service 'newer' is not in the files [reference]", ENDS]),
        ("activeService: old", "activeService: gone", ["Service 'gone' is not in the files [reference]"]),
        ("{name: web, routes", "{name: webs, routes", ["VirtualService 'webs' is not in the files [reference]"]),
        ("[first]}}}", "[third]}}}", ["the route 'third' of VirtualService/shop/web is not in the files [reference]"]),
        ("{destination: {host: new}}", "{destination: {host: old}}", [ENDS]),
        ("host: old.shop.svc", "host: old.bar.svc", [ENDS]),
        (", routes: [first]", "", ["the route 'second' does not lead to its stable and canary Service [reference]"]),
        ("templateName: errors", "templateName: error", ["AnalysisTemplate 'error' is not in the files [reference]"]),
        ("[{name: service}, ", "[{name: service}, {name: host}, ", ["AnalysisTemplate/shop/errors gets no argument 'host' [reference]"]),
        ('{name: share, value: "1"}', "{name: share}", ["AnalysisTemplate/shop/errors gets no argument 'share' [reference]"]),
    ],
)  # fmt: skip
def test_what_is_not_there_is_found(old: str, new: str, said: list[str]) -> None:
    assert old in OBJECTS
    found = told(rollouts_have_ends(holding(OBJECTS.replace(old, new, 1))))
    assert {one.partition(": ")[2] for one in found} == {*said}
