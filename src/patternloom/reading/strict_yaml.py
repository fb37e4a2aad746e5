"""One YAML text to plain values with a position for each: strict, and with no surprises.

In: text. Out: a `Source`: mappings, lists and strings, nothing else — every scalar stays the text
that was written, so `no` and `1.10` are safe and the schema decides types. Refused, each with its
place: duplicate keys, aliases and anchors, tags, several documents, empty values, deep nesting.
It knows no field of the catalog and reads no file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, shown

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same events, some ten times slower
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

MAX_DEPTH = 40
MAX_VALUES = 1_000_000  # in a file: some 250 MB at the worst
MAX_VALUES_IN_ALL = 1_200_000
MAX_IN_ENTRY = 10_000  # in one item of a list at the top of a file

Steps = Sequence[str | int]

# A position is one int, line and column: a catalog of 10,000 patterns has half a million of them.
_COLUMN_BITS = 20
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1

# What YAML 1.1 calls printable; anything else is refused by the parser without a position.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file's values, with where each stands."""

    file: str
    """As messages name it: relative to the project."""
    path: Path
    """Relative to the catalog folder."""
    value: Any
    """Mappings, lists and strings."""
    marks: Any
    """Beside `value`: a position for a scalar, `(position, {key: (position, marks)})` for a mapping,
    `(position, [marks])` for a list."""
    text: str
    values: int
    """How many mappings, lists and strings it holds."""
    lines: tuple[int, ...]
    """Where in the text each line starts."""

    def mark(self, steps: Steps = (), *, on_key: bool = False, piece: str | None = None, nth: int = 0) -> Mark:
        """Where the value at the end of `steps` stands, or its key, or a piece of its text.

        Steps that lead nowhere (a missing key) stop at the last that exists.
        """
        marks = self.marks
        for number, step in enumerate(steps):
            children = marks[1] if isinstance(marks, tuple) else None
            if isinstance(children, dict) and step in children:
                key_position, marks = children[step]
                if on_key and number == len(steps) - 1:
                    return _mark(self.file, key_position)
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                marks = children[step]
            else:
                break
        mark = _mark(self.file, marks[0] if isinstance(marks, tuple) else marks)
        mark = _inside(mark, self.lines, self.text)
        return self._find(mark, piece, nth) if piece else mark

    def _find(self, mark: Mark, piece: str, nth: int) -> Mark:
        """The place at or after `mark` where `piece` is written, after `nth` others; else `mark` itself."""
        found = self.lines[mark.line - 1] + mark.column - 1 - len(piece)
        for _ in range(nth + 1):
            found = self.text.find(piece, found + len(piece))
            if found < 0:
                return mark
        return mark_at(self.file, self.lines, found)


def read_text(
    text: str, file: str, path: Path | None = None, problems: list[Problem] | None = None, *, values_before: int = 0
) -> Source | None:
    """The values of one YAML text; None where it could not be read to its end.

    `values_before` are those of the files before it.

    Raises:
        PatternloomError: the text is not strict YAML, and no list for problems was given.
    """
    builder = _Builder(file, min(MAX_VALUES, MAX_VALUES_IN_ALL - values_before))
    source = None
    try:
        value, marks = builder.build(_Parser(text))
        source = Source(file, path or Path(file), value, marks, text, builder.values, line_starts(text))
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.problem, error.context) if part)
        mark = Mark(file, place.line + 1, place.column + 1) if place else Mark(file)
        builder.problems.append(Problem(mark, f"YAML syntax: {said}, expected valid YAML", rule="yaml"))
    except yaml.reader.ReaderError as error:
        bad = _UNPRINTABLE.search(text)
        mark = mark_at(file, line_starts(text), bad.start()) if bad else Mark(file)
        what = f"character U+{ord(bad[0]):04X}" if bad else str(error.reason)
        builder.problems.append(Problem(mark, f"{what} is not allowed in YAML, expected text", rule="yaml"))
    lines = line_starts(text) if builder.problems else ()
    found = [replace(problem, mark=_inside(problem.mark, lines, text)) for problem in builder.problems]
    if problems is not None:
        problems += found
    elif found:
        raise PatternloomError(found)
    return source


def _inside(mark: Mark, lines: Sequence[int], text: str) -> Mark:
    """The place, or the text's end where the parser means a line after it."""
    return mark_at(mark.file, lines, len(text)) if mark.line > len(lines) else mark


def _mark(file: str, position: int) -> Mark:
    return Mark(file, (position >> _COLUMN_BITS) + 1, (position & _COLUMN_MASK) + 1)


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line, with what YAML takes as the end of one."""
    return (0, *(match.end() for match in re.finditer("\r\n|[\n\r\x85\u2028\u2029]", text)))


def mark_at(file: str, lines: Sequence[int], offset: int) -> Mark:
    """The place of an offset in a text whose lines start there."""
    line = bisect_right(lines, offset)
    return Mark(file, line, offset - lines[line - 1] + 1)


def _position(event: Any) -> int:
    mark = event.start_mark
    return int(mark.line << _COLUMN_BITS | min(mark.column, _COLUMN_MASK))


class _Stop(Exception):
    """The rest of the text cannot be read with any sense; the problem is noted already."""


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    position: int
    is_mapping: bool
    values: Any
    marks: Any
    key: str | None = None
    """The key whose value comes next; None between pairs."""
    key_position: int = 0
    values_before: int = 0


@dataclass(slots=True)
class _Builder:
    """Values and marks from the parser's events: one pass, no recursion, no nodes in between."""

    file: str
    limit: int
    """How many values it may hold."""
    problems: Findings = field(default_factory=Findings)
    values: int = 0
    stack: list[_Frame] = field(default_factory=list)
    root: tuple[Any, Any] | None = None

    def build(self, parser: Any) -> tuple[Any, Any]:
        """The one document's value and marks."""
        documents = 0
        next_event = parser.get_event
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._open(event, _Frame(_position(event), True, {}, {}))
            elif kind is SequenceStartEvent:
                self._open(event, _Frame(_position(event), False, [], []))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(self.stack.pop())
            elif kind is AliasEvent:
                position = _position(event)
                self._refuse(position, f"alias {shown('*' + event.anchor)}, expected the value itself")
                self._add("alias", position, position)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    way_out = "delete the '---' line or make it a file of its own"
                    self._refuse(_position(event), "a second document, expected one document a file", way_out)
                    raise _Stop
        if self.root is None:
            self._refuse(0, "empty file, expected a mapping", rule="empty-text")
            raise _Stop
        return self.root

    def _refuse(self, position: int, message: str, hint: str = "", rule: str = "yaml") -> None:
        self.problems.append(Problem(_mark(self.file, position), message, hint, rule=rule))
        if self.problems.full:
            raise _Stop

    def _undecorated(self, event: Any, position: int) -> None:
        if event.anchor:
            self._refuse(position, f"anchor {shown('&' + event.anchor)}, expected a plain value")
        if event.tag:
            self._refuse(position, f"tag {shown(event.tag)}, expected a plain value")

    def _scalar(self, event: Any) -> None:
        position = _position(event)
        if event.anchor or event.tag:
            self._undecorated(event, position)
        if not event.value and event.implicit[0] and not event.style:
            key = self.stack[-1].key if self.stack else None
            if key is not None and not key.startswith("\0"):
                message = f"no value for key {shown(key)}, expected one"
                self._refuse(position, message, "delete the key if it has none", "empty-text")
            else:
                self._refuse(position, "no value, expected one", rule="empty-text")
        self._add(event.value, position, position)

    def _open(self, event: Any, frame: _Frame) -> None:
        if event.anchor or event.tag:
            self._undecorated(event, frame.position)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(frame.position, f"nested deeper than {MAX_DEPTH} levels, expected a flat file")
            raise _Stop
        frame.values_before = self.values
        self.stack.append(frame)

    def _close(self, frame: _Frame) -> None:
        number = self.values - frame.values_before
        if number > MAX_IN_ENTRY and len(self.stack) == 2:
            self._refuse(frame.position, f"an entry of {number:,} values, expected at most {MAX_IN_ENTRY:,}; split it")
            self._add("too large", frame.position, frame.position)
        else:
            self._add(frame.values, (frame.position, frame.marks), frame.position)

    def _add(self, value: Any, marks: Any, position: int) -> None:
        """Put a finished value where it belongs: the document, a list, a key, or a key's value."""
        self.values += 1
        if self.values > self.limit:
            limits = f"at most {MAX_VALUES:,} in a file and {MAX_VALUES_IN_ALL:,} in all"
            self._refuse(position, f"too many values, expected {limits}")
            raise _Stop
        if not self.stack:
            self.root = (value, marks)
            return
        frame = self.stack[-1]
        if not frame.is_mapping:
            frame.values.append(value)
            frame.marks.append(marks)
        elif frame.key is None:
            if not isinstance(value, str):
                self._refuse(position, "a list or mapping as a key, expected a plain word")
                value = f"\0{position}"  # keeps keys and values in step; no field has such a name
            frame.key, frame.key_position = value, position
        else:
            key, frame.key = frame.key, None
            if key in frame.values:
                first = (frame.marks[key][0] >> _COLUMN_BITS) + 1
                message = f"duplicate key {shown(key)}, expected each key once"
                self._refuse(frame.key_position, message, f"first on line {first}", "duplicate-key")
            elif not key.startswith("\0"):
                frame.values[key] = value
                frame.marks[key] = (frame.key_position, marks)
