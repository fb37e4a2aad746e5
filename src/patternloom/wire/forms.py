"""The published types as forms: which keys each has, and of what form the value of each is.

In: the types. Out: for each its fields, as reading, writing and describing them take them. No value is looked at here.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from patternloom.wire.types import JSON_NAMES, Shape


@dataclass(frozen=True, slots=True)
class Words:
    """One of some words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value or null."""

    inside: Form


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values."""

    inside: Form


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping of texts to values."""

    inside: Form


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a type."""

    name: str
    """In Python."""
    key: str
    """In JSON."""
    form: Form
    needed: bool
    """Whether nothing stands in for it where it is missing."""


Form = Words | Maybe | Many | Keyed | Shape | type
"""Of a value; a shape is that of a text, a type is one of the published ones, `str`, `int`, or `object` for whatever
JSON has."""


@cache
def fields_of(published: type) -> tuple[Field, ...]:
    """The keys of one of the published types, in their order."""
    assert is_dataclass(published)
    hints = get_type_hints(published, include_extras=True)
    return tuple(
        Field(
            name=one.name,
            key=JSON_NAMES.get(one.name, one.name),
            form=_form(hints[one.name]),
            needed=one.default is MISSING and one.default_factory is MISSING,
        )
        for one in fields(published)
    )


def _form(hint: Any) -> Form:
    """`tuple[str, ...]` → a list of texts."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return Words(inside)
    if origin in (Union, types.UnionType):
        (of,) = (one for one in inside if one is not type(None))
        return Maybe(_form(of))
    if origin is tuple:
        return Many(_form(inside[0]))
    if origin is Mapping:
        return Keyed(_form(inside[1]))
    if origin is Annotated:
        (shape,) = hint.__metadata__
        assert isinstance(shape, Shape)
        return shape
    if hint is Any:
        return object
    assert isinstance(hint, type)
    return hint
