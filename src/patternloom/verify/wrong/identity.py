"""Permissions and secrets that go to who does not use them, or are used without being given.

In: nothing. Out: the list. Templates are changed by their text, the rest as the words say it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

from patternloom.model.example_notes import SecretRead, Spoken
from patternloom.model.examples import Flow
from patternloom.verify.aws.cloudformation import templates
from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.example.workloads import containers
from patternloom.verify.identity.calls import account_of
from patternloom.verify.identity.given import given
from patternloom.verify.identity.roles import roles
from patternloom.verify.wrong.making import Make, altered, drop, listed, objects, text

ACTION = r"(?m)^(\s*(?:- )?Action: |.*\{Effect: Allow, Action: )\[?([a-z0-9-]+:[A-Z]\w+)"


def _permission(new: Callable[[str], str]) -> Make:
    """The first action that a role of a service account is allowed is written otherwise."""

    def make(case: Case) -> Case | None:
        allowed = {action for role in roles(case) for action in role.actions}
        for path, content in templates(case).items():
            for found in re.finditer(ACTION, content):
                changed = content[: found.start(2)] + new(found[2]) + content[found.end(2) :]
                if found[2] in allowed and roles(other := case.with_file(path, changed)) != roles(case):
                    return other
        return None

    return make


def _among(action: str) -> Make:
    """An action is allowed beside the first: in the list that the template has, or in one that is made for it."""

    def make(case: Case) -> Case | None:
        for path, content in templates(case).items():
            for found in re.finditer(r"Action: (\[[^\]]+\]|[a-z0-9-]+:[A-Z]\w+)(?=[ ,\n#}])", content):
                both = f"Action: [{found[1].strip('[]')}, {action}]"
                other = case.with_file(path, content[: found.start()] + both + content[found.end() :])
                if roles(other) != roles(case):
                    return other
        return None

    return make


def _calls(change: Callable[[Case, Any], Any]) -> Make:
    """The first arrow or sentence whose caller has a role says otherwise."""

    def make(case: Case) -> Case | None:
        accounts = {account for role in roles(case) for account in role.accounts}
        done: list[object] = []

        def changed(one: Any) -> Any:
            mine = isinstance(one, Flow | Spoken) and one.calls and account_of(case, one.start) in accounts
            new = change(case, one) if mine and not done else None
            if new is not None:
                done.append(new)
            return one if new is None else new

        def within(part: Any, *fields: str) -> Any:
            return altered(part, **{field: tuple(changed(one) for one in getattr(part, field)) for field in fields})

        design = within(case.design, "speaks_of")
        steps = tuple(within(step, "flows", "speaks_of") for step in design.steps)
        failures = tuple(within(failure, "speaks_of") for failure in design.failures)
        return dataclasses.replace(case, design=altered(design, steps=steps, failures=failures)) if done else None

    return make


def _silent(case: Case) -> Case | None:
    """No arrow and no sentence tells of a call any more."""
    if not roles(case):
        return None

    def within(part: Any, *fields: str) -> Any:
        return altered(
            part, **{field: tuple(altered(one, calls=()) for one in getattr(part, field)) for field in fields}
        )

    steps = tuple(within(step, "flows", "speaks_of") for step in case.design.steps)
    failures = tuple(within(failure, "speaks_of") for failure in case.design.failures)
    return dataclasses.replace(case, design=altered(within(case.design, "speaks_of"), steps=steps, failures=failures))


def _by_another(case: Case, one: Any) -> Any:
    others = [c.id for c in case.design.components if account_of(case, c.id) not in (None, account_of(case, one.start))]
    return altered(one, start=others[0]) if others else None


class NothingToChange(Exception):
    """A reading of a secret can't be told in this wrong way."""


def _readings(change: Callable[[Case, SecretRead], SecretRead | None], wanted: str = "") -> Make:
    """The first reading of a secret that can be told otherwise is; `None` leaves it out."""

    def make(case: Case) -> Case | None:
        for number, told in enumerate(case.design.secrets):
            if not told.secret.startswith(wanted):
                continue
            try:
                new = change(case, told)
            except NothingToChange:
                continue
            readings = (*case.design.secrets[:number], *((new,) if new else ()), *case.design.secrets[number + 1 :])
            return dataclasses.replace(case, design=altered(case.design, secrets=readings))
        return None

    return make


def _of_the_store(case: Case, told: SecretRead) -> None:
    """What a role may read is told no more."""
    if not any(told.secret in one.secrets and account_of(case, told.reader) in one.accounts for one in roles(case)):
        raise NothingToChange


def _again(case: Case, told: SecretRead) -> SecretRead:
    """It is told to be read for each connection, and a variable carries it."""
    if not any(one.secret == told.secret and one.variables for one in given(case)):
        raise NothingToChange
    again: SecretRead = altered(told, when="connection")
    return again


def _without_a_key(case: Case, told: SecretRead) -> SecretRead:
    """Only one of the keys is told."""
    keys = sorted({key for one in given(case) if one.secret == told.secret for key in one.keys or ()})
    if len(keys) < 2:
        raise NothingToChange
    one_key: SecretRead = altered(told, keys=(keys[0],))
    return one_key


def _other_key(case: Case, told: SecretRead) -> SecretRead:
    """A key that the secret has not, as far as its keys are known."""
    if not any(one.secret == told.secret and one.keys for one in given(case)):
        raise NothingToChange
    other: SecretRead = altered(told, keys=("nobody-s",))
    return other


def _other_reader(case: Case, told: SecretRead) -> SecretRead:
    others = [one.id for one in case.design.components if one.id != told.reader]
    other: SecretRead = altered(told, reader=others[0])
    return other


def _one_more_secret(document: Document) -> bool:
    """A container is given a secret more, as variables."""
    for one in containers(document, all_kinds=False):
        one.setdefault("envFrom", []).append({"secretRef": {"name": "administrator"}})
        return True
    return False


def _mounted(document: Document) -> bool:
    """A container is given a secret more, as a file."""
    for one in containers(document, all_kinds=False):
        spec = document.spec["template"]["spec"]
        spec.setdefault("volumes", []).append({"name": "more", "secret": {"secretName": "administrator"}})
        one.setdefault("volumeMounts", []).append({"name": "more", "mountPath": "/run/more"})
        return True
    return False


def _annotated_otherwise(document: Document) -> bool:
    """An account takes over the annotation that belongs to one of another name."""
    if "eks.amazonaws.com/role-arn" not in document.annotations:
        return False
    document.metadata["name"] = "another"
    return True


def _rotated(case: Case) -> Case | None:
    """A secret that is read at the start only rotates."""
    at_start = [told for told in case.design.secrets if told.when == "start" and told.secret.startswith("Secret/")]
    secret = re.compile(r"(?m)^  (\w+):\n    Type: AWS::SecretsManager::Secret\b")
    for path, content in templates(case).items() if at_start else ():
        changed = content
        for name in secret.findall(content):
            schedule = f"  {name}Rotation:\n    Type: AWS::SecretsManager::RotationSchedule\n    Properties:\n"
            schedule += f"      SecretId: !Ref {name}\n      RotationRules: {{AutomaticallyAfterDays: 30}}\n"
            changed = changed.replace("\nResources:\n", f"\nResources:\n{schedule}", 1)
        readings = tuple(altered(told, renewed_by=None) for told in case.design.secrets)
        if changed != content and _is_made_here(case, content):
            return dataclasses.replace(case.with_file(path, changed), design=altered(case.design, secrets=readings))
    return None


def _is_made_here(case: Case, template: str) -> bool:
    """Whether what is read at the start is made from a secret of this template."""
    told = {one.secret for one in case.design.secrets if one.when == "start"}
    for one in case.of_kind("ExternalSecret"):
        target = (one.spec.get("target") or {}).get("name") or one.name
        keys = [str((data.get("remoteRef") or {}).get("key")) for data in one.spec.get("data") or ()]
        if f"Secret/{one.namespace}/{target}" in told and any(f"Name: {key}\n" in template for key in keys):
            return True
    return False


IDENTITY = listed(
    ("an action more", _among("s3:DeleteBucket")),
    ("writing beside reading", _among("secretsmanager:PutSecretValue")),
    ("every action of the service", _permission(lambda old: f"{old.partition(':')[0]}:*")),
    ("an action that is misspelled", _permission(lambda old: f"{old}s")),
    ("another action", _permission(lambda old: f"{old.partition(':')[0]}:List")),
    ("a call that nothing allows", _calls(lambda _, one: altered(one, calls=(*one.calls, "s3:PutBucketPolicy")))),
    ("a permission without its call", _silent),
    ("another's call", _calls(_by_another)),
    ("a secret that nobody is told to read", _readings(lambda *_: None, "Secret/")),
    ("a secret of the store that nobody is told to read", _readings(_of_the_store)),
    ("another reader", _readings(_other_reader, "Secret/")),
    ("a key that is told no more", _readings(_without_a_key, "Secret/")),
    ("a key that there is not", _readings(_other_key, "Secret/")),
    ("another container", _readings(lambda _, told: altered(told, container="other"), "Secret/")),
    ("a variable that is read again", _readings(_again, "Secret/")),
    ("a secret more in a container", objects("Deployment StatefulSet", _one_more_secret)),
    ("a secret more in a file", objects("Deployment StatefulSet", _mounted)),
    ("a rotation that nobody hears of", _rotated),
    (
        "a role for all pods of a namespace",
        text("aws", "aws:RequestTag/kubernetes-service-account:", "aws:RequestTag/a:"),
    ),
    ("a role for all clusters", text("aws", "aws:RequestTag/eks-cluster-arn:", "aws:RequestTag/eks-cluster-name:")),
    (
        "a role that trusts another's pods",
        text("aws", "aws:RequestTag/kubernetes-namespace: ", "aws:RequestTag/kubernetes-namespace: not-"),
    ),
    ("an account with another's role", objects("ServiceAccount", _annotated_otherwise)),
    ("a store that reads as the operator", objects("SecretStore", drop("spec", "provider", "aws", "auth"))),
)
