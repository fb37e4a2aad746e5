"""A role allows what is called by who has it, wherever that is told, and nothing more."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, changed, told

from patternloom.verify.example.case import Case
from patternloom.verify.identity.calls import account_of, call_findings
from patternloom.verify.wrong.making import altered
from patternloom.verify.wrong.words import spoken

SHOP = case_of("shop")
DATA = "aws/data.yaml"
READ = "secretsmanager:GetSecretValue"
BARE = dataclasses.replace(SHOP, design=altered(SHOP.design, speaks_of=()))


def told_in(case: Case, part: str) -> Case:
    """The call is told in a step's arrow, in a step's sentence, or in a failure."""
    design, one = case.design, spoken(start="orders", end="database", calls=(READ,))
    first, *others = getattr(design, "failures" if part == "failure" else "steps")
    if part == "arrow":
        first = altered(first, flows=(*first.flows, altered(first.flows[0], start="orders", calls=(READ,))))
        return dataclasses.replace(case, design=altered(design, steps=(first, *others)))
    field = "failures" if part == "failure" else "steps"
    parts = (altered(first, speaks_of=(one,)), *others)
    return dataclasses.replace(case, design=altered(design, **{field: parts}))


@pytest.mark.parametrize(
    "case",
    [
        SHOP,
        told_in(BARE, "arrow"),
        told_in(BARE, "step"),
        told_in(BARE, "failure"),
        dataclasses.replace(SHOP, files={}),
        changed(SHOP, DATA, "                Action: secretsmanager", "                Action:\n                  - secretsmanager"),
    ],
)  # fmt: skip
def test_what_is_told_anywhere_is_allowed(case: Case) -> None:
    """By whom it belongs to; without roles nobody is asked for one."""
    assert told(call_findings(case)) == []


def test_who_has_no_role_may_call_nothing() -> None:
    """Where the files have roles at all."""
    speaks = (*SHOP.design.speaks_of, spoken(start="web", end="database", calls=("s3:GetObject",)))
    case = dataclasses.replace(SHOP, design=altered(SHOP.design, speaks_of=speaks))
    assert told(call_findings(case)) == [
        "speaks_of: shop/web calls s3:GetObject, and no role of the files allows it [permission]"
    ]


def test_an_account_is_that_of_the_pods_or_of_the_name() -> None:
    """Nobody else has one."""
    names = ("orders", "proxy", "Deployment/shop/web", "ServiceAccount/a/b", "database", "Namespace//a")
    assert [account_of(SHOP, name) for name in names] == [
        ("shop", "orders"),
        ("shop", "orders"),
        ("shop", "web"),
        ("a", "b"),
        None,
        None,
    ]


def test_a_controller_that_is_drawn_may_be_the_caller() -> None:
    """Where no pod of the files has the role."""
    case = dataclasses.replace(
        SHOP, files={**SHOP.files, DATA: SHOP.files[DATA].replace(":shop:orders", ":shop:reader")}
    )
    speaks = (spoken(start="istiod", end="database", calls=(READ,)),)
    drawn = dataclasses.replace(case, design=altered(case.design, speaks_of=speaks))
    bare = dataclasses.replace(case, design=altered(case.design, speaks_of=()))
    assert told(call_findings(drawn)) == []
    assert told(call_findings(bare)) == [
        f"aws/data.yaml#OrdersRole: allows {READ} to shop/reader, and neither an arrow nor a sentence `calls:` it [permission]"
    ]
