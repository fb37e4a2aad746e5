"""A catalog value that stands for itself, each kind with its rule, its message and its JSON Schema.

In: what `reading` made of YAML: every scalar a `str`. Out: typed values, or an `Issue` list inside one pydantic error,
so that a field reports all that is wrong with it at once. What depends on ids stands in `refs`, on words in `texts`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, NoReturn, Protocol, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_core import PydanticCustomError

from patternloom.model import meant
from patternloom.model.meant import as_text, did_you_mean_it
from patternloom.problems import limits
from patternloom.problems.findings import shown
from patternloom.problems.rules import RuleId
from patternloom.text.file_names import is_everywhere
from patternloom.text.prose import is_web_url

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = f"[0-9]{{1,{limits.SOURCE_DIGITS}}}"
_SOURCE_KEY = re.compile(rf"[FT]{_NUMBER}(?:/.+)?|S{_NUMBER}(?:\.{_NUMBER}){{0,9}}(?:/.+)?|N{_NUMBER}")
# A BCP 47 tag as far as its form goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# C0, C1, the two separators that end a line for some programs and not for others, and halves of a character.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# Blanks, and letters of no width.
_UNSEEN = re.compile(r"[\s\xad\u200b-\u200f\u2060\ufeff]*")


class Issue(NamedTuple):
    """One thing wrong with a value."""

    message: str
    hint: str = ""
    at: tuple[str | int, ...] = ()
    """Path below the field."""
    letter: int | None = None
    """How many letters of the text stand before the part that is wrong, blanks not counted."""
    on_key: bool = False
    """Whether the mistake is a mapping's key, not its value."""
    rule: RuleId = "wrong-type"


def fail(*issues: Issue) -> NoReturn:
    """Refuse a value, for these reasons."""
    raise PydanticCustomError("issues", "{issues}", {"issues": issues})


def found(value: Any) -> str:
    """What stands there instead, as a message says it: a short text as it is, a collection by its kind."""
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, Mapping) else shown(value)


def string_issue(value: Any, expected: str, *, lines: bool = True) -> Issue | None:
    """What keeps a value from being a text at all, if anything does; where one line is meant, without `lines`."""
    if not isinstance(value, str):
        return Issue(f"found {found(value)}, expected {expected}", as_text(value), rule="wrong-type")
    if _UNSEEN.fullmatch(value):
        return Issue(f"empty text, expected {expected}", rule="empty-text")
    if len(value) > limits.TEXT_CHARACTERS:
        return Issue(f"text of {len(value):,} characters, expected at most {limits.TEXT_CHARACTERS:,}", rule="too-long")
    if control := _CONTROL.search(value):
        return Issue(
            f"control character U+{ord(control[0]):04X} in {shown(value)}, expected {expected}", rule="control"
        )
    if not lines and "\n" in value.strip():
        return Issue(f"line break in {shown(value)}, expected {expected} in one line", rule="control")
    return None


def string(value: Any, expected: str, *, lines: bool = True) -> str:
    """The value as the text that it is, or a refusal that says what was expected."""
    if issue := string_issue(value, expected, lines=lines):
        fail(issue)
    return cast("str", value)


def _plain(value: Any) -> str:
    return string(value, "text", lines=False).strip()


def _verbatim(value: Any) -> str:
    return string(value, "text, line by line").strip("\n")


def is_id(text: str) -> bool:
    """Whether the text has the form of an id."""
    return _KEBAB.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether the text has the form of a language tag.

    Tags name files: strings/<tag>.yaml, name.<tag>.md, mkdocs.<tag>.yml; `any` stands for all of them there.
    """
    return _LANGUAGE.fullmatch(text) is not None and text != "any" and len(text) <= limits.TAG_CHARACTERS


def _id(value: Any) -> str:
    text = string(value, "an id in kebab-case")
    if not is_id(text) or len(text) > limits.ID_CHARACTERS:
        hint = did_you_mean_it(meant.as_id(text), text)
        form = f"lower-case words joined by '-', of at most {limits.ID_CHARACTERS} characters"
        what = f"id of {len(text)} characters" if is_id(text) else f"id {shown(text)} is not kebab-case"
        fail(Issue(f"{what}, expected {form}", hint, rule="id"))
    if not is_everywhere(text):
        fail(Issue(f"id {shown(text)} names files, expected one that Windows takes for a name", rule="id"))
    return text


def _source_key(value: Any) -> str:
    text = string(value, "a key of the article")
    if not _SOURCE_KEY.fullmatch(text):
        digits = f"each number of at most {limits.SOURCE_DIGITS} digits"
        fail(Issue(f"source {shown(text)}, expected a key such as F7/BFF, S7.5 or N42, {digits}", rule="source"))
    return text


def _language(value: Any) -> str:
    text = string(value, "a language tag")
    if not is_language(text):
        tag = text.replace("_", "-")
        hint = did_you_mean_it(tag if is_language(tag) else "", text)
        expected = f"expected a tag such as en or pt-BR, of at most {limits.TAG_CHARACTERS} characters"
        fail(Issue(f"language {shown(text)}, {expected}", hint, rule="language"))
    return text


def _url(value: Any) -> str:
    text = string(value, "an absolute http(s) address")
    if not is_web_url(text):
        hint = "write a blank as %20" if " " in text.strip() else did_you_mean_it(meant.as_address(text), text)
        fail(Issue(f"address {shown(text)}, expected an absolute http(s) address", hint, rule="url"))
    return text


def _file_path(value: Any) -> str:
    text = string(value, "a relative path of a file", lines=False)
    parts = text.split("/")
    long = len(text.encode()) > limits.PATH_BYTES
    astray = "\\" in text or any(part in ("", ".", "..") for part in parts)
    if long or astray or not all(map(is_everywhere, parts)):
        names = "" if long or astray else ", of names that Windows takes, too"
        expected = f"expected a relative path below 'files/', of at most {limits.PATH_BYTES} bytes{names}"
        hint = "" if long else did_you_mean_it(meant.as_path(text), text)
        fail(Issue(f"path {shown(text)}, {expected}", hint, rule="path"))
    return text


def _bool(value: Any) -> bool:
    if value not in ("true", "false"):
        hint = did_you_mean_it(meant.as_truth(value), "")
        fail(Issue(f"found {found(value)}, expected true or false", hint, rule="wrong-type"))
    return bool(value == "true")


class _Dated(Protocol):
    latest: dt.date


def _latest(info: ValidationInfo) -> dt.date:
    """The last day that is no future."""
    return cast("_Dated", info.context).latest


def _year(value: Any, info: ValidationInfo) -> int:
    text = string(value, "a year of four digits")
    if not re.fullmatch(r"[12][0-9]{3}", text):
        hint = did_you_mean_it(meant.as_year(text), text)
        fail(Issue(f"year {shown(text)}, expected four digits such as 2018", hint, rule="wrong-type"))
    if int(text) > _latest(info).year + 1:
        fail(Issue(f"year {shown(text)} lies in the future, expected next year at the latest", rule="future-date"))
    return int(text)


def day(value: Any, or_else: str = "") -> dt.date:
    """The day that a text is, or a refusal; `or_else` is what might stand there instead."""
    text = string(value, "a date such as 2026-11-24")
    try:
        if not re.fullmatch(DATE, text):
            raise ValueError  # such as 2026-1-1, which the library takes
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"date {shown(text)}, expected one such as 2026-11-24{or_else}"
        hint = meant.no_such_day(text) if re.fullmatch(DATE, text) else did_you_mean_it(meant.as_day(text), text)
        fail(Issue(message, hint, rule="wrong-type"))


def _date(value: Any, info: ValidationInfo) -> dt.date:
    date = day(value)
    if date > _latest(info):
        fail(Issue(f"date {shown(str(date))} lies in the future, expected a day that has been", rule="future-date"))
    return date


def like(pattern: str, wanted: str) -> dict[str, Any]:
    """The JSON Schema of a text of that form; an editor's YAML language server says what is wanted."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": f"Expected {wanted}."}


ID_SCHEMA = {
    **like(f"^{_KEBAB.pattern}$", "an id: lower-case words joined by '-', such as claim-check"),
    "maxLength": limits.ID_CHARACTERS,
}
_DATE_SCHEMA = like(f"^{DATE}$", "a date such as 2026-11-24") | {"format": "date"}
_TAG = {"maxLength": limits.TAG_CHARACTERS}
_LANGUAGE_SCHEMA = like(f"^{_LANGUAGE.pattern}$", "a language tag such as en or pt-BR") | _TAG
_SOURCE_SCHEMA = like(f"^(?:{_SOURCE_KEY.pattern})$", "a key of the article such as F7/BFF, T6/BFF, S7.5 or N42")
_URL_SCHEMA = like("^https?://", "an absolute address of http or https") | {"format": "uri"}

# A number needs no quotes: the loader takes every scalar as it is written.
Plain = Annotated[str, PlainValidator(_plain), WithJsonSchema({"type": ["string", "number"], "minLength": 1})]
"""One string, the same in every language."""
Verbatim = Annotated[str, PlainValidator(_verbatim), WithJsonSchema({"type": "string", "minLength": 1})]
"""Lines shown as they are written, without empty ones around them."""
Id = Annotated[str, PlainValidator(_id), WithJsonSchema(ID_SCHEMA)]
"""Kebab-case, unique over all kinds, forever."""
LocalId = Annotated[str, PlainValidator(_id), WithJsonSchema(ID_SCHEMA)]
"""Kebab-case, unique inside its figure."""
Language = Annotated[str, PlainValidator(_language), WithJsonSchema(_LANGUAGE_SCHEMA)]
"""A BCP 47 tag, as it stands in file names."""
SourceKey = Annotated[str, PlainValidator(_source_key), WithJsonSchema(_SOURCE_SCHEMA)]
"""The key of a fact of the article: figure, table, section or note."""
Url = Annotated[str, PlainValidator(_url), WithJsonSchema(_URL_SCHEMA)]
FilePath = Annotated[str, PlainValidator(_file_path), WithJsonSchema({"type": "string", "minLength": 1})]
"""A path below the entry's own `files/`, with `/` between its parts."""
Bool = Annotated[bool, PlainValidator(_bool), WithJsonSchema({"type": "boolean"})]
Year = Annotated[int, PlainValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1000, "maximum": 2999})]
Date = Annotated[dt.date, PlainValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
"""A day that is not in the future."""

T = TypeVar("T")
# Built when first used, so that importing the model stays quick.
_STRICT = ConfigDict(defer_build=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def catalog_type(cls: type[T]) -> type[T]:
    """A class of the model: frozen, every field by its name, and no key but its fields."""
    # The library's own type of what it returns would hide the class.
    return cast("type[T]", pydantic_dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)(cls))
