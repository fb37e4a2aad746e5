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
