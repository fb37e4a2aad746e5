"""Which platform an example's files are for, as far as a check has to know it.

In: a case. Out: whether its files are Amazon EKS's: they name its registry, its controllers or its own types. Words are
not asked, nor the example's id.
"""

from __future__ import annotations

from patternloom.verify.example.case import Case

EKS_SIGNS = (".dkr.ecr.", "alb.ingress.kubernetes.io/", "ingressClassName: alb", "AWS::EKS::", "eks.amazonaws.com/")


def on_eks(case: Case) -> bool:
    """Whether the files are for Amazon EKS."""
    return any(sign in text for text in case.files.values() for sign in EKS_SIGNS)
