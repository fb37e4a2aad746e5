"""The record of an entry: every revision of its meaning, every address, every key, since it was first recorded.

In: what `read` finds in a file, or what `advance` adds. Out: frozen values, which tell the meaning as it was in any
revision. A record only grows: nothing here takes a fact away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

Plain: TypeAlias = Any
"""Plain data: a text, a list of plain data, or a mapping of words to it; a localized text is one of languages."""
Texts: TypeAlias = Mapping[str, str]
"""A text in every language."""


def nothing() -> Mapping[str, Any]:
    """A mapping of nothing."""
    return MappingProxyType({})


def of_language(value: Plain, language: str) -> Plain:
    """A localized text in a language; in its first one where it was recorded before there was this one."""
    if not isinstance(value, Mapping):
        return value
    return value.get(language) or next(iter(value.values()), "")


@dataclass(frozen=True, slots=True)
class Revision:
    """A meaning that an entry had, or has."""

    number: int
    """From 1."""
    date: dt.date
    """The day on which it was recorded."""
    release: str | None = None
    """The release of the catalog that it came out with; None until there is one."""
    reason: Texts = field(default_factory=nothing)
    """Why the meaning changed, in every language; nothing for the first."""
    changed: tuple[str, ...] = ()
    """The fields in which it differs from the revision before; none for the first."""
    was: Mapping[str, Plain] = field(default_factory=nothing)
    """The fields that the next revision changed, as they were in this one, as far as it had them; nothing for the
    current one."""


@dataclass(frozen=True, slots=True)
class Editorial:
    """A change of wording that left the meaning as it was."""

    revision: int
    """The revision that it was made in."""
    date: dt.date
    field: str
    reason: Texts
    was: Plain = None
    """The field as it was before; None where the entry did not have it."""


@dataclass(frozen=True, slots=True)
class Former:
    """An id that an entry had before it was renamed."""

    id: str
    revision: int
    """The last that it had under that id: the pins of all up to it were published."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A translation, and the text of the first language that it was last confirmed against, by their hashes."""

    original: str
    translation: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an entry's past."""

    id: str
    kind: str
    """`pattern`, `group`, …; of a retired entry, the kind that it was."""
    current: Revision
    meaning: Mapping[str, Plain]
    """Field → plain data, of the current revision. What is not set is not there."""
    introduced: str | None = None
    """The release that it came with; None until there is one."""
    earlier: tuple[Revision, ...] = ()
    """The revisions before the current one, newest first."""
    editorial: tuple[Editorial, ...] = ()
    """Newest first."""
    confirmed: Mapping[str, Mapping[str, Confirmed]] = field(default_factory=nothing)
    """Path of a text (`summary`, `benefits.b2`) → language → against what its translation was last confirmed."""
    addresses: tuple[str, ...] = ()
    """Where it stood, from a language's root, oldest first: `areas/microservice/#saga`. The last is today's."""
    keys: tuple[str, ...] = ()
    """Every key that a statement of it ever had."""
    dropped: tuple[str, ...] = ()
    """Those of them whose statement is gone."""
    formerly: tuple[Former, ...] = ()
    """The ids that it had before, oldest first: its revisions go on from theirs."""
    retired: dt.date | None = None
    """The day on which it was taken out of the catalog, if it was."""
    into: str | None = None
    """The id of the entry that it has become part of, if it has."""
    _meanings: dict[int, Mapping[str, Plain]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def ended(self) -> bool:
        """Whether the catalog has no entry of this id any more."""
        return self.retired is not None or self.into is not None

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """All revisions, oldest first."""
        return (*reversed(self.earlier), self.current)

    def revision(self, number: int) -> Revision | None:
        """The one of that number, if there is one."""
        return next((one for one in self.revisions if one.number == number), None)

    def meaning_in(self, number: int) -> Mapping[str, Plain]:
        """The meaning as it was when that revision was current, in its last wording.

        Raises:
            KeyError: there is no such revision.
        """
        if not self._meanings:
            self._meanings.update(self._each())
        return self._meanings[number]

    def _each(self) -> Iterator[tuple[int, Mapping[str, Plain]]]:
        meaning, newer = dict(self.meaning), self.current
        yield newer.number, MappingProxyType(dict(meaning))
        for one in self.earlier:
            for name in newer.changed:
                meaning.pop(name, None)
            meaning.update(one.was)
            newer = one
            yield one.number, MappingProxyType(dict(meaning))

    def changed_since(self, number: int) -> tuple[str, ...]:
        """The fields that differ today from what they were in that revision, each once, in the order of the meaning."""
        names = dict.fromkeys(name for one in self.revisions if one.number > number for name in one.changed)
        then = self.meaning_in(number)
        return tuple(name for name in names if then.get(name) != self.meaning.get(name))

    def keys_in(self, number: int) -> tuple[str, ...]:
        """The keys of the statements that the meaning had in that revision."""
        return tuple(keys_of(self.meaning_in(number)))


def keys_of(value: Plain) -> Iterator[str]:
    """The keys of all statements in plain data, in order."""
    if isinstance(value, Mapping):
        if isinstance(key := value.get("key"), str) and "text" in value:
            yield key
        for inner in value.values():
            yield from keys_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from keys_of(inner)
