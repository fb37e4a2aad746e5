"""Custom resources against releases that are newer than the schemas of npm's packages.

In: an object, and what the older schema says of it. Out: what the newest release at hand says. A newer schema, where
`--setup` has one, judges beside the older one, and knows kinds and fields that this one refuses; where no package
carries a release, `releases.yaml` lists the fields that it added since. It does not guess what a release removed.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from patternloom.verify.tools.programs import SETUP, Tool
from patternloom.verify.tools.setup import MODELS, is_taken, schemas_of

CHANGES = Path(__file__).with_name("releases.yaml")
UNKNOWN = re.compile(r"(?P<way>/\S*): unknown field")
NO_SCHEMA = re.compile(r"no schema for ")
NOT_ALLOWED = re.compile(r"(?P<way>/\S*): must be equal to one of the allowed values")


def _are_here() -> bool:
    return all(is_taken(name) and schemas_of(name).is_file() for name in MODELS)


def newest() -> dict[str, str]:
    """The newest release of each project that the schemas at hand can judge."""
    packages = {project: str(_schema(name)["release"]) for name, project in MODELS.items()}
    return packages | {one["project"]: str(one["release"]) for one in _changes()}


def _version() -> str:
    return ", ".join(f"{project} {release}" for project, release in sorted(newest().items()))


RELEASES = Tool("schemas of newer releases", _are_here, _version, SETUP)


@functools.cache
def _schema(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(schemas_of(name).read_text("utf-8"))
    return found


@functools.cache
def _changes() -> tuple[Mapping[str, Any], ...]:
    return tuple(yaml.safe_load(CHANGES.read_text("utf-8")))


def newest_says(value: Mapping[str, Any], older: list[str]) -> list[str]:
    """What the newest release says of an object that the older schema says `older` of."""
    kind = f"{value.get('apiVersion')} {value.get('kind')}"
    for name in MODELS:
        if kind in _schema(name)["kinds"]:
            newer = list(_judged(_schema(name), kind, value))
            kept = [message for message in older if not (UNKNOWN.fullmatch(message) or NO_SCHEMA.match(message))]
            ways = {message.split(": ")[0] for message in kept}
            return kept + [message for message in newer if message.split(": ")[0] not in ways]
    for change in _changes():
        if kind in change["kinds"]:
            return [message for message in older if not _is_added(change["kinds"][kind], value, message)]
    return older


def _judged(schema: Mapping[str, Any], kind: str, value: Mapping[str, Any]) -> Iterator[str]:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator({"$ref": f"#/$defs/{schema['kinds'][kind]}", "$defs": schema["$defs"]})
    for error in sorted(validator.iter_errors(value), key=lambda one: [*map(str, one.path)]):
        yield from _told(error)


def _told(error: Any) -> Iterator[str]:
    """A message a fault: each unknown field, and of a choice only what its nearest alternative lacks."""
    if error.validator == "anyOf":
        deepest = max(error.context, key=lambda one: (len(one.absolute_path), one.validator == "additionalProperties"))
        yield from _told(deepest)
        return
    way = f"/{'/'.join(map(str, error.absolute_path))}"
    if error.validator == "additionalProperties":
        for field in sorted(set(error.instance) - set(error.schema["properties"])):
            yield f"{way.rstrip('/')}/{field}: unknown field"
    else:
        yield f"{way}: {error.message[:200]}"


def _is_added(added: Mapping[str, Any], value: Mapping[str, Any], message: str) -> bool:
    """Whether a refused field, or a refused value, came with a later release."""
    if unknown := UNKNOWN.fullmatch(message):
        return _pattern(unknown["way"]) in added.get("fields", ())
    if refused := NOT_ALLOWED.match(message):
        return _at(value, refused["way"]) in added.get("values", {}).get(_pattern(refused["way"]), ())
    return False


def _pattern(way: str) -> str:
    """A way with each place in a list as `*`."""
    return re.sub(r"/\d+(?=/|$)", "/*", way)


def _at(value: Any, way: str) -> Any:
    for part in way.strip("/").split("/"):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value
