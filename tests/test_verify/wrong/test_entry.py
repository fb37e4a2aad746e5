"""Ways in that lose requests or let in too many: each is found by the check that it is meant for, wherever it can be made."""

from __future__ import annotations

import pytest
from checked import case_of, changed, survivors, versions_of

from patternloom.verify.wrong.entry import ENTRY
from patternloom.verify.wrong.making import Wrong


@versions_of("entry", ENTRY)
def test_a_wrong_version_is_found(wrong: Wrong) -> None:
    """The check says something that it does not say of the right version."""
    assert survivors("entry", wrong) == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("no preStop", "          lifecycle: {preStop: {sleep: {seconds: 15}}}\n"),
        (
            "the usual delay",
            "    alb.ingress.kubernetes.io/target-group-attributes: deregistration_delay.timeout_seconds=20\n",
        ),
    ],
)
def test_what_is_not_set_is_not_taken_away(name: str, there: str) -> None:
    """The same version can be made as long as it is there, so that it is this setting which it takes away."""
    (wrong,) = (one for one in ENTRY if one.name == name)
    depot = case_of("depot")
    assert wrong.make(depot) is not None
    assert wrong.make(changed(depot, "k8s/door.yaml", there, "")) is None
