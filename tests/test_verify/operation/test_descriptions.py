"""Words of a command, sorted by what the tool says of itself."""

from __future__ import annotations

import pytest

from patternloom.verify.operation.descriptions import UnknownWordError, descriptions, sorted_out
from patternloom.verify.tools.programs import HELM, KUBECTL


def test_flags_before_and_after_the_verb_are_sorted() -> None:
    asked = sorted_out(
        descriptions()["kubectl"], ["-n", "shop", "rollout", "status", "deployment/order", "--timeout=5m", "-w"]
    )
    assert (asked.verb, asked.rest) == ("rollout status", ["deployment/order"])
    assert asked.flags == {"-n": ["shop"], "--timeout": ["5m"], "-w": [""]}


@pytest.mark.parametrize(
    ("program", "text", "flags", "rest", "after"),
    [
        ("kubectl", "exec -it deploy/a -c b -- sh -c x", {"-i": [""], "-t": [""], "-c": ["b"]}, ["deploy/a"], ["sh", "-c", "x"]),
        ("kubectl", "get pods -ojsonpath={.x}", {"-o": ["jsonpath={.x}"]}, ["pods"], []),
        ("helm", "template orders chart -f a.yaml -f b.yaml", {"-f": ["a.yaml", "b.yaml"]}, ["orders", "chart"], []),
        ("helm", "upgrade --install a b --wait", {"--install": [""], "--wait": [""]}, ["a", "b"], []),
        ("curl", "-sS -X PUT https://a", {"-s": [""], "-S": [""], "-X": ["PUT"]}, ["https://a"], []),
        ("head", "-5 a", {}, ["a"], []),
        ("sops", "decrypt a.yaml", {}, ["a.yaml"], []),
        ("sops", "-d a.yaml", {"-d": ["a.yaml"]}, [], []),
    ],
)  # fmt: skip
def test_a_command_is_sorted(
    program: str, text: str, flags: dict[str, list[str]], rest: list[str], after: list[str]
) -> None:
    asked = sorted_out(descriptions()[program], text.split())
    assert (asked.flags, asked.rest, asked.after) == (flags, rest, after)


@pytest.mark.parametrize(
    ("program", "text", "message"),
    [
        ("kubectl", "aply -k k8s", "kubectl has no verb 'aply'; did you mean 'apply'?"),
        ("kubectl", "rollout state x", "kubectl has no verb 'rollout state'"),
        ("kubectl", "apply --kustomise k8s", "kubectl apply has no flag '--kustomise'; did you mean '--kustomize'?"),
        ("kubectl", "apply -k", "the flag '-k' has no value"),
        ("helm", "render a b", "helm has no verb 'render'"),
        ("istioctl", "proxy-config x", "istioctl has no verb 'proxy-config x'"),
        ("curl", "--datas x https://a", "curl has no flag '--datas'; did you mean '--data'?"),
    ],
)
def test_what_the_tool_does_not_know_is_refused(program: str, text: str, message: str) -> None:
    with pytest.raises(UnknownWordError) as caught:
        sorted_out(descriptions()[program], text.split())
    assert str(caught.value).startswith(message.rstrip("'?")[:40])


def test_what_was_captured_is_of_the_programs_that_the_set_up_gets() -> None:
    for tool, name in ((KUBECTL, "kubectl"), (HELM, "helm")):
        if tool.is_here() and name in tool.version():
            assert descriptions()[name].version == tool.version()
    assert {"apply", "rollout status", "create secret generic"} <= descriptions()["kubectl"].verbs.keys()
    assert {"template", "repo add", "upgrade"} <= descriptions()["helm"].verbs.keys()
