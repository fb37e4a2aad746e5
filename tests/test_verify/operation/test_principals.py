"""Users, roles and service accounts in sentences; wrong versions of real examples, and right ones."""

from __future__ import annotations

import dataclasses
import functools
from types import MappingProxyType
from typing import Any

import pytest
from checked import case_of, told
from validating import read

from patternloom.model.texts import Prose, ProseText
from patternloom.text.prose import Code
from patternloom.verify.example.case import Case
from patternloom.verify.operation.principals import principal_findings
from patternloom.verify.operation.signals import operator_findings
from test_verify.operation.designs import copied, with_files

SAGA, GITOPS, LOGIN, SETTINGS = (
    "choreographed-saga-on-eks",
    "gitops-on-eks",
    "oidc-authorization-code-on-eks",
    "externalized-configuration-on-eks",
)
CENTRAL, DATA, NODES = "central-authorization-on-eks", "data-management-on-eks", "vpc-cni-on-eks"
# Example, field of its texts, what stands there, what instead, and what tells.
WRONG_WORDS = (
    (SAGA, "steps", "operator", "operators", "no user 'operators' in the files; did you mean 'operator'?"),
    (SAGA, "steps", "operator", "dead-letters", "no user 'dead-letters' in the files"),  # a queue, an account
    (GITOPS, "steps", "deployer", "shop", "no service account 'shop' in the files"),  # the namespace
    (GITOPS, "steps", "deployer", "kustomize-controller", "no service account 'kustomize-controller'"),
    (LOGIN, "before_production", "bootstrap", "keycloak-bootstrap", "no service account 'keycloak-bootstrap'"),
    (LOGIN, "steps", "buyer", "buyers", "no role 'buyers' in the files; did you mean 'buyer'?"),
    (LOGIN, "commands", "buyer", "default-roles-shop", "no role 'default-roles-shop' in the files"),
    (LOGIN, "commands", "test@example.com", "tester@example.com", "no user 'tester@example.com' in the files"),
    (SETTINGS, "commands", "orders_svc_clone", "orders_svc_2", "no user 'orders_svc_2' in the files"),
    (CENTRAL, "before_production", "manager", "auditor", "no role 'auditor' in the files"),  # the list's second
    (CENTRAL, "commands", "bff", "order-api", "no service account 'order-api' in the files"),
    (DATA, "commands", "catalog_service", "catalog", "no user 'catalog' in the files"),  # the schema
    (DATA, "commands", "AWSServiceRoleForAutoScaling", "AWSServiceRoleForAutoscaling", "no role"),
    (NODES, "varieties", "CniRole", "VpcCniRole", "no role 'VpcCniRole' in the files; did you mean 'CniRole'?"),
    (NODES, "commands", "shop-nodes", "shop-node", "no role 'shop-node' in the files"),
)  # fmt: skip
# Example, file, what stands there, what instead, and what tells: a text that was right before.
WRONG_FILES = (
    (SAGA, "k8s/rabbitmq.yaml", "operator", "person", "no user 'operator' in the files"),
    (LOGIN, "k8s/keycloak.yaml", "value: bootstrap", "value: admin", "no service account 'bootstrap'"),
    (SETTINGS, "aws/secrets.yaml", "MySQLMultiUser", "MySQLSingleUser", "no user 'orders_svc_clone'"),
    (CENTRAL, "rego/roles.json", '"clerk"', '"clark"', "no role 'clerk' in the files; did you mean 'clark'?"),
    (NODES, "aws/cni-and-nodes.yaml", "  CniRole:", "  # CniRole:", "no role 'CniRole' in the files"),
)
RIGHT = (
    (SAGA, "steps", "operator", "payment"),
    (GITOPS, "steps", "deployer", "order"),
    (LOGIN, "before_production", "bootstrap", "oauth2-proxy"),
    (DATA, "commands", "catalog_service", "orders_service"),  # of the example that the sentence leads to
    (CENTRAL, "before_production", "manager", "buyer"),
)
# Sentences of examples that the check was not written on, of which no text names any of these.
ORDERS, SCHEMAS, DEPOT = "request-response-on-eks", "db-per-service-on-eks", "depot"
WRONG_SENTENCES = (
    (ORDERS, "Give the service account `orders` a role of its own.", "no service account 'orders'"),
    (ORDERS, "サービスアカウント`stock`にロールを与えます。", "no service account 'stock'"),
    (ORDERS, "注文サービスは`web`サービスアカウントで動きます。", "no service account 'web'"),
    (SCHEMAS, "Log in as `catalog_admin`.", "no user 'catalog_admin' in the files"),
    (SCHEMAS, "The users `orders_service`, `orders_migration`, and `orders_admin` log in.", "no user 'orders_admin'"),
    (SCHEMAS, "ユーザー`orders_service`と`orders`でログインします。", "no user 'orders' in the files"),
    (SCHEMAS, "The `orders_service` role may read it.", "no role 'orders_service' in the files"),
    (SCHEMAS, "Leave out `OrderRole`.", "no role 'OrderRole' in the files; did you mean 'OrdersRole'?"),
    (DEPOT, "The user name `door` is taken.", "no user 'door' in the files"),
    (DEPOT, "It runs as the ServiceAccount `depot`.", "no service account 'depot' in the files"),
)
RIGHT_SENTENCES = (
    (ORDERS, "Give the service accounts `order` and `inventory` roles of their own; `stock` is none."),
    (ORDERS, "ロールアウト`order`は`nginx`ロールバックとは別で、コントロール`x`も別です。"),
    (ORDERS, "The user calls `GET`, has a role in `order`, and needs `AssumeRole` and a role `rds-db:connect`."),
    (SCHEMAS, "The users `orders_service` and `catalog_service` log in; `OrdersRole` lets them."),
    (SCHEMAS, "`catalog_migration`ユーザーと`catalog`スキーマ"),
    (SCHEMAS, "All four users (`proof.sql`)."),
    (DEPOT, "サービスアカウント`door`と`goods`、`stock`"),
)


@functools.cache
def case(id: str) -> Case:
    """An example."""
    return case_of(id)


def sentence(id: str, text: str) -> Case:
    """The example with one more sentence, in both languages."""
    prose = read(Prose, {"en": text, "ja": text})
    return dataclasses.replace(case(id), design=copied(case(id).design, before_production=(prose,)))


@pytest.mark.parametrize(("id", "field", "old", "new", "message"), WRONG_WORDS)
def test_a_wrong_name_is_found(id: str, field: str, old: str, new: str, message: str) -> None:
    found = told(principal_findings(_named(id, field, old, new)))
    assert any(message in one for one in found), found
    assert told(principal_findings(case(id))) == []


@pytest.mark.parametrize(("id", "path", "old", "new", "message"), WRONG_FILES)
def test_a_name_that_is_gone_from_the_files_is_found(id: str, path: str, old: str, new: str, message: str) -> None:
    assert old in case(id).files[path]
    others = {one: text.replace(old, new) for one, text in case(id).files.items() if one == path or old == "operator"}
    found = told(principal_findings(with_files(case(id), others)))
    assert any(message in one for one in found), found


@pytest.mark.parametrize(("id", "field", "old", "new"), RIGHT)
def test_another_that_is_there_is_let_pass(id: str, field: str, old: str, new: str) -> None:
    assert told(principal_findings(_named(id, field, old, new))) == []


@pytest.mark.parametrize(("id", "text", "message"), WRONG_SENTENCES)
def test_a_sentence_of_another_example_is_found(id: str, text: str, message: str) -> None:
    assert [message in one for one in told(principal_findings(sentence(id, text)))] == [True]


@pytest.mark.parametrize(("id", "text"), RIGHT_SENTENCES)
def test_a_sentence_of_another_example_is_let_pass(id: str, text: str) -> None:
    assert told(principal_findings(sentence(id, text))) == []


def test_operators_are_told_of_it() -> None:
    said = told(operator_findings(_named(GITOPS, "steps", "deployer", "deploy")))
    assert [one for one in said if "principal" in one] != []


def _named(id: str, field: str, old: str, new: str) -> Case:
    """The example with another name in the code of a field's texts, in every language."""
    value = getattr(case(id).design, field)
    made = _renamed(value, old, new)
    assert made != value, f"{id}: no {old!r} in {field}"
    return dataclasses.replace(case(id), design=copied(case(id).design, **{field: made}))


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_renamed(one, old, new) for one in value)
    if isinstance(value, Code):
        return Code(new if value.text == old else value.text)
    if isinstance(value, ProseText):
        paragraphs = {language: _renamed(value[language], old, new) for language in value.paragraphs}
        return dataclasses.replace(value, paragraphs=MappingProxyType(paragraphs))
    if dataclasses.is_dataclass(value):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        return copied(value, **{name: _renamed(one, old, new) for name, one in fields.items()})
    return value
