"""Keys into the YAML that people write: a line or a few letters each, and no other byte of the file changes.

In: a file's bytes, its source, and the ways to the statements that get a key. Out: the bytes with the keys. Refused is
what would read otherwise afterwards than with the keys alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from patternloom.lock.meaning import Keys, Steps
from patternloom.reading.source import Source, line_starts
from patternloom.reading.strict_yaml import read_yaml

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class NotInsertedError(Exception):
    """A file in which a key cannot be written."""


def insert_keys(data: bytes, source: Source, keys: Keys) -> bytes:
    """The file with `key:` as the first thing in each of these statements.

    Raises:
        NotInsertedError: the file is another one than its source, or says something else with the keys in it.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode()
    lines = line_starts(text)
    spots = sorted(((_spot(source, steps, lines), key) for steps, key in keys.items()), reverse=True)
    for spot, key in spots:
        text = text[: spot.offset] + spot.written(key, text) + text[spot.offset :]
    _hold(text, source, keys)
    return mark + text.encode()


class _Spot(NamedTuple):
    """Where a statement's key goes."""

    offset: int
    column: int | None
    """How far the statement's own keys are indented; None where it stands in braces."""

    def written(self, key: str, text: str) -> str:
        """What is to stand there."""
        if self.column is None:
            # Blanks behind the brace are kept, and are before the key as well.
            return f" key: {key}," if text[self.offset : self.offset + 1].isspace() else f"key: {key}, "
        line_end = _BREAK.search(text, self.offset) or _BREAK.search(text)
        return f"key: {key}{line_end[0] if line_end else chr(10)}{' ' * self.column}"


def _spot(source: Source, steps: Steps, lines: tuple[int, ...]) -> _Spot:
    """Before the statement's first key, or behind its brace."""
    value = _value(source.value, steps)
    if not isinstance(value, Mapping) or not value:
        raise NotInsertedError(f"no statement at {'.'.join(map(str, steps))}")
    start = source.mark(steps)
    if source.text[source.lines[start.line - 1] + start.column - 1] == "{":
        return _Spot(lines[start.line - 1] + start.column, None)
    return _Spot(lines[start.line - 1] + start.column - 1, start.column - 1)


def _value(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value


def _hold(text: str, source: Source, keys: Keys) -> None:
    """The file says what it said, and the keys."""
    wanted = deepcopy(source.value)
    for steps, key in keys.items():
        _value(wanted, steps)["key"] = key
    found = read_yaml(text.replace("\r\n", "\n"), source.file, source.path, [])
    if found is None or found.value != wanted:
        raise NotInsertedError("the file has changed since it was read")
