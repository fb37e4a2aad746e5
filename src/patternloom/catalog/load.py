"""The catalog folder to a valid catalog: reading, parsing and every rule in one call.

In: a folder. Out: a `Catalog` that nothing later needs to check, and warnings; or every problem of
every file at once.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from patternloom.catalog.astray import SETTINGS_FILE
from patternloom.catalog.attachments import Attached, ExampleFiles, attached_by_folder, example_files
from patternloom.catalog.check_catalog import check_catalog, languages_are_listed_once
from patternloom.catalog.check_entries import check_entry
from patternloom.catalog.check_examples import check_examples
from patternloom.catalog.check_forms import check_forms
from patternloom.catalog.check_releases import check_releases
from patternloom.catalog.evidence import CHANGED
from patternloom.catalog.outline import Outline, outline_of
from patternloom.catalog.parse import Parsed, Place, parse
from patternloom.catalog.strings import STRINGS_FOLDER
from patternloom.catalog.wording import A_LIST_WANTED
from patternloom.model.entry import Entry
from patternloom.model.examples import DesignExample
from patternloom.model.kinds import Settings
from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, hints_bounded
from patternloom.problems.rules import RULES
from patternloom.reading.folder import read_attachments, read_catalog
from patternloom.reading.source import Source


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


@dataclass(frozen=True, slots=True)
class Examined:
    """A catalog folder as far as it can be understood."""

    catalog: Catalog | None
    """None where anything is wrong."""
    parsed: Parsed
    problems: tuple[Problem, ...]
    """Every error and warning of every file."""


def load(root: Path, shown_as: str | None = None, today: dt.date | None = None) -> tuple[Catalog, tuple[Problem, ...]]:
    """The catalog below `root`, and its warnings; no date in it is later than tomorrow.

    A day more than `today` (the clock's, unless given): it is tomorrow already somewhere.

    Raises:
        PatternloomError: with every error and warning of every file.
    """
    examined = examine(root, shown_as or root.as_posix(), today)
    if examined.catalog is None:
        raise PatternloomError(examined.problems)
    return examined.catalog, examined.problems


def examine(root: Path, name: str, today: dt.date | None = None, *, checked: bool = False) -> Examined:
    """The folder's catalog, and all that is wrong with it; messages name files below `name`.

    Where the same files have been `checked`, what cannot be read or typed is found, and whether there are languages.
    """
    with collector_paused(), hints_bounded():
        sources, problems = read_catalog(root, name)
        attachments, file_problems = read_attachments(root, name)
        latest = (today or dt.date.today()) + dt.timedelta(days=1)
        parsed = parse(sources, name, latest, words_unread=_words_unread(sources, problems, name))
        problems = tuple(problem for problem in problems if problem.mark not in parsed.instead)
        found = Findings(chain(problems, file_problems))
        attached = attached_by_folder(attachments)
        broken_rules = languages_are_listed_once(parsed) if checked else _check(parsed, attached, name)
        found.extend(_said_once(chain(parsed.problems, broken_rules), problems, sources))
        if any(problem.severity == "error" for problem in found) or parsed.settings is None:
            return Examined(None, parsed, tuple(sorted(set(_without_evidence(found)))))
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
    return Examined(catalog, parsed, tuple(sorted(found)))


def outline_at(root: Path) -> Outline:
    """What can be told of the catalog below `root` whatever mistakes it has: its languages, words and ids.

    Raises:
        PatternloomError: not even its languages can be told.
    """
    sources, problems = read_catalog(root, root.as_posix())
    outline = outline_of(sources, found := Findings(problems))
    if not outline.languages:
        settings = outline.settings
        mark = settings.mark(["languages"]) if settings else Mark(f"{root.as_posix()}/{SETTINGS_FILE}")
        message = "no languages to be found, expected 'languages:' here or a file in 'strings/'"
        unread = problems and not settings  # then it follows from that
        raise PatternloomError(found if unread else [*found, Problem(mark, message, rule="missing-key")])
    return outline


def _check(parsed: Parsed, attached: Mapping[str, Attached], root: str) -> Iterator[Problem]:
    """What breaks a rule."""
    for located in parsed.entries:
        yield from check_entry(located)
    yield from check_examples(parsed, attached, root)
    yield from check_catalog(parsed)
    yield from check_releases(parsed)
    yield from check_forms(parsed)


def _words_unread(sources: Sequence[Source], problems: Iterable[Problem], name: str) -> bool:
    """Whether a file of the interface's words could not be read."""
    read = {source.file for source in sources}
    return any(
        problem.mark.file.startswith(f"{name}/{STRINGS_FOLDER}/") and problem.mark.file not in read
        for problem in problems
    )


def _said_once(later: Iterable[Problem], read: Sequence[Problem], sources: Sequence[Source]) -> Iterator[Problem]:
    """What parsing and the rules found, without what only follows from what could not be read."""
    marks = {problem.mark for problem in read}
    lines = {(problem.mark.file, problem.mark.line) for problem in read}
    # What has a key twice lacks the one that the second was meant for; what takes over keys of another, those.
    doubled = {(source.file, line) for source in sources for line in source.doubled}
    files = {problem.mark.file for problem in read}
    unread = files - {source.file for source in sources}
    for problem in later:
        file = problem.mark.file
        above = {file, f"{file.removesuffix('.yaml')}.yml", *map(str, PurePosixPath(file).parents)}
        match RULES[problem.rule].hinges_on:
            case "its line":
                # What seems to be missing may be what could not be read there.
                seen = lines | doubled if problem.rule in ("missing-key", "missing-translation") else lines
                follows = (problem.mark.file, problem.mark.line) in seen
            case "each key once":
                # Two entries that were read as one have the statements of both.
                follows = any(source == file for source, _ in doubled)
            case "its file":
                follows = not above.isdisjoint(files)
            case "every file":
                # An id that nothing seems to have, or to use, may stand in a file that could not be read.
                follows = bool(unread)
            case _:
                follows = False
        # Braces around items make keys without values of them, which was told.
        if problem.message == A_LIST_WANTED and (file, problem.mark.line) in lines:
            continue
        if problem.mark not in marks and not follows:
            yield problem


def _without_evidence(found: Findings) -> Iterator[Problem]:
    """The same but for files changed since their checks, beside an error: what mends that changes them once more."""
    errors = (problem.mark.file for problem in found if problem.severity == "error")
    broken = {folder for file in errors for folder in PurePosixPath(file).parents}
    for problem in found:
        if CHANGED not in problem.message or PurePosixPath(problem.mark.file).parent not in broken:
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
