"""An entry as plain data: what it means, and every text of it that is translated.

In: an entry of a valid catalog, and keys that its statements are about to get. Out: mappings, lists and texts, which
YAML and JSON hold as they are. What changed is `compare`'s question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType
from typing import Any

from patternloom.lock.record import Plain
from patternloom.model.entry import Entry
from patternloom.model.lasting import meaning_fields
from patternloom.model.patterns import Statement
from patternloom.model.texts import NO_TEXTS, ProseText, field_names

Steps = tuple[str | int, ...]
"""The way to a value in an entry: names of fields, and numbers in lists."""

Keys = Mapping[Steps, str]
"""Keys of statements, by the way to each."""

NO_KEYS: Keys = MappingProxyType({})
_HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Translated:
    """A text of an entry in the languages of its catalog."""

    path: str
    """`summary`, `benefits.b2`, `correlations.1.replaces`."""
    steps: Steps
    texts: Mapping[str, str]


def meaning_of(entry: Entry, languages: Sequence[str], keys: Keys = NO_KEYS) -> dict[str, Plain]:
    """Field → plain data of what the entry means; what is not set is not there. `keys` are those not written yet."""
    names = meaning_fields(type(entry))
    held = ((name, _plain(getattr(entry, name), (name,), languages, keys)) for name in names)
    return {name: value for name, value in held if value is not None}


def _plain(value: Any, steps: Steps, languages: Sequence[str], keys: Keys) -> Plain:
    """The value as plain data; None where it is not set."""
    if value is None or value is False or value == ():
        return None
    if isinstance(value, ProseText):
        return {language: value.as_written(language) for language in languages if language in value.written}
    if isinstance(value, Mapping):
        return {language: value[language] for language in languages if language in value}
    if isinstance(value, tuple):
        return [_plain(item, (*steps, number), languages, keys) for number, item in enumerate(value)]
    if is_dataclass(value):
        cls: type = type(value)
        key = (keys.get(steps) or value.key) if isinstance(value, Statement) else None
        held = {name: _plain(getattr(value, name), (*steps, name), languages, keys) for name in meaning_fields(cls)}
        return ({"key": key} if key else {}) | {name: inner for name, inner in held.items() if inner is not None}
    return "true" if value is True else str(value)


def translated(entry: Entry, languages: Sequence[str], keys: Keys = NO_KEYS) -> tuple[Translated, ...]:
    """Every text of the entry that is not the same in all languages."""
    return tuple(_translated(entry, (), "", languages, keys))


def _translated(value: Any, steps: Steps, path: str, languages: Sequence[str], keys: Keys) -> Iterator[Translated]:
    if isinstance(value, ProseText | Mapping):
        texts = _texts(value, languages)
        if len(set(texts.values())) > 1:
            # A statement is its text: the path says no more than its key.
            yield Translated(path, steps, texts)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            key = (keys.get((*steps, number)) or item.key) if isinstance(item, Statement) else None
            yield from _translated(item, (*steps, number), f"{path}.{key or number}", languages, keys)
    elif is_dataclass(value):
        cls: type = type(value)
        for name in field_names(cls):
            held = getattr(value, name)
            if held.__class__ not in NO_TEXTS:  # most are
                below = path if isinstance(value, Statement) else f"{path}.{name}" if path else name
                yield from _translated(held, (*steps, name), below, languages, keys)


def _texts(value: ProseText | Mapping[str, Any], languages: Sequence[str]) -> dict[str, str]:
    """The texts by language, where it is one text that each has."""
    if isinstance(value, ProseText):
        return {language: value.as_written(language) for language in languages if language in value.written}
    return {language: value[language] for language in languages if isinstance(value.get(language), str)}


def hash_of(text: str) -> str:
    """What a text is known by after it has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]
