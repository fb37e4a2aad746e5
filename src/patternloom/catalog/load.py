"""The catalog folder to a valid catalog: reading, parsing and every rule in one call.

In: a folder. Out: a `Catalog` that nothing later needs to check, and warnings; or every problem of
every file at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from patternloom.catalog.attachments import files_of
from patternloom.catalog.check_catalog import check_catalog
from patternloom.catalog.check_entries import check_entry
from patternloom.catalog.check_examples import check_examples
from patternloom.catalog.parse import Parsed, Place, parse
from patternloom.model.kinds import Entry, Settings
from patternloom.problems.findings import Findings, PatternloomError, Problem
from patternloom.reading.folder import read_attachments, read_catalog
from patternloom.reading.strict_yaml import Source


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything the files say, valid as a whole."""

    settings: Settings
    entries: Mapping[str, Entry]
    """By id, in the order of the files."""
    places: Mapping[str, Place]
    """Where each entry is written, by id."""
    strings: Mapping[str, Mapping[str, str]]
    """The interface's words: language → key → text."""
    attachments: Mapping[str, bytes]
    """Files of the examples, by path below the catalog folder."""

    def files_of(self, id: str) -> dict[str, bytes]:
        """An entry's own files, by path below its folder: its YAML, `files/…` and its evidence."""
        return files_of(self.places[id], self.attachments)


@dataclass(frozen=True, slots=True)
class Examined:
    """A catalog folder as far as it can be understood."""

    catalog: Catalog | None
    """None where anything is wrong."""
    parsed: Parsed
    problems: tuple[Problem, ...]
    """Every error and warning of every file."""


def load(root: Path, shown_as: str | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below `root`, and its warnings.

    Raises:
        PatternloomError: with every error and warning of every file.
    """
    examined = examine(root, shown_as or root.as_posix())
    if examined.catalog is None:
        raise PatternloomError(examined.problems)
    return examined.catalog, examined.problems


def examine(root: Path, name: str) -> Examined:
    """The folder's catalog, and all that is wrong with it; messages name files below `name`."""
    with collector_paused():
        sources, problems = read_catalog(root, name)
        attachments, file_problems = read_attachments(root, name)
        parsed = parse(sources, name)
        found = Findings([*problems, *file_problems])
        found += _said_once(chain(parsed.problems, _check(parsed, attachments, name)), problems, sources)
        if any(problem.severity == "error" for problem in found) or parsed.settings is None:
            return Examined(None, parsed, tuple(sorted(set(found))))
        catalog = Catalog(
            settings=parsed.settings,
            entries={located.entry.id: located.entry for located in parsed.entries},
            places={located.entry.id: located.place for located in parsed.entries},
            strings=parsed.strings,
            attachments=attachments,
        )
    return Examined(catalog, parsed, tuple(sorted(found)))


def _check(parsed: Parsed, attachments: Mapping[str, bytes], root: str) -> Iterator[Problem]:
    """What breaks a rule."""
    for located in parsed.entries:
        yield from check_entry(located)
    yield from check_examples(parsed, attachments, root)
    yield from check_catalog(parsed)


def _said_once(later: Iterable[Problem], read: Sequence[Problem], sources: Sequence[Source]) -> Iterator[Problem]:
    """What parsing and the rules found, without what only follows from what could not be read."""
    marks = {problem.mark for problem in read}
    files = {problem.mark.file for problem in read}
    unread = files - {source.file for source in sources}
    for problem in later:
        above = {problem.mark.file, *(parent.as_posix() for parent in PurePosixPath(problem.mark.file).parents)}
        said_missing = problem.rule == "file" and not above.isdisjoint(files)
        # An id that nothing seems to have, or to use, may stand in a file that could not be read.
        unsure = bool(unread) and problem.rule in ("dangling-reference", "unused")
        if problem.mark not in marks and not said_missing and not unsure:
            yield problem


@contextmanager
def collector_paused() -> Iterator[None]:
    """Read without Python's cyclic garbage collector."""
    # Millions of small objects that all survive: the collector would walk them again and again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
