"""The roles of IAM that templates give to service accounts, and what each may do.

In: a case's templates. Out: `Role`s: whose they are, their own policies' actions, and the secrets that they may read.
Policies that AWS manages are named in a template and stand in none: what they allow is not known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case

ASSOCIATION = "AWS::EKS::PodIdentityAssociation"
POLICIES = ("AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy")
ACCOUNT = re.compile(r"system:serviceaccount:([a-z0-9-]+):([a-z0-9-]+)")
READ_SECRET = "secretsmanager:GetSecretValue"
Resources = Mapping[tuple[str, str], Mapping[str, Any]]
"""By file and logical name."""


@dataclass(frozen=True)
class Role:
    """One role."""

    where: str
    """`file#Name`."""
    accounts: frozenset[tuple[str, str]]
    """(namespace, name) of the service accounts that may take it."""
    actions: frozenset[str]
    secrets: frozenset[str]
    """The secrets that it may read, as `store_name` tells them."""


def roles(case: Case) -> tuple[Role, ...]:
    """Every role of the templates that a service account may take."""
    all_: Resources = {(path, name): resource for path, name, resource in resources(case)}
    found = []
    for (path, name), resource in all_.items():
        if resource.get("Type") != "AWS::IAM::Role":
            continue
        accounts = _accounts(all_, path, name, resource)
        statements = [one for one in _statements(all_, path, name, resource) if one.get("Effect") == "Allow"]
        actions = frozenset(str(action) for one in statements for action in listed(one.get("Action")))
        reading = [one for one in statements if READ_SECRET in map(str, listed(one.get("Action")))]
        secrets = [store_name(all_, path, secret) for one in reading for secret in listed(one.get("Resource"))]
        if accounts:
            found.append(Role(f"{path}#{name}", accounts, actions, frozenset(filter(None, secrets))))
    return tuple(found)


def _accounts(all_: Resources, path: str, name: str, role: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """By associations of Pod Identity, and by the trust in the cluster's issuer."""
    trust = json.dumps(properties_of(role).get("AssumeRolePolicyDocument"), default=str)
    found = {(space, account) for space, account in ACCOUNT.findall(trust)}
    for (file, _), resource in all_.items():
        properties = properties_of(resource)
        if resource.get("Type") == ASSOCIATION and file == path and name in names_in(properties.get("RoleArn")):
            found.add((str(properties.get("Namespace")), str(properties.get("ServiceAccount"))))
    return frozenset(found)


def _statements(all_: Resources, path: str, name: str, role: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Of its own policies, and of those that are attached to it by name."""
    documents = [one.get("PolicyDocument") for one in listed(properties_of(role).get("Policies"))]
    for (file, policy), resource in all_.items():
        properties = properties_of(resource)
        if resource.get("Type") in POLICIES and file == path:
            attached = names_in(properties.get("Roles")) | names_in(properties.get("RoleName"))
            if name in attached or policy in names_in(properties_of(role).get("ManagedPolicyArns")):
                documents.append(properties.get("PolicyDocument"))
    for document in documents:
        if isinstance(document, Mapping):
            yield from (one for one in listed(document.get("Statement")) if isinstance(one, Mapping))


def store_name(all_: Resources, path: str, value: Any) -> str | None:
    """The name of a secret that a policy names by its resource or its ARN; None for what is neither."""
    for name in sorted(names_in(value)):
        resource = all_.get((path, name), {})
        if resource.get("Type") == "AWS::SecretsManager::Secret":
            own = properties_of(resource).get("Name")
            return own if isinstance(own, str) else f"{path}#{name}"
        if str(resource.get("Type", "")).startswith("AWS::RDS::"):
            return f"{path}#{name}"
    text = value.get("Fn::Sub", "") if isinstance(value, Mapping) else value
    found = re.search(r":secret:(.+?)(?:-(?:\?{6}|\*))?$", text) if isinstance(text, str) else None
    return found[1] if found else None


def names_in(value: Any) -> set[str]:
    """The logical names that a value refers to."""
    if isinstance(value, Mapping):
        found = {str(value["Ref"])} if "Ref" in value else set()
        if "Fn::GetAtt" in value:
            found.add(str(listed(value["Fn::GetAtt"])[0]).partition(".")[0])
        if isinstance(sub := value.get("Fn::Sub"), str):
            found |= set(re.findall(r"\$\{(\w+)[.}]", sub))
        return found.union(*(names_in(one) for one in value.values()))
    return set().union(*(names_in(one) for one in value)) if isinstance(value, list) else set()


def properties_of(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    """Its properties, where they are fields."""
    found = resource.get("Properties")
    return found if isinstance(found, Mapping) else {}


def listed(value: Any) -> list[Any]:
    """A value that may stand alone, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
