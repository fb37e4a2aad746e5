"""Templates are read with their short tags, and judged for the Region that the example names."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, told

from patternloom.verify.aws.cloudformation import (
    account_of,
    cloudformation_findings,
    read,
    region_of,
    resources,
    templates,
)
from patternloom.verify.example.case import Case

pytestmark = pytest.mark.xdist_group("verify-cfn-lint")
SHOP = case_of("shop")
TEMPLATE = """AWSTemplateFormatVersion: 2010-09-09
Resources:
  Key: {Type: AWS::KMS::Key, Properties: {Description: !Sub "${AWS::Region}", Policy: !GetAtt Other.Arn, Tags: !If [A, !Ref B, !X {a: b}]}}
  List: [a]
"""


def files(**texts: str) -> Case:
    """A case of these files below `aws/`."""
    return dataclasses.replace(SHOP, files={f"aws/{name}.yaml": text for name, text in texts.items()})


def test_short_tags_are_functions_and_dates_are_text() -> None:
    """As CloudFormation reads them."""
    (found,) = resources(files(a=TEMPLATE))
    assert (found, read(TEMPLATE)["AWSTemplateFormatVersion"]) == (
        (
            "aws/a.yaml",
            "Key",
            {
                "Type": "AWS::KMS::Key",
                "Properties": {
                    "Description": {"Fn::Sub": "${AWS::Region}"},
                    "Policy": {"Fn::GetAtt": ["Other", "Arn"]},
                    "Tags": {"Fn::If": ["A", {"Ref": "B"}, {"Fn::X": {"a": "b"}}]},
                },
            },
        ),
        "2010-09-09",
    )


def test_what_is_no_template_has_no_resources() -> None:
    """Nor has one that is no YAML, or whose resources are a list."""
    case = files(
        plain="a: b\n",
        wrong="Resources: [\nAWSTemplateFormatVersion: x",
        listed="a: b\nResources: [c]\n",
        bare="- \nResources:\n",
    )
    assert ([*templates(case)], [*resources(case)]) == (["aws/wrong.yaml", "aws/listed.yaml", "aws/bare.yaml"], [])


def test_region_and_account_are_those_that_are_named_most_often() -> None:
    """Of equals, the first by name; none where none is named."""
    text = "arn:aws:kms:eu-central-1:123456789012:key/a arn:aws:iam::210987654321:role/a eu-west-1 eu-central-1a"
    case = files(a=text)
    assert (region_of(case), account_of(case)) == ("eu-central-1", "123456789012")
    more = files(a=f"{text} eu-west-1 arn:aws:iam::210987654321:role/b")
    assert (region_of(more), account_of(more)) == ("eu-west-1", "210987654321")
    assert (region_of(files(a="x")), account_of(files(a="arn:aws:s3:::bucket"))) == (None, None)


def test_cfn_lint_tells_its_rule_and_line() -> None:
    """Warnings too; a template that is no YAML at all is told by it, too."""
    wrong = files(
        a="AWSTemplateFormatVersion: '2010-09-09'\nParameters: {A: {Type: String}}\nResources:\n  Q: {Type: AWS::SQS::Queu}\n"
    )
    assert [one.partition(":")[0] + one.rpartition(" ")[2] for one in told(cloudformation_findings(wrong))] == [
        "aws/a.yaml[W2001]",
        "aws/a.yaml[E3006]",
    ]
    assert [one.rule for one in cloudformation_findings(files(a="AWSTemplateFormatVersion: [\n"))] == ["E0000"]
