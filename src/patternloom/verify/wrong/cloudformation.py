"""Wrong CloudFormation templates.

In: nothing. Out: the list.
"""

from __future__ import annotations

from patternloom.verify.aws.cloudformation import templates
from patternloom.verify.example.case import Case
from patternloom.verify.wrong.making import Make, listed, text


def template(old: str, new: str) -> Make:
    """The first template that holds `old`."""
    return lambda case: text("aws", old, new)(case) if _templates_alone(case) else None


def _templates_alone(case: Case) -> bool:
    """What is below `aws/` are templates, so that the change is in one."""
    return {*templates(case)} >= {*case.files_in("aws", ".yaml")} != set()


CLOUDFORMATION = listed(
    ("unknown type", template("Type: AWS::", "Type: AWS::X")),
    ("unknown property", template("    Properties:\n", "    Properties:\n      Colour: red\n")),
    ("reference to nothing", template("!Ref ", "!Ref X")),
    ("unknown section", template("\nResources:\n", "\nOutput:\n  A: b\nResources:\n")),
    ("value that is no list", template("SubnetIds: !Ref SubnetIds", "SubnetIds: {a: b}")),
    ("wrong enum", template("SSEAlgorithm: AES256", "SSEAlgorithm: AES")),
    ("missing required property", template("      GroupDescription:", "      # GroupDescription:")),
    ("number that is none", template("BackupRetentionPeriod: 14", "BackupRetentionPeriod: soon")),
    ("duplicate key", template("    Properties:\n", "    Properties: {}\n    Properties:\n")),
    ("unused parameter", template("\nResources:\n", "\n  Unused:\n    Type: String\nResources:\n")),
    ("attribute that is none", template("!GetAtt DataKey.Arn", "!GetAtt DataKey.Name")),
    ("policy with a wrong effect", template("Effect: Allow", "Effect: Permit")),
    ("no YAML", template("\nResources:\n", "\nResources: [\n")),
)
