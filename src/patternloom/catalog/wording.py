"""What is wrong with an entry's types, in the words of somebody who writes YAML.

In: what the library that checks types found. Out: issues with the steps to each, none that only
follows from another. Nothing is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import MISSING
from typing import Any

from pydantic import ValidationError

from patternloom.catalog.field_types import (
    Location,
    class_at,
    field_names,
    fields_of,
    names_entries,
    options_at,
    texts_at,
)
from patternloom.catalog.meant_keys import by_other_names
from patternloom.catalog.unknown_keys import further_out, unknown_key
from patternloom.model.cited import CitedWork
from patternloom.model.kinds import KINDS, Settings
from patternloom.model.meant import as_items
from patternloom.model.retired import Retired
from patternloom.model.values import Issue, found
from patternloom.problems.findings import did_you_mean, nearest, shown
from patternloom.text.quoting import IN_QUOTES

# An id, a language tag or a key of the article.
_ITEM = re.compile(r"[a-z0-9-]+(?:-[A-Z0-9][A-Za-z0-9]*)?|[FTSN][0-9]\S*")
_SHORT = 60
_NOTHING = (
    "",
    "null",
    "~",
    "none",
    "nothing",
    "n/a",
    "tbd",
    "todo",
    "aucun",
    "aucune",
    "keine",
    "keiner",
    "なし",
    "없음",
)
A_LIST_WANTED = "found a mapping, expected a list"
_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")


def issues_of(
    cls: type, error: ValidationError, languages: Sequence[str], file: str
) -> Iterator[tuple[Location, Issue]]:
    """Every issue with the steps to it; `file` is the settings', where they are meant."""
    details = error.errors(include_url=False)
    unknown: dict[Location, list[str]] = {}
    for detail in details:
        if detail["type"] in _UNKNOWN:
            unknown.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    without_value = {detail["loc"][:-1] for detail in details if detail["input"] == ""}
    astray = {
        (loc[:depth], issue.at[-1])
        for loc, issue in _given(details)
        if issue.at and issue.rule == "unknown-key"
        for depth in range(len(loc))
    }
    outside = {str(loc[-1]) for loc in _unknown_locations(details) if loc[-1] in languages}
    renamed = by_other_names(details, field_names(cls, ()), texts_at(cls, ()))
    for detail in _first_of_each_list(details):
        owner, key = detail["loc"][:-1], str(detail["loc"][-1]) if detail["loc"] else ""
        names = field_names(cls, owner)
        if detail["type"] == "missing":
            # The key is there, only misspelt, or what stands below it was put in its place. Of a part of an entry,
            # a key that is unknown may be meant for any: what it can be is told with it.
            if any(owner or nearest(other, names) == key for other in unknown.get(owner, ())):
                continue
            if (owner, key) in astray or (not owner and key in renamed.values()):
                continue
            if key in texts_at(cls, owner) and set(unknown.get(owner, ())) & set(languages):
                continue
        if detail["type"] in _UNKNOWN and key in languages and (texts := texts_at(cls, owner)):
            if owner not in without_value and key == next(other for other in unknown[owner] if other in languages):
                lacking = [d["loc"][-1] for d in details if d["type"] == "missing" and d["loc"][:-1] == owner]
                yield detail["loc"], _language_alone(key, [text for text in texts if text in lacking], languages)
            continue  # what it belongs to has no value, as was told
        for loc, issue in _issues(cls, detail, languages, file, "" if owner else renamed.get(key, "")):
            if issue.rule != "missing-translation" or not any(f"'{tag}'," in issue.message for tag in outside):
                yield loc, issue  # else the text is there, and only stands beside its key


def _language_alone(key: str, lacking: Sequence[str], languages: Sequence[str]) -> Issue:
    """For a language as a key of its own."""
    message = f"language {shown(key)} as a key of its own, expected it below a key of a text"
    way_out = f"write '{lacking[0]}: {{{_each(languages)}}}'" if lacking else "indent it below that key"
    return Issue(message, way_out, on_key=True, rule="unknown-key")


def _first_of_each_list(details: Sequence[Any]) -> Iterator[Any]:
    """The details, but of items that are no mappings the first of a list: the others are as it is."""
    told: set[Location] = set()
    for detail in details:
        if detail["type"] == "dataclass_type" and isinstance(detail["loc"][-1], int):
            if detail["loc"][:-1] in told:
                continue
            told.add(detail["loc"][:-1])
        yield detail


def _unknown_locations(details: Sequence[Any]) -> Iterator[Location]:
    return (detail["loc"] for detail in details if detail["type"] in _UNKNOWN)


def _given(details: Sequence[Any]) -> Iterator[tuple[Location, Issue]]:
    """What the fields' own checks found."""
    for detail in details:
        if detail["type"] == "issues":
            yield from ((detail["loc"], issue) for issue in detail["ctx"]["issues"])


def no_mapping(cls: type, value: Any, languages: Sequence[str], *, in_list: bool) -> Issue:
    """For a value that should have had the keys of a class."""
    needed = [field.name for field in fields_of(cls) if field.default is MISSING and field.default_factory is MISSING]
    start = f"{needed[0]}: {{{_each(languages)}}}" if needed[0] in texts_at(cls, ()) else f"{needed[0]}: …"
    more = f", with {', '.join(f'{name}:' for name in needed[1:])} below it" if len(needed) > 1 else ""
    message = f"found {found(value)}, expected a mapping with '{needed[0]}:'"
    return Issue(message, f"write '{'- ' if in_list else ''}{start}'{more}", rule="wrong-type")


def _each(languages: Sequence[str]) -> str:
    return ", ".join(f"{language}: …" for language in languages)


def _issues(cls: type, detail: Any, languages: Sequence[str], file: str, name: str) -> Iterator[tuple[Location, Issue]]:
    """What a detail says; `name` is the field that an unknown key stands for, if it is known."""
    loc, value = detail["loc"], detail["input"]
    match detail["type"]:
        case "issues":
            for _, issue in _given([detail]):
                if issue.at and issue.rule == "unknown-key" and (way_out := further_out(cls, loc, str(issue.at[-1]))):
                    issue = issue._replace(hint=way_out)
                yield loc, issue
        case "missing":
            expected = "expected " + _described(cls, loc, file)
            yield loc[:-1], Issue(f"missing key {shown(loc[-1])}", expected, rule="missing-key")
        case kind if kind in _UNKNOWN:
            issue = unknown_key(cls, loc)
            yield loc, issue._replace(hint=f"did you mean {shown(name)}, which is missing?") if name else issue
        case "literal_error":
            options = options_at(cls, loc)
            near = did_you_mean(value, options, list_up_to=0) if isinstance(value, str) else ""
            if isinstance(value, list) and len(value) == 1 and value[0] in options:
                near = f"did you mean {shown(value[0])}?"
            yield loc, Issue(f"found {found(value)}, expected one of {', '.join(options)}", near, rule="enum")
        case "tuple_type":
            yield loc, Issue(f"found {found(value)}, expected a list", _no_list(cls, loc, value, languages))
        case "dataclass_type" | "model_type" if owner := class_at(cls, loc):
            yield loc, no_mapping(owner, value, languages, in_list=isinstance(loc[-1], int))
        case _:
            yield loc, Issue(f"{shown(value)}: {detail['msg']}", IN_QUOTES, rule="wrong-type")


def _no_list(cls: type, loc: Location, value: Any, languages: Sequence[str]) -> str:
    """The way out for what stands in place of a list."""
    if value == {} or (isinstance(value, str) and value.strip().lower() in _NOTHING):
        return "delete the key if there is nothing to list"
    owner = class_at(cls, loc)
    of_one = no_mapping(owner, value, languages, in_list=True).hint if owner else ""
    if isinstance(value, dict):
        if set(value) <= set(languages):
            return of_one or f"write '- {{{_each(languages)}}}' for each item"
        if not owner and not any(value.values()):
            return f"write {shown('- ' + next(iter(value)))} in place of a key, and so each item"
        return "begin each item with '- '" if owner else "write each item on a line after '- '"
    # A work may be cited by its id alone.
    return of_one if owner and owner is not CitedWork else _as_list(value, of_ids=names_entries(cls, loc))


def _as_list(value: Any, *, of_ids: bool) -> str:
    """How what stands there is written as a list; ids have no blanks, which therefore lie between them."""
    if not isinstance(value, str) or len(value) >= _SHORT:
        return "write each item on a line after '- '"
    if value.startswith("-"):
        return "write a blank after each '-'"
    items = as_items(value)
    if all(map(_ITEM.fullmatch, items)) and (of_ids or not re.search(r"\s[^\s,;、，；]", value)):
        return f"write '[{', '.join(items)}]', or each item on a line after '- '"
    # A comma between words of a text separates no items.
    if "," in value and not all(map(_ITEM.fullmatch, re.split(", *", value))):
        sign = "'" if '"' in value else '"'
        value = f"{sign}{value}{sign}"
    return f"write '[{value}]', or each item on a line after '- '"


def _described(cls: type, loc: Location, file: str) -> str:
    """What should stand there, in the reader's words: `summary: in every pattern`, `text: in every statement`."""
    owner = class_at(cls, loc[:-1])
    if owner is None:
        return "it here"
    if owner is Settings:
        return f"{loc[-1]}: in {file}"
    words = {kind.type: kind.words for kind in KINDS}
    words[Retired] = "retired entry"
    kind = words.get(owner) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", owner.__name__).lower()
    return f"{loc[-1]}: in every {kind}"
