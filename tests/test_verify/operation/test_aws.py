"""Commands of the AWS CLI, against botocore's models."""

from __future__ import annotations

import pytest
from checked import case_of

from patternloom.verify.operation.aws import aws_problems
from patternloom.verify.operation.paths import Paths
from patternloom.verify.operation.shell import pipelines


def problems(text: str) -> list[str]:
    """What is wrong with a line."""
    return list(aws_problems(pipelines(text)[-1][0].words[1:], Paths(case_of("request-response-on-eks"))))


@pytest.mark.parametrize(
    "text",
    [
        "aws elbv2 describe-load-balancers --names shop --output text",
        "aws --region eu-west-1 sts get-caller-identity --query Account",
        "aws eks update-kubeconfig --name shop",
        "aws cloudformation deploy --template-file k8s/mesh.yaml --stack-name shop --parameter-overrides A=b C=d",
        "aws s3 cp s3://a/b c",
        "aws elbv2 wait load-balancers-deleted --load-balancer-arns a b",
        "aws cloudformation create-stack --stack-name a --template-body file://k8s/mesh.yaml --disable-rollback",
        "aws rds describe-db-clusters --no-include-shared",
        "aws s3api put-object --bucket a --key b --body proto",
    ],
)
def test_what_the_cli_takes_is_let_pass(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aws", "aws without a service and what to do there"),
        ("aws elb3 describe-load-balancers", "aws has no service 'elb3'"),
        ("aws elbv2 describe-loadbalancers", "aws elbv2 has no 'describe-loadbalancers'; did you mean 'describe-load-balancers'?"),
        ("aws elbv2 describe-load-balancers --name a", "aws elbv2 describe-load-balancers has no flag '--name'; did you mean '--names'?"),
        ("aws elbv2 describe-load-balancers --names", "the flag '--names' has no value"),
        ("aws elbv2 describe-load-balancers shop", "aws elbv2 describe-load-balancers takes no 'shop' without a flag"),
        ("aws elbv2 wait load-balancers-gone", "aws elbv2 cannot wait for 'load-balancers-gone'"),
        ("aws cloudformation deploy --template-file aws/a.yaml --stack-name a", "'aws/a.yaml' is no file or folder of the example"),
        ("aws cloudformation create-stack --stack-name a --template-body file://a.yaml", "'file://a.yaml' is no file or folder of the example"),
        ("aws eks update-kubeconfig --names shop", "aws eks update-kubeconfig has no flag '--names'"),
    ],
)  # fmt: skip
def test_what_the_cli_refuses_is_told(text: str, message: str) -> None:
    (told,) = problems(text)
    assert told.startswith(message)
