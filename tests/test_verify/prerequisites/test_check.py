"""What is taken is provided, and who sends readers elsewhere says for what."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, changed, own_cases, told

from patternloom.text.prose import Code, EntryLink
from patternloom.verify.example.case import Case
from patternloom.verify.prerequisites.check import prerequisite_findings
from patternloom.verify.wrong.making import Wrong, altered, wrong_versions
from patternloom.verify.wrong.prerequisites import PREREQUISITES

SHOP, DEPOT = case_of("shop"), case_of("depot")


def taking(*names: str) -> Case:
    """The depot takes these names of the shop."""
    (taken,) = DEPOT.design.takes
    return dataclasses.replace(DEPOT, design=altered(DEPOT.design, takes=(altered(taken, names=names),)))


# Wrong version → what is found, and in which case.
SAID = {
    "a key that the other has not": [
        "depot: shop: it provides no 'secret shop/orders#token' [prerequisite]",
    ],
    "a schema that the other has not": [
        "depot: shop: it provides no 'schema goods' [prerequisite]",
    ],
    "a user that the other has not": [
        "depot: shop: 'user goods_service' is taken, and nothing here names 'goods_service' [prerequisite]",
        "depot: shop: it provides no 'user goods_service' [prerequisite]",
    ],
    "an export that the other has not": [
        "depot: shop: 'export goods-endpoint' is taken, and nothing here names 'goods-endpoint' [prerequisite]",
        "depot: shop: it provides no 'export goods-endpoint' [prerequisite]",
    ],
    "a file that the other has not": [
        "depot: shop: it provides no 'file aws/goods.yaml' [prerequisite]",
    ],
    "an object that the other has not": [
        "depot: shop: it provides no 'Service/goods/goods' [prerequisite]",
    ],
    "an example takes from itself": [
        "depot: before_production 1: leads to shop, expected `takes:` with the names that it provides [prerequisite]",
        "depot: depot: it provides no 'Deployment/shop/orders' [prerequisite]",
        "depot: depot: it provides no 'export shop-database-endpoint' [prerequisite]",
        "depot: depot: it provides no 'secret shop/orders#password' [prerequisite]",
        "depot: depot: takes from itself, expected another example [prerequisite]",
    ],
    "nothing is taken any more": [
        "depot: before_production 1: leads to shop, expected `takes:` with the names that it provides [prerequisite]",
    ],
    "the other renames what it provides": [
        "depot: shop: it provides no 'secret shop/orders#password' [prerequisite]",
    ],
    "the other renames a key": [
        "depot: shop: it provides no 'secret shop/orders#password' [prerequisite]",
    ],
    "a text that leads to an example": [
        "depot: before_production 1: leads to shop, expected `takes:` with the names that it provides [prerequisite]",
        "depot: before_production 2: leads to shop, expected `takes:` with the names that it provides [prerequisite]",
        "shop: before_production 2: leads to depot, expected `takes:` with the names that it provides [prerequisite]",
    ],
    "a text with a name that leads to what examples are about": [
        "depot: before_production 1: leads to shop, expected `takes:` with the names that it provides [prerequisite]",
        "depot: before_production 2: leads to shopping, which shows no file, expected a link to shop and `takes:` [prerequisite]",
        "shop: before_production 2: leads to shopping, which shows no file, expected a link to depot and `takes:` [prerequisite]",
    ],
    "a secret of the store that nobody makes": [
        "depot: ExternalSecret/depot/goods-database: reads goods/nobody, which no template makes, expected `takes:` or what to make in before_production [prerequisite]",
        "shop: ExternalSecret/shop/orders-database: reads goods/nobody, which no template makes, expected `takes:` or what to make in before_production [prerequisite]",
    ],
    "a key of a secret that is not made": [
        "shop: ExternalSecret/shop/orders-database: shop/orders has no key 'pass' [prerequisite]",
    ],
}


@pytest.mark.parametrize("wrong", PREREQUISITES, ids=lambda wrong: wrong.name)
def test_each_wrong_version_is_told(wrong: Wrong) -> None:
    """All that is found, wherever it can be made."""
    versions = wrong_versions(wrong, own_cases())
    assert [
        f"{right.id}: {one}" for right, version in versions for one in told(prerequisite_findings(version))
    ] == SAID[wrong.name]


@pytest.mark.parametrize(
    "case",
    [
        *own_cases(),
        taking("secret shop/orders", "file aws/data.yaml", "Deployment/shop/orders"),
        taking("secret shop/orders#host", "secret shop/orders#password"),
        taking("export shop-database-endpoint"),
        changed(DEPOT, "k8s/goods.yaml", "  data:\n    - {secretKey: password, remoteRef: {key: shop/orders, property: password}} # step 5", "  dataFrom: [{extract: {key: shop/orders}}]"),
        changed(SHOP, "k8s/orders.yaml", "property: password", "version: AWSCURRENT"),
    ],
)  # fmt: skip
def test_a_promise_that_is_kept_is_silent(case: Case) -> None:
    """Each name is the other's, and is used here; a text that leads to that example needs no more."""
    assert told(prerequisite_findings(case)) == []


@pytest.mark.parametrize("code", [(), (Code("internet-facing"),), (Code("app: bff"),), (Code("x-customer-id"),)])
def test_a_link_without_a_name_promises_nothing(code: tuple[Code, ...]) -> None:
    """Of what examples are about: to an example it always does."""
    text = altered(SHOP.design.before_production[0], paragraphs={"en": ((EntryLink("shopping"), *code),)})
    texts = (*SHOP.design.before_production, text)
    case = dataclasses.replace(SHOP, design=altered(SHOP.design, before_production=texts))
    assert told(prerequisite_findings(case)) == []


def test_images_for_nodes_of_arm_are_asked_for() -> None:
    """Where nothing says so, the node group is named, unless its nodes are others."""
    case = case_of("data-management-on-eks")
    commands = altered(case.design.commands, before=())
    silent = dataclasses.replace(case, design=altered(case.design, commands=commands))
    assert told(prerequisite_findings(case)) == []
    assert told(prerequisite_findings(silent)) == [
        "aws/nodes.yaml#NodeGroup: its nodes run images for Arm alone, expected `linux/arm64` where images are asked "
        "for [prerequisite]",
    ]
    other = changed(silent, "aws/nodes.yaml", "AL2023_ARM_64_STANDARD", "AL2023_x86_64_STANDARD")
    assert told(prerequisite_findings(other)) == []
    without = dataclasses.replace(silent, design=altered(silent.design, commands=None))
    assert told(prerequisite_findings(without)) == []
