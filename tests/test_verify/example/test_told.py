"""What words say in a form that can be looked up: code, links, flows, each with where it stands."""

from __future__ import annotations

import dataclasses

from checked import case_of

from patternloom.verify.example.told import Told, all_flows, names_in_code, proses, spoken_flows

SHOP, DEPOT = case_of("shop"), case_of("depot")


def test_every_prose_is_told_with_its_place() -> None:
    """With numbers from one."""
    found = {one.where: one for one in proses(DEPOT.design)}
    assert found["before_production 1"] == Told(
        "before_production 1",
        frozenset({"NETWORK_POLICY_ENFORCING_MODE", "strict", "shop/orders", "shop-database-endpoint"}),
        ("shop",),
    )
    assert {"summary", "steps 1 text", "not_run"} <= found.keys()


def test_a_name_is_looked_for_in_code_alone() -> None:
    """Everywhere, or in texts that begin so."""
    wanted = (("strict", ""), ("strict", "before_production"), ("strict", "decisions"), ("export", ""))
    assert [names_in_code(DEPOT.design, name, beginning=start) for name, start in wanted] == [True, True, False, False]


def test_flows_are_arrows_and_what_is_spoken_of() -> None:
    """Of steps, failures and the rest."""
    assert [(where, one.start) for where, one in spoken_flows(SHOP.design)] == [
        ("failures 1", "web"),
        ("failures 1", "orders"),
        ("speaks_of", "Namespace//monitoring"),
        ("speaks_of", "Namespace//monitoring"),
        ("speaks_of", "ServiceAccount/shop/orders"),
    ]
    arrows = sum(len(step.flows) for step in SHOP.design.steps)
    assert len([*all_flows(SHOP.design)]) == arrows + 5
    assert dataclasses.is_dataclass(next(all_flows(SHOP.design))[1])
