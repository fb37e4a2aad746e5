"""Somebody checks who calls, before what is behind a load balancer acts."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, changed, told

from patternloom.model.examples import Switch
from patternloom.verify.entry.callers import caller_findings
from patternloom.verify.entry.ways_in import ways_in
from patternloom.verify.example.case import Case
from patternloom.verify.wrong.making import altered

DEPOT = case_of("depot")
DOOR, MESH = "k8s/door.yaml", "k8s/mesh.yaml"
TOKENS = """\
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: door, namespace: depot}
spec: {selector: {matchLabels: {app: door}}, jwtRules: [{issuer: a}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: door, namespace: depot}
spec: SPEC
"""
SELECTED = "selector: {matchLabels: {app: door}}"
OPEN = "Ingress/depot/door: the internet reaches 'door', which {}: expected authenticates: or an internal way in [open-entry]"
SAID = (
    "Ingress/depot/door: 'door' {}, expected what is missing in before_production, with `internet-facing` [open-entry]"
)
PASSES = "lets calls without a token pass: no AuthorizationPolicy asks for one in each of its rules"


def switch(file: str, text: str) -> Switch:
    """What a component names."""
    made = object.__new__(Switch)
    object.__setattr__(made, "file", file)
    object.__setattr__(made, "text", text)
    return made


def guarded(case: Case, **guards: Switch | None) -> Case:
    """Components that check callers, and no others."""
    components = tuple(altered(one, authenticates=guards.get(one.id)) for one in case.design.components)
    return dataclasses.replace(case, design=altered(case.design, components=components))


def with_tokens(spec: str, name: str = "kind: RequestAuthentication", case: Case = DEPOT) -> Case:
    """The door checks tokens."""
    text = case.files[MESH] + TOKENS.replace("SPEC", spec)
    return guarded(case.with_file(MESH, text), door=switch(MESH, name))


def said(case: Case) -> list[str]:
    """What is found."""
    return told(one for way in ways_in(case) for one in caller_findings(case, way))


FROM = "rules: [{from: [{source: {requestPrincipals: ['*']}}]}]"
WHEN = "rules: [{when: [{key: 'request.auth.claims[iss]', values: [a]}]}]"


@pytest.mark.parametrize(
    "case",
    [
        DEPOT,
        with_tokens(f"{{{SELECTED}, {FROM}}}"),
        with_tokens(f"{{{SELECTED}, {WHEN}}}"),
        with_tokens(f"{{{SELECTED}, action: CUSTOM, provider: {{name: a}}, rules: [{{}}]}}"),
        with_tokens(f"{{{SELECTED}, {FROM}}}", "kind: AuthorizationPolicy\nmetadata: {name: door"),
        guarded(DEPOT, door=switch(DOOR, "depot/door:1.0.0")),
        guarded(DEPOT, door=switch(DOOR, "app: door")),
        guarded(
            changed(DEPOT, DOOR, "auth-type: oidc", "jwt-validation: '{}'"), balancer=switch(DOOR, "jwt-validation")
        ),
        guarded(
            changed(DEPOT, DOOR, "auth-type: oidc", "auth-type: cognito"), balancer=switch(DOOR, "auth-type: cognito")
        ),
    ],
)
def test_a_guarded_way_in_is_silent(case: Case) -> None:
    """By the load balancer, by tokens, by somebody else's answer, by a program of its own."""
    assert said(case) == []


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        (f"{{{SELECTED}, rules: [{{}}]}}", PASSES),
        (f"{{{SELECTED}, rules: [{{to: [{{operation: {{paths: [/]}}}}]}}]}}", PASSES),
        (f"{{{SELECTED}, {FROM[:-1]}, {{from: [{{source: {{namespaces: [a]}}}}]}}]}}", PASSES),
        (f"{{{SELECTED}, action: DENY, {FROM}}}", PASSES),
        (f"{{selector: {{matchLabels: {{app: goods}}}}, {FROM}}}", PASSES),
    ],
)
def test_tokens_that_nobody_asks_for_guard_nothing(spec: str, problem: str) -> None:
    """A request without a token passes a RequestAuthentication."""
    assert said(with_tokens(spec)) == sorted([SAID.format(problem), OPEN.format(problem)])


def test_what_guards_others_guards_nothing_here() -> None:
    """Its policies select other pods."""
    problem = "is none of the pods that AuthorizationPolicy/depot/goods selects"
    case = guarded(DEPOT, door=switch(MESH, "metadata: {name: goods, namespace: depot}\nspec:\n  selector"))
    case = guarded(DEPOT, door=switch(MESH, "selector: {matchLabels: {app: goods}}"))
    assert said(case) == sorted([SAID.format(problem), OPEN.format(problem)])


def test_a_way_in_that_is_internal_says_what_is_missing() -> None:
    """In what is still to do; a waiver leaves it open to everybody."""
    bare = guarded(DEPOT)
    internal = changed(bare, DOOR, "internet-facing", "internal")
    assert said(internal) == [SAID.format("checks no caller")]
    told_of = changed(bare, DOOR, "internet-facing", "internal")
    texts = tuple(text for text in told_of.design.before_production)
    noted = altered(texts[0], paragraphs={"en": (text_with_code(),)})
    assert said(dataclasses.replace(told_of, design=altered(told_of.design, before_production=(noted,)))) == []
    waiver = altered(case_of("shop").design.waivers[0], rule="open-entry", object="Ingress/depot/door")
    assert said(dataclasses.replace(bare, design=altered(bare.design, waivers=(waiver,)))) == []


def text_with_code() -> tuple[object, ...]:
    """A paragraph that names the scheme."""
    from patternloom.text.prose import Code

    return (Code("internet-facing"),)


def test_a_guard_that_fails_is_told_even_inside() -> None:
    """It says that it checks callers."""
    case = changed(with_tokens(f"{{{SELECTED}, rules: [{{}}]}}"), DOOR, "internet-facing", "internal")
    assert said(case) == sorted(
        [SAID.format(PASSES), f"door: as the first behind Ingress/depot/door it {PASSES} [open-entry]"]
    )


def test_a_gateway_that_is_not_in_the_files_passes_on() -> None:
    """To what it is drawn to, or it is the last that is known."""
    components = tuple(
        altered(one, objects=(), provided_by="addon", kind="kind-gateway") if one.id == "door" else one
        for one in DEPOT.design.components
    )
    bare = guarded(dataclasses.replace(DEPOT, design=altered(DEPOT.design, components=components)))
    alone = altered(bare.design, steps=bare.design.steps[:1])
    found = [one.partition("'")[2].partition("'")[0] for one in said(bare)]
    assert (found, [one for one in said(dataclasses.replace(bare, design=alone)) if "'door'" in one] != []) == (
        ["prices", "goods", "prices", "waypoint"],
        True,
    )
