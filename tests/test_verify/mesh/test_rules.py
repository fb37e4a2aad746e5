"""One rule of an AuthorizationPolicy matches a request, or does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from patternloom.verify.mesh.requests import OutsideSubset, Peer, Request
from patternloom.verify.mesh.rules import rule_matches
from test_verify.mesh.policy_objects import AUTHORIZATION, documents

POLICY = documents(AUTHORIZATION, "{}")[0]
ADA = Peer("foo", account="ada")
GET = Request(80, method="GET", path="/a", host="x.org", token="i/s", claims={"g": ("a", "b")}, headers={"h": "v"})
TCP = replace(GET, http=False)
# Rule, whether it matches in an ALLOW and in a DENY: for GET, for the same as plain TCP.
TABLE = [
    ("{}", (True, True), (True, True)),
    ("{from: [{source: {principals: [cluster.local/ns/foo/sa/ada]}}]}", (True, True), (True, True)),
    ("{from: [{source: {notPrincipals: ['*']}}]}", (False, False), (False, False)),
    ("{from: [{source: {namespaces: [bar]}}, {source: {serviceAccounts: [ada]}}]}", (True, True), (True, True)),
    ("{from: [{source: {requestPrincipals: ['i/*']}}]}", (True, True), (False, True)),
    ("{to: [{operation: {methods: [POST]}}]}", (False, False), (False, True)),
    ("{to: [{operation: {paths: ['*a'], notPaths: [/b]}}]}", (True, True), (False, True)),
    ("{to: [{operation: {ports: ['81']}}]}", (False, False), (False, False)),
    ("{when: [{key: 'request.auth.claims[g]', values: [b]}]}", (True, True), (False, True)),
    ("{when: [{key: 'request.auth.claims[g]', notValues: [b]}]}", (False, False), (False, True)),
    ("{when: [{key: 'request.headers[h]', values: [w]}]}", (False, False), (False, True)),
    ("{when: [{key: source.namespace, values: [foo]}]}", (True, True), (True, True)),
    ("{when: [{key: source.principal, values: ['*ada'], notValues: [x]}]}", (True, True), (True, True)),
    ("{when: [{key: request.auth.principal, values: [i/s]}]}", (True, True), (False, True)),
    ("{when: [{key: destination.port, values: ['80']}]}", (True, True), (True, True)),
]


@pytest.mark.parametrize(("rule", "http", "tcp"), TABLE, ids=[row[0] for row in TABLE])
def test_a_rule_matches_as_istio_says(rule: str, http: tuple[bool, bool], tcp: tuple[bool, bool]) -> None:
    """Plain TCP has no HTTP to ask about: that is never true in an ALLOW, and left out of a DENY."""
    value = yaml.safe_load(rule)
    found = [tuple(rule_matches(value, POLICY, ADA, one, deny) for deny in (False, True)) for one in (GET, TCP)]
    assert found == [http, tcp]


def test_what_may_be_chosen_suits_an_allow_and_avoids_a_deny() -> None:
    """Somebody could ask so."""
    value = yaml.safe_load("{to: [{operation: {methods: [GET]}}], when: [{key: 'request.headers[h]', values: [v]}]}")
    assert [rule_matches(value, POLICY, ADA, Request(80), deny) for deny in (False, True)] == [True, False]


def test_whom_no_proxy_proves_has_no_identity() -> None:
    """It is nobody's principal and of no namespace."""
    outside = Peer("foo", account="ada", mesh=None)
    texts = ["{from: [{source: {principals: ['*']}}]}", "{when: [{key: source.namespace, values: ['*']}]}"]
    assert [rule_matches(yaml.safe_load(text), POLICY, outside, GET, False) for text in texts] == [False, False]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{from: [{source: {ipBlocks: [x]}}]}", "source.ipBlocks"),
        ("{to: [{operation: {verbs: [x]}}]}", "operation.verbs"),
        ("{when: [{key: connection.sni, values: [x]}]}", "when connection.sni"),
        ("{when: [{key: destination.port, value: x}]}", "value"),
        ("{unless: x}", "unless"),
    ],
)
def test_what_it_does_not_know_is_an_error(rule: str, told: str) -> None:
    """With the policy's name."""
    with pytest.raises(OutsideSubset) as error:
        rule_matches(yaml.safe_load(rule), POLICY, ADA, GET, False)
    assert str(error.value) == f"AuthorizationPolicy/foo/x0: {told}"
