"""Plain values to typed entries: everything that is wrong with one entry taken by itself.

In: `Source`s. Out: entries with the place they came from, the settings, the interface's strings,
and all problems. A broken entry is left out, but its id stays known: one mistake, one message.
Rules beyond an entry's type are those of the `check_…` modules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from patternloom.catalog.astray import SETTINGS_FILE, written
from patternloom.catalog.outline import Outline, outline_of
from patternloom.catalog.strings import STRINGS_FOLDER, parse_strings
from patternloom.catalog.wording import A_LIST_WANTED, issues_of, no_mapping
from patternloom.model.entry import Entry
from patternloom.model.kinds import KIND_OF_LIST, LINKABLE, Kind, Settings
from patternloom.model.refs import Context
from patternloom.model.values import Issue
from patternloom.problems import limits
from patternloom.problems.findings import Findings, Mark, Problem
from patternloom.reading.source import Source


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its file, and the steps to it."""

    source: Source
    steps: tuple[str | int, ...]

    @property
    def kind(self) -> Kind:
        """The entry's kind, as its list tells it."""
        return KIND_OF_LIST[str(self.steps[0])]

    def value(self) -> Any:
        """What is written there: mappings, lists and strings."""
        value = self.source.value
        for step in self.steps:
            value = value[step]
        return value

    def mark(self, *below: str | int, on_key: bool = False) -> Mark:
        """The position of the entry, or of a value inside it."""
        return self.source.mark((*self.steps, *below), on_key=on_key)


@dataclass(frozen=True, slots=True)
class Located:
    """An entry and its place."""

    entry: Entry
    place: Place


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the files say, as far as it could be understood."""

    settings: Settings | None
    settings_source: Source | None
    entries: tuple[Located, ...]
    """In the order of the files."""
    strings: Mapping[str, Mapping[str, str]]
    """The interface's words: language → key → text."""
    words: tuple[Source, ...]
    """The files that hold them."""
    kinds: Mapping[str, str]
    """The kind of every id, those of broken entries too."""
    problems: tuple[Problem, ...]
    languages_sure: bool = True
    """Whether the languages of the settings are those meant."""
    instead: frozenset[Mark] = frozenset()
    """Keys without a value in mappings that ought to be lists: they are items, and that is told."""


def parse(
    sources: Iterable[Source], root: str = "catalog", latest: dt.date = dt.date.max, *, words_unread: bool = False
) -> Parsed:
    """All entries of the sources, and every problem of each; a date after `latest` is one.

    Where some words are unread, none is missed.
    """
    problems = Findings()
    outline = outline_of(sources, problems)
    context = _context(outline, latest)
    instead: set[Mark] = set()
    settings = _settings(outline.settings, root, context, problems, instead)
    entries = []
    for item in outline.items:
        if problems.full:
            break
        place = Place(item.source, (item.list, item.number))
        entry = _validate(place.kind.type, item.value, place, context, problems, instead)
        if entry is not None:
            entries.append(Located(entry, place))
    folder = f"{root}/{STRINGS_FOLDER}"
    languages = tuple(tag for tag in outline.languages if tag not in outline.mistaken)
    strings = parse_strings(outline.strings, languages, outline.settings, problems, folder, unread=words_unread)
    return Parsed(
        settings=settings,
        settings_source=outline.settings,
        entries=tuple(entries),
        strings=strings,
        words=tuple(outline.strings),
        kinds=outline.kinds,
        problems=tuple(problems),
        languages_sure=outline.languages_sure,
        instead=frozenset(instead),
    )


def _context(outline: Outline, latest: dt.date) -> Context:
    """What values are checked against."""
    return Context(
        outline.languages,
        outline.kinds,
        LINKABLE,
        latest,
        unsure=frozenset(outline.unsure),
        nameless=frozenset(outline.nameless),
        languages_sure=outline.languages_sure,
        retired=outline.retired,
        former=outline.former,
        entries=lambda: written(item.value for item in outline.items),
    )


def _settings(
    source: Source | None, root: str, context: Context, problems: Findings, instead: set[Mark]
) -> Settings | None:
    if source is None:
        message = "no such file, expected the catalog's settings"
        problems.append(Problem(Mark(f"{root}/{SETTINGS_FILE}"), message, rule="file"))
        return None
    if source.values > limits.VALUES_IN_ENTRY:
        message = f"settings of {source.values:,} values, expected at most {limits.VALUES_IN_ENTRY:,}"
        problems.append(Problem(source.mark(), message, rule="file"))
        return None
    settings = _validate(Settings, source.value, Place(source, ()), context, problems, instead)
    assert settings is None or isinstance(settings, Settings)
    return settings


@cache
def _adapter(cls: type) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


def _validate(cls: type, value: Any, place: Place, context: Context, problems: Findings, instead: set[Mark]) -> Any:
    try:
        if isinstance(value, dict):
            return _adapter(cls).validate_python(value, context=context)
        found: Iterable[tuple[tuple[str | int, ...], Issue]] = [
            ((), no_mapping(cls, value, context.languages, in_list=bool(place.steps)))
        ]
    except ValidationError as error:
        found = issues_of(cls, error, context.languages, SETTINGS_FILE)
    for steps, issue in found:
        at = (*place.steps, *steps, *issue.at)
        mark = place.source.mark(at, on_key=issue.on_key, letter=issue.letter)
        problems.append(Problem(mark, issue.message, issue.hint, rule=issue.rule))
        if issue.message == A_LIST_WANTED and isinstance(mapping := Place(place.source, at).value(), dict):
            instead.update(place.mark(*steps, key) for key, written in mapping.items() if written == "")
    return None
