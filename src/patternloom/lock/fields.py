"""The values of a lock's file, one field after another, each with its form.

In: a source, and the steps to a mapping in it. Out: typed values, or an empty one and a problem with its place. What
fields there are, `read` says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from patternloom.lock.record import Plain, Texts
from patternloom.model.lasting import is_key
from patternloom.model.values import DATE, found, is_id
from patternloom.problems.findings import Findings, Problem, did_you_mean, nearest, shown
from patternloom.reading.source import Source

_DATE = re.compile(DATE)
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FOLDER = re.compile(r"(?!\.{1,2}$)[^/\\:?\"<>|*\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ANCHOR = re.compile(r"[\w.-]*")
_PART = "(?:0|[1-9][0-9]{0,5})"
_RELEASE = re.compile(rf"{_PART}\.{_PART}\.{_PART}(?:-[0-9A-Za-z.-]{{1,30}})?")


AS_COMMITTED = "take the file as it was committed last: only 'patternloom lock' writes here"
"""The way out for what nobody wrote by hand."""


def is_release(text: str) -> bool:
    """Whether the text is a version as Semantic Versioning writes one."""
    return _RELEASE.fullmatch(text) is not None


def is_field(text: str) -> bool:
    """Whether the text has the form of a field's name."""
    return _NAME.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether the text leads to a place on a page, from a language's root and to nowhere above it."""
    page, _, anchor = text.partition("#")
    folders = page[:-1].split("/") if page else []
    return page[-1:] in ("", "/") and all(map(_FOLDER.fullmatch, folders)) and _ANCHOR.fullmatch(anchor) is not None


def precedence(release: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]:
    """What versions are compared by, as Semantic Versioning says: `0.10.0` after `0.9.0`, `1.0.0-rc` before `1.0.0`."""
    numbers, _, before = release.partition("+")[0].partition("-")
    parts = ((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in before.split("."))
    return tuple(map(int, numbers.split("."))), not before, tuple(parts)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping of the file."""

    source: Source
    steps: tuple[str | int, ...]
    problems: Findings
    meant: set[str] = field(default_factory=set)
    """Keys that are not there, and that others are misspelt for, as was told."""

    @property
    def _value(self) -> Any:
        value = self.source.value
        for step in self.steps:
            value = value[step]
        return value

    def _below(self, *steps: str | int) -> Fields:
        return Fields(self.source, (*self.steps, *steps), self.problems)

    def _held(self) -> Mapping[str, Any]:
        value = self._value
        return value if isinstance(value, Mapping) else {}

    def refuse(self, name: str | int, message: str, hint: str = "") -> None:
        """Tell what is wrong with a field, at its value."""
        way_out = hint or AS_COMMITTED
        self.problems.append(Problem(self.source.mark((*self.steps, name)), message, way_out, rule="lock"))

    def is_mapping(self) -> bool:
        """Whether it is one; else that is told, and nothing in it is asked for."""
        if isinstance(self._value, Mapping):
            return True
        message = f"found {found(self._value)}, expected a mapping"
        self.problems.append(Problem(self.source.mark(self.steps), message, rule="lock"))
        return False

    def only(self, names: Sequence[str]) -> None:
        """Refuse every other key; the one that it may be meant for need not be there then."""
        for name in self._held():
            if name not in names:
                self.meant.update(filter(None, [nearest(name, [other for other in names if not self.has(other)])]))
                hint = did_you_mean(name, names, list_up_to=0)
                mark = self.source.mark((*self.steps, name), on_key=True)
                self.problems.append(
                    Problem(mark, f"unknown key {shown(name)}, expected one of the lock's", hint, rule="lock")
                )

    def has(self, name: str) -> bool:
        """Whether the key is there."""
        return name in self._held()

    def names(self) -> Iterator[str]:
        """The keys."""
        return iter(self._held())

    def anything(self, name: str) -> Plain:
        """The value as it is."""
        return self._held().get(name)

    def _of(self, name: str, form: re.Pattern[str], wanted: str) -> str:
        value = self.anything(name)
        if isinstance(value, str) and form.fullmatch(value):
            return value
        if name in self.meant and not self.has(name):
            return ""
        there = f"{name} {shown(value)}" if isinstance(value, str) else f"{name}: found {found(value)}"
        self.refuse(name, f"{there}, expected {wanted}" if self.has(name) else f"no {shown(name)}, expected {wanted}")
        return ""

    def text(self, name: str) -> str:
        """A text."""
        return self._of(name, re.compile(r".+", re.DOTALL), "a text")

    def id(self, name: str) -> str:
        """An id."""
        text = self.text(name)
        if text and not is_id(text):
            self.refuse(name, f"{name} {shown(text)}, expected an id")
        return text

    def number(self, name: str) -> int:
        """A number from 1."""
        return int(self._of(name, _NUMBER, "a number from 1") or 0)

    def date(self, name: str) -> dt.date:
        """A day."""
        text = self._of(name, _DATE, "a date such as 2026-11-24")
        try:
            return dt.date.fromisoformat(text) if text else dt.date.min
        except ValueError:
            self.refuse(name, f"{name} {shown(text)}, expected a date such as 2026-11-24")
            return dt.date.min

    def release(self, name: str) -> str | None:
        """A version; None where there is none."""
        return self._of(name, _RELEASE, "a version such as 0.1.0") if self.has(name) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where there is none."""
        value = self.anything(name) if self.has(name) else []
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.refuse(name, f"{name}: found {found(value)}, expected a list of texts")
        return ()

    def all_of(self, name: str, form: Callable[[str], bool], wanted: str) -> tuple[str, ...]:
        """A list of texts of a form; empty where there is none."""
        texts = self.texts(name)
        for number, text in enumerate(texts):
            if not form(text):
                self._below(name).refuse(number, f"{shown(text)}, expected {wanted}")
        return texts

    def localized(self, name: str) -> Texts:
        """A text in every language; nothing where there is none."""
        value = self.anything(name) if self.has(name) else {}
        if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
            return MappingProxyType(dict(value))
        self.refuse(name, f"{name}: found {found(value)}, expected a text a language")
        return MappingProxyType({})

    def plain(self, name: str, *, needed: bool = False) -> Mapping[str, Plain]:
        """Plain data by field; nothing where there is none and none is needed."""
        value = self._mapping(name, needed=needed)
        for named in value:
            if not is_field(named):
                self._below(name).refuse(named, f"{shown(named)}, expected the name of a field")
        self._below(name)._keys(value)
        return value

    def _mapping(self, name: str, *, needed: bool = False) -> Mapping[str, Plain]:
        value = self.anything(name) if self.has(name) else {}
        if not isinstance(value, Mapping):
            self.refuse(name, f"{name}: found {found(value)}, expected a mapping of fields")
        elif needed and not self.has(name) and name not in self.meant:
            self.refuse(name, f"no {shown(name)}, expected a mapping of fields")
        else:
            return MappingProxyType(dict(value))
        return MappingProxyType({})

    def value(self, name: str) -> Plain:
        """A field's value as it is."""
        value = self.anything(name)
        self._below(name)._keys(value)
        return value

    def _keys(self, value: Plain, below: tuple[str | int, ...] = ()) -> None:
        """Refuse what stands for the key of a statement, and is none: it becomes an anchor."""
        inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
        for step, held in inner:
            statement = step == "key" and isinstance(value, Mapping) and "text" in value
            if statement and not (isinstance(held, str) and is_key(held)):
                said = shown(held) if isinstance(held, str) else f"found {found(held)}"
                self._below(*below).refuse(step, f"key {said}, expected the key of a statement, such as b2")
            if not isinstance(held, str):
                self._keys(held, (*below, step))

    def parts(self, name: str) -> Iterator[Fields]:
        """Each mapping of a list."""
        value = self.anything(name) if self.has(name) else []
        if not isinstance(value, list):
            self.refuse(name, f"{name}: found {found(value)}, expected a list")
            return
        for number in range(len(value)):
            if (part := self._below(name, number)).is_mapping():
                yield part

    def mapping(self, name: str) -> Iterator[tuple[str, Fields]]:
        """Each key of a mapping, with the mapping below it."""
        for key in self._mapping(name):
            if (part := self._below(name, key)).is_mapping():
                yield key, part
