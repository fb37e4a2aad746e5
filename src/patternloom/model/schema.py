"""JSON Schemas for editors, made from the model: completion and checks while a file is written.

In: the model, and a catalog's languages, words and ids. Out: one schema for catalog files, one for the
settings, one for the words. They say what a file may look like, and offer the ids that there are; they
refuse no id that is new since, as `load` alone knows all.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, Field, TypeAdapter, create_model

from patternloom.model.kinds import KINDS, LINKABLE, Settings
from patternloom.model.values import is_id

FOLDER = "schema"
IDS = "ids-of-"
"""What the definition of a list of ids begins with; the lists change with each entry."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(languages: tuple[str, ...], words: Iterable[str], kinds: Mapping[str, str]) -> dict[str, str]:
    """File name → JSON text of every schema; `kinds` has the kind of every id."""
    made = {
        "document": _of(_document(), languages, kinds),
        "settings": _of(TypeAdapter(Settings).json_schema(), languages, kinds),
        "strings": {
            "$schema": _DIALECT,
            "type": "object",
            "properties": {word: {"type": "string", "minLength": 1} for word in sorted(words)},
            "additionalProperties": False,
        },
    }
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()
    }


def write_schemas(
    catalog: Path, languages: tuple[str, ...], words: Iterable[str], kinds: Mapping[str, str]
) -> list[Path]:
    """Write every schema below the catalog folder; the paths written."""
    folder = catalog / FOLDER
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in schemas(languages, words, kinds).items():
        path = folder / name
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def _document() -> dict[str, Any]:
    """A catalog file: a list for each kind of entry."""
    fields: dict[str, Any] = {}
    for kind in KINDS:
        entry: Any = kind.type
        fields[kind.list] = (tuple[entry, ...], Field((), description=_class_docs()[entry.__name__]))
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    made = create_model("Document", __config__=config, __doc__="A catalog file: any of these lists.", **fields)
    return made.model_json_schema()


def _of(schema: dict[str, Any], languages: tuple[str, ...], kinds: Mapping[str, str]) -> dict[str, Any]:
    documented = _field_docs()
    for name, part in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        if name in _class_docs():
            told = sorted({**part, "description": _class_docs()[name]}.items())
            part.clear()
            part.update(told)
        for key, text in documented.get(name, {}).items():
            part["properties"][key] = dict(sorted({**part["properties"][key], "description": text}.items()))
    made = _Maker(languages, kinds)
    found = made.plain(schema)
    assert isinstance(found, dict)
    return {"$schema": _DIALECT, **found, "$defs": {**found.get("$defs", {}), **dict(sorted(made.ids.items()))}}


@cache
def _classes() -> tuple[ast.ClassDef, ...]:
    """The model's classes as they are written: `python -OO` keeps no docstring."""
    modules = sorted(Path(__file__).parent.glob("*.py"))
    owners = (owner for module in modules for owner in ast.parse(module.read_text("utf-8")).body)
    return tuple(owner for owner in owners if isinstance(owner, ast.ClassDef))


@cache
def _class_docs() -> dict[str, str]:
    return {owner.name: ast.get_docstring(owner) or "" for owner in _classes()}


@cache
def _field_docs() -> dict[str, dict[str, str]]:
    """Class → field → the string under it. Read here, as pydantic would read it at every import of the model."""
    found: dict[str, dict[str, str]] = {}
    bases: dict[str, list[str]] = {}
    for owner in _classes():
        fields = found.setdefault(owner.name, {})
        bases[owner.name] = [base.id for base in owner.bases if isinstance(base, ast.Name)]
        for before, node in pairwise(owner.body):
            match before, node:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    fields[name] = inspect.cleandoc(text)
    return {name: {key: text for owner in _line(name, bases) for key, text in found[owner].items()} for name in found}


def _line(name: str, bases: Mapping[str, list[str]]) -> Iterator[str]:
    """A class after those that it inherits from."""
    for base in bases.get(name, ()):
        yield from _line(base, bases)
    if name in bases:
        yield name


@dataclass(slots=True)
class _Maker:
    """A schema with our markers replaced, and the lists of ids that it then names."""

    languages: tuple[str, ...]
    kinds: Mapping[str, str]
    ids: dict[str, dict[str, Any]] = field(default_factory=dict)

    def plain(self, node: Any) -> Any:
        """Only what JSON Schema has: a localized field takes a text a language, a reference offers ids."""
        if isinstance(node, list):
            return [self.plain(item) for item in node]
        if not isinstance(node, Mapping):
            return node
        rest = {
            key: self.plain(value)
            for key, value in node.items()
            # A default is noise beside the description, and `null` is no YAML we accept.
            if key not in ("x-localized", "x-ref", "x-free", "x-linkable", "default", "title")
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
            rest |= self._forms() if kind == "forms" else self._texts(prose=kind == "prose")
        if "x-ref" in node:
            kinds = {*node["x-ref"], *(LINKABLE if node.get("x-linkable") else ())}
            rest = self._reference(sorted(kinds), node["x-free"], rest)
        return rest

    def _texts(self, *, prose: bool) -> dict[str, Any]:
        one = {"type": "string", "minLength": 1}
        each: dict[str, Any] = {
            "type": "object",
            "properties": {
                language: {**one, "description": f"The text in the language `{language}`."}
                for language in self.languages
            },
            "required": list(self.languages),
            "additionalProperties": False,
        }
        return each if prose and len(self.languages) > 1 else {"anyOf": [one, each]}

    def _forms(self) -> dict[str, Any]:
        each = {"type": "array", "items": {"type": "string", "minLength": 1}}
        said = {
            language: {"description": f"Forms in the language `{language}`.", **each} for language in self.languages
        }
        below: dict[str, Any] = {"type": "object", "properties": said, "additionalProperties": False}
        return below if len(self.languages) > 1 else {"anyOf": [each, below]}

    def _reference(self, kinds: list[str], free: list[str], form: dict[str, Any]) -> dict[str, Any]:
        """An id that there is, which editors complete; or any other of the right form, which only `load` can judge."""
        ids = sorted({*free, *(id for id, kind in self.kinds.items() if kind in kinds and is_id(id))})
        if not ids:
            return form
        name = f"{IDS}{'-or-'.join([*kinds, *free])}"
        self.ids[name] = {"enum": ids}
        said = {key: form.pop(key) for key in ("description",) if key in form}
        return {**said, "anyOf": [{"$ref": f"#/$defs/{name}"}, form]}
