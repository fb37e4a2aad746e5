"""YAML text to plain values with a position for each: strict, and with no surprises.

In: a catalog folder. Out: a `Source` a file: mappings, lists and strings, nothing else — every
scalar stays the text that was written, so `no` and `1.10` are safe and the schema decides types.
Refused, each with its place: duplicate keys, aliases and anchors, tags, several documents, empty
values, deep nesting, links, large or unreadable files. It knows no field of the catalog.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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

from patternloom.problems import Mark, PatternloomError, Problem, shown

try:
    from yaml.cyaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: the same events, some ten times slower
    from yaml import SafeLoader as _Parser

MAX_BYTES = 20_000_000
MAX_DEPTH = 40

Steps = Sequence[str | int]

# A position packed into one int: a catalog of 10,000 patterns has half a million of them.
_COLUMN_BITS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file's values, with where each stands."""

    file: str
    """As messages name it: relative to the folder the command runs in."""
    path: Path
    """Relative to the catalog folder."""
    value: Any
    """Mappings, lists and strings."""
    marks: Any
    """Beside `value`: an int for a scalar, `(int, {key: (int, marks)})` for a mapping, `(int, [marks])` for a list."""
    text: str

    def mark(self, steps: Steps = (), *, on_key: bool = False, piece: str | None = None) -> Mark:
        """Where the value at the end of `steps` stands, or its key, or a piece of its text.

        Steps that lead nowhere (a missing key) stop at the last that exists.
        """
        marks, position = self.marks, 0
        for number, step in enumerate(steps):
            children = marks[1] if isinstance(marks, tuple) else None
            last = number == len(steps) - 1
            if isinstance(children, dict) and step in children:
                position, marks = children[step]
                if last and on_key:
                    return self._unpack(position)
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                marks = children[step]
            else:
                break
        mark = self._unpack(marks[0] if isinstance(marks, tuple) else marks)
        return self._find(mark, piece) if piece else mark

    def _unpack(self, position: int) -> Mark:
        return Mark(self.file, (position >> _COLUMN_BITS) + 1, (position & ((1 << _COLUMN_BITS) - 1)) + 1)

    def _find(self, mark: Mark, piece: str) -> Mark:
        """The first place at or after `mark` where `piece` is written; `mark` where it is written otherwise."""
        lines = self.text.split("\n")
        start = sum(len(line) + 1 for line in lines[: mark.line - 1]) + mark.column - 1
        found = self.text.find(piece, start)
        if found < 0:
            return mark
        return Mark(self.file, self.text.count("\n", 0, found) + 1, found - self.text.rfind("\n", 0, found))


def read_catalog(root: Path, shown_as: str | None = None) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Every `.yaml` file below `root` in the order of its path, and everything that could not be read."""
    base = shown_as if shown_as is not None else os.path.relpath(root)
    problems: list[Problem] = []
    sources = []
    for path in _files(root, base, problems):
        name = f"{base}/{path.as_posix()}"
        text = _text(root / path, name, problems)
        if text is not None and (source := read_text(text, name, path, problems)):
            sources.append(source)
    return tuple(sources), tuple(problems)


def _files(root: Path, base: str, problems: list[Problem]) -> Iterable[Path]:
    """Paths below `root` of the files to read; what should not be there is a problem."""

    def refuse(path: str, message: str) -> None:
        problems.append(Problem(Mark(path), message, rule="file"))

    if not root.is_dir():
        refuse(base, "no such folder, expected the catalog's YAML files in it")
        return []

    found = []
    for folder, names, files in os.walk(
        root, onerror=lambda error: refuse(str(error.filename), f"unreadable folder ({error.strerror})")
    ):
        names.sort()
        for name in sorted([*names, *files]):
            full = Path(folder, name)
            path = full.relative_to(root)
            where = f"{base}/{path.as_posix()}"
            hidden = name.startswith((".", "#")) or name.endswith("~")
            if full.is_symlink() and not hidden:
                refuse(where, "symbolic link, expected a file or folder of the catalog itself")
            elif name in names:
                if name.endswith(".yaml"):
                    refuse(where, "a folder, expected a file, as its name ends in .yaml")
            elif hidden:
                continue
            elif name.endswith(".yml"):
                refuse(where, f"file name {shown(name)}, expected the ending .yaml")
            elif name.endswith(".yaml"):
                found.append(path)
    return sorted(found, key=lambda path: path.parts)


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    def refuse(message: str, line: int = 1, column: int = 1) -> None:
        problems.append(Problem(Mark(name, line, column), message, rule="file"))

    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever.
            return refuse("not a regular file, expected YAML text")
        if status.st_size > MAX_BYTES:
            return refuse(f"file of {status.st_size:,} bytes, expected at most {MAX_BYTES:,}; split it")
        raw = path.read_bytes()
    except OSError as error:
        return refuse(f"unreadable file ({error.strerror}), expected YAML text")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return refuse(f"byte 0x{raw[error.start]:02x} is not UTF-8, expected UTF-8 text", line, column)
    return text.replace("\r\n", "\n")


def read_text(text: str, file: str, path: Path | None = None, problems: list[Problem] | None = None) -> Source | None:
    """The values of one YAML text; None where its syntax is broken.

    Raises:
        PatternloomError: the text is not strict YAML, and no list for problems was given.
    """
    found: list[Problem] = []
    try:
        value, marks = _build(text, file, found)
        source = Source(file, path or Path(file), value, marks, text)
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        line, column = (place.line + 1, place.column + 1) if place else (1, 1)
        message = f"YAML syntax: {error.problem or error.context}"
        found.append(Problem(Mark(file, line, column), message + (f" {error.context}" if error.problem and error.context else ""), rule="yaml"))
        source = None
    except yaml.reader.ReaderError as error:
        # libyaml gives this error's place in bytes only, and not for every build.
        bad = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
        offset = bad.start() if bad else 0
        place = Mark(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
        what = f"character U+{ord(bad[0]):04X}" if bad else str(error.reason)
        found.append(Problem(place, f"{what} is not allowed in YAML, expected text", rule="yaml"))
        source = None
    except _Stop:
        source = None
    if problems is None:
        if found:
            raise PatternloomError(found)
    else:
        problems += found
    return source


class _Stop(Exception):
    """The rest of the file cannot be read with any sense; the problem is noted already."""


def _build(text: str, file: str, problems: list[Problem]) -> tuple[Any, Any]:
    """Values and marks from the parser's events: one pass, no recursion, no intermediate nodes."""
    parser = _Parser(text)
    next_event = parser.get_event

    def refuse(event: Any, message: str, hint: str = "", rule: str = "yaml") -> None:
        mark = event.start_mark
        problems.append(Problem(Mark(file, mark.line + 1, mark.column + 1), message, hint, rule=rule))

    root: list[tuple[Any, Any]] = []
    # One frame an open collection: [is mapping, values, marks, position, pending key, pending key's position]
    stack: list[list[Any]] = []

    def add(value: Any, marks: Any, position: int, event: Any) -> None:
        if not stack:
            root.append((value, marks))
            return
        frame = stack[-1]
        if not frame[0]:
            frame[1].append(value)
            frame[2].append(marks)
        elif frame[4] is None:
            if not isinstance(value, str):
                refuse(event, "a list or mapping as a key, expected a plain word")
                value = f"\0{position}"  # keeps the pairs in step; no field has such a name
            frame[4], frame[5] = value, position
        else:
            key, key_position = frame[4], frame[5]
            frame[4] = None
            if key in frame[1]:
                first = frame[2][key][0] >> _COLUMN_BITS
                problems.append(Problem(
                    Mark(file, (key_position >> _COLUMN_BITS) + 1, (key_position & ((1 << _COLUMN_BITS) - 1)) + 1),
                    f"duplicate key {shown(key)}, expected each key once", f"first on line {first + 1}", rule="duplicate-key"))
            elif not key.startswith("\0"):
                frame[1][key] = value
                frame[2][key] = (key_position, marks)

    documents = 0
    while (event := next_event()) is not None:
        kind = event.__class__
        if kind is ScalarEvent:
            mark = event.start_mark
            position = (mark.line << _COLUMN_BITS) | min(mark.column, (1 << _COLUMN_BITS) - 1)
            value = event.value
            if event.anchor or event.tag:
                refuse(event, f"{'anchor' if event.anchor else 'tag'} {shown(event.anchor or event.tag)}, expected a plain value")
            if not value and event.implicit[0] and event.style in (None, ""):
                if stack and stack[-1][0] and stack[-1][4] is not None:
                    refuse(event, f"no value for key {shown(stack[-1][4])}, expected one", "delete the key if it has none", "empty-text")
                elif stack:
                    refuse(event, "no value, expected one", rule="empty-text")
            add(value, position, position, event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            mark = event.start_mark
            if event.anchor or event.tag:
                refuse(event, f"{'anchor' if event.anchor else 'tag'} {shown(event.anchor or event.tag)}, expected a plain value")
            if len(stack) >= MAX_DEPTH:
                refuse(event, f"nested deeper than {MAX_DEPTH} levels, expected a flat file")
                raise _Stop
            position = (mark.line << _COLUMN_BITS) | min(mark.column, (1 << _COLUMN_BITS) - 1)
            is_mapping = kind is MappingStartEvent
            stack.append([is_mapping, {} if is_mapping else [], {} if is_mapping else [], position, None, 0])
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            _, values, marks, position, _, _ = stack.pop()
            add(values, (position, marks), position, event)
        elif kind is AliasEvent:
            refuse(event, f"alias {shown('*' + event.anchor)}, expected the value itself")
            position = (event.start_mark.line << _COLUMN_BITS) | event.start_mark.column
            add("alias", position, position, event)
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                refuse(event, "a second document, expected one document a file", "delete the '---' line or make it a file of its own")
                raise _Stop
    if not root:
        problems.append(Problem(Mark(file), "empty file, expected a mapping", rule="empty-text"))
        raise _Stop
    return root[0]
