"""Names of AWS in any file, and the accounts of the cluster that templates name.

In: a case. Out: findings: ARNs that cannot be, roles and service accounts that are not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.verify.aws.cloudformation import ARN, account_of, region_of, resources
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.references.known import GIVEN_NAMESPACES, is_there, missing

GLOBAL_SERVICES = {"iam", "route53", "cloudfront", "organizations", "sts", "s3", "waf", "shield", "globalaccelerator"}
ROLE = r"^\s*RoleName:\s*(?:!Sub\s+)?[\"']?([\w+=,.@${}-]+)"
AMAZON_IMAGES = "602401143452"  # where EKS keeps its add-ons' images


def arns_can_be(case: Case) -> Iterator[Finding]:
    """ARNs and registries are of one account and one Region, in the form that their service has."""
    own_account, own_region = account_of(case), region_of(case)
    for path, text in case.files.items():
        for number, line in enumerate(text.splitlines(), start=1):
            for partition, service, region, account, resource in ARN.findall(line):
                where = f"{path}:{number}"
                if partition != "aws":
                    yield Finding(where, "arn", f"partition {partition!r}, expected aws")
                if account not in ("", "aws", own_account):
                    yield Finding(where, "arn", f"account {account!r}, expected {own_account}")
                if region not in ("", own_region):
                    yield Finding(where, "arn", f"region {region!r}, expected {own_region}")
                yield from _formed(where, service, region, account, resource, whole="*" in line)
        for account, region in re.findall(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com", text):
            if own_account is not None and account not in (own_account, AMAZON_IMAGES):
                yield Finding(path, "arn", f"registry of the account {account}, expected {own_account}")
            if region != own_region:
                yield Finding(path, "arn", f"registry in {region}, expected {own_region}")


def _formed(where: str, service: str, region: str, account: str, resource: str, *, whole: bool) -> Iterator[Finding]:
    """Each part stands there where the service has it, and only there."""
    if service in GLOBAL_SERVICES and region:
        yield Finding(where, "arn", f"a region for {service}, which has none")
    own = account == "aws"  # what AWS itself gives, such as EKS's access policies, is of no Region
    if service not in GLOBAL_SERVICES and not region and not whole and not own and service != "ecr":
        yield Finding(where, "arn", f"no region for {service}")
    if service == "s3" and account:
        yield Finding(where, "arn", "an account in the ARN of a bucket, which has none")
    if service == "iam" and not account:
        yield Finding(where, "arn", "no account in an ARN of IAM")
    if service == "iam" and not re.match(r"(role|policy|user|root|oidc-provider|instance-profile)\b", resource):
        yield Finding(where, "arn", f"resource {resource!r}, which IAM has not")


def _with_parameters(name: str, templates: str) -> Iterator[str]:
    """What a name can be where a part of it is a parameter that has only some values."""
    parameter = re.search(r"\$\{(\w+)\}", name)
    if parameter is None:
        yield name
        return
    allowed = re.search(rf"^  {parameter[1]}:[^\[]*?AllowedValues: \[([^\]]*)\]", templates, re.M)
    for value in allowed[1].split(", ") if allowed else ():
        yield from _with_parameters(name.replace(parameter[0], value), templates)


def identities_are_there(case: Case) -> Iterator[Finding]:
    """IAM roles of service accounts: the annotation of IRSA, and associations of Pod Identity."""
    templates = "\n".join(case.files_in("aws", ".yaml").values())
    role_names = {name for told in re.findall(ROLE, templates, re.M) for name in _with_parameters(told, templates)}
    for document in case.of_kind("ServiceAccount"):
        arn = document.annotations.get("eks.amazonaws.com/role-arn")
        if arn and templates:
            name = arn.rpartition("/")[2]
            if name not in role_names:
                yield missing(document, f"the role {name!r}")
            subject = f"system:serviceaccount:{document.namespace}:{document.name}"
            if subject not in templates:
                yield Finding(document.id, "reference", f"no role trusts {subject}")
    for namespace, name in re.findall(r"system:serviceaccount:([a-z0-9-]+):([a-z0-9-]+)", templates):
        if (
            case.documents
            and namespace not in GIVEN_NAMESPACES
            and not is_there(case, "ServiceAccount", namespace, name)
        ):
            yield Finding(
                "aws", "reference", f"a role trusts ServiceAccount {namespace}/{name}, which is not in the files"
            )
    for path, name, resource in resources(case):
        if resource.get("Type") != "AWS::EKS::PodIdentityAssociation" or not case.documents:
            continue
        properties = resource.get("Properties") or {}
        namespace, account = properties.get("Namespace"), properties.get("ServiceAccount")
        if not isinstance(namespace, str) or not isinstance(account, str):
            continue  # a parameter is known when the stack is made, not here
        if namespace not in GIVEN_NAMESPACES and not is_there(case, "ServiceAccount", namespace, account):
            yield Finding(f"{path}#{name}", "reference", f"ServiceAccount {namespace}/{account} is not in the files")
