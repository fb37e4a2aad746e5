"""Plain values to typed entries: everything that is wrong with one entry taken by itself.

In: `Source`s. Out: entries with the place they came from, the settings, the interface's strings,
and all problems. A broken entry is left out, but its id stays known: one mistake, one message.
Rules beyond an entry's type are those of the `check_…` modules.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from patternloom.catalog.strings import STRINGS_FOLDER, parse_strings
from patternloom.model.entry import Entry
from patternloom.model.kinds import KIND_OF_LIST, KINDS, Kind, Settings
from patternloom.model.refs import Context
from patternloom.model.values import Issue, found
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, shown
from patternloom.reading.strict_yaml import MAX_IN_ENTRY, Source

SETTINGS_FILE = "catalog.yaml"
MAX_LANGUAGES = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its file, and the steps to it."""

    source: Source
    steps: tuple[str | int, ...]

    @property
    def kind(self) -> Kind:
        """The entry's kind, as its list tells it."""
        return KIND_OF_LIST[str(self.steps[0])]

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
    problems: tuple[Problem, ...]


def parse(sources: Iterable[Source], root: str = "catalog") -> Parsed:
    """All entries of the sources, and every problem of each."""
    problems = Findings()
    settings_source: Source | None = None
    strings_sources = []
    documents = []
    for source in sources:
        if source.path.as_posix() == SETTINGS_FILE:
            settings_source = source
        elif source.path.parts[0] == STRINGS_FOLDER:
            strings_sources.append(source)
        else:
            documents.append(source)

    languages = _languages(settings_source, problems) or tuple(source.path.stem for source in strings_sources)
    raw = [item for source in documents for item in _items(source, problems)]
    kinds = _kinds(raw, problems)
    context = Context(languages, kinds, frozenset(kind.name for kind in KINDS if kind.linkable))

    settings = None
    if settings_source is None:
        problems.append(
            Problem(Mark(f"{root}/{SETTINGS_FILE}"), "no such file, expected the catalog's settings", rule="file")
        )
    elif settings_source.values > MAX_IN_ENTRY:
        message = f"settings of {settings_source.values:,} values, expected at most {MAX_IN_ENTRY:,}"
        problems.append(Problem(settings_source.mark(), message, rule="file"))
    else:
        settings = _validate(Settings, settings_source.value, Place(settings_source, ()), context, problems)
    entries = []
    for place, value in raw:
        if problems.full:
            break
        entry = _validate(place.kind.type, value, place, context, problems)
        if entry is not None:
            entries.append(Located(entry, place))
    strings = parse_strings(strings_sources, languages, problems, f"{root}/{STRINGS_FOLDER}")
    return Parsed(settings, settings_source, tuple(entries), strings, tuple(problems))


def _languages(source: Source | None, problems: list[Problem]) -> tuple[str, ...]:
    """The configured languages as far as they can be told before validation; texts are checked against them."""
    value = source.value.get("languages") if source and isinstance(source.value, dict) else None
    if source is None or not isinstance(value, list):
        return ()
    if len(value) > MAX_LANGUAGES:
        mark = source.mark(["languages", MAX_LANGUAGES])
        problems.append(Problem(mark, f"more than {MAX_LANGUAGES} languages, expected fewer", rule="wrong-type"))
    return tuple(tag for tag in value[:MAX_LANGUAGES] if isinstance(tag, str))


def _items(source: Source, problems: list[Problem]) -> Iterator[tuple[Place, Any]]:
    """Place and value of every entry of a file."""
    if not isinstance(source.value, dict):
        problems.append(
            Problem(
                source.mark(),
                f"found {found(source.value)}, expected a mapping of lists such as 'patterns:'",
                rule="wrong-type",
            )
        )
        return
    for name, values in source.value.items():
        if name not in KIND_OF_LIST:
            hint = did_you_mean(name, KIND_OF_LIST, list_up_to=16)
            problems.append(
                Problem(
                    source.mark([name], on_key=True),
                    f"unknown key {shown(name)}, expected a list of entries",
                    hint,
                    rule="unknown-key",
                )
            )
        elif not isinstance(values, list):
            problems.append(
                Problem(source.mark([name]), f"found {found(values)}, expected a list of entries", rule="wrong-type")
            )
        else:
            for number, value in enumerate(values):
                yield Place(source, (name, number)), value


def _kinds(raw: Iterable[tuple[Place, Any]], problems: list[Problem]) -> dict[str, str]:
    """The kind of every id, those of broken entries too; a second use of an id is a problem."""
    first: dict[str, Place] = {}
    for place, value in raw:
        id = value.get("id") if isinstance(value, dict) else None
        if not isinstance(id, str):
            continue
        if id in first:
            problems.append(
                Problem(
                    place.mark("id"),
                    f"duplicate id {shown(id)}, expected ids to be unique over all kinds",
                    f"first at {first[id].mark('id')}",
                    rule="duplicate-id",
                )
            )
        else:
            first[id] = place
    return {id: place.kind.name for id, place in first.items()}


@cache
def _adapter(cls: type) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


def _validate(cls: type, value: Any, place: Place, context: Context, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(Problem(place.mark(), f"found {found(value)}, expected a mapping", rule="wrong-type"))
        return None
    try:
        return _adapter(cls).validate_python(value, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            problems += _problems_of(cls, detail, place)
        return None


def _problems_of(cls: type, detail: Any, place: Place) -> Iterator[Problem]:
    """Pydantic's finding in our words, at its place."""
    steps = (*place.steps, *(step for step in detail["loc"]))
    source, value = place.source, detail["input"]
    issue: Issue
    match detail["type"]:
        case "issues":
            for issue in detail["ctx"]["issues"]:
                at = (*steps, *issue.at)
                mark = source.mark(at, on_key=issue.on_key, piece=issue.piece, nth=issue.nth)
                yield Problem(mark, issue.message, issue.hint, rule=issue.rule)
            return
        case "missing":
            issue = Issue(
                f"missing key {shown(steps[-1])}", "expected " + _described(cls, detail["loc"]), rule="missing-key"
            )
            steps = steps[:-1]
        case "unexpected_keyword_argument" | "extra_forbidden":
            hint = did_you_mean(str(steps[-1]), _field_names(cls, detail["loc"][:-1]), list_up_to=20)
            issue = Issue(
                f"unknown key {shown(steps[-1])}, expected a field of this entry", hint, on_key=True, rule="unknown-key"
            )
        case "literal_error":
            options = [option.strip("'") for option in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            near = did_you_mean(value, options, list_up_to=0) if isinstance(value, str) else ""
            issue = Issue(f"found {found(value)}, expected one of {', '.join(options)}", near, rule="enum")
        case "tuple_type":
            issue = Issue(
                f"found {found(value)}, expected a list", "write each item on a line after '- '", rule="wrong-type"
            )
        case "dataclass_type" | "model_type":
            issue = Issue(f"found {found(value)}, expected a mapping", rule="wrong-type")
        case _:
            issue = Issue(f"{shown(value)}: {detail['msg']}", rule="wrong-type")
    yield Problem(source.mark(steps, on_key=issue.on_key), issue.message, issue.hint, rule=issue.rule)


def _class_at(cls: type, loc: tuple[str | int, ...]) -> type | None:
    """The dataclass that the steps lead to, from `cls` down through lists and optional fields."""
    current: Any = cls
    for step in loc:
        if isinstance(step, int):
            continue
        if not is_dataclass(current):
            return None
        current = typing.get_type_hints(current).get(step)
        while typing.get_args(current) and not is_dataclass(current):
            current = next((arg for arg in typing.get_args(current) if arg not in (type(None), Ellipsis)), None)
    return current if isinstance(current, type) and is_dataclass(current) else None


def _field_names(cls: type, loc: tuple[str | int, ...]) -> list[str]:
    found = _class_at(cls, loc)
    return [field.name for field in fields(found)] if found and is_dataclass(found) else []


def _described(cls: type, loc: tuple[str | int, ...]) -> str:
    """What should stand there, in the reader's words: `summary: in every pattern`, `text: in every statement`."""
    owner = _class_at(cls, loc[:-1])
    if owner is None:
        return "it here"
    if owner is Settings:
        return f"{loc[-1]}: in {SETTINGS_FILE}"
    words = {kind.type: kind.words for kind in KINDS}
    kind = words.get(owner) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", owner.__name__).lower()
    return f"{loc[-1]}: in every {kind}"
