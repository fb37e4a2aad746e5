"""What references between files are read by: the objects themselves, however a file is written."""

from __future__ import annotations

import dataclasses
import textwrap

from checked import holding, own_cases, told

from patternloom.verify.references.arns import arns_can_be, identities_are_there
from patternloom.verify.references.check import crossref_findings

SHOP = next(case for case in own_cases() if case.id == "shop")
ASSOCIATIONS = """AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Right:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: shop, ServiceAccount: orders}
  Wrong:
    Type: AWS::EKS::PodIdentityAssociation
    Properties:
      ServiceAccount: nobody
      Namespace: shop
  Given:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: kube-system, ServiceAccount: aws-node}
  Chosen:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: shop, ServiceAccount: !Ref Account}
"""


def test_every_pod_identity_is_looked_at_however_it_is_indented() -> None:
    """By two or by four, with its fields in any order; what a parameter names is not known here."""
    body = ASSOCIATIONS.partition("\n")
    wide = f"{body[0]}\nResources:\n" + textwrap.indent(body[2].removeprefix("Resources:\n"), "  ")
    right = told(crossref_findings(SHOP))
    for text in (ASSOCIATIONS, wide):
        found = told(crossref_findings(SHOP.with_file("aws/identities.yaml", text)))
        assert [one for one in found if one not in right] == [
            "aws/identities.yaml#Wrong: ServiceAccount shop/nobody is not in the files [reference]"
        ]


ARNS = """\
arn:aws:kms:eu-central-1:123456789012:key/a
arn:aws:iam::123456789012:role/a
arn:aws:iam::123456789012:role/b
arn:aws-cn:kms:eu-central-1:123456789012:key/a
arn:aws:kms:eu-central-1:210987654321:key/a
arn:aws:kms:eu-west-1:123456789012:key/a
arn:aws:iam:eu-central-1:123456789012:role/a
arn:aws:kms::123456789012:key/a
arn:aws:kms::123456789012:key/*
arn:aws:s3:::bucket
arn:aws:s3::123456789012:bucket
arn:aws:iam:::role/a
arn:aws:iam::123456789012:team/a
arn:aws:iam::aws:policy/a
arn:aws:eks::aws:cluster-access-policy/a
123456789012.dkr.ecr.eu-central-1.amazonaws.com/a
602401143452.dkr.ecr.eu-central-1.amazonaws.com/a
210987654321.dkr.ecr.eu-west-1.amazonaws.com/a
"""


def test_a_name_of_aws_has_each_part_where_its_service_has_it() -> None:
    """And is of one account and Region: those that are named most often."""
    case = dataclasses.replace(SHOP, documents=(), files={"a.txt": ARNS})
    assert told(arns_can_be(case)) == [
        "a.txt: registry in eu-west-1, expected eu-central-1 [arn]",
        "a.txt: registry of the account 210987654321, expected 123456789012 [arn]",
        "a.txt:11: an account in the ARN of a bucket, which has none [arn]",
        "a.txt:12: no account in an ARN of IAM [arn]",
        "a.txt:13: resource 'team/a', which IAM has not [arn]",
        "a.txt:4: partition 'aws-cn', expected aws [arn]",
        "a.txt:5: account '210987654321', expected 123456789012 [arn]",
        "a.txt:6: region 'eu-west-1', expected eu-central-1 [arn]",
        "a.txt:7: a region for iam, which has none [arn]",
        "a.txt:8: no region for kms [arn]",
    ]


ACCOUNTS = """\
apiVersion: v1
kind: ServiceAccount
metadata: {name: right, namespace: shop, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/right"}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: wrong, namespace: shop, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::123456789012:role/gone"}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: none, namespace: shop}
"""
ROLES = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {}}
# RoleName stands on a line of its own
    RoleName: right
# system:serviceaccount:shop:right system:serviceaccount:shop:gone system:serviceaccount:kube-system:any
"""


def test_a_role_and_its_account_name_each_other() -> None:
    """Whoever is of the cluster itself is there; without templates nobody knows the roles."""
    assert told(identities_are_there(holding(ACCOUNTS, **{"aws/roles.yaml": ROLES}))) == [
        "ServiceAccount/shop/wrong: no role trusts system:serviceaccount:shop:wrong [reference]",
        "ServiceAccount/shop/wrong: the role 'gone' is not in the files [reference]",
        "aws: a role trusts ServiceAccount shop/gone, which is not in the files [reference]",
    ]
    bare = dataclasses.replace(SHOP, documents=(), files={"aws/identities.yaml": ASSOCIATIONS, "aws/roles.yaml": ROLES})
    assert (told(identities_are_there(holding(ACCOUNTS))), told(identities_are_there(bare))) == ([], [])


def test_a_role_of_each_environment_is_there() -> None:
    """A name with a parameter is each of those that the parameter allows; one that allows any is none."""
    accounts = ACCOUNTS.replace("role/right", "role/shop-dev-right").replace("role/gone", "role/shop-test-right")
    for allowed, missing in (
        ("AllowedValues: [dev, production]", ["shop-test-right"]),
        ("Default: dev", ["shop-dev-right", "shop-test-right"]),
    ):
        roles = f"Parameters:\n  Environment: {{Type: String, {allowed}}}\n" + ROLES.replace(
            "RoleName: right", 'RoleName: !Sub "shop-${Environment}-right"'
        )
        found = told(identities_are_there(holding(accounts, **{"aws/roles.yaml": roles})))
        assert [one.split("'")[1] for one in found if "the role" in one] == missing
