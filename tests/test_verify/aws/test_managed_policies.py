"""A managed policy under a path that is not its own is found."""

from __future__ import annotations

import dataclasses

from checked import case_of, told

from patternloom.verify.aws.managed_policies import PATHS, policy_findings

EXAMPLE = "data-management-on-eks"


def findings(text: str) -> list[str]:
    return told([*policy_findings(dataclasses.replace(case_of(EXAMPLE), files={"aws/a.yaml": text}))])


def test_each_example_names_policies_that_are_there() -> None:
    assert told([*policy_findings(case_of(EXAMPLE))]) == []


def test_a_policy_under_another_path_is_found() -> None:
    assert findings("a: arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicyV2 # c") == [
        "aws/a.yaml: no managed policy 'service-role/AmazonEBSCSIDriverPolicyV2', "
        "expected 'AmazonEBSCSIDriverPolicyV2' [policy]"
    ]
    assert findings("[arn:aws-cn:iam::aws:policy/AmazonEFSCSIDriverPolicy]") == [
        "aws/a.yaml: no managed policy 'AmazonEFSCSIDriverPolicy', "
        "expected 'service-role/AmazonEFSCSIDriverPolicy' [policy]"
    ]


def test_the_right_ones_and_those_that_are_not_known_pass() -> None:
    right = [f"arn:aws:iam::aws:policy/{path}{name}" for name, path in PATHS.items()]
    assert findings("\n".join([*right, "arn:aws:iam::aws:policy/job-function/Billing"])) == []
