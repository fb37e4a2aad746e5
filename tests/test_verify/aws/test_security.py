"""What is open, unencrypted or allowed too widely in templates is found."""

from __future__ import annotations

import dataclasses

from checked import case_of, told

from patternloom.verify.aws.security import cloud_findings

TEMPLATE = """AWSTemplateFormatVersion: "2010-09-09"
Resources:
  None: {Type: AWS::SQS::Queue, Properties: [a]}
  Alone: {Type: AWS::RDS::DBInstance, Properties: {PubliclyAccessible: true, MasterUserPassword: hunter2}}
  Member: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: x}}
  Cluster: {Type: AWS::RDS::DBCluster, Properties: {StorageEncrypted: true, KmsKeyId: !Ref Key, MasterUserPassword: !Ref P}}
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {}, PublicAccessBlockConfiguration: {BlockPublicAcls: true}}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: {SSEEnabled: false}}}
  Flat: {Type: AWS::DynamoDB::Table, Properties: {SSESpecification: x}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{CidrIp: 0.0.0.0/0, ToPort: 22}, {CidrIp: 0.0.0.0/0, ToPort: 443}, x]}}
  Odd: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: x}}
  Rule: {Type: AWS::EC2::SecurityGroupIngress, Properties: {CidrIp: 0.0.0.0/0, ToPort: 80}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: {Effect: Allow, Principal: {Federated: x}, Action: sts:AssumeRoleWithWebIdentity, Condition: {StringLike: {"o:sub": "system:serviceaccount:*:a"}}}
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, NotAction: "s3:*", NotResource: a, Resource: a}
              - {Effect: Allow, Action: ["*", "s3:*", "s3:Get*", s3:PutObject], Resource: "*"}
              - {Effect: Allow, Action: ec2:DescribeSubnets, Resource: "*"}
              - {Effect: Deny, Action: "*", Resource: "*"}
              - {Effect: Allow, Principal: "*", Action: a:B, Resource: c}
              - {Effect: Allow, Principal: {AWS: "*"}, Action: a:B, Resource: c, Condition: {a: b}}
              - {Effect: Allow, NotPrincipal: x, Principal: {AWS: a}}
              - {Effect: Allow, Action: kms:Decrypt, Resource: k}
              - {Effect: Allow, Action: kms:Decrypt, Resource: k, Condition: {StringEquals: {"kms:EncryptionContext:SecretARN": s}}}
              - {Effect: Allow, Action: [kms:Decrypt, kms:Encrypt], Resource: k}
              - {Effect: Allow, Action: kms:Decrypt, Resource: k, Principal: {AWS: a}}
              - x
  Text: {Type: AWS::IAM::Policy, Properties: {PolicyDocument: '{"Statement": [{"Effect": "Allow", "Action": "a:*", "Resource": "b"}]}', Other: "{"}}
"""
SAID = """\
aws/a.yaml#Alone: AWS::RDS::DBInstance: StorageEncrypted is not true [encryption]
aws/a.yaml#Alone: MasterUserPassword stands there, expected ManageMasterUserPassword [credential]
aws/a.yaml#Alone: PubliclyAccessible is true [encryption]
aws/a.yaml#Bucket: BlockPublicPolicy is not true [encryption]
aws/a.yaml#Bucket: IgnorePublicAcls is not true [encryption]
aws/a.yaml#Bucket: RestrictPublicBuckets is not true [encryption]
aws/a.yaml#Flat: AWS::DynamoDB::Table: SSESpecification.SSEEnabled is None, expected True [encryption]
aws/a.yaml#Group: port 22 is open to the world [encryption]
aws/a.yaml#Role: NotAction in an Allow [iam-wildcard]
aws/a.yaml#Role: NotPrincipal in an Allow [iam-wildcard]
aws/a.yaml#Role: NotResource in an Allow [iam-wildcard]
aws/a.yaml#Role: Resource '*' for *, s3:*, s3:Get*, s3:PutObject [iam-wildcard]
aws/a.yaml#Role: a federated Principal of any service account [iam-wildcard]
aws/a.yaml#Role: a federated Principal without conditions on sub and aud [iam-wildcard]
aws/a.yaml#Role: anyone is the Principal [iam-wildcard]
aws/a.yaml#Role: kms:Decrypt of whatever the key has encrypted, expected a kms:EncryptionContext:… [iam-wildcard]
aws/a.yaml#Role: the action * [iam-wildcard]
aws/a.yaml#Role: the action s3:* [iam-wildcard]
aws/a.yaml#Role: the action s3:Get* [iam-wildcard]
aws/a.yaml#Rule: port 80 is open to the world [encryption]
aws/a.yaml#Table: AWS::DynamoDB::Table: SSESpecification.SSEEnabled is False, expected True [encryption]
aws/a.yaml#Text: the action a:* [iam-wildcard]
"""


def test_each_mistake_is_found() -> None:
    """And nothing of what is right beside it."""
    case = dataclasses.replace(case_of("shop"), files={"aws/a.yaml": TEMPLATE})
    assert told(cloud_findings(case)) == SAID.splitlines()
