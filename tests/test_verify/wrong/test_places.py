"""Parts in boxes where they are not: each is found by the check that it is meant for, wherever it can be made."""

from __future__ import annotations

import dataclasses

from checked import case_of, survivors, versions_of

from patternloom.verify.wrong.making import Wrong, altered
from patternloom.verify.wrong.places import PLACES


@versions_of("places", PLACES)
def test_a_wrong_version_is_found(wrong: Wrong) -> None:
    """The check says something that it does not say of the right version."""
    assert survivors("places", wrong) == []


def test_boxes_of_one_kind_have_no_other_kind_to_take() -> None:
    """It is made of two kinds only."""
    (wrong,) = (one for one in PLACES if one.name == "a boundary of another kind")
    shop = case_of("shop")
    alike = tuple(altered(one, kind="boundary-namespace") for one in shop.design.boundaries)
    assert wrong.make(shop) is not None
    assert wrong.make(dataclasses.replace(shop, design=altered(shop.design, boundaries=alike))) is None
