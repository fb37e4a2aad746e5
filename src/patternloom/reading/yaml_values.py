"""The parser's events to values and marks, and everything in them that strict YAML does not have.

In: a parser of one text. Out: mappings, lists and strings with their positions. Refused, each with its place: duplicate
and merge keys, aliases and anchors, tags, several documents, empty values, deep nesting, texts that are not what they
look like. It knows no field of the catalog; why a text has no events is `yaml_mistakes`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from patternloom.problems import limits
from patternloom.problems.findings import Findings, Problem, shown
from patternloom.problems.rules import RuleId
from patternloom.reading.misread import commented_lines, instead_of_value, misread, second_document, without_value
from patternloom.reading.source import COLUMN_BITS, COLUMN_MASK, after_colon, lengthen, mark_at, mark_of, rest_of_line
from patternloom.text.quoting import IN_QUOTES, in_quotes


def limit(values_before: int) -> int:
    """How many values a text may hold when those before it hold so many."""
    return min(limits.VALUES_IN_FILE, limits.VALUES_IN_CATALOG - values_before)


def _position(event: Any) -> int:
    mark = event.start_mark
    return int(mark.line << COLUMN_BITS | (mark.column if mark.column < COLUMN_MASK else COLUMN_MASK))


class Stopped(Exception):
    """The rest of the text cannot be read with any sense; the problem is noted already."""


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    position: int
    is_mapping: bool
    in_brackets: bool
    """Whether it is written `{…}` or `[…]`."""
    values: Any
    marks: Any
    key: str | None = None
    """The key whose value comes next; None between pairs."""
    key_position: int = 0
    values_before: int = 0
    two_items: bool = False
    """Whether it was told that its keys are those of two items."""
    cut: bool = False
    """Whether its last key was the rest of a text that a comma has cut."""


@dataclass(slots=True)
class Builder:
    """Values and marks from the parser's events: one pass, no recursion, no nodes in between."""

    file: str
    text: str
    lines: Sequence[int]
    """Where in the text each line starts."""
    limit: int
    """How many values it may hold."""
    problems: Findings = field(default_factory=Findings)
    lost: list[str] = field(default_factory=list)
    """Texts of keys that stood there already."""
    doubled: set[int] = field(default_factory=set)
    """The lines on which mappings begin that have a key twice, or keys of another."""
    commented: frozenset[int] = frozenset()
    """Lines with a ` #` after something."""
    values: int = 0
    stack: list[_Frame] = field(default_factory=list)
    root: tuple[Any, Any] | None = None

    def build(self, parser: Any) -> tuple[Any, Any]:
        """The one document's value and marks.

        Raises:
            Stopped: nothing more can be read; a problem says why.
        """
        self.commented = commented_lines(self.text, tuple(self.lines))
        documents = 0
        next_event = parser.get_event
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._open(event, _Frame(_position(event), True, event.flow_style, {}, {}))
            elif kind is SequenceStartEvent:
                self._open(event, _Frame(_position(event), False, event.flow_style, [], []))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(self.stack.pop())
            elif kind is AliasEvent:
                position = _position(event)
                self._refuse(position, f"alias {shown('*' + event.anchor)}, expected the value itself")
                self._add("alias", position, position)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    mistake = second_document(event.start_mark.index)
                    self._refuse(_position(event), mistake.message, mistake.hint)
                    raise Stopped
        if self.root is None:
            self._refuse(0, "empty file, expected a mapping", rule="empty-text")
            raise Stopped
        return self.root

    def _refuse(self, position: int, message: str, hint: str = "", rule: RuleId = "yaml") -> None:
        below = any((frame.key or "").startswith("\0") for frame in self.stack)
        if below or any(frame.key is None and frame.is_mapping for frame in self.stack[:-1]):
            return  # inside a list or mapping that is a key, or below a key that cannot be one: that was told
        self.problems.append(Problem(mark_of(self.file, position), message, hint, rule=rule))
        if self.problems.full:
            raise Stopped

    def _undecorated(self, event: Any, position: int) -> None:
        line = rest_of_line(self.text, self.lines, event.start_mark.index)
        written = in_quotes(line) if event.__class__ is ScalarEvent else ""
        if event.anchor:
            way_out = written or "write it out wherever it is needed"
            self._refuse(position, f"anchor {shown('&' + event.anchor)}, expected a plain value", way_out)
        if event.tag:
            self._refuse(position, f"tag {shown(event.tag)}, expected a plain value", written or "delete the tag")

    def _scalar(self, event: Any) -> None:
        position, value = _position(event), event.value
        if event.anchor or event.tag:
            self._undecorated(event, position)
        if not value and event.implicit[0] and not event.style:
            self._no_value(event, position)
        elif (end := event.end_mark.line) != position >> COLUMN_BITS or end in self.commented:
            for mistake in misread(self.text, event, self.commented):
                mark = mark_at(self.file, self.lines, mistake.offset)
                self.problems.append(Problem(mark, mistake.message, mistake.hint, rule=mistake.rule))
        self._add(value, position, position)

    def _no_value(self, event: Any, position: int) -> None:
        """A key or list item with nothing after it; or, in brackets, a text that a comma has cut."""
        frame = self.stack[-1] if self.stack else None
        key = frame.key if frame else None
        cut = instead_of_value(self.text, self.lines, event.start_mark.index)
        if frame is None or key is None:
            self._refuse(position, "no value, expected one", cut, "empty-text")
        elif key.startswith("\0"):
            return  # what it belongs to was told
        elif frame.in_brackets and not after_colon(self.text, event.start_mark.index):
            if not frame.cut:
                message = f"no value for key {shown(key)}, expected one"
                before = next((marks for _, marks in reversed(frame.marks.values())), None)
                line = self._line_at(before) if isinstance(before, int) else ""
                self._refuse(frame.key_position, message, without_value(key, line), "empty-text")
            frame.cut = True
            frame.key = f"\0{position}"  # nobody need say that there is no such key
        else:
            hint = cut or "indent what belongs to it, or delete the key"
            self._refuse(position, f"no value for key {shown(key)}, expected one", hint, "empty-text")

    def _line_at(self, position: int) -> str:
        return rest_of_line(self.text, self.lines, self.lines[position >> COLUMN_BITS] + (position & COLUMN_MASK))

    def _open(self, event: Any, frame: _Frame) -> None:
        if event.anchor or event.tag:
            self._undecorated(event, frame.position)
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            self._collection_as_key(event, frame)
        if len(self.stack) >= limits.YAML_LEVELS:
            self._refuse(frame.position, f"nested deeper than {limits.YAML_LEVELS} levels, expected a flat file")
            raise Stopped
        frame.values_before = self.values
        self.stack.append(frame)

    def _collection_as_key(self, event: Any, frame: _Frame) -> None:
        """Such as `{{ x }}` without quotes: the outer brace opens a mapping, the inner one its key."""
        outer = self.stack[-1]
        position, start = frame.position, event.start_mark.index
        hint = IN_QUOTES
        if outer.in_brackets and outer.position == position - 1:
            position = outer.position
            hint = in_quotes(rest_of_line(self.text, self.lines, start - 1))
        self._refuse(position, "a list or mapping as a key, expected a plain word", hint)

    def _close(self, frame: _Frame) -> None:
        number = self.values - frame.values_before
        if number > limits.VALUES_IN_ENTRY and len(self.stack) == 2:
            most = f"expected at most {limits.VALUES_IN_ENTRY:,}; split it"
            self._refuse(frame.position, f"an entry of {number:,} values, {most}")
            self._add("too large", frame.position, frame.position)
        else:
            self._add(frame.values, (frame.position, frame.marks), frame.position)

    def _add(self, value: Any, marks: Any, position: int) -> None:
        """Put a finished value where it belongs: the document, a list, a key, or a key's value."""
        self.values += 1
        if self.values > self.limit:
            most = f"at most {limits.VALUES_IN_FILE:,} in a file and {limits.VALUES_IN_CATALOG:,} in all"
            self._refuse(position, f"too many values, expected {most}")
            raise Stopped
        if not self.stack:
            self.root = (value, marks)
            return
        frame = self.stack[-1]
        if not frame.is_mapping:
            frame.values.append(value)
            frame.marks.append(marks)
        elif (key := frame.key) is None:
            if not isinstance(value, str):
                value = f"\0{position}"  # keeps keys and values in step; no field has such a name
            elif value == "<<":
                self._refuse(position, "merge key '<<', expected the keys that it brings", "write them out")
                self.doubled.add((frame.position >> COLUMN_BITS) + 1)
                value = f"\0{position}"
            frame.key, frame.key_position = value, position
        else:
            frame.key = None
            if key in frame.values:
                self._second(frame, key, value, marks)
            elif key[:1] != "\0":
                frame.cut = False
                frame.values[key] = value
                frame.marks[key] = (frame.key_position, marks)

    def _second(self, frame: _Frame, key: str, value: Any, marks: Any) -> None:
        """A key that stood there already: told, and as little of its value as possible lost."""
        self.doubled.add((frame.position >> COLUMN_BITS) + 1)
        first_position, first_marks = frame.marks[key]
        message = f"duplicate key {shown(key)}, expected each key once"
        hint = f"first on line {(first_position >> COLUMN_BITS) + 1}"
        if key == next(iter(frame.values)) and len(self.stack) > 1 and not self.stack[-2].is_mapping:
            hint += "; begin an item of its own with '- '"
        if not frame.two_items:
            self._refuse(frame.key_position, message, hint, "duplicate-key")
        frame.two_items = frame.two_items or hint.endswith("'")
        if isinstance(value, list) and isinstance(frame.values[key], list):
            # Of two items, both may well list the same.
            lengthen((frame.values[key], first_marks[1]), value, marks[1], without_known=frame.two_items)
        elif isinstance(value, str):
            self.lost.append(value)
