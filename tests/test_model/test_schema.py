"""The schemas that editors use say what the loader says, and the committed ones are current."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import CASES, REPOSITORY, SMALL, Project

from patternloom.catalog.astray import SETTINGS_FILE
from patternloom.catalog.load import Catalog
from patternloom.catalog.strings import STRINGS_FOLDER
from patternloom.model.kinds import LINKABLE
from patternloom.model.schema import FOLDER, IDS, schemas, write_schemas

KINDS = {"steam": "pattern", "Rye": "pattern", "leavening": "group", "kneaders": "category", "primer": "reference"}
SCHEMAS = {name: json.loads(text) for name, text in schemas(("en", "ja"), ("needs", "language_name"), KINDS).items()}
CATALOG = REPOSITORY / "catalog"


class _AsEditors(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as an editor's language server reads it: numbers and booleans, but dates as text."""


_AsEditors.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def mistakes(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """Where a value breaks a schema: the few words of JSON Schema that ours use, and no others."""
    known = {"$schema", "$defs", "$ref", "description", "type", "properties", "required", "additionalProperties"}
    known |= {
        "patternErrorMessage",
        "items",
        "anyOf",
        "enum",
        "const",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "format",
    }
    assert set(schema) <= known, set(schema) - known
    if "$ref" in schema:
        return mistakes(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in schema:
        tried = [mistakes(value, option, root, at) for option in schema["anyOf"]]
        return [] if [] in tried else [f"{at}: none of {len(tried)}"]
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "number": (int, float)}
    allowed = schema["type"] if isinstance(schema.get("type"), list) else [schema["type"]] if "type" in schema else []
    if allowed and not any(isinstance(value, types[name]) for name in allowed):
        return [f"{at}: not {' or '.join(allowed)}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: not in enum")
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            found.append(f"{at}: empty")
        if len(value) > schema.get("maxLength", len(value)):
            found.append(f"{at}: too long")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{at}: not like {schema['pattern']}")
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{at}: out of range")
    if isinstance(value, dict):
        found += [f"{at}: lacks {key}" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            if key in schema.get("properties", {}):
                found += mistakes(inner, schema["properties"][key], root, f"{at}/{key}")
            elif schema.get("additionalProperties") is False:
                found.append(f"{at}: has {key}")
    if isinstance(value, list) and "items" in schema:
        for number, inner in enumerate(value):
            found += mistakes(inner, schema["items"], root, f"{at}/{number}")
    return found


def mistakes_of_file(path: Path, catalog: Path, made: dict[str, Any]) -> list[str]:
    """Where a catalog's file breaks the schema for its kind of file."""
    inner = path.relative_to(catalog)
    kind = "settings" if inner.as_posix() == SETTINGS_FILE else "document"
    kind = "strings" if inner.parts[0] == STRINGS_FOLDER else kind
    schema = made[f"{kind}.schema.json"]
    return mistakes(yaml.load(path.read_text("utf-8"), _AsEditors), schema, schema)


@pytest.mark.parametrize("path", sorted(SMALL.rglob("*.yaml")), ids=lambda path: path.name)
def test_a_valid_file_keeps_its_schema(path: Path) -> None:
    assert mistakes_of_file(path, SMALL, SCHEMAS) == []


@pytest.mark.parametrize(
    ("case", "file", "expected"),
    [
        ("unknown-key", "baking/steam.yaml", ["/patterns/0: has staus"]),
        ("unknown-list", "baking/steam.yaml", [": has paterns"]),
        ("missing-key", "baking/steam.yaml", ["/patterns/0: lacks status"]),
        ("missing-key-in-a-statement", "baking/steam.yaml", ["/patterns/0/benefits/0: lacks text"]),
        ("bad-enum", "baking/steam.yaml", ["/patterns/0/status: not in enum"]),
        ("wrong-type-text-for-list", "baking/steam.yaml", ["/patterns/0/source: not array"]),
        ("wrong-type-list-for-text", "baking/steam.yaml", ["/patterns/0/name: none of 2"]),
        ("wrong-type-text-for-entry", "baking/steam.yaml", ["/patterns/0: not object"]),
        ("missing-translation", "baking/steam.yaml", ["/patterns/0/name: none of 2"]),
        ("prose-in-one-language", "baking/steam.yaml", ["/patterns/0/summary: not object"]),
        ("id-with-underscore", "baking/steam.yaml", ["/patterns/0/id: not like ^[a-z0-9]+(?:-[a-z0-9]+)*$"]),
        ("url-without-scheme", "tools.yaml", ["/technologies/0/url: not like ^https?://"]),
        ("settings-unknown-key", "catalog.yaml", [": has edit-url"]),
        ("settings-key-missing", "catalog.yaml", [": lacks languages"]),
        ("strings-word-empty", "strings/ja.yaml", ["/needs: empty"]),
    ],
)
def test_an_editor_marks_the_mistake_that_the_loader_reports(
    project: Project, case: str, file: str, expected: list[str]
) -> None:
    project.overlay(CASES / "invalid" / case)
    assert mistakes_of_file(project.catalog / file, project.catalog, SCHEMAS) == expected


@pytest.mark.parametrize("name", ["document.schema.json", "settings.schema.json"])
def test_every_field_says_what_it_is_for(name: str) -> None:
    schema = SCHEMAS[name]
    told = {
        f"{owner}.{field}": part.get("description", "")
        for owner, definition in {name: schema, **schema["$defs"]}.items()
        for field, part in definition.get("properties", {}).items()
    }
    assert [field for field, text in told.items() if len(text) < 10 or text[-1] not in ".:`"] == []
    repeated = (rf"(the |its |an? )?{field.rpartition('.')[2].replace('_', ' ')}\\.?" for field in told)
    assert [
        field for (field, text), name in zip(told.items(), repeated, strict=True) if re.fullmatch(name, text, re.I)
    ] == []


def test_what_must_have_a_form_says_which_one() -> None:
    """An editor's YAML language server shows it instead of the pattern."""
    bare = [
        f"{owner}.{field}"
        for owner, definition in SCHEMAS["document.schema.json"]["$defs"].items()
        for field, part in definition.get("properties", {}).items()
        if "pattern" in part and not re.fullmatch("Expected .+[.]", part.get("patternErrorMessage", ""))
    ]
    assert bare == []
    pattern = SCHEMAS["document.schema.json"]["$defs"]["Pattern"]["properties"]
    assert pattern["id"]["patternErrorMessage"] == (
        "Expected an id: lower-case words joined by '-', such as claim-check."
    )
    assert pattern["reviewed"]["patternErrorMessage"] == "Expected a date such as 2026-11-24."


def test_a_reference_offers_the_ids_there_are_and_takes_any_other() -> None:
    definitions = SCHEMAS["document.schema.json"]["$defs"]
    assert {name: part for name, part in definitions.items() if name.startswith(IDS)} == {
        f"ids-of-{'-or-'.join(sorted({*LINKABLE, 'reference'}))}": {
            "enum": ["kneaders", "leavening", "primer", "steam"]
        },
        f"ids-of-{'-or-'.join(sorted({*LINKABLE, 'reference', 'retired'}))}": {
            "enum": ["kneaders", "leavening", "primer", "steam"]
        },
        "ids-of-area-or-article-section-or-category-or-group-or-pattern-or-style-or-technology-or-timeline": {
            "enum": ["kneaders", "leavening", "steam"]
        },
        "ids-of-area-or-group-or-pattern-or-style": {"enum": ["leavening", "steam"]},
        "ids-of-area-or-group-or-pattern": {"enum": ["leavening", "steam"]},
        "ids-of-boundary-kind-or-none": {"enum": ["none"]},
        "ids-of-category": {"enum": ["kneaders"]},
        "ids-of-category-or-none": {"enum": ["kneaders", "none"]},
        "ids-of-group-or-pattern": {"enum": ["leavening", "steam"]},
        "ids-of-pattern": {"enum": ["steam"]},
        "ids-of-reference": {"enum": ["primer"]},
    }
    target = definitions["Correlation"]["properties"]["target"]
    assert target["anyOf"][0] == {"$ref": "#/$defs/ids-of-category-or-none"}
    assert mistakes("new-since", target, SCHEMAS["document.schema.json"]) == []
    assert mistakes("New_", target, SCHEMAS["document.schema.json"]) == [": none of 2"]


def test_a_schema_describes_every_field_that_the_model_does() -> None:
    pattern = SCHEMAS["document.schema.json"]["$defs"]["Pattern"]
    assert pattern["description"] == "A named solution to a recurring problem."
    assert pattern["properties"]["children"]["description"] == "Variants and parts, in order."
    assert pattern["required"] == ["id", "name", "summary", "status", "reviewed"]


def test_no_marker_of_ours_is_left_in_a_schema() -> None:
    text = "".join(schemas(("en",), (), KINDS).values())
    assert re.findall(r'"x-[a-z]+"|"default"|"null"', text) == []


def test_schemas_speak_of_the_languages_they_are_made_for() -> None:
    made = json.loads(schemas(("fr", "de"), (), {})["settings.schema.json"])
    assert made["properties"]["summary"] == {
        "type": "object",
        "description": "What the reference is about, on its first page.",
        "properties": {
            language: {"type": "string", "minLength": 1, "description": f"The text in the language `{language}`."}
            for language in ("fr", "de")
        },
        "required": ["fr", "de"],
        "additionalProperties": False,
    }


def test_writing_gives_the_three_files_below_the_catalog(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path, ("en",), ["needs"], {})
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "schema/document.schema.json",
        "schema/settings.schema.json",
        "schema/strings.schema.json",
    ]
    assert json.loads(paths[2].read_text("utf-8")) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {"needs": {"type": "string", "minLength": 1}},
        "additionalProperties": False,
    }


def without_ids(text: str) -> Any:
    """A schema with its lists of ids emptied: they change with each entry, and who adds one need not write them anew."""
    schema = json.loads(text)
    for name, part in schema.get("$defs", {}).items():
        if name.startswith(IDS):
            assert list(part) == ["enum"]
            part["enum"] = []
    return schema


def test_the_committed_schemas_are_those_of_the_model_but_for_ids(real_catalog: Catalog) -> None:
    """`patternloom schema` writes them anew."""
    languages = real_catalog.settings.languages
    kinds = {id: real_catalog.places[id].kind.name for id in real_catalog.entries}
    expected = schemas(languages, real_catalog.strings[languages[0]], kinds)
    actual = {path.name: path.read_text("utf-8") for path in sorted((CATALOG / FOLDER).iterdir())}
    assert {name: without_ids(text) for name, text in actual.items()} == {
        name: without_ids(text) for name, text in expected.items()
    }


@pytest.mark.parametrize(
    "path",
    sorted(path for path in CATALOG.rglob("*.yaml") if not {"files", "lock"} & {*path.relative_to(CATALOG).parts}),
    ids=lambda path: path.relative_to(CATALOG).as_posix(),
)
def test_every_file_of_the_catalog_names_its_schema_and_keeps_it(path: Path) -> None:
    first = path.read_text("utf-8").split("\n", 1)[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    target = (path.parent / named[1]).resolve()
    inner = path.relative_to(CATALOG)
    kind = "settings" if inner.as_posix() == SETTINGS_FILE else "document"
    kind = "strings" if inner.parts[0] == STRINGS_FOLDER else kind
    assert target == (CATALOG / FOLDER / f"{kind}.schema.json").resolve()
    made = {file.name: json.loads(file.read_text("utf-8")) for file in (CATALOG / FOLDER).iterdir()}
    assert mistakes_of_file(path, CATALOG, made) == []
