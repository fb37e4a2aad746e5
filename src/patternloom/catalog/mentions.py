"""Which ids an entry names, in its fields and in its prose.

In: an entry, or any value of one. Out: ids, as often as they are named. Whether they lead anywhere
was settled in `parse`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType

from patternloom.model.texts import ProseText
from patternloom.text.prose import Citation, EntryLink


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls)) if is_dataclass(cls) else ()


def references_of(value: object) -> Iterator[str]:
    """Every id that an entry names, in fields and in prose, at any depth."""
    owner: type = type(value)
    match value:
        case ProseText():
            yield from (node.id for node in value.nodes() if isinstance(node, EntryLink | Citation))
        case tuple():
            for item in value:
                yield from references_of(item)
        case str():
            yield value
        case _ if names := _field_names(owner):
            for name in names:
                # What most fields hold names nothing; asking here saves a generator each.
                if (held := getattr(value, name)) and held.__class__ is not MappingProxyType:
                    yield from references_of(held)
