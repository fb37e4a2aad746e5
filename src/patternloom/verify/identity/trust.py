"""Who may take a role: the pods that a template gives it to, and no others of the account.

In: a case. Out: findings. EKS asks for a role in the name of any association, so a trust in `pods.eks.amazonaws.com`
alone is one in the pods of all clusters; the tags of the session tell cluster, namespace and account. A role that an
account is annotated with trusts this account. And a store of secrets reads as an account of its own: the role of the
operator's own pods serves the stores of all namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from patternloom.verify.aws.cloudformation import read, resources, texts_of
from patternloom.verify.aws.security import statements_in
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.identity.roles import ASSOCIATION, listed, names_in, properties_of, roles

RULE = "permission"
PODS = "pods.eks.amazonaws.com"
TAGS = ("eks-cluster-arn", "kubernetes-namespace", "kubernetes-service-account")
"""Tags of a session that a trust has to ask for. Source: EKS User Guide, "Enable or disable session tags"."""
OF_ADDONS = "kube-system"
"""The namespace of an add-on that names no other."""
Account = tuple[str, str]


def trust_findings(case: Case) -> Iterator[Finding]:
    """Roles that too many may take, or that those cannot take who are meant to."""
    for path, name, resource in resources(case):
        if resource.get("Type") == "AWS::IAM::Role":
            for statement in statements_in(properties_of(resource).get("AssumeRolePolicyDocument")):
                principal = statement.get("Principal")
                if isinstance(principal, Mapping) and PODS in listed(principal.get("Service")):
                    yield from _of_pods(f"{path}#{name}", statement, _given(case, path, name))
    yield from _annotated(case)
    yield from _stores(case)


def _of_pods(where: str, statement: Mapping[str, Any], given: set[Account]) -> Iterator[Finding]:
    conditions = statement.get("Condition")
    equal = conditions.get("StringEquals") if isinstance(conditions, Mapping) else None
    asked = [listed(equal.get(f"aws:RequestTag/{tag}")) if isinstance(equal, Mapping) else [] for tag in TAGS]
    without = [f"aws:RequestTag/{tag}" for tag, values in zip(TAGS, asked, strict=True) if not values]
    if without:
        message = f"pods of any association in the account may take it, expected StringEquals with {', '.join(without)}"
        yield Finding(where, RULE, message)
        return
    trusted = {(str(space), str(account)) for space, account in product(*asked[1:])}
    if given and trusted != given:
        yield Finding(where, RULE, f"trusts {_told(trusted)}, and is given to {_told(given)}")


def _told(accounts: set[Account]) -> str:
    return ", ".join(sorted(f"{space}/{account}" for space, account in accounts))


def _given(case: Case, path: str, name: str) -> set[Account]:
    """The accounts to which associations and add-ons of the same template give a role."""
    found = set()
    for file, _, resource in resources(case):
        properties = properties_of(resource)
        associated = [properties] if resource.get("Type") == ASSOCIATION else []
        addon = [one for one in listed(properties.get("PodIdentityAssociations")) if isinstance(one, Mapping)]
        for one in (*associated, *addon) if file == path else ():
            if name in names_in(one.get("RoleArn")):
                found.add((str(one.get("Namespace", OF_ADDONS)), str(one.get("ServiceAccount"))))
    return found


def _annotated(case: Case) -> Iterator[Finding]:
    """The role that an account names is one that this account may take."""
    takers = {role.where: role.accounts for role in roles(case)}
    for document in case.of_kind("ServiceAccount"):
        arn = document.annotations.get("eks.amazonaws.com/role-arn")
        named = [where for where, patterns in _names(case) if arn and _is_one(arn.rpartition("/")[2], patterns)]
        account = (str(document.namespace), document.name)
        if named and not any(account in takers.get(where, ()) for where in named):
            yield Finding(document.id, RULE, f"is annotated with {', '.join(sorted(named))}, which does not trust it")


def _names(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(role, the names that it may have) for each that the templates name."""
    for path, name, resource in resources(case):
        if resource.get("Type") == "AWS::IAM::Role":
            template = read(case.files[path])
            yield f"{path}#{name}", tuple(texts_of(template, properties_of(resource).get("RoleName")))


def _is_one(name: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def _stores(case: Case) -> Iterator[Finding]:
    """Stores of AWS without credentials of their own."""
    for document in case.of_kind("SecretStore", "ClusterSecretStore"):
        aws = (document.spec.get("provider") or {}).get("aws")
        if isinstance(aws, Mapping) and not aws.get("auth"):
            message = "reads with the role of the operator's pods, as every store may, expected auth: with an account"
            yield Finding(document.id, RULE, message)
