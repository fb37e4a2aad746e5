"""A project's own definitions of custom resources judge its objects."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from projects import CASES

from patternloom.problems.findings import PatternloomError
from patternloom.verify.example.crds import closed, judged_by, read_schemas

OVENS = CASES / "bakehouse" / "schemas"
OVEN = ("bakery.example/v1", "Oven")


def oven(**spec: object) -> dict[str, Any]:
    """An object of that kind."""
    return {"apiVersion": OVEN[0], "kind": OVEN[1], "metadata": {"name": "a", "labels": {"a": "b"}}, "spec": spec}


def test_a_right_object_is_silent() -> None:
    """With a field that may be null, one that may be of two types, and one whose fields are kept."""
    schema = read_schemas(OVENS)[OVEN]
    right = oven(degrees=280, wood=None, door="left", notes={"any": 1}, racks=[{"height": 3}])
    assert (judged_by(schema, right), judged_by(schema, oven(degrees=1, door=2)), schema.cluster_scoped) == (
        [],
        [],
        False,
    )


def test_each_mistake_is_found() -> None:
    """Unknown fields too, at any depth."""
    wrong = oven(degree=1, degrees=999, wood=3, door=[], racks=[{"hight": 3}])
    assert judged_by(read_schemas(OVENS)[OVEN], wrong) == [
        "/spec: Additional properties are not allowed ('degree' was unexpected)",
        "/spec/degrees: 999 is greater than the maximum of 320",
        "/spec/door: [] is not of type 'integer', 'string'",
        "/spec/racks/0: Additional properties are not allowed ('hight' was unexpected)",
        "/spec/wood: 3 is not of type 'string', 'null'",
    ]


def test_values_of_a_map_are_judged() -> None:
    """Its keys are free."""
    assert closed({"type": "object", "additionalProperties": {"type": "object", "properties": {}}}) == {
        "type": "object",
        "additionalProperties": {"type": "object", "properties": {}, "additionalProperties": False},
    }
    assert (
        closed({"type": "object", "properties": {}, "x-kubernetes-embedded-resource": True}).get("additionalProperties")
        is None
    )


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    """It need not be made."""
    assert read_schemas(tmp_path / "schemas") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [", "the [ that opens here is not closed, expected ] at its end"),
        ("a: \x01", "character U+0001 is not allowed in YAML, expected text"),
        ("kind: Service\nspec: {}\n", "no CustomResourceDefinition with a schema, expected nothing else in schemas/"),
        ("- a\n", "no CustomResourceDefinition with a schema, expected nothing else in schemas/"),
        (
            "kind: CustomResourceDefinition\nspec: {group: a, versions: [{name: v1}], names: {kind: A}}\n",
            "no CustomResourceDefinition with a schema, expected nothing else in schemas/",
        ),
    ],
)
def test_another_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    """With its name; all of them in one run."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(OVENS, "schemas")
    Path("schemas/wrong.yml").write_text(text, "utf-8")
    Path("schemas/README.md").write_text("No YAML.", "utf-8")
    with pytest.raises(PatternloomError) as error:
        read_schemas(Path("schemas"))
    (problem,) = error.value.problems
    place = "schemas/wrong.yml:1:4" if text.startswith("a: ") else "schemas/wrong.yml:1:1"
    assert (str(problem.mark), problem.message, problem.rule) == (place, told, "definition")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("# ü".encode("latin-1"))
    with pytest.raises(PatternloomError) as error:
        read_schemas(tmp_path, "schemas")
    assert [str(problem) for problem in error.value.problems] == [
        "schemas/a.yaml:1:1: no text in UTF-8, expected that; save it in UTF-8"
    ]
