"""Which files there are when a command is typed."""

from __future__ import annotations

import pytest
from checked import case_of

from patternloom.verify.operation.paths import Paths


@pytest.mark.parametrize(
    "path", ["k8s", "k8s/mesh.yaml", "k8s/*.yaml", "-", ".", "https://example.com/a.yaml", "$FOLDER", "file://k8s/mesh.yaml", "made.txt", "~/.kube/config"]
)  # fmt: skip
def test_what_is_there_is_nothing_to_say_of(path: str) -> None:
    assert list(Paths(case_of("request-response-on-eks"), written={"made.txt"}).problems(path)) == []


@pytest.mark.parametrize(
    ("path", "hint"),
    [("k8", "; did you mean 'k8s'?"), ("k8s/mesh.yml", "; did you mean 'k8s/mesh.yaml'?"), ("charts", "")],
)
def test_what_is_not_there_is_told(path: str, hint: str) -> None:
    told = list(Paths(case_of("request-response-on-eks")).problems(path))
    assert told == [f"{path!r} is no file or folder of the example{hint}"]


def test_a_path_starts_where_cd_has_led() -> None:
    assert list(Paths(case_of("request-response-on-eks"), folder="k8s").problems("mesh.yaml")) == []
