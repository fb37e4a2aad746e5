"""A new record's file: numbered, never over another, and safe where several are made at once.

In: a folder, how its files are named, and what writes the text for a number. Out: the file. It reads no other file, and
waits for nobody.

A number is claimed by a hidden file that only one process can make, and given only where, under that claim, no record
has it. So two processes cannot both find it free, whatever their records are called.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from patternloom.adr.new_record.habits import names_in
from patternloom.adr.new_record.naming import Naming, next_number, slug, taken

Make = Callable[[int | None], str]
"""The text of a record with that number; None where days stand in the numbers' place."""


def write_numbered(folder: Path, naming: Naming, title: str, make: Make) -> Path:
    """The record with the next number that is free.

    Raises:
        OSError: the folder or file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = next_number(names_in(folder), dated=False)
    while True:
        with _claimed(folder, number) as ours:
            if ours and not taken(names_in(folder), number):
                path = folder / naming.file(f"{number:0{naming.width}}", slug(title))
                _write_new(path, make(number))
                return path
        number += 1


def write_dated(folder: Path, naming: Naming, title: str, day: str, make: Make) -> Path:
    """The record of a day, `20261129-title.md` of `2026-11-29`; a further one of that name has a number behind it.

    Raises:
        OSError: the folder or file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    further = 1
    while True:
        path = folder / naming.file(naming.day(day), slug(title) + (f"-{further}" if further > 1 else ""))
        try:
            _write_new(path, make(None))
        except FileExistsError:
            further += 1
        else:
            return path


def _write_new(path: Path, text: str) -> None:
    """All of it or nothing.

    Raises:
        FileExistsError: something has that name, a broken link too.
    """
    own = not path.parent.exists()  # where each record has a folder
    path.parent.mkdir(exist_ok=True)
    # `x` opens nothing that is there, and follows no link.
    with path.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
        except BaseException:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # in which somebody else may have put something
                path.parent.rmdir() if own else None
            raise


@contextmanager
def _claimed(folder: Path, number: int) -> Iterator[bool]:
    """Whether the number is this process's alone for as long as this lasts."""
    claim = folder / f".{number}.claim"
    try:
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        yield False
        return
    try:
        yield True
    finally:
        claim.unlink(missing_ok=True)
