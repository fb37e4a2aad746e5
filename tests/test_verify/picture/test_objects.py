"""Components and objects are the same things, each in its namespace's box."""

from __future__ import annotations

import dataclasses
from typing import Any

from checked import case_of, told

from patternloom.verify.picture.objects import object_findings
from patternloom.verify.wrong.making import altered

SHOP = case_of("shop")


def said(components: dict[str, dict[str, Any]], **design: object) -> list[str]:
    """What is found where some components say otherwise."""
    changed = tuple(altered(one, **components.get(one.id, {})) for one in SHOP.design.components)
    case = dataclasses.replace(SHOP, design=altered(SHOP.design, **{"components": changed, **design}))
    return told(object_findings(case))


def test_a_finished_picture_is_silent() -> None:
    """And so is one of a platform that nothing reads."""
    bare = dataclasses.replace(SHOP, documents=(), files={"a.txt": "x"})
    assert (said({}), told(object_findings(bare))) == ([], [])


def test_an_object_is_drawn_once() -> None:
    """Or told as supporting, once."""
    supporting = (
        *SHOP.design.supporting[1:],
        SHOP.design.supporting[1],
        altered(SHOP.design.supporting[0], object="Deployment/shop/web"),
    )
    assert said({"orders": {"objects": ("Deployment/shop/gone",)}, "browser": {"objects": ("Deployment/shop/web",)}}, supporting=supporting) == [
        "Deployment/shop/gone: component 'orders' names it, and the files have it not [picture]",
        "Deployment/shop/orders: neither drawn nor told as supporting [picture]",
        "Deployment/shop/web: 'browser' is outside, yet the files have it [picture]",
        "Deployment/shop/web: both drawn and told as supporting [picture]",
        "ServiceAccount/shop/orders: neither drawn nor told as supporting [picture]",
        "ServiceAccount/shop/web: told as supporting twice [picture]",
        "orders: a workload without an object that runs pods [picture]",
    ]  # fmt: skip


def test_a_component_stands_in_the_box_of_its_namespace() -> None:
    """A resource of a template stands in none."""
    assert said({"web": {"inside": "mesh"}, "ingress": {"inside": "cluster"}, "database": {"provided_by": "files", "objects": ("AWS::RDS::DBCluster/Gone", "aws/data.yaml#DataKey", "nginx/web.conf")}}) == [
        "AWS::RDS::DBCluster/Gone: component 'database' names it, and the files have it not [picture]",
        "web: its objects are in namespace shop, drawn in 'mesh' [picture]",
    ]  # fmt: skip


def test_a_generated_name_is_known_without_its_hash() -> None:
    """Kustomize writes one behind a ConfigMap's name."""
    made = next(SHOP.of_kind("ConfigMap"))
    value = {**made.value, "metadata": {**made.metadata, "name": f"{made.name}-5t2b6f7h8k"}}
    document = dataclasses.replace(made, file="web (kubectl kustomize)", value=value)
    case = SHOP.with_documents(lambda documents: documents.__setitem__(documents.index(made), document))
    assert told(object_findings(case)) == []
