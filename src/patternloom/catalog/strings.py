"""The interface's words: a file a language, checked for completeness.

In: the sources below `strings/`. Out: language → key → text, and every key or `{placeholder}` that one
language has and another lacks. Which words there are is the macros' affair: a missing one fails where it
is used; but for those that every site needs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from patternloom.model.values import Issue, is_language, string_issue
from patternloom.model.values import found as what
from patternloom.problems import limits
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, nearest, shown
from patternloom.reading.source import Source

STRINGS_FOLDER = "strings"
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")
# What is said outside the macros: on pages that lead on, on the 404 page, in the header.
NEEDED = (
    "home",
    "language_name",
    "not_found_text",
    "not_found_title",
    "permalink_leads_to",
    "retired_on",
    "retired_successor",
)


Words = Mapping[str, tuple[Source, dict[str, str]]]
"""Language → its file and its words that are texts."""


def parse_strings(
    sources: Sequence[Source], languages: tuple[str, ...], settings: Source | None, problems: Findings, folder: str
) -> dict[str, dict[str, str]]:
    """The interface's words; every language must have the same keys."""
    found: dict[str, tuple[Source, dict[str, str]]] = {}
    for source in sources:
        if len(source.path.parts) != 2:
            message = f"words in a folder of their own, expected {folder}/{source.path.stem}.yaml alone"
            problems.append(Problem(source.mark(), message, rule="file"))
        elif not isinstance(source.value, dict):
            message = f"found {what(source.value)}, expected a mapping of words"
            problems.append(Problem(source.mark(), message, rule="wrong-type"))
        else:
            found[source.path.stem] = (source, _texts_of(source, problems))
    there = {source.path.stem for source in sources if len(source.path.parts) == 2}
    strays = there - set(languages)
    _compare_languages(there, sources, languages, settings, problems, folder)
    first = languages[0] if languages else ""
    _compare_placeholders(found, first, problems)
    _compare_keys(
        {language: source for language, (source, _) in found.items() if language not in strays}, first, problems
    )
    return {language: words for language, (_, words) in found.items()}


def _compare_keys(sources: Mapping[str, Source], first: str, problems: Findings) -> None:
    """Each language has every key that one has; a key that is only misspelt counts as the one meant."""
    keys = {language: set(source.value) for language, source in sources.items()}
    for language, own in keys.items():
        wanted = keys.get(first, own)
        lacking = wanted - own
        for key in sorted(own - wanted):
            if meant := nearest(key, lacking):
                mark = sources[language].mark([key], on_key=True)
                message = f"unknown key {shown(key)}, expected the keys of '{first}'"
                problems.append(Problem(mark, message, f"did you mean {shown(meant)}?", rule="unknown-key"))
                lacking.discard(meant)
                own.discard(key)
                own.add(meant)
    for language, own in keys.items():
        for key in sorted(set().union(*keys.values()) - own):
            message = f"missing key {shown(key)}, which another language has"
            problems.append(Problem(sources[language].mark(), message, rule="missing-translation"))


def _texts_of(source: Source, problems: Findings) -> dict[str, str]:
    if len(source.value) > limits.WORDS:
        message = f"{len(source.value):,} words, expected at most {limits.WORDS:,}"
        problems.append(Problem(source.mark(), message, rule="too-many"))
        return {}
    words = {}
    for key, value in source.value.items():
        issue = string_issue(value, "text") or string_issue(key, "a short key")
        if not isinstance(value, str) or not value.strip():
            issue = Issue(f"no text for {shown(key)}, expected one", rule="empty-text")
        if issue is None and (piece := _odd_brace(value)):
            message = f"{shown(piece)} in {shown(key)}, expected only placeholders such as {{name}}"
            issue = Issue(message, "no format and no brace besides", rule="placeholders")
        if issue:
            problems.append(Problem(source.mark([key]), issue.message, issue.hint, rule=issue.rule))
        else:
            words[key] = value
    return words


def _odd_brace(text: str) -> str | None:
    """What begins with a brace and is no plain placeholder; a format of its own could ask for any number of letters."""
    found = re.search(r"[{}]", _PLACEHOLDER.sub(lambda match: " " * len(match[0]), text))
    return text[found.start() : found.start() + 20] if found else None


def _compare_languages(
    there: set[str],
    sources: Sequence[Source],
    languages: tuple[str, ...],
    settings: Source | None,
    problems: Findings,
    folder: str,
) -> None:
    """Each language has its file of words, and each file its language; if both fail, one is written for the other."""
    missing = [language for language in languages if language not in there]
    strays = sorted(there - set(languages))
    for language in missing:
        if not strays:
            message = f"no such file, expected the interface's words in '{language}'"
            problems.append(Problem(Mark(f"{folder}/{language}.yaml"), message, rule="file"))
        elif settings and is_language(language):
            mark = settings.mark(["languages", languages.index(language)])
            message = f"language {shown(language)} without its words in {folder}/{language}.yaml, expected that file"
            problems.append(Problem(mark, message, f"there are words in {', '.join(strays)}", rule="file"))
    for source in sources:
        language = source.path.stem
        if not missing and language in strays and len(source.path.parts) == 2:
            message = f"unknown language {shown(language)}, expected a language of catalog.yaml"
            problems.append(Problem(source.mark(), message, did_you_mean(language, languages), rule="unknown-key"))


def _compare_placeholders(found: Words, first: str, problems: Findings) -> None:
    """A word takes the same `{placeholders}` in every language; where not, the language that lost one is told."""
    by_key: dict[str, dict[str, frozenset[str]]] = {}
    for language, (_, words) in found.items():
        for key, text in words.items():
            by_key.setdefault(key, {})[language] = _placeholders(text)
    for key, names in by_key.items():
        expected = _expected(names, first)
        like = sorted(language for language, some in names.items() if some == expected)
        for language, some in names.items():
            if some != expected:
                as_in = ", ".join(f"'{other}'" for other in like[:3])
                message = f"placeholders of {shown(key)}: {_listed(some)}, expected {_listed(expected)} as in {as_in}"
                problems.append(Problem(found[language][0].mark([key]), message, rule="placeholders"))


def _expected(names: Mapping[str, frozenset[str]], first: str) -> frozenset[str]:
    """The placeholders that a word should have.

    Those of the first language, if the others only lack some of them; else what most languages have; of
    two that are equally many, the larger set, as one is lost more easily than made up; then the first's.
    """
    own = names.get(first)
    if own is not None and all(some <= own for some in names.values()):
        return own
    count = Counter(names.values())
    return max(count, key=lambda some: (count[some], len(some), some == own, sorted(some)))


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def _placeholders(text: str) -> frozenset[str]:
    """`{n} of {all}` → n, all."""
    return frozenset(_PLACEHOLDER.findall(text))


def missing_words(strings: Mapping[str, Mapping[str, str]], folder: str) -> list[Problem]:
    """What a site cannot do without."""
    return [
        Problem(
            Mark(f"{folder}/{STRINGS_FOLDER}/{language}.yaml"),
            f"missing key {shown(key)}, expected the word, as every site needs it",
            rule="missing-translation",
        )
        for language, words in strings.items()
        for key in NEEDED
        if key not in words
    ]
