"""What the files of an example provide, by the names that others take."""

from __future__ import annotations

import pytest

from patternloom.verify.prerequisites.provided import imports, provides

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Service: {Type: String, AllowedValues: [order, stock]}
  Free: {Type: String}
Resources:
  A:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: !Sub "shop/${Service}/database"
      GenerateSecretString: {SecretStringTemplate: !Sub '{"username": "${Free}"}', GenerateStringKey: password}
  Attachment: {Type: AWS::SecretsManager::SecretTargetAttachment, Properties: {SecretId: !Ref A}}
  B: {Type: AWS::SecretsManager::Secret, Properties: {Name: plain, SecretString: '{"token": 1}'}}
  C: {Type: AWS::SecretsManager::Secret, Properties: {Name: broken, SecretString: '{'}}
  D: {Type: AWS::SecretsManager::Secret, Properties: {Name: !Ref Free}}
  E: nothing
  F: {Type: AWS::SecretsManager::Secret, Properties: {Name: by-hand}}
  G: {Type: AWS::EC2::Instance, Properties: {a: [{"Fn::ImportValue": !Sub "${Service}-id"}, {"Fn::ImportValue": b}]}}
Outputs:
  One: {Value: a, Export: {Name: !Sub "${Free}-id"}}
  Two: {Value: a}
"""
OBJECTS = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: c, namespace: shop}
data: {level: x}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: e, namespace: shop}
spec: {data: [{secretKey: host}]}
"""
SQL = "CREATE SCHEMA IF NOT EXISTS orders;\ncreate database `stock`;\n  CREATE USER 'orders_service'@'%';\n-- CREATE SCHEMA no;\n"
FILES = {"aws/a.yaml": TEMPLATE, "k8s/o.yaml": OBJECTS, "k8s/helm.yaml": "{{ a }}\n", "sql/s.sql": SQL}


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("secret shop/order/database", True),
        ("secret shop/order/database#password", True),
        ("secret shop/stock/database#username", True),
        ("secret shop/stock/database#host", True),
        ("secret shop/other/database", False),
        ("secret plain#token", True),
        ("secret plain#host", False),
        ("secret broken", True),
        ("secret by-hand#anything", True),
        ("export any-id", True),
        ("export any/id", False),
        ("schema orders", True),
        ("schema stock", True),
        ("schema no", False),
        ("user orders_service", True),
        ("user orders", False),
        ("file sql/s.sql", True),
        ("file s.sql", False),
        ("ConfigMap/shop/c#level", True),
        ("ConfigMap/shop/c#other", False),
        ("ExternalSecret/shop/e", True),
        ("Secret/shop/e#host", True),
        ("Secret/shop/e#port", False),
        ("orders", False),
    ],
)
def test_a_name_is_there_or_not(name: str, there: bool) -> None:
    """By its sort; a parameter's values are those allowed, or any word."""
    assert provides(FILES, name) is there


@pytest.mark.parametrize(("name", "there"), [("order-id", True), ("b", True), ("other-id", False), ("c", False)])
def test_a_value_is_imported_by_its_name(name: str, there: bool) -> None:
    """Also where a parameter gives a part of it."""
    assert imports(FILES, name) is there
