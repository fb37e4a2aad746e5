"""A case is an example with its objects; a copy of it with one thing written otherwise is another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checked import case_of

from patternloom.verify.example import case as cases
from patternloom.verify.example.case import Finding, kubernetes_version, with_objects
from patternloom.verify.tools.programs import MissingTool
from patternloom.verify.wrong.making import altered

SHOP = case_of("shop")


def test_a_copy_with_another_file_has_its_objects() -> None:
    """The case itself stays as it is."""
    changed = SHOP.with_file("k8s/namespace.yaml", "kind: Namespace\nmetadata: {name: other}\n")
    found = [one.find("Namespace", "", "other") is not None for one in (SHOP, changed)]
    assert (found, changed.unreadable) == ([False, True], ())


def test_what_cannot_be_read_is_told_with_its_file() -> None:
    """By each reader; the other files are read."""
    wrong = SHOP.with_file("k8s/namespace.yaml", "a: [").with_file("web/kustomization.yaml", "resources: [../../x]\n")
    told = [(file, message[:12]) for file, message in wrong.unreadable]
    assert (told, len(wrong.documents) > 10) == (
        [("k8s", "web: ../../x"), ("k8s/namespace.yaml", "line 1, colu")],
        True,
    )


def test_files_that_kustomize_reads_laxly_are_read_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no object there is none by right."""
    made = {"web (kubectl kustomize)": "kind: ConfigMap\nmetadata: {name: a, namespace: shop}\n"}
    taken = frozenset({"web/kustomization.yaml", "web/values.yaml", "web/templates/a.yaml", "web/a.txt"})
    monkeypatch.setattr(cases, "rendered", lambda *_: (made, taken))
    files = {"web/kustomization.yaml": "a: b\na: c\n", "web/values.yaml": "x: 1\n"}
    case = with_objects(replace(SHOP, files={**files, "web/templates/a.yaml": "{{ a }}", "web/a.txt": "["}))
    assert ([one.id for one in case.documents], case.unreadable) == (
        ["ConfigMap/shop/a"],
        (("web/kustomization.yaml", "line 2: duplicate key 'a'"),),
    )


def test_without_its_program_an_example_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its other objects are there."""

    def missing(*_: object) -> None:
        raise MissingTool("kubectl")

    monkeypatch.setattr(cases, "rendered", missing)
    case = with_objects(SHOP)
    assert (case.missing, len(case.documents)) == ("kubectl", len(SHOP.documents))


def test_the_version_of_kubernetes_is_that_of_the_example() -> None:
    """Without its last part; a fixed one where it names none."""
    none = altered(SHOP.design, versions=())
    exact = altered(SHOP.design, versions=(altered(SHOP.design.versions[0], version="1.33.4"),))
    assert [kubernetes_version(one) for one in (none, exact)] == ["1.35", "1.33"]


def test_a_case_finds_its_things() -> None:
    """Objects, files, waivers, and what a box is in Kubernetes."""
    pod = next(one for one in SHOP.design.boundaries if one.id == "pod")
    assert (
        SHOP.id,
        [one.name for one in SHOP.of_kind("Namespace")],
        SHOP.with_documents(lambda documents: documents.clear()).documents,
        [*SHOP.files_in("nginx")],
        [SHOP.waived("iam-wildcard", one) for one in ("DataKey", "Other")],
        SHOP.in_kubernetes(pod),
        SHOP.in_kubernetes(SHOP.design.components[0]),
        str(Finding("a", "b", "c")),
    ) == ("shop", ["shop"], (), ["nginx/web.conf"], [True, False], "pod", None, "a: c [b]")
