"""Policies that AWS manages, by their whole names: a role that names one under a wrong path is never made.

In: a case. Out: findings. It judges the policies that it knows, and says nothing of others: cfn-lint takes any name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from patternloom.verify.example.case import Case, Finding

# Path → names. Source: AWS Managed Policy Reference, the page of each under "ARN".
_KNOWN = {
    "": (
        "AmazonEBSCSIDriverPolicyV2", "AmazonEKSClusterPolicy", "AmazonEKSWorkerNodePolicy",
        "AmazonEKSWorkerNodeMinimalPolicy", "AmazonEKS_CNI_Policy", "AmazonEKSFargatePodExecutionRolePolicy",
        "AmazonEC2ContainerRegistryReadOnly", "AmazonEC2ContainerRegistryPullOnly", "AmazonSSMManagedInstanceCore",
        "CloudWatchAgentServerPolicy", "AWSXRayDaemonWriteAccess", "AmazonPrometheusRemoteWriteAccess",
    ),
    "service-role/": (
        "AmazonEBSCSIDriverPolicy", "AmazonEFSCSIDriverPolicy", "AmazonRDSEnhancedMonitoringRole",
        "AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole",
    ),
}  # fmt: skip
PATHS = {name: path for path, names in _KNOWN.items() for name in names}
"""A policy's name → what stands before it."""

_NAMED = re.compile(r"arn:aws[a-z-]*:iam::aws:policy/((?:[\w+=,.@-]+/)*)([\w+=,.@-]+)")


def policy_findings(case: Case) -> Iterator[Finding]:
    """Names under which AWS has no policy."""
    for file, text in case.files.items():
        for path, name in _NAMED.findall(text):
            if path != PATHS.get(name, path):
                yield Finding(file, "policy", f"no managed policy '{path}{name}', expected '{PATHS[name]}{name}'")
