"""Models of custom resources, as a package of Python declares them → JSON Schema.

In: the text of modules that declare one pydantic model for each part of a resource. Out: one schema that knows every
kind, with unknown fields refused. No module is imported or run: the packages ask for a newer Python than checks do, and
only their annotations are read. What an annotation says in a way that is not known here is left open.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]
BASIC: Mapping[str, Schema] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "dict": {"type": "object"},
    "list": {"type": "array"},
    "AwareDatetime": {"type": "string"},
    "ObjectMeta": {"type": "object"},
}
LIMITS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum", "pattern": "pattern"}
LENGTHS = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}


def schema_of(modules: Mapping[str, str]) -> Schema:
    """The schema: `$defs` by module and class, `kinds` by apiVersion and kind."""
    found: Schema = {"kinds": {}, "$defs": {}}
    for name, text in sorted(modules.items()):
        module = _Module(name, ast.parse(text))
        found["$defs"].update(module.definitions())
        found["kinds"].update(module.kinds())
    return found


class _Module:
    """One module's classes and names for types."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name = name
        self.classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
        self.types = {
            node.targets[0].id: node.value.args[1]
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Call)
            and len(node.value.args) == 2
        }

    def definitions(self) -> Schema:
        """Each class's schema."""
        return {f"{self.name}.{name}": self._class(node) for name, node in self.classes.items()}

    def kinds(self) -> dict[str, str]:
        """The classes that are whole resources: "security.istio.io/v1 PeerAuthentication" → its definition."""
        found = {}
        for name, node in self.classes.items():
            fields = {field: schema for field, schema, _ in self._fields(node)}
            if "apiVersion" in fields and "kind" in fields:
                found[f"{fields['apiVersion']['enum'][0]} {fields['kind']['enum'][0]}"] = f"{self.name}.{name}"
        return found

    def _fields(self, node: ast.ClassDef) -> list[tuple[str, Schema, bool]]:
        """Each field: its name in YAML, its schema, whether it must be there."""
        found = []
        for part in node.body:
            if not (isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)):
                continue
            if not part.target.id.startswith("__"):
                name = _alias(part.annotation) or part.target.id
                found.append((name, self._type(part.annotation), part.value is None))
        return found

    def _class(self, node: ast.ClassDef) -> Schema:
        fields = self._fields(node)
        if any(isinstance(base, ast.Subscript) for base in node.bases):  # RootModel[…]: the value itself
            return next((schema for name, schema, _ in fields if name == "root"), self._type(_inner(node.bases[0])))
        made: Schema = {"type": "object", "properties": {name: schema for name, schema, _ in fields}}
        if needed := [name for name, _, must in fields if must]:
            made["required"] = needed
        if not any("extra='allow'" in ast.unparse(part) for part in node.body if isinstance(part, ast.Assign)):
            made["additionalProperties"] = False
        return made

    def _type(self, node: ast.expr) -> Schema:
        if isinstance(node, ast.BinOp):
            return _either([self._type(one) for one in _alternatives(node)])
        if isinstance(node, ast.Subscript):
            return self._subscripted(ast.unparse(node.value), node.slice)
        name = ast.unparse(node).strip("'\"")
        if name in self.types:
            return self._type(self.types[name])
        if name in self.classes:
            return {"$ref": f"#/$defs/{self.name}.{name}"}
        return dict(BASIC.get(name, {}))

    def _subscripted(self, of: str, inner: ast.expr) -> Schema:
        parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        if of == "Literal":
            return {"enum": [ast.literal_eval(part) for part in parts]}
        if of == "list":
            return {"type": "array", "items": self._type(inner)}
        if of == "dict":
            return {"type": "object", "additionalProperties": self._type(parts[1])}
        if of == "Annotated":
            return _limited(self._type(parts[0]), parts[1])
        return {}


def _inner(node: ast.expr) -> ast.expr:
    return node.slice if isinstance(node, ast.Subscript) else node


def _alternatives(node: ast.expr) -> list[ast.expr]:
    """The parts of `A | B | None`, without None: a field that is null is not there."""
    if isinstance(node, ast.BinOp):
        return [*_alternatives(node.left), *_alternatives(node.right)]
    return [] if isinstance(node, ast.Constant) and node.value is None else [node]


def _either(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _settings(node: ast.expr) -> dict[str, Any]:
    """What `Field(…)` says."""
    if not isinstance(node, ast.Call):
        return {}
    return {one.arg: ast.literal_eval(one.value) for one in node.keywords if one.arg}


def _alias(node: ast.expr) -> str | None:
    """The name in YAML, where it is another than in Python."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        alias: str | None = _settings(node.slice.elts[-1]).get("alias")
        return alias
    return None


def _limited(schema: Schema, field: ast.expr) -> Schema:
    """A schema with the bounds that `Field(…)` names."""
    settings = _settings(field)
    for name, keyword in LIMITS.items():
        if name in settings:
            schema[keyword] = settings[name]
    for name, keyword in zip(("min_length", "max_length"), LENGTHS.get(schema.get("type", ""), ()), strict=False):
        if name in settings:
            schema[keyword] = settings[name]
    return schema
