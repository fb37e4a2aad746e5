"""What is wrong with an entry's types, in the words of somebody who writes YAML.

In: what the library that checks types found. Out: issues with the steps to each, none that only
follows from another. Nothing is checked here.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from pydantic import ValidationError

from patternloom.catalog.meant_keys import by_other_names, field_for
from patternloom.model.cited import CitedWork
from patternloom.model.kinds import KIND_OF_LIST, KINDS, Settings
from patternloom.model.meant import as_items
from patternloom.model.texts import ProseText
from patternloom.model.values import Issue, found, is_id
from patternloom.problems.findings import did_you_mean, nearest, shown
from patternloom.text.quoting import IN_QUOTES

Location = tuple[str | int, ...]
# An id, a language tag or a key of the article.
_ITEM = re.compile(r"[a-z0-9-]+(?:-[A-Z0-9][A-Za-z0-9]*)?|[FTSN][0-9]\S*")
_SHORT = 60
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
    renamed = by_other_names(details, _field_names(cls, ()), _texts(cls, ()))
    for detail in details:
        owner, key = detail["loc"][:-1], str(detail["loc"][-1]) if detail["loc"] else ""
        names = _field_names(cls, owner)
        if detail["type"] == "missing":
            # The key is there, only misspelt, or what stands below it was put in its place. Of a part of an entry,
            # a key that is unknown may be meant for any: what it can be is told with it.
            if any(owner or nearest(other, names) == key for other in unknown.get(owner, ())):
                continue
            if (owner, key) in astray or (not owner and key in renamed.values()):
                continue
            if key in _texts(cls, owner) and set(unknown.get(owner, ())) & set(languages):
                continue
        if detail["type"] in _UNKNOWN and key in languages and (texts := _texts(cls, owner)):
            if owner in without_value:
                continue  # what it belongs to has no value, as was told
            if key == next(other for other in unknown[owner] if other in languages):
                lacking = [d["loc"][-1] for d in details if d["type"] == "missing" and d["loc"][:-1] == owner]
                meant = next((text for text in texts if text in lacking), None)
                message = f"language {shown(key)} as a key of its own, expected it below a key of a text"
                way_out = f"write '{meant}: {{{_each(languages)}}}'" if meant else "indent it below that key"
                yield detail["loc"], Issue(message, way_out, on_key=True, rule="unknown-key")
            continue
        yield from _issues(cls, detail, languages, file, "" if owner else renamed.get(key, ""))


def _given(details: Sequence[Any]) -> Iterator[tuple[Location, Issue]]:
    """What the fields' own checks found."""
    for detail in details:
        if detail["type"] == "issues":
            yield from ((detail["loc"], issue) for issue in detail["ctx"]["issues"])


def no_mapping(cls: type, value: Any, languages: Sequence[str], *, in_list: bool) -> Issue:
    """For a value that should have had the keys of a class."""
    needed = [field.name for field in _fields(cls) if field.default is MISSING and field.default_factory is MISSING]
    start = f"{needed[0]}: {{{_each(languages)}}}" if needed[0] in _texts(cls, ()) else f"{needed[0]}: …"
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
                if issue.at and issue.rule == "unknown-key" and (way_out := _further_out(cls, loc, str(issue.at[-1]))):
                    issue = issue._replace(hint=way_out)
                yield loc, issue
        case "missing":
            expected = "expected " + _described(cls, loc, file)
            yield loc[:-1], Issue(f"missing key {shown(loc[-1])}", expected, rule="missing-key")
        case kind if kind in _UNKNOWN:
            issue = _unknown_key(cls, loc)
            yield loc, issue._replace(hint=f"did you mean {shown(name)}, which is missing?") if name else issue
        case "literal_error":
            options = _options(cls, loc)
            near = did_you_mean(value, options, list_up_to=0) if isinstance(value, str) else ""
            if isinstance(value, list) and len(value) == 1 and value[0] in options:
                near = f"did you mean {shown(value[0])}?"
            yield loc, Issue(f"found {found(value)}, expected one of {', '.join(options)}", near, rule="enum")
        case "tuple_type":
            hint = _as_list(value, of_ids=_names_entries(cls, loc))
            # A work may be cited by its id alone.
            if (owner := _class_at(cls, loc)) and owner is not CitedWork:
                of_one = no_mapping(owner, value, languages, in_list=True).hint
                hint = "begin each item with '- '" if isinstance(value, dict) else of_one
            if isinstance(value, dict) and owner is None and set(value) <= set(languages):
                hint = f"write '- {{{_each(languages)}}}' for each item"
            elif isinstance(value, dict) and not any(value.values()):
                hint = f"write {shown('- ' + next(iter(value), '…'))} in place of a key, and so each item"
            yield loc, Issue(f"found {found(value)}, expected a list", hint, rule="wrong-type")
        case "dataclass_type" | "model_type" if owner := _class_at(cls, loc):
            yield loc, no_mapping(owner, value, languages, in_list=isinstance(loc[-1], int))
        case _:
            yield loc, Issue(f"{shown(value)}: {detail['msg']}", IN_QUOTES, rule="wrong-type")


def _unknown_key(cls: type, loc: Location) -> Issue:
    key = str(loc[-1])
    whose = "the settings" if cls is Settings and len(loc) == 1 else "this entry"
    if whose == "the settings" and key in KIND_OF_LIST:
        message = f"list {shown(f'{key}:')} in the settings, expected it in a file of entries"
        return Issue(message, "move it to another file of the catalog", on_key=True, rule="unknown-key")
    names = _field_names(cls, loc[:-1])
    said = field_for(key, names)
    hint = _as_value(cls, loc) or (f"did you mean {shown(said)}?" if said else did_you_mean(key, names, list_up_to=21))
    if _class_at(cls, loc[:-1]) is CitedWork and "-" in key and is_id(key):
        hint = f"write 'id: {key}', and the place in it as 'at: …'"  # the id as the key of its place
    return Issue(f"unknown key {shown(key)}, expected a field of {whose}", hint, on_key=True, rule="unknown-key")


def _as_value(cls: type, loc: Location) -> str:
    """The way out for a key that is one of the words of a field: `requires: saga`."""
    of_field = (name for name in _field_names(cls, loc[:-1]) if loc[-1] in _options(cls, (*loc[:-1], name)))
    name = next(of_field, None)
    return f"it is a value: write {shown(f'{name}: {loc[-1]}')}" if name else ""


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


def _names_entries(cls: type, loc: Location) -> bool:
    """Whether the field there takes ids of entries."""
    owner = _class_at(cls, loc[:-1])
    hint = typing.get_type_hints(owner, include_extras=True).get(str(loc[-1])) if owner else None
    return "RefTo(" in repr(hint)


def _further_out(cls: type, loc: Location, key: str) -> str:
    """The way out for a key that stands below a text, and belongs beside what the text belongs to."""
    for depth in reversed(range(len(loc))):
        if isinstance(loc[depth], str) and key in _field_names(cls, loc[:depth]):
            whose = "the same part" if depth else "the entry"
            return f"it is a key of {whose}: indent it as {shown(loc[depth])}"
    return ""


def _hint_at(cls: type, loc: Location) -> Any:
    """The type of what stands there."""
    current: Any = cls
    for step in loc:
        if isinstance(step, int):
            continue
        if not is_dataclass(current):
            return None
        current = typing.get_type_hints(current).get(step)
        while typing.get_args(current) and typing.get_origin(current) is not typing.Literal:
            inner = (arg for arg in typing.get_args(current) if arg not in (type(None), Ellipsis))
            current = next(inner, None)
    return current


def _class_at(cls: type, loc: Location) -> type | None:
    """The dataclass that the steps lead to, from `cls` down through lists and optional fields."""
    current = _hint_at(cls, loc)
    return current if isinstance(current, type) and is_dataclass(current) else None


def _options(cls: type, loc: Location) -> list[str]:
    return [str(option) for option in typing.get_args(_hint_at(cls, loc))]


def _fields(cls: type | None) -> tuple[Any, ...]:
    return fields(cls) if cls and is_dataclass(cls) else ()


def _field_names(cls: type, loc: Location) -> list[str]:
    return [field.name for field in _fields(_class_at(cls, loc))]


def _texts(cls: type, loc: Location) -> list[str]:
    """The fields there that have a text for each language and are needed."""
    owner = _class_at(cls, loc)
    hints: Mapping[str, Any] = typing.get_type_hints(owner) if owner else {}
    return [name for name, hint in hints.items() if hint in (ProseText, Mapping[str, str])]


def _described(cls: type, loc: Location, file: str) -> str:
    """What should stand there, in the reader's words: `summary: in every pattern`, `text: in every statement`."""
    owner = _class_at(cls, loc[:-1])
    if owner is None:
        return "it here"
    if owner is Settings:
        return f"{loc[-1]}: in {file}"
    words = {kind.type: kind.words for kind in KINDS}
    kind = words.get(owner) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", owner.__name__).lower()
    return f"{loc[-1]}: in every {kind}"
