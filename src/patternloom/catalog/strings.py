"""The interface's words: a file a language, checked for completeness.

In: the sources below `strings/`. Out: language → key → text, and every key or `{placeholder}` that one
language has and another lacks. Which words there are is the macros' affair: a missing one fails where it
is used; but for those that every site needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from patternloom.model.values import found as what
from patternloom.problems.findings import Mark, Problem, did_you_mean, shown
from patternloom.reading.strict_yaml import Source

STRINGS_FOLDER = "strings"
# What is said outside the macros: on pages that lead on, on the 404 page, in the header.
NEEDED = ("home", "language_name", "not_found_text", "not_found_title", "permalink_leads_to")


def parse_strings(
    sources: list[Source], languages: tuple[str, ...], problems: list[Problem], folder: str
) -> dict[str, dict[str, str]]:
    """The interface's words; every language must have the same keys."""
    found: dict[str, tuple[Source, dict[str, str]]] = {}
    refused = set()
    for source in sources:
        language = source.path.stem
        if len(source.path.parts) != 2:
            message = f"words in a folder of their own, expected {folder}/{language}.yaml alone"
            problems.append(Problem(source.mark(), message, rule="file"))
        elif language not in languages:
            problems.append(
                Problem(
                    source.mark(),
                    f"unknown language {shown(language)}, expected a language of catalog.yaml",
                    did_you_mean(language, languages),
                    rule="unknown-key",
                )
            )
        elif not isinstance(source.value, dict):
            refused.add(language)
            message = f"found {what(source.value)}, expected a mapping of words"
            problems.append(Problem(source.mark(), message, rule="wrong-type"))
        else:
            words = {}
            for key, value in source.value.items():
                if isinstance(value, str) and value.strip():
                    words[key] = value
                else:
                    problems.append(
                        Problem(source.mark([key]), f"no text for {shown(key)}, expected one", rule="empty-text")
                    )
            found[language] = (source, words)
    _compare_placeholders(found, problems)
    every_key = {key for source, _ in found.values() for key in source.value}
    for language in languages:
        if language in refused:
            continue
        if language not in found:
            problems.append(
                Problem(
                    Mark(f"{folder}/{language}.yaml"),
                    f"no such file, expected the interface's words in '{language}'",
                    rule="file",
                )
            )
            continue
        source, _ = found[language]
        for key in sorted(every_key - set(source.value)):
            problems.append(
                Problem(
                    source.mark(), f"missing key {shown(key)}, which another language has", rule="missing-translation"
                )
            )
    return {language: words for language, (_, words) in found.items()}


def _compare_placeholders(found: Mapping[str, tuple[Source, dict[str, str]]], problems: list[Problem]) -> None:
    """A word takes the same `{placeholders}` in every language: as many as in the first that has it."""
    first: dict[str, tuple[str, set[str]]] = {}
    for language, (source, words) in found.items():
        for key, text in words.items():
            names = _placeholders(text)
            other, expected = first.setdefault(key, (language, names))
            if names != expected:
                message = (
                    f"placeholders of {shown(key)}: {_listed(names)}, expected {_listed(expected)} as in '{other}'"
                )
                problems.append(Problem(source.mark([key]), message, rule="placeholders"))


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def _placeholders(text: str) -> set[str]:
    """`{n} of {all}` → n, all; none where it is no pattern at all."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


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
