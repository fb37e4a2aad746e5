"""Network and mesh together, and the policies that nobody here can judge."""

from __future__ import annotations

import pytest

from patternloom.verify.mesh.policies import UNKNOWN_POLICIES, inside_subset, passes
from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from test_verify.mesh.policy_objects import AUTHORIZATION, NETWORK, documents


def test_both_have_to_let_it_through() -> None:
    """Either alone refuses."""
    ends = (Peer("foo", {"app": "a"}, account="a"), Peer("foo", {"app": "b"}, account="b"), Request(80))
    closed = documents(NETWORK.replace("namespace: default", "namespace: foo"), "{podSelector: {}}")
    denied = documents(AUTHORIZATION, "{}")
    assert [passes(policies, *ends) for policies in ([], closed, denied)] == [True, False, False]


@pytest.mark.parametrize("kind", UNKNOWN_POLICIES)
def test_a_kind_of_policy_outside_the_subset_is_an_error(kind: str) -> None:
    """They decide who may talk, too."""
    head = AUTHORIZATION.replace("AuthorizationPolicy", kind)
    with pytest.raises(OutsideSubset, match=rf"^{kind}/(foo)?/x0: a {kind}$"):
        inside_subset(documents(head, "{}")[0])


def test_a_policy_inside_the_subset_is_silent() -> None:
    """Of both."""
    for policy in (*documents(NETWORK, "{podSelector: {}}"), *documents(AUTHORIZATION, "{rules: [{}]}")):
        inside_subset(policy)


LIMIT = """{configPatches: [{applyTo: HTTP_FILTER, patch: {operation: INSERT_BEFORE,
    value: {name: envoy.filters.http.local_ratelimit}}}]}"""


def test_a_filter_that_limits_the_rate_is_inside() -> None:
    """It does not say who may talk."""
    inside_subset(documents(AUTHORIZATION.replace("AuthorizationPolicy", "EnvoyFilter"), LIMIT)[0])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("local_ratelimit", "rbac"),
        ("INSERT_BEFORE", "REMOVE"),
        ("HTTP_FILTER", "NETWORK_FILTER"),
        ("local_ratelimit}}}", "local_ratelimit}}}, {applyTo: CLUSTER}"),
    ],
)
def test_a_filter_that_does_more_is_outside(old: str, new: str) -> None:
    """Nobody here knows whom it lets in."""
    with pytest.raises(OutsideSubset):
        inside_subset(
            documents(AUTHORIZATION.replace("AuthorizationPolicy", "EnvoyFilter"), LIMIT.replace(old, new))[0]
        )
