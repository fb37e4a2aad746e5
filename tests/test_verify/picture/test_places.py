"""A part stands in a kind of box that its own kind allows."""

from __future__ import annotations

import dataclasses

import pytest
from checked import own_cases, told

from patternloom.verify.picture.places import place_findings
from patternloom.verify.wrong.making import Wrong, altered, wrong_versions
from patternloom.verify.wrong.places import PLACES

# Wrong version → what is found, and in which case.
SAID = {
    "a component in the box around its own": [
        "depot: browser: kind-client stands in no other boundary, expected boundary-outside [place]",
        "shop: browser: kind-client stands in no other boundary, expected boundary-outside [place]",
    ],
    "a component in the innermost box": [
        "depot: browser: kind-client stands in boundary-namespace (mesh), expected boundary-outside [place]",
        "shop: browser: kind-client stands in boundary-pod (pod), expected boundary-outside [place]",
    ],
    "a component in the outermost box": [
        "depot: door: kind-workload stands in boundary-eks-cluster (cluster), expected boundary-namespace or boundary-pod [place]",
        "shop: ingress: kind-gateway stands in boundary-eks-cluster (cluster), expected boundary-namespace or boundary-outside [place]",
    ],
    "a managed part inside the cluster": [
        "depot: balancer: kind-gateway stands in boundary-node (node), expected boundary-namespace or boundary-outside [place]",
        "shop: database: kind-managed-database stands in boundary-namespace (mesh), expected boundary-outside [place]",
    ],
    "somebody outside inside the cluster": [
        "depot: browser: kind-client stands in boundary-namespace (mesh), expected boundary-outside [place]",
        "shop: browser: kind-client stands in boundary-namespace (mesh), expected boundary-outside [place]",
    ],
    "a workload out of the cluster": [
        "depot: door: kind-workload stands in boundary-eks-cluster (cluster), expected boundary-namespace or boundary-pod [place]",
        "shop: web: kind-workload stands in boundary-eks-cluster (cluster), expected boundary-namespace or boundary-pod [place]",
    ],
    "a component beside its box": [
        "shop: ingress: kind-gateway stands in boundary-pod (pod), expected boundary-namespace or boundary-outside [place]",
    ],
    "a boundary at the top": [
        "depot: mesh: boundary-namespace stands in no other boundary, expected boundary-eks-cluster [place]",
        "shop: mesh: boundary-namespace stands in no other boundary, expected boundary-eks-cluster [place]",
    ],
    "a boundary of the top in another": [
        "depot: outside: boundary-outside stands in boundary-eks-cluster (cluster), expected no other boundary [place]",
        "shop: outside: boundary-outside stands in boundary-eks-cluster (cluster), expected no other boundary [place]",
    ],
    "a boundary in its neighbor": [
        "depot: mesh: boundary-namespace stands in boundary-node (node), expected boundary-eks-cluster [place]",
        "shop: mesh: boundary-namespace stands in boundary-namespace (shop), expected boundary-eks-cluster [place]",
    ],
    "a boundary in the innermost box": [
        "depot: outside: boundary-outside stands in boundary-namespace (mesh), expected no other boundary [place]",
        "shop: outside: boundary-outside stands in boundary-pod (pod), expected no other boundary [place]",
    ],
    "a component of another kind": [
        "depot: browser: kind-workload stands in boundary-outside (outside), expected boundary-namespace or boundary-pod [place]",
        "shop: browser: kind-control-plane stands in boundary-outside (outside), expected boundary-namespace [place]",
    ],
    "a boundary of another kind": [
        "depot: browser: kind-client stands in boundary-namespace (outside), expected boundary-outside [place]",
        "depot: database: kind-managed-database stands in boundary-namespace (outside), expected boundary-outside [place]",
        "depot: outside: boundary-namespace stands in no other boundary, expected boundary-eks-cluster [place]",
        "shop: browser: kind-client stands in boundary-pod (outside), expected boundary-outside [place]",
        "shop: database: kind-managed-database stands in boundary-pod (outside), expected boundary-outside [place]",
        "shop: outside: boundary-pod stands in no other boundary, expected boundary-namespace [place]",
    ],
}


@pytest.mark.parametrize("wrong", PLACES, ids=lambda wrong: wrong.name)
def test_each_wrong_version_is_told(wrong: Wrong) -> None:
    """All that is found, wherever it can be made."""
    versions = wrong_versions(wrong, own_cases())
    assert [f"{right.id}: {one}" for right, version in versions for one in told(place_findings(version))] == SAID[
        wrong.name
    ]


def test_the_right_ones_are_silent() -> None:
    """Each part of both cases."""
    assert [told(place_findings(case)) for case in own_cases()] == [[], []]


@pytest.mark.parametrize(
    ("field", "part", "values"),
    [
        ("components", "orders", {"inside": "shop"}),
        ("components", "ingress", {"inside": "outside"}),
        ("components", "web", {"kind": "kind-cluster-object"}),
        ("components", "browser", {"kind": "kind-of-which-nothing-is-said"}),
        ("boundaries", "shop", {"kind": "kind-of-which-nothing-is-said"}),
    ],
)
def test_another_right_place_is_silent(field: str, part: str, values: dict[str, str]) -> None:
    """Each kind that is allowed, and any where a kind says nothing."""
    case = own_cases()[1]
    known = dataclasses.replace(case.known, stands_in={**case.known.stands_in, "kind-sidecar": ()})
    parts = tuple(altered(one, **values) if one.id == part else one for one in getattr(case.design, field))
    changed = dataclasses.replace(case, known=known, design=altered(case.design, **{field: parts}))
    found = [one for one in told(place_findings(changed)) if one.startswith(f"{part}:")]
    assert found == []
