"""What a security review asks of CloudFormation: encryption, closed doors, and permissions without wildcards.

In: a case's templates, read as YAML with their short tags. Out: findings, before the catalog's waivers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from patternloom.verify.aws.cloudformation import resources
from patternloom.verify.example.case import Case, Finding

# Actions that AWS defines for all resources only (Service Authorization Reference).
WHOLE_ACCOUNT = re.compile(
    r"(ec2:Describe\w+|ecr:GetAuthorizationToken|elasticloadbalancing:Describe\w+|route53:ListHostedZones\w*"
    r"|cloudwatch:PutMetricData|xray:Put\w+|sts:GetCallerIdentity|secretsmanager:ListSecrets|acm:ListCertificates"
    r"|autoscaling:Describe\w+|tag:GetResources|secretsmanager:BatchGetSecretValue|secretsmanager:GetRandomPassword)"
)

# Type → properties that must be as said: path, wanted (None: anything set).
ENCRYPTED: dict[str, tuple[tuple[str, Any], ...]] = {
    "AWS::RDS::DBCluster": (("StorageEncrypted", True), ("KmsKeyId", None)),
    "AWS::RDS::DBInstance": (),
    "AWS::EC2::Volume": (("Encrypted", True),),
    "AWS::EFS::FileSystem": (("Encrypted", True),),
    "AWS::S3::Bucket": (("BucketEncryption", None), ("PublicAccessBlockConfiguration", None)),
    "AWS::SQS::Queue": (),
    "AWS::DynamoDB::Table": (("SSESpecification.SSEEnabled", True),),
    "AWS::EKS::Cluster": (("EncryptionConfig", None),),
    "AWS::SecretsManager::Secret": (("KmsKeyId", None),),
    "AWS::Logs::LogGroup": (("RetentionInDays", None),),
    "AWS::KMS::Key": (("EnableKeyRotation", True),),
    "AWS::ElastiCache::ReplicationGroup": (("AtRestEncryptionEnabled", True), ("TransitEncryptionEnabled", True)),
    "AWS::ECR::Repository": (("ImageTagMutability", "IMMUTABLE"),),
    "AWS::AmazonMQ::Broker": (("PubliclyAccessible", False),),
}
DECRYPT, CONTEXT = "kms:Decrypt", "kms:EncryptionContext:"
"""Secrets Manager and SOPS say to KMS of what a data key is; services that store data take more than this action."""
BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def cloud_findings(case: Case) -> Iterator[Finding]:
    """What is open, unencrypted or allowed too widely."""
    for path, name, resource in resources(case):
        kind, properties = str(resource.get("Type", "")), resource.get("Properties")
        if not isinstance(properties, dict):
            continue  # `cfn-lint` says whether it needs some
        where = f"{path}#{name}"
        for way, wanted in ENCRYPTED.get(kind, ()):
            value: Any = properties
            for part in way.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if value is None or (wanted is not None and str(value).lower() != str(wanted).lower()):
                yield Finding(
                    where,
                    "encryption",
                    f"{kind}: {way} is {value!r}, expected {wanted if wanted is not None else 'it'}",
                )
        alone = kind == "AWS::RDS::DBInstance" and "DBClusterIdentifier" not in properties  # else the cluster says it
        if alone and str(properties.get("StorageEncrypted")).lower() != "true":
            yield Finding(where, "encryption", f"{kind}: StorageEncrypted is not true")
        if kind == "AWS::S3::Bucket":
            block = properties.get("PublicAccessBlockConfiguration") or {}
            for flag in BLOCKS:
                if str(block.get(flag)).lower() != "true":
                    yield Finding(where, "encryption", f"{flag} is not true")
        if (
            kind in ("AWS::RDS::DBInstance", "AWS::RDS::DBCluster")
            and str(properties.get("PubliclyAccessible")).lower() == "true"
        ):
            yield Finding(where, "encryption", "PubliclyAccessible is true")
        if kind.startswith("AWS::RDS::DB") and isinstance(properties.get("MasterUserPassword"), str):
            yield Finding(where, "credential", "MasterUserPassword stands there, expected ManageMasterUserPassword")
        if kind in ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"):
            rules = properties.get("SecurityGroupIngress") or ([properties] if kind.endswith("Ingress") else [])
            for rule in rules if isinstance(rules, list) else ():
                if isinstance(rule, dict) and rule.get("CidrIp") == "0.0.0.0/0" and str(rule.get("ToPort")) != "443":
                    yield Finding(where, "encryption", f"port {rule.get('ToPort')} is open to the world")
        for statement in statements_in(properties):
            yield from _statement(path, name, kind, statement)


def statements_in(value: Any) -> Iterator[dict[str, Any]]:
    """The statements of all policies in it, also of those that are written as JSON."""
    if isinstance(value, dict):
        found = value.get("Statement")
        if found is not None:
            yield from (one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict))
        for item in value.values():
            yield from statements_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from statements_in(item)
    elif isinstance(value, str) and value.lstrip().startswith("{"):
        try:  # a policy as JSON, for `Fn::Sub` in its keys
            yield from statements_in(json.loads(value))
        except ValueError:
            return


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _statement(path: str, name: str, kind: str, statement: dict[str, Any]) -> Iterator[Finding]:
    where = f"{path}#{name}"
    if statement.get("Effect") == "Deny":
        return
    for field in ("NotAction", "NotResource", "NotPrincipal"):
        if field in statement:
            yield Finding(where, "iam-wildcard", f"{field} in an Allow")
    actions = [str(one) for one in _listed(statement.get("Action"))]
    for action in actions:
        if action == "*" or action.endswith(":*") or re.search(r":[A-Z]?\w*\*", action):
            yield Finding(where, "iam-wildcard", f"the action {action}")
    whole = "*" in [str(one) for one in _listed(statement.get("Resource"))]
    if whole and any(not WHOLE_ACCOUNT.fullmatch(action) for action in actions):
        yield Finding(where, "iam-wildcard", f"Resource '*' for {', '.join(actions)}")
    if actions == [DECRYPT] and "Principal" not in statement and CONTEXT not in str(statement.get("Condition")):
        yield Finding(where, "iam-wildcard", f"{DECRYPT} of whatever the key has encrypted, expected a {CONTEXT}…")
    principal = statement.get("Principal")
    anyone = principal == "*" or (
        isinstance(principal, dict) and "*" in [str(o) for o in _listed(principal.get("AWS"))]
    )
    if anyone and not statement.get("Condition"):
        yield Finding(where, "iam-wildcard", "anyone is the Principal")
    if isinstance(principal, dict) and "Federated" in principal:
        text = str(statement.get("Condition"))
        if ":sub" not in text or ":aud" not in text:
            yield Finding(where, "iam-wildcard", "a federated Principal without conditions on sub and aud")
        if re.search(r"system:serviceaccount:[^'\"]*\*", text):
            yield Finding(where, "iam-wildcard", "a federated Principal of any service account")
