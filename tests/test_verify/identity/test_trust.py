"""A role is taken by the pods that it is for, and a store of secrets reads as an account of its own."""

from __future__ import annotations

import pytest
from checked import case_of, changed, holding, told

from patternloom.verify.identity.trust import trust_findings

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Policy: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: {Statement: {Principal: {Service: pods.eks.amazonaws.com}}}}}
  Function: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: {Principal: {Service: lambda.amazonaws.com}}}}}
  Anybody: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: {Principal: "*"}}}}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub "${Environment}-reader"
      AssumeRolePolicyDocument:
        Statement:
          Effect: Allow
          Principal: {Service: [pods.eks.amazonaws.com]}
          Condition:
            StringEquals:
              aws:RequestTag/eks-cluster-arn: arn:aws:eks:eu-central-1:1:cluster/shop
              aws:RequestTag/kubernetes-namespace: shop
              aws:RequestTag/kubernetes-service-account: [reader]
  ByPod: {Type: AWS::EKS::PodIdentityAssociation, Properties: {Namespace: shop, ServiceAccount: reader, RoleArn: !GetAtt Reader.Arn}}
  Network:
    Type: AWS::EKS::Addon
    Properties: {PodIdentityAssociations: [nothing, {ServiceAccount: aws-node, RoleArn: !GetAtt Network.Arn}]}
Parameters:
  Environment: {Type: String, AllowedValues: [test, live]}
"""
ACCOUNT = """\
apiVersion: v1
kind: ServiceAccount
metadata: {name: reader, namespace: shop, annotations: {eks.amazonaws.com/role-arn: arn:aws:iam::1:role/live-reader}}
"""
STORE = "apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: {name: a}\nspec: {provider: %s}\n"
MORE = "expected StringEquals with aws:RequestTag/"
ANY = "aws/a.yaml#Reader: pods of any association in the account may take it, "


def said(template: str = TEMPLATE, manifest: str = ACCOUNT) -> list[str]:
    """What is found in these two files."""
    return [
        one.removesuffix(" [permission]") for one in told(trust_findings(holding(manifest, **{"aws/a.yaml": template})))
    ]


def test_a_role_for_its_own_pods_is_silent() -> None:
    """Of other services' roles nothing is asked, nor of an annotation that no template knows."""
    assert (said(), said(manifest=ACCOUNT.replace("live-reader", "other"))) == ([], [])


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("kubernetes-namespace", "other", f"{ANY}{MORE}kubernetes-namespace"),
        ("StringEquals", "StringLike", f"{ANY}{MORE}eks-cluster-arn, aws:RequestTag/kubernetes-namespace, aws:RequestTag/kubernetes-service-account"),
        ("Condition", "Other", f"{ANY}{MORE}eks-cluster-arn, aws:RequestTag/kubernetes-namespace, aws:RequestTag/kubernetes-service-account"),
        ("account: [reader]", "account: [reader, writer]", "aws/a.yaml#Reader: trusts shop/reader, shop/writer, and is given to shop/reader"),
        ("namespace: shop", "namespace: depot", "aws/a.yaml#Reader: trusts depot/reader, and is given to shop/reader"),
        ("GetAtt Network.Arn", "GetAtt Reader.Arn", "aws/a.yaml#Reader: trusts shop/reader, and is given to kube-system/aws-node, shop/reader"),
    ],
)  # fmt: skip
def test_a_role_for_others_is_found(old: str, new: str, finding: str) -> None:
    """Each with whom it trusts."""
    assert old in TEMPLATE
    assert said(TEMPLATE.replace(old, new, 1)) == [finding]


def test_an_account_is_annotated_with_a_role_that_trusts_it() -> None:
    """By whatever name the role may have."""
    found = said(manifest=ACCOUNT.replace("name: reader", "name: writer"))
    assert found == ["ServiceAccount/shop/writer: is annotated with aws/a.yaml#Reader, which does not trust it"]


def test_a_store_names_an_account() -> None:
    """Of stores elsewhere nothing is asked."""
    finding = "reads with the role of the operator's pods, as every store may, expected auth: with an account"
    assert said(manifest=STORE % "{aws: {region: a}}") == [f"ClusterSecretStore//a: {finding}"]
    assert said(manifest=STORE % "{aws: {auth: {jwt: {}}}}") == said(manifest=STORE % "{vault: {}}") == []


def test_an_example_that_gives_roles_is_right_until_one_is_for_all() -> None:
    case = case_of("db-per-service-on-eks")
    assert told(trust_findings(case)) == []
    wrong = changed(
        case, "aws/service-access.yaml", "kubernetes-service-account: orders", "kubernetes-service-account: catalog"
    )
    assert told(trust_findings(wrong)) == [
        "aws/service-access.yaml#OrdersRole: trusts shop/catalog, and is given to shop/orders [permission]"
    ]
