"""A field of Istio's policies that the evaluators do not know is an error, whether or not a request leads there."""

from __future__ import annotations

import pytest

from patternloom.verify.mesh.requests import OutsideSubset
from patternloom.verify.mesh.subset import mesh_inside, references_of
from test_verify.mesh.policy_objects import AUTHORIZATION, NETWORK, documents

PEERS = AUTHORIZATION.replace("AuthorizationPolicy", "PeerAuthentication")


@pytest.mark.parametrize(
    ("head", "spec", "told"),
    [
        (AUTHORIZATION, "{action: PERMIT}", "action PERMIT"),
        (AUTHORIZATION, "{selector: {matchExpressions: []}}", "matchExpressions"),
        (AUTHORIZATION, "{targetRefs: [{kind: GatewayClass}]}", "targetRefs of kind GatewayClass"),
        (AUTHORIZATION, "{unknown: 1}", "unknown"),
        (AUTHORIZATION, "{rules: [{unless: 1}]}", "unless"),
        (AUTHORIZATION, "{rules: [{from: [{sources: {}}]}]}", "sources"),
        (AUTHORIZATION, "{rules: [{from: [{source: {ipBlocks: []}}]}]}", "ipBlocks"),
        (AUTHORIZATION, "{rules: [{to: [{operation: {notPaths: ['/a/{*}']}}]}]}", "a path with {*}"),
        (AUTHORIZATION, "{rules: [{when: [{key: connection.sni, values: [x]}]}]}", "when connection.sni"),
        (PEERS, "{unknown: 1}", "unknown"),
        (PEERS, "{selector: {matchExpressions: []}}", "matchExpressions"),
        (PEERS, "{mtls: {mode: MUTUAL}}", "mode MUTUAL"),
        (PEERS, '{portLevelMtls: {"80": {modes: STRICT}}}', "modes"),
    ],
)
def test_a_field_outside_the_subset_is_an_error(head: str, spec: str, told: str) -> None:
    """With the policy's name."""
    (policy,) = documents(head, spec)
    with pytest.raises(OutsideSubset) as error:
        mesh_inside(policy)
    assert str(error.value) == f"{policy.id}: {told}"


@pytest.mark.parametrize(
    ("head", "spec"),
    [
        (
            AUTHORIZATION,
            "{targetRef: {kind: Service}, action: AUDIT, rules: [{from: [{source: {notNamespaces: [a]}}], to: [{}]}]}",
        ),
        (PEERS, '{selector: {matchLabels: {a: b}}, mtls: {}, portLevelMtls: {"80": {mode: DISABLE}}}'),
        (NETWORK, "{unknown: 1}"),
    ],
)
def test_what_is_inside_is_silent(head: str, spec: str) -> None:
    """And so is what is no policy of Istio."""
    mesh_inside(documents(head, spec)[0])


def test_a_policy_is_attached_to_one_thing_or_several() -> None:
    """Or to none."""
    specs = ["{targetRefs: [{kind: A}, {kind: B}]}", "{targetRef: {kind: A}}", "{}"]
    assert [[one["kind"] for one in references_of(policy)] for policy in documents(AUTHORIZATION, *specs)] == [
        ["A", "B"],
        ["A"],
        [],
    ]
