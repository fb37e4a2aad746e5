"""Whether somebody checks who calls, before what stands behind a load balancer acts.

In: a case and one of its ways in. Out: findings. `authenticates` of a component names what in the files does it; that
has to be more than a comment, and what Istio takes for it has to refuse a call without a token. Until there is such a
component, the load balancer is internal, and `before_production` speaks of `internet-facing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patternloom.model.examples import Component
from patternloom.verify.entry.ways_in import ALB, WayIn, pods_behind, trusted_hops
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.told import names_in_code
from patternloom.verify.example.workloads import labels_of, matches
from patternloom.verify.mesh.drawn import components_workloads
from patternloom.verify.mesh.subset import references_of
from patternloom.verify.picture.story import COMMENT

RULE = "open-entry"
PUBLIC = "internet-facing"


def caller_findings(case: Case, way: WayIn) -> Iterator[Finding]:
    """What the internet reaches and nobody guards."""
    if case.waived(RULE, way.object.id):
        return
    reached, open_ = _reached(case, way), []
    for component in reached:
        problem = _problem(case, component) if component.authenticates else "checks no caller"
        if problem:
            open_.append((component, problem))
    for component, problem in open_:
        if way.public:
            message = (
                f"the internet reaches {component.id!r}, which {problem}: expected authenticates: or an internal way in"
            )
            yield Finding(way.object.id, RULE, message)
        elif component.authenticates:
            yield Finding(component.id, RULE, f"as the first behind {way.object.id} it {problem}")
    if open_ and not names_in_code(case.design, PUBLIC, beginning="before_production"):
        message = f"{open_[0][0].id!r} {open_[0][1]}, expected what is missing in before_production, with `{PUBLIC}`"
        yield Finding(way.object.id, RULE, message)


def _reached(case: Case, way: WayIn) -> list[Component]:
    """The first workloads behind it, by any of their parts: what is none, and a gateway of the mesh, passes on."""
    components = {one.id: one for one in case.design.components}
    own = _own(case, way)
    if guards := [one for one in case.design.components if one.id in own and one.authenticates]:
        return guards
    workload_of = components_workloads(case)
    flows = [flow for step in case.design.steps for flow in step.flows if not flow.response and not flow.both_ways]
    behind = {service: pods_behind(case, service) for service in way.services}
    pods = {pod.id for some in behind.values() for pod in some}
    gateways = {
        pod.id for service, some in behind.items() if trusted_hops(case, service, some) is not None for pod in some
    }
    doors = [id for id, object in workload_of.items() if object in pods]
    doors = doors or [flow.end for flow in flows if flow.start in own]
    found: dict[str, None] = {}
    waiting = list(dict.fromkeys(doors))
    seen = set(waiting)
    while waiting:
        component = components[waiting.pop(0)]
        further = [flow.end for flow in flows if flow.start == component.id]
        ends = component.id in workload_of and not gateways & {workload_of[component.id]}
        if component.authenticates or ends or not further:
            found[component.id] = None
        else:
            waiting += [id for id in dict.fromkeys(further) if id not in seen]
            seen.update(further)
    return [components[id] for id in found]


def _own(case: Case, way: WayIn) -> set[str]:
    """The components that are the load balancer."""
    return {
        one.id
        for one in case.design.components
        if way.object.id in one.objects or (one.switch is not None and one.switch.file == way.object.file)
    }


def _problem(case: Case, component: Component) -> str | None:
    """Why what a component names checks nobody; None where it does."""
    switch = component.authenticates
    assert switch is not None  # asked only then
    lines = [
        number
        for number, line in enumerate(case.files.get(switch.file, "").splitlines(), start=1)
        if switch.text.splitlines()[0].strip() in line and not COMMENT.match(line)
    ]
    if not lines:
        return f"checks callers in a comment of {switch.file} only"
    holders = [one for line in lines if (one := _holder(case, switch.file, line)) is not None]
    if holders and all(one.kind == "Ingress" for one in holders):
        return None if all(map(_asks_itself, holders)) else f"lets calls pass: {holders[0].id} asks for no sign-in"
    tokens = [one for one in holders if one.kind in ("RequestAuthentication", "AuthorizationPolicy")]
    if not tokens or len(tokens) < len(holders):
        return None
    labels = _labels(case, component)
    if labels is None or not any(_selects(one, labels) for one in tokens):
        return f"is none of the pods that {tokens[0].id} selects"
    if not _needs_a_token(case, labels):
        return "lets calls without a token pass: no AuthorizationPolicy asks for one in each of its rules"
    return None


def _holder(case: Case, file: str, line: int) -> Document | None:
    """The object that a line belongs to."""
    return max(
        (one for one in case.documents if one.file == file and one.line <= line), key=lambda o: o.line, default=None
    )


def _labels(case: Case, component: Component) -> tuple[str, dict[str, str]] | None:
    """The namespace and labels of the pods that a component is, or stands in."""
    object = components_workloads(case).get(component.id, "")
    document = next((one for one in case.documents if one.id == object), None)
    return (document.namespace, labels_of(document)) if document else None


def _selects(policy: Document, pods: tuple[str, dict[str, str]]) -> bool:
    by_labels = not references_of(policy)  # else it is a waypoint's or a gateway's
    return by_labels and policy.namespace == pods[0] and matches(policy.spec.get("selector"), pods[1])


def _needs_a_token(case: Case, pods: tuple[str, dict[str, str]]) -> bool:
    """Whether an AuthorizationPolicy lets nobody in to these pods without a token, or asks somebody else."""
    policies = [one for one in case.of_kind("AuthorizationPolicy") if _selects(one, pods)]
    if any(one.spec.get("action") == "CUSTOM" for one in policies):
        return True
    rules = [
        rule for one in policies if one.spec.get("action", "ALLOW") == "ALLOW" for rule in one.spec.get("rules") or ()
    ]
    return bool(rules) and all(_asks(rule) for rule in rules)


def _asks(rule: dict[str, Any]) -> bool:
    """Whether each way through a rule, which a schema has judged, needs a token."""
    sources = [one.get("source") or {} for one in rule.get("from") or () if isinstance(one, dict)]
    when = [str(one.get("key", "")) for one in rule.get("when") or () if isinstance(one, dict)]
    return any(key.startswith("request.auth.") for key in when) or (
        bool(sources) and all(one.get("requestPrincipals") for one in sources)
    )


def _asks_itself(ingress: Document) -> bool:
    """Whether the load balancer has callers sign in, or checks their tokens."""
    said = {key.removeprefix(f"{ALB}/"): str(value) for key, value in ingress.annotations.items()}
    signs_in = said.get("auth-type") in ("oidc", "cognito") and said.get("auth-on-unauthenticated-request") != "allow"
    return signs_in or "jwt-validation" in said
