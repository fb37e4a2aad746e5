"""Files of records: found below paths, and read as text with places.

In: paths. Out: for each file its text, or why it could not be read. No link is followed in a
circle, no file is read that is no text or larger than any record; nothing is said of what a text means.
"""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from patternloom.problems import limits
from patternloom.problems.findings import Mark

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".asc": "asciidoc",
    ".rst": "rst",
    ".rest": "rst",
}
"""Endings of names, and the format that each stands for."""
LEFT_OUT = frozenset({"node_modules", "__pycache__", "venv"})
"""Folders that hold no records of the project's own; nor do those whose names begin with a dot."""

_LINE_END = re.compile("\r\n|\r|\n")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How an encoding of seven bits, as of mails in Japanese, Korean and Chinese, goes over to letters of two bytes.
_SHIFTED = re.compile(rb"\x1b\$(?:[@AB]|[()*+-][@-Z])")


@dataclass(frozen=True)
class TextFile:
    """A file that was read."""

    path: Path
    shown: str
    """How reports name it."""
    text: str
    """Every character but the byte order mark, line ends as they are."""
    mark: bytes = b""
    """The byte order mark, if it has one."""
    encoding: str = "utf-8"

    @property
    def format(self) -> str:
        """Of what kind it is, by its name."""
        return FORMATS[self.path.suffix.lower()]

    @cached_property
    def lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, at: int) -> Mark:
        """The line and column of an offset."""
        line = bisect_right(self.lines, at)
        return Mark(self.shown, line, at - self.lines[line - 1] + 1)

    def encoded(self, text: str) -> bytes:
        """Another text in this file's own encoding."""
        return self.mark + text.encode(self.encoding)


class UnreadableError(Exception):
    """Why a file or folder cannot be read."""


def read(path: Path, shown: str) -> TextFile:
    """One file.

    Raises:
        UnreadableError: it is no text, too large, or may not be read.
    """
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            if not path.is_file():
                raise UnreadableError("no regular file, expected a text")
            data = stream.read(limits.RECORD_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    if len(data) > limits.RECORD_BYTES:
        size = path.stat().st_size
        raise UnreadableError(f"{size:,} bytes, expected at most {limits.RECORD_BYTES:,}: no record is as long")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        wrong = f"0x{error.object[error.start]:02x} at byte {error.start + len(mark) + 1:,}"
        raise UnreadableError(f"no text in {encoding.upper()}: {wrong}; save it in UTF-8") from None
    if _SHIFTED.search(data):
        raise UnreadableError("no text in UTF-8, but in an encoding with escapes, as ISO-2022-JP is; save it in UTF-8")
    if "\0" in text:
        raise UnreadableError("a NUL character, expected text: the file seems to be a binary")
    return TextFile(path, shown, text, mark, encoding)


def find(paths: Iterable[Path]) -> Iterator[Path | tuple[Path, str]]:
    """Every file of a known ending, in order; in its place, a folder that could not be listed, and why."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _below(path, seen)
        elif path.exists() or path.is_symlink():
            yield path
        else:
            yield path, "there is no such file or folder"


def _below(top: Path, seen: set[tuple[int, int]]) -> Iterator[Path | tuple[Path, str]]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            own = folder.stat()
            if (own.st_dev, own.st_ino) in seen:
                continue  # a link that leads back
            seen.add((own.st_dev, own.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield folder, f"cannot be listed: {error.strerror}"
            continue
        below = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name in LEFT_OUT:
                continue
            if _is_dir(entry):
                below.append(folder / entry.name)
            elif os.path.splitext(entry.name)[1].lower() in FORMATS:
                yield folder / entry.name
        waiting += reversed(below)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """A link to a folder is one too; one that leads nowhere or in a circle is a file that cannot be read."""
    try:
        return entry.is_dir()
    except OSError:
        return False
