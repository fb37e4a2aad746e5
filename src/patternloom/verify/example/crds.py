"""A project's own schemas of custom resources: CustomResourceDefinitions, as their projects publish them.

In: a folder of YAML files that hold definitions. Out: a `Schema` for each version of each kind, and what it says of an
object. Fields that a schema does not name are refused, but where it keeps unknown ones. CEL rules are not run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from patternloom.problems.findings import Mark, PatternloomError, Problem
from patternloom.reading.source import line_starts
from patternloom.reading.strict_yaml import no_yaml
from patternloom.verify.example.manifests import DatesAsText

DEFINITION = "CustomResourceDefinition"
OF_EVERY_OBJECT = {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}}
"""Kubernetes' own part, whether the schema names it or not."""


@dataclass(frozen=True)
class Schema:
    """One version of one kind."""

    body: Mapping[str, Any]
    cluster_scoped: bool


Schemas = Mapping[tuple[str, str], Schema]
"""By apiVersion and kind."""


def read_schemas(folder: Path, shown_as: str | None = None) -> Schemas:
    """The schemas below a folder; none where it is not there. Messages name files below `shown_as`.

    Raises:
        PatternloomError: a file that holds something else, or no YAML.
    """
    found: dict[tuple[str, str], Schema] = {}
    problems: list[Problem] = []
    name = shown_as or folder.as_posix()
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".yaml", ".yml", ".json")):
        mark = Mark(f"{name}/{path.relative_to(folder).as_posix()}")
        try:
            text = path.read_text("utf-8")
            values = [value for value in yaml.load_all(text, Loader=DatesAsText) if value is not None]
            for value in values:
                found.update(_versions(value))
        except UnicodeError:
            problems.append(Problem(mark, "no text in UTF-8, expected that; save it in UTF-8", rule="definition"))
        except yaml.YAMLError as error:
            problems.append(replace(no_yaml(text, line_starts(text), mark.file, error), rule="definition"))
        except (KeyError, TypeError, AttributeError, ValueError):
            message = f"no {DEFINITION} with a schema, expected nothing else in {name}/"
            problems.append(Problem(mark, message, rule="definition"))
    if problems:
        raise PatternloomError(problems)
    return found


def _versions(value: Any) -> Iterator[tuple[tuple[str, str], Schema]]:
    """The schemas of a definition; KeyError and the like where it is none."""
    spec = value["spec"]
    if value["kind"] != DEFINITION:
        raise ValueError(value["kind"])
    for version in spec["versions"]:
        body = closed(version["schema"]["openAPIV3Schema"])
        body["properties"] = {**OF_EVERY_OBJECT, **body.get("properties", {})}
        yield (f"{spec['group']}/{version['name']}", spec["names"]["kind"]), Schema(body, spec["scope"] == "Cluster")


def closed(schema: Any) -> dict[str, Any]:
    """A structural schema as JSON Schema: unknown fields refused, `nullable` and int-or-string in its words."""
    made = dict(schema)
    if made.pop("x-kubernetes-int-or-string", False):
        return {"type": ["integer", "string"]}
    for key, many in (("properties", True), ("items", False), ("additionalProperties", False)):
        if many and key in made:
            made[key] = {name: closed(part) for name, part in made[key].items()}
        elif isinstance(made.get(key), dict):
            made[key] = closed(made[key])
    named = made.get("type") == "object" and "properties" in made
    if (
        named
        and not made.get("x-kubernetes-preserve-unknown-fields")
        and not made.get("x-kubernetes-embedded-resource")
    ):
        made.setdefault("additionalProperties", False)
    if made.pop("nullable", False) and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


def judged_by(schema: Schema, value: Mapping[str, Any]) -> list[str]:
    """What a schema says of an object."""
    from jsonschema import Draft202012Validator

    errors = sorted(Draft202012Validator(schema.body).iter_errors(value), key=lambda error: [*map(str, error.path)])
    return [f"/{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in errors]
