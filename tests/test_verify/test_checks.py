"""An author who is wrong gets findings, whatever is wrong: no check ends in a traceback."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import pytest

from examples import mutations
from examples.cases import OWN, cases_of, own_cases
from examples.checks import CHECKS, findings
from examples.custom_resources import judge
from examples.mutations import Mutation, mutants

SHOP = next(case for case in own_cases() if case.id == "shop")
ORDERS, MESH, DATA = "k8s/orders.yaml", "k8s/mesh.yaml", "aws/data.yaml"
KUSTOMIZATION, CHART = "web/kustomization.yaml", "chart/Chart.yaml"
# Name, file, what stands there ("" for a new file), what an author writes instead.
MISTAKES = (
    ("a number in words", ORDERS, "replicas: 2", "replicas: two"),
    ("a port that no container has", ORDERS, "targetPort: http #", "targetPort: htpp #"),
    ("ports as numbers", MESH, "to:\n        - operation:\n", "to:\n        - operation:\n            ports: [8080]\n"),
    ("braces of Helm", ORDERS, "  name: orders\n", "  name: {{ orders }}\n"),
    ("text for metadata", ORDERS, "metadata:\n  name: orders\n", "metadata: orders\nmeta:\n  name: orders\n"),
    ("a field without a value", ORDERS, "replicas: 2", "replicas:"),
    ("an item without a value", ORDERS, "      containers:\n", "      containers:\n        -\n"),
    ("no version of a kind", ORDERS, "apiVersion: apps/v1\n", ""),
    ("an alias to what it stands in", ORDERS, "replicas: 2", "replicas: &a [*a]"),
    ("resources out of the files", KUSTOMIZATION, "", "resources: [../../x]\n"),
    ("resources as a text", KUSTOMIZATION, "", "resources: x\n"),
    ("an empty kustomization", KUSTOMIZATION, "", ""),
    ("a chart without a name", CHART, "", "apiVersion: v2\n"),
    ("a chart that is a list", CHART, "", "- name\n"),
    ("resources of a template as a list", DATA, "\nResources:\n", "\nResources: [a]\nOthers:\n"),
    ("properties as a list", DATA, "    Properties:\n", "    Properties: [a]\n    Others:\n"),
)

# Node starts once for all of them.
pytestmark = pytest.mark.xdist_group("examples-node")


@functools.cache
def _judge_all_at_once() -> None:
    judge([one.value for made in mutations.ALL for _, wrong in mutants(made, own_cases()) for one in wrong.documents])


@pytest.mark.parametrize("mutation", mutations.ALL, ids=[mutation.id for mutation in mutations.ALL])
def test_every_check_speaks_of_every_wrong_version(mutation: Mutation) -> None:
    """Each of them, not only the one that a version is meant for; nothing is raised."""
    _judge_all_at_once()
    for _, wrong in mutants(mutation, own_cases()):
        # cfn-lint takes long, and reads templates alone.
        names = [name for name in CHECKS if name != "cloudformation" or mutation.kind == "cloudformation"]
        assert [one for name in names for one in findings(name, wrong)] != []


@pytest.mark.parametrize(("name", "path", "old", "new"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_every_check_speaks_of_what_authors_write(name: str, path: str, old: str, new: str) -> None:
    """Something is found, and nothing is raised."""
    before = SHOP.files.get(path, "")
    assert old in before
    wrong = SHOP.with_file(path, before.replace(old, new, 1) if old else new)
    assert [one for check in CHECKS for one in findings(check, wrong)] != []


def test_a_picture_among_the_files_hides_no_example(tmp_path: Path) -> None:
    """What is no text is a file like another, and the other examples are there."""
    shutil.copytree(OWN, tmp_path / "cases")
    (tmp_path / "cases" / "shop" / "files" / "shop.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    read = {case.id: "shop.png" in case.files for case in cases_of(tmp_path / "cases")}
    assert read == {case.id: case.id == "shop" for case in own_cases()}
