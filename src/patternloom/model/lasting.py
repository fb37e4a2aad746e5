"""What of an entry outlasts an edit: the fields that make its meaning, and the keys of its statements.

In: a class of the model, or a key as it is written. Out: names of fields, or an `Issue`. What an entry meant before,
and which keys it ever had, `lock` knows.
"""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, WithJsonSchema

from patternloom.model.values import Issue, fail, like, string
from patternloom.problems import limits
from patternloom.problems.findings import shown

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Marks a field as part of the meaning."""


_MARK = _Mark()

Meaning = Annotated[_T, _MARK]
"""A field whose change somebody who cites the entry must hear of: `status: Meaning[Status]`."""

# What first says what an entry is, in every kind that has them.
_ALWAYS = ("name", "summary")
_KEY = re.compile(rf"[a-z][1-9][0-9]{{0,{limits.KEY_DIGITS - 1}}}")


def meaning_fields(cls: type) -> tuple[str, ...]:
    """The fields that make what an entry of the class, or a part of one, means, in their order."""
    return _meaning_fields(cls)


def marked_fields(cls: type) -> frozenset[str]:
    """The fields that the class itself marks as part of the meaning; names and summaries are, whatever it marks."""
    return _marked_fields(cls)


# Apart, as mypy takes no class whose instances are hashed in a way of their own for a key of `cache`.
@cache
def _meaning_fields(cls: type) -> tuple[str, ...]:
    if not is_dataclass(cls):
        return ()
    marked = _marked_fields(cls)
    return tuple(field.name for field in fields(cls) if field.name in _ALWAYS or field.name in marked)


@cache
def _marked_fields(cls: type) -> frozenset[str]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _MARK in getattr(hint, "__metadata__", ()))


def is_key(text: str) -> bool:
    """Whether the text has the form of a statement's key."""
    return _KEY.fullmatch(text) is not None


def _key(value: Any) -> str:
    text = string(value, "the key of a statement")
    if not is_key(text):
        form = f"expected a letter and a number of at most {limits.KEY_DIGITS} digits, such as b2"
        way_out = "leave it out: 'patternloom lock' writes one"
        fail(Issue(f"key {shown(text)}, {form}", way_out, rule="key"))
    return text


_SCHEMA = like(f"^{_KEY.pattern}$", "a letter and a number, such as b2")

Key = Annotated[str, PlainValidator(_key), WithJsonSchema(_SCHEMA)]
"""The name of a statement in its entry, forever: a letter for the field, and a number."""
