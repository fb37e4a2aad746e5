"""EKS Auto Mode against its list; its wrong versions stand beside those of signals."""

from __future__ import annotations

import dataclasses

from checked import case_of, told

from patternloom.verify.operation.varieties import variety_findings
from test_verify.operation.designs import copied

ORDERS = "request-response-on-eks"


def test_an_object_that_uses_the_part_stands_for_it() -> None:
    case = case_of(ORDERS)
    (variety,) = case.design.varieties
    changes = tuple(
        copied(one, part="NetworkPolicy/shop/names-and-istiod") if one.part == "CoreDNS" else one
        for one in variety.changes
    )
    design = copied(case.design, varieties=(copied(variety, changes=changes),))
    assert told(variety_findings(dataclasses.replace(case, design=design))) == []


def test_another_variety_has_no_list() -> None:
    case = case_of(ORDERS)
    other = copied(case.design.varieties[0], name={"en": "EKS on Fargate"}, changes=())
    assert told(variety_findings(dataclasses.replace(case, design=copied(case.design, varieties=(other,))))) == []


def test_what_the_files_do_not_use_need_not_be_told() -> None:
    case = dataclasses.replace(case_of(ORDERS), files={}, documents=())
    empty = copied(case.design.varieties[0], changes=())
    assert told(variety_findings(dataclasses.replace(case, design=copied(case.design, varieties=(empty,))))) == []
