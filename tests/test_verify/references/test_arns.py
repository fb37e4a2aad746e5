"""What references between files are read by: the objects themselves, however a file is written."""

from __future__ import annotations

import textwrap

from examples.cases import own_cases, told
from examples.crossrefs import crossref_findings

SHOP = next(case for case in own_cases() if case.id == "shop")
ASSOCIATIONS = """AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Right:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: shop, ServiceAccount: orders}
  Wrong:
    Type: AWS::EKS::PodIdentityAssociation
    Properties:
      ServiceAccount: nobody
      Namespace: shop
  Given:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: kube-system, ServiceAccount: aws-node}
  Chosen:
    Type: AWS::EKS::PodIdentityAssociation
    Properties: {Namespace: shop, ServiceAccount: !Ref Account}
"""


def test_every_pod_identity_is_looked_at_however_it_is_indented() -> None:
    """By two or by four, with its fields in any order; what a parameter names is not known here."""
    body = ASSOCIATIONS.partition("\n")
    wide = f"{body[0]}\nResources:\n" + textwrap.indent(body[2].removeprefix("Resources:\n"), "  ")
    right = told(crossref_findings(SHOP))
    for text in (ASSOCIATIONS, wide):
        found = told(crossref_findings(SHOP.with_file("aws/identities.yaml", text)))
        assert [one for one in found if one not in right] == [
            "aws/identities.yaml#Wrong: ServiceAccount shop/nobody is not in the files [reference]"
        ]
