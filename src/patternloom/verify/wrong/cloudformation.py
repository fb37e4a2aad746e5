"""Wrong CloudFormation templates.

In: nothing. Out: the list.
"""

from __future__ import annotations

from examples.cloudformation import cloudformation_findings
from examples.mutations.making import listed, text

CLOUDFORMATION = listed(
    "cloudformation",
    cloudformation_findings,
    ("unknown type", text("aws", "Type: AWS::", "Type: AWS::X")),
    ("unknown property", text("aws", "    Properties:\n", "    Properties:\n      Colour: red\n")),
    ("reference to nothing", text("aws", "!Ref ", "!Ref X")),
    ("unknown section", text("aws", "\nResources:\n", "\nOutput:\n  A: b\nResources:\n")),
    ("value that is no list", text("aws", "SubnetIds: !Ref SubnetIds", "SubnetIds: {a: b}")),
    ("wrong enum", text("aws", "SSEAlgorithm: AES256", "SSEAlgorithm: AES")),
    ("missing required property", text("aws", "      GroupDescription:", "      # GroupDescription:")),
    ("number that is none", text("aws", "BackupRetentionPeriod: 14", "BackupRetentionPeriod: soon")),
    ("duplicate key", text("aws", "    Properties:\n", "    Properties: {}\n    Properties:\n")),
    ("unused parameter", text("aws", "\nResources:\n", "\n  Unused:\n    Type: String\nResources:\n")),
    ("attribute that is none", text("aws", "!GetAtt DataKey.Arn", "!GetAtt DataKey.Name")),
    ("policy with a wrong effect", text("aws", "Effect: Allow", "Effect: Permit")),
    ("no YAML", text("aws", "\nResources:\n", "\nResources: [\n")),
)  # fmt: skip
