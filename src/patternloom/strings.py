"""The interface's words: a file a language, checked for completeness.

In: the sources below `strings/`. Out: language → key → text, and every key that one language has and
another lacks. Which words there are is the macros' affair: a missing one fails where it is used.
"""

from __future__ import annotations

from patternloom.fields import found as what
from patternloom.problems import Mark, Problem, did_you_mean, shown
from patternloom.strict_yaml import Source

STRINGS_FOLDER = "strings"


def parse_strings(
    sources: list[Source], languages: tuple[str, ...], problems: list[Problem], folder: str
) -> dict[str, dict[str, str]]:
    """The interface's words; every language must have the same keys."""
    found: dict[str, tuple[Source, dict[str, str]]] = {}
    refused = set()
    for source in sources:
        language = source.path.stem
        if language not in languages:
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
