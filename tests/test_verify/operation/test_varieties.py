"""EKS Auto Mode against its list; its wrong versions stand beside those of signals."""

from __future__ import annotations

import dataclasses

from checked import case_of, told

from patternloom.verify.example.case import Case
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


def in_place_of_core_dns(part: str | None) -> Case:
    """The example that tells of another part in place of CoreDNS, or of none."""
    case = case_of(ORDERS)
    (variety,) = case.design.varieties
    others = tuple(one for one in variety.changes if one.part != "CoreDNS")
    more = tuple(copied(one, part=part) for one in variety.changes if part and one.part == "CoreDNS")
    return dataclasses.replace(case, design=copied(case.design, varieties=(copied(variety, changes=(*others, *more)),)))


def test_a_file_that_uses_the_part_stands_for_it() -> None:
    """And no other file does."""
    message = (
        "CoreDNS: EKS Auto Mode brings its own in place of CoreDNS, which the files use: say what changes [variety]"
    )
    files = case_of(ORDERS).files
    uses = next(path for path, text in files.items() if "k8s-app: kube-dns" in text)
    other = next(path for path, text in files.items() if "kube-dns" not in text and "coredns" not in text)
    assert told(variety_findings(in_place_of_core_dns(uses))) == []
    assert told(variety_findings(in_place_of_core_dns(other))) == [message]
    assert told(variety_findings(in_place_of_core_dns(None))) == [message]


def test_a_part_that_is_nothing_of_the_example_s_is_told() -> None:
    unknown, _ = told(variety_findings(in_place_of_core_dns("Core-DNS")))
    assert unknown.startswith(
        "Core-DNS: neither a component, an object or a file of the example nor a part that is known"
    )
