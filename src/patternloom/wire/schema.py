"""The JSON Schema of the published form, made from its types: what a reader in any language checks against.

In: the types, and the words under their fields. Out: a schema of draft 2020-12 for a whole catalog, one for an entry by
itself, and one for an index of records. It allows keys that it does not know, as later catalogs may have more.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from itertools import pairwise
from typing import Any

from patternloom.wire import types
from patternloom.wire.forms import Form, Keyed, Many, Maybe, Words, fields_of
from patternloom.wire.types import Catalog, RecordIndex, Shape, Single

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
CATALOG, ENTRY, RECORDS = "catalog.schema.json", "entry.schema.json", "records.schema.json"
"""Their files, beside the catalog's; that of an index of records, too."""


def schemas(*, closed: bool = False) -> dict[str, str]:
    """File name → JSON of each schema; `closed` ones allow no key that they do not know, to test what we write."""
    return {
        name: json.dumps(_of(published, closed=closed), ensure_ascii=False, indent=2) + "\n"
        for name, published in ((CATALOG, Catalog), (ENTRY, Single), (RECORDS, RecordIndex))
    }


def _of(published: type, *, closed: bool) -> dict[str, Any]:
    documented = _docs()
    parts: dict[str, dict[str, Any]] = {}

    def part(published: type) -> dict[str, Any]:
        means, said = documented[published.__name__]
        fields = fields_of(published)
        properties = {field.key: {"description": said[field.name], **form(field.form)} for field in fields}
        made = {"description": means, "type": "object", "properties": properties, "required": [*properties]}
        return {**made, "additionalProperties": False} if closed else made

    def form(of: Form) -> dict[str, Any]:
        match of:
            case Words(words):
                return {"enum": [*words]} if len(words) > 1 else {"const": words[0]}
            case Shape(pattern):
                return {**_PLAIN[str], "pattern": f"^{pattern}$"}
            case Maybe(Words(words)):
                return {"enum": [*words, None]}
            case Maybe(inside):
                return _or_null(form(inside))
            case Many(inside):
                return {"type": "array", "items": form(inside)}
            case Keyed(inside):
                return {"type": "object", "additionalProperties": form(inside)}
        if of in _PLAIN:
            return dict(_PLAIN[of])
        name = of.__name__.lower()
        parts.setdefault(name, part(of))
        return {"$ref": f"#/$defs/{name}"}

    whole = part(published)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:patternloom:{types.VERSION}:{published.__name__.lower()}",
        **whole,
        "$defs": dict(sorted(parts.items())),
    }


def _or_null(made: dict[str, Any]) -> dict[str, Any]:
    return {**made, "type": [made["type"], "null"]} if "type" in made else {"anyOf": [made, {"type": "null"}]}


_PLAIN: dict[type, dict[str, Any]] = {str: {"type": "string"}, int: {"type": "integer"}, object: {}}


def _docs() -> dict[str, tuple[str, dict[str, str]]]:
    """Of each type, what it is, and the words under each of its fields; `python -OO` keeps no docstring."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for owner in ast.parse(inspect.getsource(types)).body:
        if isinstance(owner, ast.ClassDef):
            inherited = [found[base.id][1] for base in owner.bases if isinstance(base, ast.Name)]
            own = {key: text for parent in inherited for key, text in parent.items()}
            for before, node in pairwise(owner.body):
                match before, node:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        own[name] = re.sub(r"\s+", " ", text)
            found[owner.name] = (ast.get_docstring(owner) or "", own)
    return found
