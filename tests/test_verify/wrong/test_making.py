"""A wrong version is a changed copy, or nothing where there is nothing to change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from checked import holding

from patternloom.verify.example.case import Case
from patternloom.verify.example.manifests import Document
from patternloom.verify.wrong.making import (
    Change,
    Wrong,
    add,
    altered,
    at,
    container,
    drop,
    first,
    listed,
    make_files,
    objects,
    pod,
    put,
    rename,
    spec_of,
    spec_with,
    text,
    without_kind,
    wrong_versions,
)

OBJECTS = """\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
spec: {containers: [{name: a}, {name: b, image: x}], list: [1]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: shop}
"""
CASE = holding(OBJECTS, **{"k8s/b.yaml": "kind: A\nmetadata: {name: b}\n"})
BEFORE = CASE.documents[0].value


@pytest.mark.parametrize(
    ("change", "spec"),
    [
        (put("spec", "list", value=[2]), {**BEFORE["spec"], "list": [2]}),
        (drop("spec", "list"), {"containers": BEFORE["spec"]["containers"]}),
        (rename("spec", "containers", 1, "image", to="img"), {**BEFORE["spec"], "containers": [{"name": "a"}, {"name": "b", "img": "x"}]}),
        (at("spec", "containers", 0, name="z"), {**BEFORE["spec"], "containers": [{"name": "z"}, {"name": "b", "image": "x"}]}),
        (spec_with(more=1), {**BEFORE["spec"], "more": 1}),
        (container(lambda one: "image" in one and add(one, image="z")), {**BEFORE["spec"], "containers": [{"name": "a"}, {"name": "b", "image": "z"}]}),
        (pod(lambda spec: add(spec, more=1)), {**BEFORE["spec"], "more": 1}),
    ],
)  # fmt: skip
def test_a_change_is_made_in_a_copy(change: Change, spec: dict[str, object]) -> None:
    """The right object stays as it is."""
    changed = objects("Pod", change)(CASE)
    assert changed is not None
    assert (changed.documents[0].value["spec"], CASE.documents[0].value) == (spec, BEFORE)


@pytest.mark.parametrize(
    "make",
    [
        objects("Service", put("spec", "a", value=1)),
        objects("Pod", put("spec", "list", value=[1])),
        objects("Pod", put("spec", "gone", "a", value=1)),
        objects("Pod", put("spec", "list", 5, "a", value=1)),
        objects("Pod", drop("spec", "gone")),
        objects("Pod", rename("spec", "gone", to="a")),
        objects("Pod", at("spec", "gone", 0, a=1)),
        objects("Pod", container(lambda _: False)),
        objects("ConfigMap", pod(lambda spec: add(spec, a=1))),
        text("k8s", "nowhere", "x"),
        without_kind("Service"),
    ],
)
def test_where_there_is_nothing_to_change_there_is_nothing(make: Callable[[Case], Case | None]) -> None:
    """Also where the way leads nowhere, or the value is there already."""
    assert make(CASE) is None


def test_files_and_kinds_are_changed_as_a_whole() -> None:
    """Objects are read anew where a text changes, unless it is said otherwise."""
    changed = text("k8s", "kind: A", "kind: B", suffix=".yaml")(CASE)
    bare = without_kind("ConfigMap")(CASE)
    assert (changed is not None and [one.kind for one in changed.documents]) == ["Pod", "ConfigMap", "B"]
    assert (bare is not None and [one.kind for one in bare.documents]) == ["Pod"]
    assert make_files(CASE, "k8s/b.yaml", "x").documents == CASE.documents


def test_a_waived_object_is_left_alone() -> None:
    """It is wrong by right."""
    waiver = CASE.design.waivers[0]
    design = altered(CASE.design, waivers=(altered(waiver, object="Pod/shop/a"),))
    assert objects("Pod", spec_with(a=1))(altered(CASE, design=design)) is None


def test_versions_are_made_wherever_they_can_be() -> None:
    """Beside the right one."""
    (wrong,) = listed(("no ConfigMap", without_kind("ConfigMap")))
    bare = without_kind("ConfigMap")(CASE)
    assert bare is not None
    assert (wrong, [right for right, _ in wrong_versions(wrong, [CASE, bare])]) == (
        Wrong(wrong.name, wrong.make),
        [CASE],
    )


def test_a_way_ends_where_nothing_is() -> None:
    """A spec is made where there is none."""
    empty = Document("a", 1, {"kind": "A", "list": [1]})
    assert [first(empty, *way) for way in (["list", 0], ["list", 1], ["list", "a"], ["gone"])] == [1, None, None, None]
    assert (spec_of(empty), empty.value["spec"]) == ({}, {})
