"""The kinds of value a catalog field may hold, each with its rule, its message and its JSON Schema.

In: what `read` made of YAML: every scalar a `str`. Out: typed values, or an `Issue` list inside one
pydantic error, so that a field reports all that is wrong with it at once. References are checked
here against the ids in the validation context; rules between entries are `check_catalog`'s.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, NoReturn, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_core import PydanticCustomError

from patternloom.problems import did_you_mean, shown
from patternloom.prose import Citation, EntryLink, Inline, Paragraph, Words, is_web_url, parse_prose, walk

# Which kinds `[[id]]` may lead to: everything a reader can be shown, but for the bibliography.
LINKABLE = frozenset({"area", "group", "pattern", "figure", "category", "technology", "example", "erratum"})
_REFERENCE = frozenset({"reference"})

# Beyond any sentence, and short enough that no message or search in it takes long.
MAX_TEXT = 100_000
# Searching for what was meant takes long among many ids: so many comparisons a run, then no more hints.
MAX_COMPARISONS = 50_000

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOURCE_KEY = re.compile(r"[FT][0-9]+(?:/.+)?|S[0-9]+(?:\.[0-9]+)*(?:/.+)?|N[0-9]+")
# C0, C1 and the two separators that end a line for some programs and not for others.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Context:
    """What a value is checked against: the configured languages, and the kind of every known id."""

    languages: tuple[str, ...]
    kinds: Mapping[str, str]
    _hints: dict[tuple[str, RefTo], str] = field(default_factory=dict, compare=False)
    _ids: dict[RefTo, list[str]] = field(default_factory=dict, compare=False)

    def near(self, text: str, wanted: RefTo, *, list_up_to: int = 8) -> str:
        """The nearest id of the kinds wanted, as a hint; nothing once that has taken long enough."""
        if wanted not in self._ids:
            self._ids[wanted] = [id for id, kind in self.kinds.items() if kind in wanted.kinds] + sorted(wanted.free)
        ids, asked = self._ids[wanted], (text, wanted)
        if asked not in self._hints and (len(self._hints) + 1) * len(ids) <= MAX_COMPARISONS:
            self._hints[asked] = did_you_mean(text, ids, list_up_to=list_up_to)
        return self._hints.get(asked, "")


class Issue(NamedTuple):
    """One thing wrong with a value."""

    message: str
    hint: str = ""
    at: tuple[str | int, ...] = ()
    """Path below the field."""
    piece: str | None = None
    """The part of the text that is wrong, to point into it."""
    nth: int = 0
    """How often that part stands in the text before."""
    on_key: bool = False
    """Whether the mistake is a mapping's key, not its value."""
    rule: str = "value"


def _fail(*issues: Issue) -> NoReturn:
    raise PydanticCustomError("issues", "{issues}", {"issues": issues})


def _context(info: ValidationInfo) -> Context:
    context = info.context
    assert isinstance(context, Context), "entries are validated with a Context"
    return context


def found(value: Any) -> str:
    """What stands there instead, as a message says it: a short text as it is, a collection by its kind."""
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, Mapping) else shown(value)


def _string_issue(value: Any, expected: str) -> Issue | None:
    if not isinstance(value, str):
        return Issue(f"found {found(value)}, expected {expected}", rule="wrong-type")
    if not value.strip():
        return Issue(f"empty text, expected {expected}", rule="empty-text")
    if len(value) > MAX_TEXT:
        return Issue(f"text of {len(value):,} characters, expected at most {MAX_TEXT:,}", rule="too-long")
    if control := _CONTROL.search(value):
        return Issue(
            f"control character U+{ord(control[0]):04X} in {shown(value)}, expected {expected}", rule="control"
        )
    return None


def _string(value: Any, expected: str) -> str:
    if issue := _string_issue(value, expected):
        _fail(issue)
    assert isinstance(value, str)
    return value


def _plain(value: Any) -> str:
    return _string(value, "text").strip()


def _id(value: Any) -> str:
    text = _string(value, "an id in kebab-case")
    if not _KEBAB.fullmatch(text):
        fixed = "-".join(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", text).lower()))
        hint = f"did you mean {shown(fixed)}?" if fixed else ""
        _fail(Issue(f"id {shown(text)} is not kebab-case, expected lower-case words joined by '-'", hint, rule="id"))
    return text


def _source_key(value: Any) -> str:
    text = _string(value, "a key of the article")
    if not _SOURCE_KEY.fullmatch(text):
        _fail(Issue(f"source {shown(text)}, expected a key such as F7/BFF, T6/BFF, S7.5 or N42", rule="source"))
    return text


def _language(value: Any) -> str:
    text = _string(value, "a language tag")
    # Tags name files: strings/<tag>.yaml, name.<tag>.md, mkdocs.<tag>.yml; `any` stands for all of them there.
    # The longest that RFC 5646 expects has 35 letters.
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text) or text == "any" or len(text) > 35:
        _fail(Issue(f"language {shown(text)}, expected a tag such as en or pt-BR", rule="language"))
    return text


def _url(value: Any) -> str:
    text = _string(value, "an absolute http(s) address")
    if not is_web_url(text):
        _fail(Issue(f"address {shown(text)}, expected an absolute http(s) address", rule="url"))
    return text


def _edit_url(value: Any) -> str:
    expected = "an absolute http(s) address with {path} for the file"
    text = _string(value, expected)
    if not is_web_url(text.replace("{path}", "x")) or "{path}" not in text:
        near = [word for word in re.findall(r"\{\w*\}", text) if word != "{path}"]
        hint = f"did you mean '{{path}}' instead of {shown(near[0])}?" if near else ""
        _fail(Issue(f"address {shown(text)}, expected {expected}", hint, rule="url"))
    return text


def _file_path(value: Any) -> str:
    text = _string(value, "a relative path of a file")
    parts = text.split("/")
    if "\\" in text or any(part in ("", ".", "..") for part in parts):
        _fail(Issue(f"path {shown(text)}, expected a relative path below 'files/'", rule="path"))
    return text


def _bool(value: Any) -> bool:
    if value not in ("true", "false"):
        _fail(Issue(f"found {found(value)}, expected true or false", rule="wrong-type"))
    return bool(value == "true")


def _year(value: Any) -> int:
    text = _string(value, "a year of four digits")
    if not re.fullmatch(r"[12][0-9]{3}", text):
        _fail(Issue(f"year {shown(text)}, expected four digits such as 2018", rule="wrong-type"))
    return int(text)


def _date(value: Any) -> dt.date:
    text = _string(value, "a date such as 2026-11-24")
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError  # such as 2026-1-1, which the library takes
        return dt.date.fromisoformat(text)
    except ValueError:
        _fail(Issue(f"date {shown(text)}, expected one such as 2026-11-24", rule="wrong-type"))


def _localized(value: Any, languages: tuple[str, ...], issues: list[Issue]) -> dict[str, str]:
    """The texts by language that are usable; what is missing, unknown or empty goes to `issues`."""
    if not isinstance(value, Mapping):
        message = f"found {found(value)}, expected a text for each of {', '.join(languages)}"
        issues.append(Issue(message, rule="missing-translation"))
        return {}
    texts = {}
    for language in value:
        if language not in languages:
            issues.append(
                Issue(
                    f"unknown language {shown(language)}",
                    did_you_mean(language, languages),
                    at=(language,),
                    on_key=True,
                    rule="unknown-key",
                )
            )
        elif issue := _string_issue(value[language], "text"):
            issues.append(issue._replace(at=(language,)))
        else:
            texts[language] = value[language].strip()
    for language in languages:
        if language not in value:
            issues.append(
                Issue(
                    f"missing translation '{language}', expected a text for each of {', '.join(languages)}",
                    rule="missing-translation",
                )
            )
    return texts


def _text(value: Any, info: ValidationInfo) -> Mapping[str, str]:
    languages = _context(info).languages
    if isinstance(value, str):
        same = " ".join(_string(value, "text").split())
        return MappingProxyType(dict.fromkeys(languages, same))
    issues: list[Issue] = []
    texts = _localized(value, languages, issues)
    if issues:
        _fail(*issues)
    return MappingProxyType({language: " ".join(text.split()) for language, text in texts.items()})


def _reference_issues(paragraphs: tuple[Paragraph, ...], context: Context) -> Iterator[Issue]:
    """Every reference in prose that leads nowhere."""
    before: dict[str, int] = {}
    for node in walk(paragraphs):
        if node.__class__ is Words:
            continue  # most nodes
        if isinstance(node, EntryLink) and context.kinds.get(node.id) not in LINKABLE:
            what, wanted = "entry", RefTo(LINKABLE)
            piece = f"[[{node.id}" + ("]]" if node.label is None else f"|{node.label}]]")
        elif isinstance(node, Citation) and context.kinds.get(node.id) != "reference":
            what, wanted, piece = "reference", RefTo(_REFERENCE), f"[@{node.id}]"
        else:
            continue
        yield Issue(
            f"unknown {what} {shown(node.id)} in prose, expected the id of {'an' if what == 'entry' else 'a'} {what}",
            context.near(node.id, wanted, list_up_to=0),
            piece=piece,
            nth=before.get(piece, 0),
            rule="dangling-reference",
        )
        before[piece] = before.get(piece, 0) + 1


@dataclass(frozen=True, slots=True)
class ProseText:
    """Prose in every language, parsed; iterate for the languages, index for one language's paragraphs."""

    paragraphs: Mapping[str, tuple[Paragraph, ...]]

    def __getitem__(self, language: str) -> tuple[Paragraph, ...]:
        return self.paragraphs[language]

    def nodes(self) -> Iterator[Inline]:
        """Every inline node of every language."""
        for paragraphs in self.paragraphs.values():
            yield from walk(paragraphs)


def _prose(value: Any, info: ValidationInfo) -> ProseText:
    context = _context(info)
    issues: list[Issue] = []
    parsed = {}
    for language, text in _localized(value, context.languages, issues).items():
        parsed[language], mistakes = parse_prose(text)
        issues += [Issue(m.message, at=(language,), piece=m.piece, nth=m.nth, rule="prose") for m in mistakes]
        issues += [issue._replace(at=(language,)) for issue in _reference_issues(parsed[language], context)]
    if issues:
        _fail(*issues)
    return ProseText(MappingProxyType(parsed))


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as the id of an entry of one of these kinds; `free` are words allowed instead."""

    kinds: frozenset[str]
    free: frozenset[str] = frozenset()

    def __call__(self, value: Any, info: ValidationInfo) -> str:
        """The id itself, when an entry of a right kind has it."""
        context = _context(info)
        known = context.kinds
        if isinstance(value, str) and (known.get(value) in self.kinds or value in self.free):
            return value
        wanted = " or ".join(sorted(self.kinds | self.free)).replace("-", " ")
        expected = f"the id of {'an' if wanted[0] in 'aeiou' else 'a'} {wanted}"
        text = _string(value, expected)
        if text not in self.free and known.get(text) not in self.kinds:
            what = (
                f"{shown(text)} is a {known[text].replace('-', ' ')}"
                if text in known
                else f"unknown {wanted} {shown(text)}"
            )
            _fail(Issue(f"{what}, expected {expected}", context.near(text, self), rule="dangling-reference"))
        return text


def _ref(*kinds: str, free: tuple[str, ...] = ()) -> tuple[RefTo, PlainValidator, WithJsonSchema]:
    rule = RefTo(frozenset(kinds), frozenset(free))
    # `schema` leaves the marker out: ids come and go, and a schema that listed them would change with each.
    marker = {"type": "string", "x-ref": sorted(kinds), "x-free": sorted(free)}
    return rule, PlainValidator(rule), WithJsonSchema(marker)


_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^{_KEBAB.pattern}$"})

# A number needs no quotes: the loader takes every scalar as it is written.
Plain = Annotated[str, PlainValidator(_plain), WithJsonSchema({"type": ["string", "number"], "minLength": 1})]
"""One string, the same in every language."""
Id = Annotated[str, PlainValidator(_id), _ID_SCHEMA]
"""Kebab-case, unique over all kinds, for ever."""
LocalId = Annotated[str, PlainValidator(_id), _ID_SCHEMA]
"""Kebab-case, unique inside its figure."""
Language = Annotated[
    str, PlainValidator(_language), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"})
]
"""A BCP 47 tag, as it stands in file names."""
SourceKey = Annotated[
    str, PlainValidator(_source_key), WithJsonSchema({"type": "string", "pattern": f"^(?:{_SOURCE_KEY.pattern})$"})
]
"""The key of a fact of the article: figure, table, section or note."""
Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})]
EditUrl = Annotated[
    str, PlainValidator(_edit_url), WithJsonSchema({"type": "string", "pattern": r"^https?://.*\{path\}"})
]
"""An address with `{path}` where the file's path stands."""
FilePath = Annotated[str, PlainValidator(_file_path), WithJsonSchema({"type": "string", "minLength": 1})]
"""A path below the entry's own `files/`, with `/` between its parts."""
Bool = Annotated[bool, PlainValidator(_bool), WithJsonSchema({"type": "boolean"})]
Year = Annotated[int, PlainValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1000, "maximum": 2999})]
Date = Annotated[dt.date, PlainValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Text = Annotated[Mapping[str, str], PlainValidator(_text), WithJsonSchema({"x-localized": "text"})]
"""A name, label or short cell: plain, escaped wherever it lands."""
Prose = Annotated[ProseText, PlainValidator(_prose), WithJsonSchema({"x-localized": "prose"})]
"""Sentences with the little markup of `prose`."""

AreaRef = Annotated[str, *_ref("area")]
PatternRef = Annotated[str, *_ref("pattern")]
EntryRef = Annotated[str, *_ref("group", "pattern")]
PlaceRef = Annotated[str, *_ref("area", "group", "pattern")]
ConcernRef = Annotated[str, *_ref("area", "group", "pattern", "category", "technology")]
CategoryRef = Annotated[str, *_ref("category")]
Target = Annotated[str, *_ref("category", free=("none",))]
TechnologyRef = Annotated[str, *_ref("technology")]
TechnologyKindRef = Annotated[str, *_ref("technology-kind")]
ProviderRef = Annotated[str, *_ref("provider")]
ReferenceRef = Annotated[str, *_ref("reference")]
ComponentKindRef = Annotated[str, *_ref("component-kind")]
BoundaryKindRef = Annotated[str, *_ref("boundary-kind")]


T = TypeVar("T")
# Built when first used, so that importing the model stays quick.
_STRICT = ConfigDict(defer_build=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def catalog_type(cls: type[T]) -> type[T]:
    """A class of the model: frozen, every field by its name, and no key but its fields."""
    # The library's own type of what it returns would hide the class.
    return cast("type[T]", pydantic_dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)(cls))
