"""A way in loses no request, trusts one hop, and has somebody who checks callers."""

from __future__ import annotations

import pytest
from checked import own_cases, told

from patternloom.verify.entry.check import entry_findings
from patternloom.verify.wrong.entry import ENTRY
from patternloom.verify.wrong.making import Wrong, wrong_versions

# Wrong version → what is found, and in which case.
SAID = {
    "no readiness gate": [
        "depot: Namespace//depot: Ingress/depot/door sends to its pods, expected elbv2.k8s.aws/pod-readiness-gate-inject: enabled [readiness-gate]",
    ],
    "a readiness gate that is off": [
        "depot: Namespace//depot: Ingress/depot/door sends to its pods, expected elbv2.k8s.aws/pod-readiness-gate-inject: enabled [readiness-gate]",
    ],
    "no preStop": [
        "depot: Deployment/depot/door: no preStop, expected one that lets the load balancer forget the pod first [drain]",
    ],
    "a preStop that waits for nothing": [
        "depot: Deployment/depot/door: preStop of 0 seconds, expected more than 0 and less than 40 [drain]",
    ],
    "a preStop longer than the pod has": [
        "depot: Deployment/depot/door: preStop of 7200 seconds, expected more than 0 and less than 40 [drain]",
    ],
    "a pod that ends at once": [
        "depot: Deployment/depot/door: ends within 5 seconds, and requests come for 20 (the deregistration delay), expected a longer terminationGracePeriodSeconds or a shorter delay [drain]",
        "depot: Deployment/depot/door: preStop of 15 seconds, expected more than 0 and less than 5 [drain]",
    ],
    "a pod that ends with the last request": [
        "depot: Deployment/depot/door: ends within 40 seconds, and requests come for 3600 (the deregistration delay), expected a longer terminationGracePeriodSeconds or a shorter delay [drain]",
    ],
    "the usual delay": [
        "depot: Deployment/depot/door: ends within 40 seconds, and requests come for 300 (the deregistration delay), expected a longer terminationGracePeriodSeconds or a shorter delay [drain]",
    ],
    "a delay by a wrong name": [
        "depot: Deployment/depot/door: ends within 40 seconds, and requests come for 300 (the deregistration delay), expected a longer terminationGracePeriodSeconds or a shorter delay [drain]",
    ],
    "a gateway that trusts nobody": [
        "depot: Ingress/depot/door: the gateway depot/door trusts 0 proxies before it, expected 1: numTrustedProxies [trusted-proxies]",
    ],
    "a gateway that trusts two": [
        "depot: Ingress/depot/door: the gateway depot/door trusts 2 proxies before it, expected 1: numTrustedProxies [trusted-proxies]",
    ],
    "nobody checks callers": [
        "depot: Ingress/depot/door: 'door' checks no caller, expected what is missing in before_production, with `internet-facing` [open-entry]",
        "depot: Ingress/depot/door: the internet reaches 'door', which checks no caller: expected authenticates: or an internal way in [open-entry]",
    ],
    "a comment checks callers": [
        "depot: Ingress/depot/door: 'balancer' checks callers in a comment of k8s/door.yaml only, expected what is missing in before_production, with `internet-facing` [open-entry]",
        "depot: Ingress/depot/door: the internet reaches 'balancer', which checks callers in a comment of k8s/door.yaml only: expected authenticates: or an internal way in [open-entry]",
    ],
    "who has not signed in passes": [
        "depot: Ingress/depot/door: 'balancer' lets calls pass: Ingress/depot/door asks for no sign-in, expected what is missing in before_production, with `internet-facing` [open-entry]",
        "depot: Ingress/depot/door: the internet reaches 'balancer', which lets calls pass: Ingress/depot/door asks for no sign-in: expected authenticates: or an internal way in [open-entry]",
    ],
    "a load balancer without sign-in": [
        "depot: Ingress/depot/door: 'balancer' lets calls pass: Ingress/depot/door asks for no sign-in, expected what is missing in before_production, with `internet-facing` [open-entry]",
        "depot: Ingress/depot/door: the internet reaches 'balancer', which lets calls pass: Ingress/depot/door asks for no sign-in: expected authenticates: or an internal way in [open-entry]",
    ],
}


@pytest.mark.parametrize("wrong", ENTRY, ids=lambda wrong: wrong.name)
def test_each_wrong_version_is_told(wrong: Wrong) -> None:
    """All that is found, wherever it can be made."""
    versions = wrong_versions(wrong, own_cases())
    assert [f"{right.id}: {one}" for right, version in versions for one in told(entry_findings(version))] == SAID[
        wrong.name
    ]
