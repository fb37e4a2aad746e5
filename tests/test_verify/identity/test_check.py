"""Permissions and secrets are those that words and arrows tell of."""

from __future__ import annotations

import pytest
from checked import own_cases, told

from patternloom.verify.identity.check import identity_findings
from patternloom.verify.wrong.identity import IDENTITY
from patternloom.verify.wrong.making import Wrong, wrong_versions

# Wrong version → what is found, and in which case.
SAID = {
    "an action more": [
        "shop: aws/data.yaml#OrdersRole: allows s3:DeleteBucket to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
    ],
    "writing beside reading": [
        "shop: aws/data.yaml#OrdersRole: allows secretsmanager:PutSecretValue to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
    ],
    "every action of the service": [
        "shop: aws/data.yaml#OrdersRole: allows secretsmanager:* to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
        "shop: speaks_of: shop/orders calls secretsmanager:GetSecretValue, and no role of the files allows it [permission]",
    ],
    "an action that is misspelled": [
        "shop: aws/data.yaml#OrdersRole: allows secretsmanager:GetSecretValues to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
        "shop: speaks_of: shop/orders calls secretsmanager:GetSecretValue, and no role of the files allows it [permission]",
    ],
    "another action": [
        "shop: aws/data.yaml#OrdersRole: allows secretsmanager:List to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
        "shop: speaks_of: shop/orders calls secretsmanager:GetSecretValue, and no role of the files allows it [permission]",
    ],
    "a call that nothing allows": [
        "shop: speaks_of: shop/orders calls s3:PutBucketPolicy, and no role of the files allows it [permission]",
    ],
    "a permission without its call": [
        "shop: aws/data.yaml#OrdersRole: allows secretsmanager:GetSecretValue to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
    ],
    "another's call": [
        "shop: aws/data.yaml#OrdersRole: allows secretsmanager:GetSecretValue to shop/orders, and neither an arrow nor a sentence `calls:` it [permission]",
        "shop: speaks_of: shop/front-istio calls secretsmanager:GetSecretValue, and no role of the files allows it [permission]",
    ],
    "a secret that nobody is told to read": [
        "depot: Deployment/depot/goods: container goods is given Secret/depot/goods-database, and `secrets:` does not say that it reads it [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/orders-database, and `secrets:` does not say that it reads it [secret]",
    ],
    "a secret of the store that nobody is told to read": [
        "shop: aws/data.yaml#OrdersRole: shop/orders may read shop/orders, and `secrets:` does not say that it does [secret]",
    ],
    "another reader": [
        "depot: Deployment/depot/goods: container goods is given Secret/depot/goods-database, and `secrets:` does not say that it reads it [secret]",
        "depot: Secret/depot/goods-database: browser is told to read it, and no container of it is given it [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/orders-database, and `secrets:` does not say that it reads it [secret]",
        "shop: Secret/shop/orders-database: browser is told to read it, and no container of it is given it [secret]",
    ],
    "a key that is told no more": [
        "shop: Deployment/shop/orders: container orders is given Secret/shop/orders-database with password, and `secrets:` tells of host [secret]",
    ],
    "a key that there is not": [
        "depot: Deployment/depot/goods: container goods is given Secret/depot/goods-database with password, and `secrets:` tells of nobody-s [secret]",
        "depot: Secret/depot/goods-database: goods is told to read nobody-s, which it is not given [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/orders-database with host, and `secrets:` tells of nobody-s [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/orders-database with password, and `secrets:` tells of nobody-s [secret]",
        "shop: Secret/shop/orders-database: orders is told to read nobody-s, which it is not given [secret]",
    ],
    "another container": [
        "depot: Deployment/depot/goods: container goods is given Secret/depot/goods-database, and `secrets:` does not say that it reads it [secret]",
        "depot: Secret/depot/goods-database: goods is told to read it, and no container of it is given it [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/orders-database, and `secrets:` does not say that it reads it [secret]",
        "shop: Secret/shop/orders-database: orders is told to read it, and no container of it is given it [secret]",
    ],
    "a variable that is read again": [
        "shop: Secret/shop/orders-database: orders is told to read it again (connection), yet a variable or a single mounted file never changes in a running container [secret]",
    ],
    "a secret more in a container": [
        "depot: Deployment/depot/door: container door is given Secret/depot/administrator, and `secrets:` does not say that it reads it [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/administrator, and `secrets:` does not say that it reads it [secret]",
    ],
    "a secret more in a file": [
        "depot: Deployment/depot/door: container door is given Secret/depot/administrator, and `secrets:` does not say that it reads it [secret]",
        "shop: Deployment/shop/orders: container orders is given Secret/shop/administrator, and `secrets:` does not say that it reads it [secret]",
    ],
    "a rotation that nobody hears of": [
        "shop: Secret/shop/orders-database: it rotates, and orders reads it at its start only: expected renewed_by: or a later reading [secret]",
    ],
    "a role for all pods of a namespace": [
        "shop: aws/data.yaml#NetworkRole: pods of any association in the account may take it, expected StringEquals with aws:RequestTag/kubernetes-service-account [permission]",
    ],
    "a role for all clusters": [
        "shop: aws/data.yaml#NetworkRole: pods of any association in the account may take it, expected StringEquals with aws:RequestTag/eks-cluster-arn [permission]",
    ],
    "a role that trusts another's pods": [
        "shop: aws/data.yaml#NetworkRole: trusts not-kube-system/aws-node, and is given to kube-system/aws-node [permission]",
    ],
    "an account with another's role": [
        "shop: ServiceAccount/shop/another: is annotated with aws/data.yaml#OrdersRole, which does not trust it [permission]",
    ],
    "a store that reads as the operator": [
        "depot: SecretStore/depot/aws: reads with the role of the operator's pods, as every store may, expected auth: with an account [permission]",
        "shop: SecretStore/shop/aws: reads with the role of the operator's pods, as every store may, expected auth: with an account [permission]",
    ],
}


@pytest.mark.parametrize("wrong", IDENTITY, ids=lambda wrong: wrong.name)
def test_each_wrong_version_is_told(wrong: Wrong) -> None:
    """All that is found, wherever it can be made."""
    versions = wrong_versions(wrong, own_cases())
    assert [f"{right.id}: {one}" for right, version in versions for one in told(identity_findings(version))] == SAID[
        wrong.name
    ]
