"""A finding is told with the place that it has in the catalog."""

from __future__ import annotations

import dataclasses

import pytest
from checked import case_of, holding

from patternloom.verify.checks import named
from patternloom.verify.example.case import Case, Finding
from patternloom.verify.places import problem_of

SHOP = case_of("shop")
ROOT = "verify/shop"


def said(where: str, message: str = "wrong", case: Case = SHOP, rule: str = "x", check: str = "security") -> str:
    """The problem, as a report shows it, below the example's folder."""
    text = str(problem_of(named(check), case, Finding(where, rule, message)))
    assert text.startswith(ROOT), text
    return text.removeprefix(f"{ROOT}/")


def line_of(path: str, start: str) -> int:
    """The first line that begins so."""
    return next(n for n, line in enumerate(SHOP.files[path].splitlines(), 1) if line.startswith(start))


def field_of(kind: str, field: str) -> str:
    """Line and column of the first such field of an object of `k8s/orders.yaml`."""
    lines = SHOP.files["k8s/orders.yaml"].splitlines()
    line = next(n for n, line in enumerate(lines, 1) if n > next(SHOP.of_kind(kind)).line and f" {field}" in f" {line}")
    return f"{line}:{lines[line - 1].index(field) + 1}"


@pytest.mark.parametrize(
    ("where", "message", "told"),
    [
        ("k8s/orders.yaml", "wrong", "files/k8s/orders.yaml:1:1: wrong"),
        ("k8s/orders.yaml:7", "wrong", "files/k8s/orders.yaml:7:1: wrong"),
        ("k8s/orders.yaml", "line 3: duplicate key", "files/k8s/orders.yaml:3:1: line 3: duplicate key"),
        ("k8s/orders.yaml", "line 3, column 5: open", "files/k8s/orders.yaml:3:5: line 3, column 5: open"),
        ("aws/data.yaml#Other", "wrong", "files/aws/data.yaml:1:1: Other: wrong"),
        (
            "aws/data.yaml#DataKey",
            "wrong",
            f"files/aws/data.yaml:{line_of('aws/data.yaml', '  DataKey:')}:3: DataKey: wrong",
        ),
        (
            "Service/shop/orders",
            "wrong",
            f"files/k8s/orders.yaml:{next(SHOP.of_kind('Service')).line}:1: Service/shop/orders: wrong",
        ),
        (
            "Service/shop/orders",
            "spec/ports/0/port: wrong",
            f"files/k8s/orders.yaml:{field_of('Service', 'port:')}: Service/shop/orders: spec/ports/0/port: wrong",
        ),
        (
            "Service/shop/orders",
            "/spec/none/0: wrong",
            f"files/k8s/orders.yaml:{field_of('Service', 'spec:')}: Service/shop/orders: /spec/none/0: wrong",
        ),
        ("step 3", "wrong", "example.yaml:57:9: step 3: wrong"),
        ("web", "wrong", "example.yaml:22:14: web: wrong"),
        ("Deployment/shop/gone", "wrong", "example.yaml:3:5: Deployment/shop/gone: wrong"),
        ("en", "wrong", "example.yaml:3:5: en: wrong"),
    ],
)
def test_a_place_is_as_near_as_is_known(where: str, message: str, told: str) -> None:
    """A file, an object in it, a resource, a part of the picture; the example where nothing nearer is."""
    assert said(where, message) == told


def test_a_name_among_the_objects_of_a_component_is_found() -> None:
    """An object that the files have not stands in the picture alone."""
    bare = dataclasses.replace(SHOP, documents=())
    assert said("HTTPRoute/shop/web", case=bare) == "example.yaml:20:39: HTTPRoute/shop/web: wrong"


@pytest.mark.parametrize(
    ("made_by", "path", "told"),
    [
        ("web (kubectl kustomize)", "web/kustomization.yaml", "files/web/kustomization.yaml:1:1"),
        ("chart (helm template values-x.yaml)", "chart/Chart.yaml", "files/chart/Chart.yaml:1:1"),
        ("other (helm template)", "chart/Chart.yaml", "example.yaml:3:5"),
    ],
)
def test_what_came_out_of_a_folder_is_where_it_is_made(made_by: str, path: str, told: str) -> None:
    """An object, or all of it."""
    case = holding("kind: ConfigMap\nmetadata: {name: a, namespace: shop}\n", **{path: ""})
    case = dataclasses.replace(case, documents=(dataclasses.replace(case.documents[0], file=made_by),))
    assert said("ConfigMap/shop/a", case=case) == f"{told}: ConfigMap/shop/a: wrong"
    assert said(made_by, case=case) == f"{told}: wrong"


def test_a_rule_that_can_be_waived_says_so() -> None:
    """By the checks that ask for waivers, and by no other."""
    way = "; or except it below 'waivers:' by the rule 'replicas', with the reason"
    place = "files/k8s/orders.yaml:1:1: wrong"
    assert [said("k8s/orders.yaml", rule="replicas", check=check) for check in ("security", "kubernetes")] == [
        place + way,
        place,
    ]
    assert problem_of(named("nginx"), SHOP, Finding("nginx/web.conf", "nginx", "wrong")).rule == "verify-nginx"
