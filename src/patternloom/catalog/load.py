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

from patternloom.catalog.attachments import Attached, ExampleFiles, attached_by_folder, example_files
from patternloom.catalog.check_catalog import check_catalog
from patternloom.catalog.check_entries import check_entry
from patternloom.catalog.check_examples import check_examples
from patternloom.catalog.parse import Parsed, Place, parse
from patternloom.model.entry import Entry
from patternloom.model.examples import DesignExample
from patternloom.model.kinds import Settings
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
    files: Mapping[str, ExampleFiles]
    """What lies beside each design example, by its id."""


def load(root: Path, shown_as: str | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below `root`, and its warnings.

    Raises:
        PatternloomError: with every error and warning of every file.
    """
    with _collector_paused():
        name = shown_as or root.as_posix()
        sources, problems = read_catalog(root, name)
        attachments, file_problems = read_attachments(root, name)
        parsed = parse(sources, name)
        found = Findings([*problems, *file_problems])
        attached = attached_by_folder(attachments)
        found += _said_once(chain(parsed.problems, _check(parsed, attached, name)), problems, sources)
        if any(problem.severity == "error" for problem in found) or parsed.settings is None:
            raise PatternloomError(found)
        catalog = Catalog(
            settings=parsed.settings,
            entries={located.entry.id: located.entry for located in parsed.entries},
            places={located.entry.id: located.place for located in parsed.entries},
            strings=parsed.strings,
            files={
                located.entry.id: example_files(located.place, attached)
                for located in parsed.entries
                if isinstance(located.entry, DesignExample)
            },
        )
    return catalog, tuple(sorted(found))


def _check(parsed: Parsed, attached: Mapping[str, Attached], root: str) -> Iterator[Problem]:
    """What breaks a rule."""
    for located in parsed.entries:
        yield from check_entry(located)
    yield from check_examples(parsed, attached, root)
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
def _collector_paused() -> Iterator[None]:
    # Millions of small objects that all survive: the collector would walk them again and again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
