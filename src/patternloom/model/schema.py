"""JSON Schemas for editors, made from the model: completion and checks while a file is written.

In: the model and a catalog's languages and words. Out: one schema for catalog files, one for the
settings, one for the words. They say what a file may look like; what `load` refuses
beyond that (references, uniqueness, cycles) no schema can say.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from patternloom.model.entry import Entry
from patternloom.model.kinds import KINDS, Settings

FOLDER = "schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(languages: tuple[str, ...], words: Iterable[str]) -> dict[str, str]:
    """File name → JSON text of every schema."""
    made = {
        "document": _of(_document(), languages),
        "settings": _of(TypeAdapter(Settings).json_schema(), languages),
        "strings": {
            "$schema": _DIALECT,
            "type": "object",
            "properties": {word: {"type": "string", "minLength": 1} for word in sorted(words)},
            "required": sorted(words),
            "additionalProperties": False,
        },
    }
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()
    }


def write_schemas(catalog: Path, languages: tuple[str, ...], words: Iterable[str]) -> list[Path]:
    """Write every schema below the catalog folder; the paths written."""
    folder = catalog / FOLDER
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in schemas(languages, words).items():
        path = folder / name
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def _document() -> dict[str, Any]:
    """A catalog file: a list for each kind of entry."""
    adapters = [(kind.list, "validation", TypeAdapter(kind.type)) for kind in KINDS]
    items, rest = TypeAdapter.json_schemas(adapters)  # type: ignore[arg-type]  # its list is not covariant
    lists = {kind.list: {"items": items[(kind.list, "validation")], "type": "array"} for kind in KINDS}
    return {
        **rest,
        "title": "Document",
        "type": "object",
        "description": "A catalog file: any of these lists.",
        "properties": lists,
        "additionalProperties": False,
    }


def _of(schema: dict[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    documented = _field_docs()
    for name, part in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        for field, text in documented.get(name, {}).items():
            part["properties"][field] = dict(sorted({**part["properties"][field], "description": text}.items()))
    found = _localized(schema, languages)
    assert isinstance(found, dict)
    return {"$schema": _DIALECT, **found}


@cache
def _field_docs() -> dict[str, dict[str, str]]:
    """Class → field → the string under it. Read here, as pydantic would read it at every import of the model."""
    found: dict[str, dict[str, str]] = {}
    modules = dict.fromkeys(cls.__module__ for cls in (Entry, *(kind.type for kind in KINDS), Settings))
    for owner in (owner for module in modules for owner in ast.parse(inspect.getsource(sys.modules[module])).body):
        if isinstance(owner, ast.ClassDef):
            fields = found.setdefault(owner.name, {})
            for base in owner.bases:
                fields |= found.get(base.id, {}) if isinstance(base, ast.Name) else {}
            for before, node in pairwise(owner.body):
                match before, node:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        fields[name] = inspect.cleandoc(text)
    return found


def _localized(node: Any, languages: tuple[str, ...]) -> Any:
    """The schema with our markers replaced: a localized field takes a text a language."""
    if isinstance(node, list):
        return [_localized(item, languages) for item in node]
    if not isinstance(node, Mapping):
        return node
    rest = {
        key: _localized(value, languages)
        for key, value in node.items()
        # A default is noise beside the description, and `null` is no YAML we accept.
        if key not in ("x-localized", "x-ref", "x-free", "default", "title")
        # … but "title" is a field's name too.
        or isinstance(value, Mapping)
    }
    if options := rest.get("anyOf"):
        kept = [option for option in options if option != {"type": "null"}]
        rest = {
            **{key: value for key, value in rest.items() if key != "anyOf"},
            **({"anyOf": kept} if len(kept) > 1 else kept[0]),
        }
    if kind := node.get("x-localized"):
        each: dict[str, Any] = {
            "type": "object",
            "properties": {language: {"type": "string", "minLength": 1} for language in languages},
            "required": list(languages),
            "additionalProperties": False,
        }
        rest |= {"anyOf": [{"type": "string", "minLength": 1}, each]} if kind == "text" else each
    return rest
