"""Where the parser gave up on a text, and what stands around that place.

In: a text and the parser's error. Out: a `Failure`, which tells lines, columns and the tokens before.
What the mistake is, `yaml_mistakes` says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import tokens as kinds

_ENDS = (kinds.StreamEndToken, kinds.BlockEndToken)
OPEN = (kinds.FlowMappingStartToken, kinds.FlowSequenceStartToken)
CLOSED = (kinds.FlowMappingEndToken, kinds.FlowSequenceEndToken)


@dataclass(frozen=True)
class Failure:
    """Where the parser gave up, and what stands before."""

    text: str
    lines: Sequence[int]
    at: int
    """The offset of what did not fit."""
    since: int | None
    """The offset where that which it was reading began."""
    said: str
    before: Sequence[Any]
    """The tokens before `at`, without the ends of blocks."""

    @property
    def last(self) -> Any:
        """The last token before it."""
        return self.before[-1] if self.before else None

    def start(self, token: Any) -> int:
        """The offset of a token."""
        return _offset(self.lines, token.start_mark, self.text)

    def end(self, token: Any) -> int:
        """The offset after a token."""
        return _offset(self.lines, token.end_mark, self.text)

    def line(self, offset: int) -> int:
        """The number of the line there, from 1."""
        return bisect_right(self.lines, offset)

    def column(self, offset: int) -> int:
        """The column there, from 1."""
        return offset - self.lines[self.line(offset) - 1] + 1

    def line_of(self, offset: int) -> str:
        """The line there, without what is blank around it."""
        return self.to_end(self.lines[self.line(offset) - 1]).strip()

    def to_end(self, offset: int) -> str:
        """What stands there on its line."""
        number = self.line(offset)
        return self.text[offset : self.lines[number] if number < len(self.lines) else len(self.text)].rstrip()

    def line_start(self, offset: int) -> int:
        """The offset where the line there begins."""
        return self.lines[self.line(offset) - 1]

    def line_end(self, offset: int) -> int:
        """The offset where it ends."""
        return self.line_start(offset) + len(self.to_end(self.line_start(offset)))

    def first_of_line(self, offset: int) -> int:
        """Where the first letter of the line there stands."""
        start = self.lines[self.line(offset) - 1]
        line = self.to_end(start)
        return start + len(line) - len(line.lstrip(" \t-"))

    def rest(self, offset: int) -> str:
        """The text from there to the end of its value: of the line, or before the next key of a flow mapping."""
        rest = self.to_end(offset)
        opened = sum(isinstance(token, OPEN) - isinstance(token, CLOSED) for token in self.before)
        if opened > 0:
            rest = re.split(r", +[\w-]+: ", rest, maxsplit=1)[0].rstrip("}],")
        return rest


def failure_of(text: str, lines: Sequence[int], error: yaml.MarkedYAMLError, parser: Callable[[str], Any]) -> Failure:
    """The error with what stands around it."""
    place = error.problem_mark or error.context_mark
    at = min(_offset(lines, place, text), len(text)) if place else 0
    since = _offset(lines, error.context_mark, text) if error.context_mark else None
    said = " ".join(part for part in (error.problem, error.context) if part)
    return Failure(text, lines, at, since, said, _tokens(text[:at], parser))


def _offset(lines: Sequence[int], mark: Any, text: str) -> int:
    # The end of a text whose last line does not end is told on the line after it.
    return lines[mark.line] + int(mark.column) if mark.line < len(lines) else len(text)


def _tokens(text: str, parser: Callable[[str], Any]) -> list[Any]:
    """What the parser sees of the text: all up to a mistake."""
    found: list[Any] = []
    scanner = parser(text)
    try:
        while (token := scanner.get_token()) is not None:
            if not isinstance(token, _ENDS):
                found.append(token)
    except yaml.YAMLError:
        pass  # what came before it is what there is to say
    return found
