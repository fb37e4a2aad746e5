"""The policy of central authorization: its own tests, and a table of requests asked from outside."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from checked import files_of
from evidence_records import Judge

from patternloom.verify.code.rego import ask, failing

EXAMPLE = "central-authorization-on-eks"
JUDGE = Judge("check-rego", ("rego/*.rego",), frozenset({EXAMPLE}))
FILES = {path: text for path, text in files_of(EXAMPLE).items() if path.startswith("rego/")}


ALLOW = "data.shop.authz.allow"
REQUESTS = json.loads(FILES["rego/requests.json"])["requests"]


def wrong_answers(files: Mapping[str, str]) -> list[str]:
    """The requests of the right table that these files answer otherwise, asked from outside, without their tests."""
    policy = {path: text for path, text in files.items() if not path.endswith("_test.rego")}
    told = ask(policy, [(ALLOW, request["input"]) for request in REQUESTS])
    return [one["name"] for one, answer in zip(REQUESTS, told, strict=True) if answer is not one["allow"]]


def test_the_policy_passes_its_own_tests() -> None:
    """All of them are true, and there are some."""
    assert (failing(FILES), "test_" in "".join(FILES.values())) == ([], True)


def test_each_request_gets_its_answer() -> None:
    """The table of requests, asked of the engine from outside: one by one, without the policy's own tests."""
    assert wrong_answers(FILES) == []
    assert {request["allow"] for request in REQUESTS} == {True, False}


WRONG = (
    ("allowed by default", "rego/policy.rego", "default allow := false", "default allow := true"),
    ("any owner", "rego/policy.rego", "\tinput.resource.owner == input.user.id\n", ""),
    ("any region", "rego/policy.rego", "\tinput.resource.region == input.user.region\n", ""),
    ("any action", "rego/policy.rego", "\tpermission.action == input.action\n", ""),
    ("'any' for 'own'", "rego/policy.rego", 'permission.on == "own"', 'permission.on == "any"'),
    ("everything for any role", "rego/policy.rego", '\tpermission.on == "any"\n', ""),
    ("owner null is everybody's", "rego/policy.rego", "\tnot input.user.id == null # or it would equal the owner null\n", ""),
    ("region null is everybody's", "rego/policy.rego", "\tnot input.user.region == null\n", ""),
    ("turned round", "rego/policy.rego", "input.resource.owner == input.user.id", "not input.resource.owner == input.user.id"),
    ("another package", "rego/policy.rego", "package shop.authz", "package shop.authorization"),
    ("no expression", "rego/policy.rego", "allow if {", "allow if { input.user ==", ),
    ("no default", "rego/policy.rego", "default allow := false # steps 3, 6", ""),
    ("clerks read everything", "rego/roles.json", '{"action": "order:read", "on": "region"}', '{"action": "order:read", "on": "any"}'),
    ("buyers read reports", "rego/roles.json", '{"action": "order:create", "on": "own"}', '{"action": "order:create", "on": "own"},\n      {"action": "report:read", "on": "any"}'),
    ("managers delete", "rego/roles.json", '"manager": [', '"manager": [\n      {"action": "order:delete", "on": "any"},'),
    ("a role lost", "rego/roles.json", '"clerk"', '"clerks"'),
    ("no JSON", "rego/roles.json", '"buyer": [', '"buyer" ['),
    ("region's rule lost", "rego/policy.rego", 'permission.on == "region"', 'permission.on == "area"'),
)  # fmt: skip
REFUSED = {"no expression", "no JSON"}


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_policy_is_found(name: str, path: str, old: str, new: str) -> None:
    """Its own tests fail, as the author would see, and the table from outside has another answer."""
    assert old in FILES[path]
    files = {**FILES, path: FILES[path].replace(old, new)}
    for judge in (failing, wrong_answers):
        if name in REFUSED:
            with pytest.raises(RuntimeError, match=r"^status 1: "):
                judge(files)
        else:
            assert judge(files) != []


def test_the_table_tells_what_each_line_is_for() -> None:
    """The two lines about null are each found by a request of their own."""
    found = {
        name: wrong_answers({**FILES, path: FILES[path].replace(old, new)})
        for name, path, old, new in WRONG
        if "null" in name
    }
    assert found == {
        "owner null is everybody's": ["a buyer whose id is null reads what belongs to nobody"],
        "region null is everybody's": ["a clerk whose region is null"],
    }
