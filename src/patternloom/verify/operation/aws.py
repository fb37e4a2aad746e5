"""Commands of the AWS CLI against botocore's models: services, operations, parameters; and the files that they read.

In: the words of a command. Out: what the CLI would refuse, and files that are not there. Commands that the CLI has
beside the API's (`aws s3 cp`) are described here, from its reference. No account is asked for anything.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from patternloom.problems.findings import did_you_mean
from patternloom.verify.operation.paths import Paths

COMMON = {
    "--region": True, "--profile": True, "--output": True, "--query": True, "--no-cli-pager": False, "--debug": False,
    "--no-paginate": False, "--cli-input-json": True, "--cli-input-yaml": True, "--endpoint-url": True,
    "--max-items": True, "--page-size": True, "--starting-token": True, "--no-sign-request": False,
    "--cli-binary-format": True, "--generate-cli-skeleton": True, "--cli-read-timeout": True,
}  # fmt: skip
"""Flag → whether a value follows."""
_S3 = {"--recursive": False, "--delete": False, "--exclude": True, "--include": True, "--sse": True, "--quiet": False}
CUSTOM: Mapping[str, Mapping[str, bool]] = {
    "s3 cp": _S3, "s3 sync": _S3, "s3 rm": _S3, "s3 ls": {"--recursive": False, "--human-readable": False},
    "s3 mb": {}, "s3 rb": {"--force": False}, "s3 mv": _S3, "s3 presign": {"--expires-in": True},
    "eks update-kubeconfig": {"--name": True, "--alias": True, "--role-arn": True, "--kubeconfig": True},
    "eks get-token": {"--cluster-name": True, "--role-arn": True},
    "ecr get-login-password": {},
    "cloudformation deploy": {
        "--template-file": True, "--stack-name": True, "--capabilities": True, "--parameter-overrides": True,
        "--s3-bucket": True, "--no-fail-on-empty-changeset": False, "--tags": True, "--role-arn": True,
        "--no-execute-changeset": False, "--kms-key-id": True, "--s3-prefix": True,
    },
    "cloudformation package": {"--template-file": True, "--s3-bucket": True, "--output-template-file": True},
    "rds generate-db-auth-token": {"--hostname": True, "--port": True, "--username": True},
    "logs tail": {"--follow": False, "--since": True, "--filter-pattern": True, "--format": True},
    "configure set": {}, "configure get": {}, "configure list": {}, "sts get-caller-identity": {},
}  # fmt: skip
FILES = ("--template-file", "--cli-input-json", "--cli-input-yaml")


def aws_problems(words: Sequence[str], paths: Paths) -> Iterator[str]:
    """What is wrong with the words after `aws`."""
    named, rest = _leading(words)
    if len(named) < 2:
        yield "aws without a service and what to do there"
        return
    verb = " ".join(named[:2])
    known = CUSTOM.get(verb) or (_waiter(named, rest) if named[1] == "wait" else _operation(named))
    if isinstance(known, str):
        yield known
        return
    yield from _flags(verb, {**COMMON, **known}, rest, paths)


def _leading(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Service, operation and, of `wait`, the waiter; and the rest, with common flags before them."""
    named: list[str] = []
    rest: list[str] = []
    waiting = False
    for number, word in enumerate(words):
        if waiting or word.startswith("-"):
            rest.append(word)
            waiting = not waiting and COMMON.get(word, False)
        elif len(named) < (3 if len(named) > 1 and named[1] == "wait" else 2):
            named.append(word)
        else:
            return named, [*rest, *words[number:]]
        if len(named) == (3 if len(named) > 1 and named[1] == "wait" else 2) and not waiting:
            return named, [*rest, *words[number + 1 :]]
    return named, rest


@functools.cache
def _session() -> Any:
    import botocore.session

    return botocore.session.get_session()


@functools.cache
def _model(service: str) -> Any:
    """The service's model; None for no such service."""
    names = {"s3api": "s3", "deploy": "codedeploy", "configservice": "config"}
    name = names.get(service, service)
    return _session().get_service_model(name) if name in _session().get_available_services() else None


def _operation(named: Sequence[str]) -> Mapping[str, bool] | str:
    """The parameters of an operation, or why there is none."""
    from botocore import xform_name

    model = _model(named[0])
    if model is None:
        hint = did_you_mean(named[0], _session().get_available_services(), list_up_to=0)
        return f"aws has no service {named[0]!r}" + (f"; {hint}" if hint else "")
    operations = {xform_name(name, "-"): name for name in model.operation_names}
    if named[1] not in operations:
        hint = did_you_mean(named[1], sorted(operations), list_up_to=0)
        return f"aws {named[0]} has no {named[1]!r}" + (f"; {hint}" if hint else "")
    shape = model.operation_model(operations[named[1]]).input_shape
    found: dict[str, bool] = {}
    for name, member in (shape.members if shape else {}).items():
        flag = f"--{xform_name(name, '-')}"
        found[flag] = member.type_name != "boolean"
        if member.type_name == "boolean":
            found[f"--no-{flag[2:]}"] = False
    return found


def _waiter(named: Sequence[str], rest: Sequence[str]) -> Mapping[str, bool] | str:
    """The parameters of what a waiter asks."""
    from botocore import xform_name

    model = _model(named[0])
    waiter = named[2] if len(named) > 2 else ""
    names = {} if model is None else _session().get_waiter_model(named[0]).waiter_names
    known = {xform_name(name, "-"): name for name in names}
    if waiter not in known:
        hint = did_you_mean(waiter, sorted(known), list_up_to=0)
        return f"aws {named[0]} cannot wait for {waiter!r}" + (f"; {hint}" if hint else "")
    operation = _session().get_waiter_model(named[0]).get_waiter(known[waiter]).operation
    return _operation((named[0], xform_name(operation, "-")))


def _flags(verb: str, known: Mapping[str, bool], words: Sequence[str], paths: Paths) -> Iterator[str]:
    number = 0
    while number < len(words):
        name, equals, value = words[number].partition("=")
        number += 1
        if not name.startswith("--"):
            if not (verb.startswith(("s3 ", "configure ", "logs tail"))):
                yield f"aws {verb} takes no {name!r} without a flag"
            continue
        if name not in known:
            hint = did_you_mean(name, sorted(known), list_up_to=0)
            yield f"aws {verb} has no flag {name!r}" + (f"; {hint}" if hint else "")
            while number < len(words) and not words[number].startswith("--"):
                number += 1
            continue
        values = [value] if equals else []
        while known[name] and not equals and number < len(words) and not words[number].startswith("--"):
            values.append(words[number])
            number += 1
        if known[name] and not values:
            yield f"the flag {name!r} has no value"
        for one in values:
            for part in one.split(","):
                location = part.partition("=")[2] or part
                if location.startswith(("file://", "fileb://")) or name in FILES:
                    yield from paths.problems(location.replace("fileb://", "file://"))
