"""JSON of the published form to its types, by whoever reads a catalog that is not checked out.

In: text, and what to call it. Out: a `Catalog` or one entry of it; or every mistake, with its place. What it does not
know it passes over, as later catalogs may say more; what may be missing is taken as empty. It opens no file.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from patternloom.problems import limits
from patternloom.problems.findings import Mark, PatternloomError, Problem, did_you_mean, shown
from patternloom.wire.forms import Form, Keyed, Many, Maybe, Words, fields_of
from patternloom.wire.types import VERSION, Catalog, RecordIndex, Shape, Single

T = TypeVar("T")
Step = str | int
Wrong = tuple[tuple[Step, ...], str]
"""The steps to a value, and what is wrong with it."""
_NO_BLANK = re.compile(r"[^ \t\n\r]|$")


def read_catalog(text: str, name: str) -> Catalog:
    """A whole catalog; messages call the file `name`.

    Raises:
        PatternloomError: it is no JSON, or not of this form.
    """
    return _read(text, name, Catalog)


def read_entry(text: str, name: str) -> Single:
    """One entry by itself.

    Raises:
        PatternloomError: it is no JSON, or not of this form.
    """
    return _read(text, name, Single)


def read_index(text: str, name: str) -> RecordIndex:
    """Which record decides on what.

    Raises:
        PatternloomError: it is no JSON, or not of this form.
    """
    return _read(text, name, RecordIndex, "what 'patternloom adr index' writes")


class _WrongError(Exception):
    """What does not fit: each with the steps that lead to it, and a message."""

    def __init__(self, *found: Wrong) -> None:
        self.found = found

    def below(self, step: Step) -> Iterable[Wrong]:
        """The same, seen from one step further up."""
        return (((step, *steps), message) for steps, message in self.found)


_SITE = f"what a site publishes below '/api/{VERSION}/'"


def _read(text: str, name: str, published: type[T], wanted: str = _SITE) -> T:
    if len(text) > limits.WIRE_CHARACTERS:
        message = f"{len(text):,} characters, expected at most {limits.WIRE_CHARACTERS:,}"
        raise PatternloomError([Problem(Mark(name), message, rule="wire")])
    value = _json(text, name, wanted)
    if not isinstance(value, dict) or value.get("version") != VERSION:
        said = value.get("version") if isinstance(value, dict) else None
        found = f"version {shown(said)}" if isinstance(said, str) else "JSON of another form"
        message = f"{found}, expected {wanted}"
        raise PatternloomError([Problem(Mark(name), message, rule="wire")])
    try:
        read: T = _value(published, value)
    except _WrongError as wrong:
        places = _Places(text, name)
        problems = (
            Problem(places.mark(steps), f"{_way(steps)}{message}", rule="wire")
            for steps, message in wrong.found[: limits.PROBLEMS]
        )
        raise PatternloomError(problems) from None
    return read


def _json(text: str, name: str, wanted: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"no JSON: {error.msg}, expected {wanted}"
        raise PatternloomError([Problem(Mark(name, error.lineno, error.colno), message, rule="wire")]) from None
    except (ValueError, RecursionError):  # a number of thousands of digits; lists in lists without end
        message = f"JSON that cannot be read, expected {wanted}"
        raise PatternloomError([Problem(Mark(name), message, rule="wire")]) from None


def _value(form: Form, value: Any) -> Any:
    """The value in its type."""
    match form:
        case type():
            return _plain(form, value)
        case Maybe(inside):
            return None if value is None else _value(inside, value)
        case Many(inside):
            return _all(inside, value)
        case Keyed(inside):
            if not isinstance(value, dict):
                raise _WrongError(((), f"{_found(value)}, expected a mapping"))
            return value if inside is object else _each(inside, value)
        case Shape(pattern, wanted):
            if isinstance(value, str) and re.fullmatch(pattern, value):
                return value
            raise _WrongError(((), f"{_found(value)}, expected {wanted}"))
        case Words(words):
            if value in words:
                return value
            hint = did_you_mean(value, words) if isinstance(value, str) else ""
            wanted = f"expected one of {', '.join(words)}" if len(words) > 1 else f"expected '{words[0]}'"
            raise _WrongError(((), f"{_found(value)}, {hint or wanted}"))


def _plain(form: type, value: Any) -> Any:
    """A text, a number, anything, or one of the published types."""
    if form is object or type(value) is form:
        return value
    if form in (str, int):
        raise _WrongError(((), f"{_found(value)}, expected {'a text' if form is str else 'a whole number'}"))
    if not isinstance(value, dict):
        raise _WrongError(((), f"{_found(value)}, expected a mapping"))
    read: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for field in fields_of(form):
        if field.key in value:
            try:
                read[field.name] = _value(field.form, value[field.key])
            except _WrongError as error:
                wrong += error.below(field.key)
        elif field.needed:
            wrong.append(((), f"no '{field.key}', expected it"))
    if wrong:
        raise _WrongError(*wrong)
    return form(**read)


def _all(inside: Form, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _WrongError(((), f"{_found(value)}, expected a list"))
    return tuple(_each(inside, dict(enumerate(value))).values())


def _each(inside: Form, values: dict[Any, Any]) -> dict[Any, Any]:
    """Each value under its step, or all that is wrong with them."""
    read: dict[Any, Any] = {}
    wrong: list[Wrong] = []
    for step, one in values.items():
        try:
            read[step] = _value(inside, one)
        except _WrongError as error:
            wrong += error.below(step)
    if wrong:
        raise _WrongError(*wrong)
    return read


def _found(value: Any) -> str:
    """What a value is, for a message."""
    if isinstance(value, str):
        return shown(value)
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing", bool: "a truth value"}
    return kinds.get(type(value)) or f"the number {shown(value)}"


def _way(steps: tuple[Step, ...]) -> str:
    """`entries[3].revision: `."""
    way = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return f"{way.removeprefix('.')}: " if way else ""


class _Places:
    """Where the values of a JSON text stand; each mapping and list is looked through once, however much is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._known: dict[int, dict[Step, int]] = {}
        """Where a mapping or list begins → where each of its values does."""

    def mark(self, steps: Iterable[Step]) -> Mark:
        """The place of the value that the steps lead to."""
        at = _next(self._text, 0)
        for step in steps:
            if at not in self._known:
                self._known[at] = dict(_values(self._text, at))  # of two alike the last counts, as it did when read
            at = self._known[at][step]
        line = bisect_right(self._lines, at)
        return Mark(self._name, line, at - self._lines[line - 1] + 1)


def _values(text: str, at: int) -> Iterator[tuple[Step, int]]:
    """Each step in the mapping or list that begins there, and where its value does."""
    decode = json.JSONDecoder().raw_decode
    in_mapping, number = text[at] == "{", 0
    at = _next(text, at + 1)
    while text[at] not in "}]":
        step: Step = number
        if in_mapping:
            step, at = decode(text, at)
            at = _next(text, _next(text, at) + 1)
        yield step, at
        _, at = decode(text, at)
        at = _next(text, at)
        if text[at] == ",":
            at = _next(text, at + 1)
        number += 1


def _next(text: str, at: int) -> int:
    """Where something stands again."""
    found = _NO_BLANK.search(text, at)
    return found.start() if found else len(text)
