"""Rego policies in a real engine: their own tests, and a table of requests.

The engine (`regopy`) does not compile as strictly as OPA: an unknown function is undefined there, not an error.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from examples.cases import files_of

EXAMPLE = "central-authorization-on-eks"
FILES = {path: text for path, text in files_of(EXAMPLE).items() if path.startswith("rego/")}


ALLOW = "data.shop.authz.allow"
# Asked beside the example's own table.
MORE: tuple[tuple[dict[str, Any], bool], ...] = (
    ({"user": {"id": None, "roles": ["buyer"]}, "action": "order:read", "resource": {"owner": None}}, False),
    ({"user": {"roles": ["buyer"]}, "action": "order:read", "resource": {}}, False),
    ({"user": {"id": "u1", "roles": "buyer"}, "action": "order:read", "resource": {"owner": "u1"}}, False),
)


def ask(files: Mapping[str, str], questions: Sequence[tuple[str, Any]]) -> list[Any]:
    """An answer to each (query, input); None for undefined. RuntimeError where the engine takes the files not."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("rego_driver.py"))],
        input=json.dumps({"files": dict(files), "questions": questions}),
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"status {done.returncode}: {done.stderr[-500:]}")
    return json.loads(done.stdout)


def failing(files: Mapping[str, str]) -> list[str]:
    """The policy's own tests that are not true."""
    names = [
        f"data.{found[1]}.{name}"
        for path, text in files.items()
        if path.endswith("_test.rego") and (found := re.search(r"^package ([\w.]+)", text, re.M))
        for name in re.findall(r"^(test_\w+)", text, re.M)
    ]
    answers = ask(files, [*((name, None) for name in names), *((ALLOW, given) for given, _ in MORE)])
    wanted = [*(True for _ in names), *(answer for _, answer in MORE)]
    labels = [*names, *(json.dumps(given) for given, _ in MORE)]
    return [label for label, answer, right in zip(labels, answers, wanted, strict=True) if answer is not right]


def test_the_policy_passes_its_own_tests() -> None:
    """All of them are true, and there are some."""
    assert (failing(FILES), "test_" in "".join(FILES.values())) == ([], True)


def test_each_request_gets_its_answer() -> None:
    """The table of requests, asked of the engine from outside: one by one, without the policy's own tests."""
    policy = {path: text for path, text in FILES.items() if not path.endswith("_test.rego")}
    requests = next(json.loads(text)["requests"] for path, text in FILES.items() if "requests" in path)
    told = ask(policy, [(ALLOW, request["input"]) for request in requests])
    answers = {request["name"]: answer for request, answer in zip(requests, told, strict=True)}
    assert answers == {request["name"]: request["allow"] for request in requests}
    assert set(answers.values()) == {True, False}


WRONG = (
    ("allowed by default", "rego/policy.rego", "default allow := false", "default allow := true"),
    ("any owner", "rego/policy.rego", "\tinput.resource.owner == input.user.id\n", ""),
    ("any region", "rego/policy.rego", "\tinput.resource.region == input.user.region\n", ""),
    ("any action", "rego/policy.rego", "\tpermission.action == input.action\n", ""),
    ("'any' for 'own'", "rego/policy.rego", 'permission.on == "own"', 'permission.on == "any"'),
    ("everything for any role", "rego/policy.rego", '\tpermission.on == "any"\n', ""),
    ("owner null is everybody's", "rego/policy.rego", "\tnot input.user.id == null # or it would equal the owner null\n", ""),
    ("region null is everybody's", "rego/policy.rego", "\tnot input.user.region == null\n", ""),
    ("turned round", "rego/policy.rego", "input.resource.owner == input.user.id", "input.resource.owner != input.user.id"),
    ("another package", "rego/policy.rego", "package shop.authz", "package shop.authorization"),
    ("no expression", "rego/policy.rego", "allow if {", "allow if { input.user ==", ),
    ("no default", "rego/policy.rego", "default allow := false # steps 3, 6", ""),
    ("region's rule lost", "rego/policy.rego", 'permission.on == "region"', 'permission.on == "area"'),
)  # fmt: skip


@pytest.mark.parametrize(("name", "path", "old", "new"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_policy_is_found(name: str, path: str, old: str, new: str) -> None:
    """Its own tests fail."""
    assert old in FILES[path]
    try:
        found = failing({**FILES, path: FILES[path].replace(old, new)})
    except RuntimeError:
        return
    assert found != []
