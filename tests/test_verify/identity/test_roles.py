"""Roles are told with their accounts, their own policies' actions, and the secrets that they may read."""

from __future__ import annotations

from checked import case_of, holding

from patternloom.verify.identity.roles import Role, names_in, roles

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Bad: {Type: AWS::IAM::Policy, Properties: [a]}
  Nobody: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: a}]}}
  Own: {Type: AWS::SecretsManager::Secret, Properties: {Name: shop/own}}
  Nameless: {Type: AWS::SecretsManager::Secret, Properties: {}}
  Database: {Type: AWS::RDS::DBCluster, Properties: {ManageMasterUserPassword: true}}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: [!Ref Managed, arn:aws:iam::aws:policy/Other]
      Policies:
        - PolicyDocument:
            Statement:
              - Effect: Allow
                Action: secretsmanager:GetSecretValue
                Resource: [!Ref Own, !Ref Nameless, !GetAtt Database.MasterUserSecret.SecretArn]
              - {Effect: Deny, Action: s3:PutObject, Resource: "*"}
              - nothing
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          Effect: Allow
          Action: [secretsmanager:GetSecretValue]
          Resource:
            - !Sub arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:shop/a-??????
            - arn:aws:secretsmanager:us-east-1:1:secret:shop/b-*
            - arn:aws:secretsmanager:us-east-1:1:secret:shop/c
            - "*"
  Attached:
    Type: AWS::IAM::RolePolicy
    Properties: {RoleName: !Ref Reader, PolicyDocument: {Statement: [{Effect: Allow, Action: kms:Decrypt}]}}
  ByPod:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: shop, ServiceAccount: reader, RoleArn: !Sub "${Reader.Arn}"}
"""


def test_a_role_is_told_whole() -> None:
    """Its own policies, those attached by either end, and no managed one of AWS's."""
    assert roles(holding("", **{"aws/roles.yaml": TEMPLATE}))[:1] == (
        Role(
            "aws/roles.yaml#Reader",
            frozenset({("shop", "reader")}),
            frozenset({"secretsmanager:GetSecretValue", "kms:Decrypt"}),
            frozenset({"shop/own", "aws/roles.yaml#Nameless", "aws/roles.yaml#Database", "shop/a", "shop/b", "shop/c"}),
        ),
    )


def test_trust_in_the_cluster_s_issuer_is_read_out_of_its_text() -> None:
    """As JSON inside of a substitution."""
    (role,) = roles(case_of("shop"))
    assert (role.accounts, role.actions, role.secrets) == (
        {("shop", "orders")},
        {"secretsmanager:GetSecretValue"},
        {"shop/orders"},
    )


def test_names_are_those_of_resources() -> None:
    """Wherever they stand in a value."""
    value = [{"Ref": "A"}, {"Fn::Sub": ["${X}", {"X": {"Fn::GetAtt": "B.Arn"}}]}, {"Fn::Sub": "${C.Arn}/${D}"}, "E"]
    assert names_in(value) == {"A", "B", "C", "D"}
