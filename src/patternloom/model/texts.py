"""Texts: what a reader sees, one for each language, plain or with the little markup of `prose`.

In: a mapping of languages to texts, or one text for all. Out: the same without surplus space, or
parsed; or an `Issue` for every language that is missing and every reference that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from patternloom.model.refs import Context, RefTo, context_of
from patternloom.model.values import Issue, fail, found, is_language, string, string_issue
from patternloom.problems import limits
from patternloom.problems.findings import did_you_mean, nearest, one, shown
from patternloom.text.letters import one_line
from patternloom.text.prose import Citation, EntryLink, Inline, Paragraph, Words, parse_prose, unfolded_prose, walk
from patternloom.text.quoting import IN_QUOTES

_REFERENCE = frozenset({"reference"})


def _localized(value: Any, context: Context, issues: list[Issue], *, lines: bool = True) -> dict[str, str]:
    """The texts by language that are usable; what is missing, unknown or empty goes to `issues`.

    Where there is one language, a text by itself is in that one.
    """
    languages = context.languages
    if isinstance(value, str) and (len(languages) == 1 or not context.languages_sure):
        if issue := string_issue(value, "text", lines=lines):
            issues.append(issue)
        return {languages[0]: value.strip()} if context.languages_sure and not issues else {}
    if not isinstance(value, Mapping):
        message = f"found {found(value)}, expected a text for each of {', '.join(languages)}"
        issues.append(Issue(message, _by_language(value, languages), rule="missing-translation"))
        return {}
    texts = {}
    meant: set[str | None] = set()
    strange = [key for key in value if key not in languages]
    lacking = [language for language in languages if language not in value]
    for language in value:
        if language not in languages and context.languages_sure:
            message = f"unknown language {shown(language)}, expected {', '.join(languages)}"
            near = nearest(language, languages)
            if near is None and len(strange) == len(lacking) == 1 and _like_a_tag(language):
                near = lacking[0]  # one is written for the other
            hint = f"did you mean {shown(near)}?" if near else _unlisted(language)
            issues.append(Issue(message, hint, at=(language,), on_key=True, rule="unknown-key"))
            meant.add(near)
        elif issue := string_issue(value[language], "text", lines=lines):
            issues.append(issue._replace(at=(language,)))
        else:
            texts[language] = value[language].strip()
    for language in lacking if context.languages_sure else ():
        if language not in meant:
            issues.append(
                Issue(
                    f"missing translation '{language}', expected a text for each of {', '.join(languages)}",
                    rule="missing-translation",
                )
            )
    return texts


def _by_language(value: Any, languages: tuple[str, ...]) -> str:
    """The way out where no languages stand over the texts."""
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        return "write each language without '- ' or brackets"
    if isinstance(value, str) and value.startswith(tuple(f"{language}: " for language in languages)):
        return "delete what stands after the key: '>', '|' or a quote makes one text of all that follows"
    return f"write below it: {', '.join(f'{language}: …' for language in languages)}" if languages else ""


def _like_a_tag(key: str) -> bool:
    """Whether a key is likely a language's tag, and no word."""
    return is_language(key) and len(key.partition("-")[0]) <= 3


def _unlisted(key: str) -> str:
    """The way out for a key that is none of the languages."""
    if _like_a_tag(key):
        return "delete it, or add it to 'languages:' in catalog.yaml"
    # A text with a comma or colon and no quotes ends there, and its rest looks like a key.
    return IN_QUOTES


def _text(value: Any, info: ValidationInfo) -> Mapping[str, str]:
    context = context_of(info)
    if isinstance(value, str):
        same = one_line(string(value, "text", lines=False))
        return MappingProxyType(dict.fromkeys(context.languages, same))
    issues: list[Issue] = []
    texts = _localized(value, context, issues, lines=False)
    if issues:
        fail(*issues)
    return MappingProxyType({language: one_line(text) for language, text in texts.items()})


def _forms(value: Any, info: ValidationInfo) -> Mapping[str, tuple[str, ...]]:
    context = context_of(info)
    languages = context.languages
    issues: list[Issue] = []
    if isinstance(value, list) and len(languages) == 1 and context.languages_sure:
        found_forms = {languages[0]: _listed(value, (), issues)}
    elif isinstance(value, Mapping):
        found_forms = dict(_forms_by_language(value, context, issues))
    else:
        way_out = f"write them below it: {languages[0]}: […]" if isinstance(value, list) and languages else ""
        fail(Issue(f"found {found(value)}, expected a list of forms below a language", way_out, rule="wrong-type"))
    if issues:
        fail(*issues)
    return MappingProxyType(found_forms)


def _forms_by_language(
    value: Mapping[str, Any], context: Context, issues: list[Issue]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language, listed in value.items():
        if language not in context.languages and context.languages_sure:
            message = f"unknown language {shown(language)}, expected {', '.join(context.languages)}"
            hint = did_you_mean(language, context.languages, list_up_to=0)
            issues.append(Issue(message, hint, at=(language,), on_key=True, rule="unknown-key"))
        elif not isinstance(listed, list):
            way_out = f"write '[{listed}]'" if isinstance(listed, str) else ""
            issues.append(Issue(f"found {found(listed)}, expected a list", way_out, at=(language,), rule="wrong-type"))
        else:
            yield language, _listed(listed, (language,), issues)


def _listed(forms: list[Any], at: tuple[str, ...], issues: list[Issue]) -> tuple[str, ...]:
    """The forms of a language; what is none goes to `issues`."""
    judged = ((number, _form_issue(form)) for number, form in enumerate(forms))
    issues += [issue._replace(at=(*at, number)) for number, issue in judged if issue]
    return tuple(one_line(form) for form in forms if isinstance(form, str))


def _form_issue(value: Any) -> Issue | None:
    """What keeps a value from being a form."""
    if isinstance(value, str) and len(value) > limits.FORM_CHARACTERS:
        return Issue(f"form of {len(value):,} characters, expected at most {limits.FORM_CHARACTERS}", rule="too-long")
    return string_issue(value, "text", lines=False)


def _reference_issues(paragraphs: tuple[Paragraph, ...], context: Context) -> Iterator[Issue]:
    """Every reference in prose that leads nowhere."""
    for node in walk(paragraphs):
        if node.__class__ is Words:
            continue  # most nodes
        if isinstance(node, EntryLink) and context.kinds.get(node.id) not in context.linkable:
            what, wanted = "entry", RefTo(context.linkable)
        elif isinstance(node, Citation) and context.kinds.get(node.id) != "reference":
            what, wanted = "reference", RefTo(_REFERENCE)
        else:
            continue
        if context.may_be(node.id, wanted):
            continue
        issue = context.gone(node.id, " in prose") or _leads_nowhere(node.id, what, wanted, context)
        if isinstance(node, EntryLink) and context.kinds.get(node.label or "") in wanted.kinds:
            issue = issue._replace(hint=f"the id comes first: '[[{node.label}|{node.id}]]'")
        yield issue._replace(letter=node.letter)


def _leads_nowhere(id: str, what: str, wanted: RefTo, context: Context) -> Issue:
    """For an id that nothing has, or that something has of which prose speaks otherwise."""
    kind = context.kinds.get(id)
    found, hint = f"unknown {what} {shown(id)} in prose", context.near(id, wanted, list_up_to=0)
    if kind:
        found = f"{shown(id)} in prose is {one(kind)}"
        hint = f"write '[@{id}]'" if kind == "reference" else f"write '[[{id}]]'" if kind in context.linkable else hint
    return Issue(f"{found}, expected the id of {one(what)}", hint, rule="dangling-reference")


@dataclass(frozen=True, slots=True)
class ProseText:
    """Prose in every language, parsed; index it for one language's paragraphs."""

    paragraphs: Mapping[str, tuple[Paragraph, ...]]
    written: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)
    """The same with its markup, language by language."""

    def __getitem__(self, language: str) -> tuple[Paragraph, ...]:
        return self.paragraphs[language]

    def as_written(self, language: str) -> str:
        """One language's text with its markup; blanks that say nothing are gone, however the file folds its lines."""
        return unfolded_prose(self.written[language])

    def nodes(self) -> Iterator[Inline]:
        """Every inline node of every language."""
        for paragraphs in self.paragraphs.values():
            yield from walk(paragraphs)


def _prose(value: Any, info: ValidationInfo) -> ProseText:
    context = context_of(info)
    issues: list[Issue] = []
    parsed = {}
    written = _localized(value, context, issues)
    for language, text in written.items():
        at = () if isinstance(value, str) else (language,)
        parsed[language], mistakes = parse_prose(text)
        issues += [Issue(m.message, context.link_to(m.message), at=at, letter=m.letter, rule="prose") for m in mistakes]
        issues += [issue._replace(at=at) for issue in _reference_issues(parsed[language], context)]
    if issues:
        fail(*issues)
    return ProseText(MappingProxyType(parsed), MappingProxyType(written))


Text = Annotated[Mapping[str, str], PlainValidator(_text), WithJsonSchema({"x-localized": "text"})]
"""A name, label or short cell: plain, escaped wherever it lands."""
Forms = Annotated[Mapping[str, tuple[str, ...]], PlainValidator(_forms), WithJsonSchema({"x-localized": "forms"})]
"""Words or phrases, a list for each language that has some."""
Prose = Annotated[ProseText, PlainValidator(_prose), WithJsonSchema({"x-localized": "prose"})]
"""Sentences with the little markup of `prose`."""


def steps_to_texts(
    value: Any, *, without: Container[str], at: tuple[str | int, ...] = ()
) -> Iterator[tuple[str | int, ...]]:
    """The steps to every text and prose in a value, but for those in fields of these names; `at` leads to the value."""
    if isinstance(value, ProseText | Mapping):
        yield at
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from steps_to_texts(item, without=without, at=(*at, number))
    elif is_dataclass(value):
        cls: type = type(value)
        for name in field_names(cls):
            held = getattr(value, name)
            if held.__class__ not in NO_TEXTS and name not in without:  # most are
                yield from steps_to_texts(held, without=without, at=(*at, name))


NO_TEXTS = frozenset({str, bool, int, type(None)})
"""Classes of values that hold no text in several languages."""


@cache
def field_names(cls: type) -> tuple[str, ...]:
    """The fields of an entry or of a part of one, in their order."""
    return tuple(field.name for field in fields(cls))
