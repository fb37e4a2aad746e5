"""What the model says of a place in an entry: its class, its keys, its words.

In: a class of the model, and the steps to a place below it. Out: the types there. Nothing is checked, and nothing told:
`wording` does that.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from patternloom.model.texts import ProseText

Location = tuple[str | int, ...]
"""The steps to a place in an entry."""


def hint_at(cls: type, loc: Location) -> Any:
    """The type of what stands there."""
    current: Any = cls
    for step in loc:
        if isinstance(step, int):
            continue
        if not is_dataclass(current):
            return None
        current = typing.get_type_hints(current).get(step)
        while typing.get_args(current) and typing.get_origin(current) is not typing.Literal:
            inner = (arg for arg in typing.get_args(current) if arg not in (type(None), Ellipsis))
            current = next(inner, None)
    return current


def class_at(cls: type, loc: Location) -> type | None:
    """The dataclass that the steps lead to, from `cls` down through lists and optional fields."""
    current = hint_at(cls, loc)
    return current if isinstance(current, type) and is_dataclass(current) else None


def options_at(cls: type, loc: Location) -> list[str]:
    """The words that the value there may be."""
    return [str(option) for option in typing.get_args(hint_at(cls, loc))]


def fields_of(cls: type | None) -> tuple[Any, ...]:
    """The fields of a class of the model; none of what is no such class."""
    return fields(cls) if cls and is_dataclass(cls) else ()


def field_names(cls: type, loc: Location) -> list[str]:
    """The keys that may stand there."""
    return [field.name for field in fields_of(class_at(cls, loc))]


def texts_at(cls: type, loc: Location) -> list[str]:
    """The fields there that have a text for each language and are needed."""
    owner = class_at(cls, loc)
    hints: Mapping[str, Any] = typing.get_type_hints(owner) if owner else {}
    return [name for name, hint in hints.items() if hint in (ProseText, Mapping[str, str])]


def names_entries(cls: type, loc: Location) -> bool:
    """Whether the field there takes ids of entries."""
    owner = class_at(cls, loc[:-1])
    hint = typing.get_type_hints(owner, include_extras=True).get(str(loc[-1])) if owner else None
    return "RefTo(" in repr(hint)


def parts_with(cls: type, loc: Location, key: str) -> Iterator[str]:
    """The fields there whose items, or parts, have that key."""
    for name in field_names(cls, loc):
        if key in field_names(cls, (*loc, name)):
            yield name
