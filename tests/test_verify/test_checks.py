"""Every example passes every check, and an author who is wrong gets findings, whatever is wrong: never a traceback."""

from __future__ import annotations

import functools
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from checked import OF_SERVERS, OWN, all_cases, case_of, judge_all_at_once, own_cases, together, told

from patternloom import verify
from patternloom.catalog.load import load
from patternloom.verify.checks import CHECKS, Check, findings, named
from patternloom.verify.example.case import Case
from patternloom.verify.example.reading import cases_of
from patternloom.verify.kubernetes.custom_resources import judge_all
from patternloom.verify.wrong.making import Wrong, wrong_versions

ENOUGH = 10
CORE = [check for check in CHECKS if check.name not in OF_SERVERS]
VERSIONS = [(check, wrong) for check in CHECKS for wrong in check.wrong]
SHOP = case_of("shop")
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


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(check.name, case, id=f"{case.id}-{check.name}", marks=together(check.name))
        for check in CORE
        for case in all_cases()
    ],
)
def test_an_example_has_nothing_wrong(case: Case, name: str) -> None:
    """A check has nothing to say about a finished example."""
    if name == "custom-resources":
        judge_all_at_once()
    assert told(findings(named(name), case)) == []


def test_the_overview_lists_every_check() -> None:
    """In the order of the table."""
    table = (verify.__doc__ or "").partition("    check             applies to")[2].partition("\n\n")[0]
    assert re.findall(r"^    ([a-z-]+)  +\S", table, re.MULTILINE) == [check.name for check in CHECKS]


def test_names_are_unique() -> None:
    """Of checks, and of the wrong versions of each."""
    names = Counter([check.name for check in CHECKS] + [f"{check.name}: {wrong.name}" for check, wrong in VERSIONS])
    assert [name for name, count in names.items() if count > 1] == []


def test_every_list_of_wrong_versions_is_long_enough() -> None:
    """No check that has some is tried with fewer than ten."""
    assert {check.name: len(check.wrong) for check in CHECKS if 0 < len(check.wrong) < ENOUGH} == {}


def test_our_own_cases_make_every_wrong_version() -> None:
    """So that none waits for an example that has what it changes."""
    assert [wrong.name for _, wrong in VERSIONS if not list(wrong_versions(wrong, own_cases()))] == []


@functools.cache
def _judge_own_at_once() -> None:
    judge_all(version for _, wrong in VERSIONS for _, version in wrong_versions(wrong, own_cases()))


@pytest.mark.xdist_group("verify-node")  # it starts once for all of them
@pytest.mark.parametrize(("check", "wrong"), VERSIONS, ids=[f"{check.name}: {one.name}" for check, one in VERSIONS])
def test_every_check_speaks_of_every_wrong_version(check: Check, wrong: Wrong) -> None:
    """Each of them, not only the one that a version is meant for; nothing is raised."""
    _judge_own_at_once()
    for _, version in wrong_versions(wrong, own_cases()):
        # cfn-lint takes long, and reads templates alone.
        checks = [one for one in CORE if one.name != "cloudformation" or check is one]
        assert [said for one in checks for said in findings(one, version)] != []


@pytest.mark.xdist_group("verify-node")
@pytest.mark.parametrize(("name", "path", "old", "new"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_every_check_speaks_of_what_authors_write(name: str, path: str, old: str, new: str) -> None:
    """Something is found, and nothing is raised."""
    before = SHOP.files.get(path, "")
    assert old in before
    wrong = SHOP.with_file(path, before.replace(old, new, 1) if old else new)
    assert [one for check in CORE for one in findings(check, wrong)] != []


def test_a_mistake_of_a_check_is_not_hidden() -> None:
    """It waits for others only where these find something."""
    broken = Check("broken", lambda _: True, lambda case: iter([case.nothing]))  # type: ignore[attr-defined]  # the mistake
    with pytest.raises(AttributeError):
        findings(broken, SHOP)
    wrong = SHOP.with_file(ORDERS, SHOP.files[ORDERS].replace("replicas: 2", "replicas: two", 1))
    said = "shop: waits until kubernetes and custom-resources find nothing [broken]"
    assert told(findings(broken, wrong)) == [said]


def test_a_picture_among_the_files_hides_no_example(tmp_path: Path) -> None:
    """What is no text is a file like another, and the other examples are there."""
    root = tmp_path / "verify"
    shutil.copytree(OWN, root)
    (root / "shop" / "files" / "shop.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    yaml = root / "shop" / "example.yaml"
    listed = "      - {path: nginx/web.conf, role: the page's server}\n"
    text = yaml.read_text("utf-8")
    assert listed in text
    yaml.write_text(text.replace(listed, f"{listed}      - {{path: shop.png, role: a picture}}\n"), "utf-8")
    read = {case.id: "shop.png" in case.files for case in cases_of(load(root)[0])}
    assert read == {case.id: case.id == "shop" for case in own_cases()}
