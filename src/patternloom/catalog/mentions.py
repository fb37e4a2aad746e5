"""Which ids an entry names: in the fields that its type marks as references, and in its prose.

In: an entry, or any value of one. Out: ids, as often as they are named. Whether they lead anywhere
was settled in `parse`; the ids of boxes and components mean something inside one entry only.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal

from patternloom.model.cited import CitedWork
from patternloom.model.patterns import Statement
from patternloom.model.refs import RefTo
from patternloom.model.texts import ProseText
from patternloom.text.prose import Citation, EntryLink

Way = Literal["reference", "prose", "part"]


def mentions_of(value: Any) -> Iterator[str]:
    """Every id that an entry names, in fields and in prose, at any depth."""
    owner: type = type(value)
    for name, way, free in _fields_that_name(owner):
        # Most fields are empty; a list is looked at item by item.
        if not (held := getattr(value, name)):
            continue
        for item in held if isinstance(held, tuple) else (held,):
            if way == "reference":
                if item not in free:
                    yield item
            elif way == "part":
                yield from mentions_of(item)
            else:
                yield from (node.id for node in item.nodes() if isinstance(node, EntryLink | Citation))


def parts_of(value: Any) -> Iterator[Any]:
    """A value and every part of it that has fields of its own: statements, correlations, events …"""
    yield value
    owner: type = type(value)
    for name, way, _ in _fields_that_name(owner):
        if way == "part" and (held := getattr(value, name)):
            for item in held if isinstance(held, tuple) else (held,):
                yield from parts_of(item)


def lists_of_names(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every list in which a value names entries, at any depth, with the steps to it: of ids, or of cited works."""
    owner: type = type(value)
    for name, way, _ in _fields_that_name(owner):
        if way == "prose" or not (held := getattr(value, name)):
            continue
        if not isinstance(held, tuple):
            yield from lists_of_names(held, (*steps, name)) if way == "part" else ()
        elif way == "reference" or isinstance(held[0], CitedWork):
            yield (*steps, name), held
        else:
            for number, item in enumerate(held):
                yield from lists_of_names(item, (*steps, name, number))


def statements_of(entry: Any) -> Iterator[tuple[tuple[str | int, ...], Statement]]:
    """Every statement of an entry, with the way to it."""
    for field in fields(entry):
        held = getattr(entry, field.name)
        if isinstance(held, Statement):
            yield (field.name,), held
        elif isinstance(held, tuple) and held and isinstance(held[0], Statement):
            yield from (((field.name, number), one) for number, one in enumerate(held))


def source_keys_of(entry: Any) -> Iterator[str]:
    """Every key of the article that an entry or a part of it restates."""
    for part in parts_of(entry):
        yield from getattr(part, "source", ())


@cache
def _fields_that_name(cls: type) -> tuple[tuple[str, Way, frozenset[str]], ...]:
    """The fields of a type that hold ids of entries: how, and which words stand there instead of one."""
    if not is_dataclass(cls):
        return ()
    hints = typing.get_type_hints(cls, include_extras=True)
    ways = ((field.name, _way(hints[field.name])) for field in fields(cls))
    return tuple((name, *way) for name, way in ways if way)


def _way(hint: Any) -> tuple[Way, frozenset[str]] | None:
    """How a value of this type names an entry, if it does: itself, one of several, or None among others."""
    for marker in getattr(hint, "__metadata__", ()):
        if isinstance(marker, RefTo):
            return "reference", marker.free
    if hint is ProseText:
        return "prose", frozenset()
    if isinstance(hint, type) and is_dataclass(hint):
        return "part", frozenset()
    return next((way for inner in typing.get_args(hint) if (way := _way(inner))), None)
