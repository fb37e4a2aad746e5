"""Where a word stands in a template: Jinja tells lines alone, and a message names the column too.

In: a template's text, a line of it, and what is looked for there. Out: the mark of the first that is meant, in a tag
rather than in prose; the line's start where it has none. It parses no template.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from patternloom.problems.findings import Mark

Wanted = tuple[str, Callable[[str, int, int], bool]]
"""What is looked for in a line, and whether it is meant where it stands: by the line, its start and its end."""

_CALL = re.compile(r"\s*\(")


def word(text: str) -> Wanted:
    """A word of Jinja's by itself."""
    return text, _by_itself


def after(text: str, *before: str) -> Wanted:
    """A word that one of these stands before."""
    return text, lambda line, start, end: line[:start].rstrip().endswith(before) and not _goes_on(line, end)


def called(text: str) -> Wanted:
    """A word that is called."""
    return text, lambda line, start, end: _by_itself(line, start, end) and _CALL.match(line, end) is not None


def anything(text: str) -> Wanted:
    """Letters that are meant wherever they stand."""
    return text, lambda line, start, end: True


def _by_itself(line: str, start: int, end: int) -> bool:
    return not _is_letter(line[start - 1 : start], ".-") and not _goes_on(line, end)


def _goes_on(line: str, end: int) -> bool:
    return _is_letter(line[end : end + 1], "-")


def _is_letter(sign: str, more: str) -> bool:
    return sign != "" and (sign.isalnum() or sign == "_" or sign in more)


def _in_tag(line: str, start: int) -> bool:
    opened = max(line.rfind(sign, 0, start) for sign in ("{{", "{%"))
    return opened > max(line.rfind(sign, 0, start) for sign in ("}}", "%}"))


@dataclass(frozen=True, slots=True)
class Lines:
    """A template's text, to find columns in: Jinja knows lines only."""

    file: str
    lines: tuple[str, ...]

    def mark(self, line: int, *wanted: Wanted) -> Mark:
        """Where the first that the line has stands, in a tag rather than in prose."""
        text = self._text(line)
        for allowed in (_in_tag, lambda line, start: True):
            for words, is_meant in wanted:
                start = text.find(words)
                while start >= 0:
                    if is_meant(text, start, start + len(words)) and allowed(text, start):
                        return Mark(self.file, line, start + 1)
                    start = text.find(words, start + 1)
        return Mark(self.file, line)

    def tag(self, line: int) -> Mark:
        """Where the first tag of the line begins."""
        found = re.search(r"\{[{%]", self._text(line))
        return Mark(self.file, line, found.start() + 1 if found else 1)

    def tag_at(self, mark: Mark) -> str:
        """The tag in which the place lies, as far as its line has it; the line where none does."""
        text = self._text(mark.line)
        start = max(text.rfind("{{", 0, mark.column), text.rfind("{%", 0, mark.column))
        end = re.compile(r"%\}|\}\}").search(text, max(start, 0))
        return text[max(start - text[:start].endswith("{"), 0) : end.end() if end else len(text)]

    def _text(self, line: int) -> str:
        return self.lines[line - 1] if line <= len(self.lines) else ""


def lines_of(file: str, text: str) -> Lines:
    """A text's lines."""
    return Lines(file, tuple(text.split("\n")))


def at_quoted(lines: Lines, line: int, message: str) -> Mark:
    """The place in a line of the first word that a message of Jinja's quotes."""
    return lines.mark(line, *map(anything, re.findall(r"'([^']+)'", message)))
