"""The platform is told by the files, and by nothing else."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of

from patternloom.verify.example.platform import on_eks

SHOP = case_of("shop")


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("image: 1.dkr.ecr.us-east-1.amazonaws.com/a", True),
        ("Type: AWS::EKS::Addon", True),
        ("ingressClassName: alb", True),
        ("image: registry.example.com/a", False),
        ("", False),
    ],
)
def test_files_tell_the_platform(text: str, on: bool) -> None:
    """A registry, a type, a controller."""
    assert on_eks(dataclasses.replace(SHOP, files={"a.yaml": text})) is on
