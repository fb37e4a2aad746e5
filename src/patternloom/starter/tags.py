"""Language tags as somebody types them: each known and in its usual form, or told with the tag that is likely meant.

In: `en,de`. Out: tags, in that order, or what is wrong with each. Names of languages and countries come from Unicode's
CLDR (through Babel), as no list of ours would be whole. Which languages there are words in is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from patternloom.model.values import is_language
from patternloom.problems import limits
from patternloom.problems.findings import nearest, shown
from patternloom.reading.defaults import COMPLETE


def read_tags(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags of a list with commas between them, and everything that is wrong with it."""
    tags = tuple(tag.strip() for tag in text.split(","))
    return tags, tuple(_mistakes(tags))


def _mistakes(tags: tuple[str, ...]) -> Iterator[str]:
    if len(tags) > limits.LANGUAGES:
        yield f"{len(tags)} languages, expected at most {limits.LANGUAGES}"
    for number, tag in enumerate(tags):
        if not tag:
            yield "an empty language tag, expected tags with commas between them, such as en,de"
        elif tag in tags[:number]:
            yield f"language {shown(tag)} twice, expected each once"
        elif not is_language(tag) or _usual(tag) != tag:
            meant = _meant(tag)
            hint = f"; did you mean {shown(meant)}?" if meant else ""
            yield f"unknown language {shown(tag)}, expected a tag such as en, ja or pt-BR{hint}"


def own_name(tag: str) -> str:
    """What a language calls itself: `Nederlands` for `nl`; the tag where nobody says."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[0].upper() + name[1:]


def _usual(tag: str) -> str | None:
    """The tag as it is usually written: `en-us` → `en-US`; None where a part of it is unknown."""
    english = Locale(COMPLETE)
    first, *rest = tag.replace("_", "-").split("-")
    if first.lower() not in english.languages:
        return None
    parts = [first.lower()]
    for part in rest:
        if len(part) == 4 and part.title() in english.scripts:
            parts.append(part.title())
        elif len(part) in (2, 3) and part.upper() in english.territories:
            parts.append(part.upper())
        else:
            return None
    return "-".join(parts)


def _meant(text: str) -> str | None:
    """The tag that a text is likely meant for: a tag in another form, a language's name, a country's code."""
    names = _tags_by_name()
    spoken = get_official_languages(text.upper(), de_facto=True) if len(text) == 2 else ()
    near = nearest(text, names)
    return _usual(text) or names.get(text.casefold()) or next(iter(spoken), None) or (names[near] if near else None)


@cache
def _tags_by_name() -> Mapping[str, str]:
    """Names of languages, in English and in each itself → their tags."""
    found = {}
    english = Locale(COMPLETE).languages
    for code, name in sorted(english.items()):
        if "_" not in code:
            found[name.casefold()] = code
            try:
                found[(Locale(code).languages.get(code) or name).casefold()] = code
            except UnknownLocaleError:
                continue
    return found
