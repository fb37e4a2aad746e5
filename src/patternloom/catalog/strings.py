"""The interface's words: a file a language over the words that come with us, checked for completeness.

In: the sources below `strings/`. Out: language → key → text, and every key or `{placeholder}` that one
language has and another lacks. A language that we have words in needs a file only for words of its own. Which words
there are is the macros' affair; a language that we have none in needs all of ours, as macros of ours may use any.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from patternloom.model.values import Issue, is_language, string_issue
from patternloom.model.values import found as what
from patternloom.problems import limits
from patternloom.problems.findings import Findings, Mark, Problem, did_you_mean, nearest, shown
from patternloom.reading import defaults
from patternloom.reading.source import Source

_ALIKE = 0.8
STRINGS_FOLDER = "strings"
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")

Words = Mapping[str, Mapping[str, str]]
"""Language → key → text."""


def parse_strings(
    sources: Sequence[Source],
    languages: tuple[str, ...],
    settings: Source | None,
    problems: Findings,
    folder: str,
    *,
    unread: bool = False,
) -> Words:
    """The interface's words, ours where a language has none of its own; every language must have the same keys.

    Where a file of words is `unread`, none is missed.
    """
    found, odd = _read_files(sources, problems, folder)
    there = {source.path.stem for source in sources if len(source.path.parts) == 2} | found.keys()
    _compare_languages(there, sources, languages, settings, problems, folder)
    files = {language: source for language, (source, _) in found.items()}
    every = dict.fromkeys((*languages, *found))
    words = {language: {**defaults.words(language), **found.get(language, (None, {}))[1]} for language in every}
    _compareplaceholders(words, files, languages[0] if languages else "", problems)
    # Of a file that cannot be read as words, nothing is missed.
    readable = [one for one in languages if one in files or (one not in there and defaults.words(one))]
    of_all = {key for texts in words.values() for key in texts}
    own = {one: _keys_in(files[one].value, of_all) if one in files else set() for one in readable}
    # Else some may stand in a file that is no language's, as is told.
    if there <= set(languages) and not unread and not odd:
        _compare_keys(own, files, problems, folder)
    return words


def _keys_in(value: Mapping[str, Any], of_all: Collection[str]) -> set[str]:
    """The keys of a file's words, those in a group of words too; that of a group, or of a list of entries, is none."""
    grouped = {key for key, one in value.items() if isinstance(one, list | dict) and key not in of_all}
    below = (value[key] for key in grouped if isinstance(value[key], dict))
    return (set(value) - grouped) | {key for group in below for key in group if key in of_all}


def _read_files(
    sources: Sequence[Source], problems: Findings, folder: str
) -> tuple[dict[str, tuple[Source, dict[str, str]]], bool]:
    """The words of each file by language, and whether one has them elsewhere than at its margin."""
    found: dict[str, tuple[Source, dict[str, str]]] = {}
    odd = False
    for source in sources:
        if source.path.parts[0] != STRINGS_FOLDER:
            message = f"words of the interface in a file of entries, expected them in {folder}/{source.path.stem}.yaml"
            problems.append(Problem(source.mark(), message, "move the file", rule="file"))
            found[source.path.stem] = (source, _texts_of(source, problems))
        elif len(source.path.parts) != 2:
            message = f"words in a folder of their own, expected {folder}/{source.path.stem}.yaml alone"
            problems.append(Problem(source.mark(), message, rule="file"))
        elif not isinstance(source.value, dict):
            message = f"found {what(source.value)}, expected a mapping of words"
            problems.append(Problem(source.mark(), message, rule="wrong-type"))
        elif len(source.value) == 1 and isinstance(next(iter(source.value.values())), dict):
            odd = True
            key = next(iter(source.value))
            message = f"words below {shown(f'{key}:')}, expected each as a key of its own at the margin"
            hint = f"delete {shown(f'{key}:')}, and indent nothing"
            problems.append(Problem(source.mark([key], on_key=True), message, hint, rule="wrong-type"))
        else:
            found[source.path.stem] = (source, _texts_of(source, problems))
    return found, odd


def _compare_keys(own: dict[str, set[str]], files: Mapping[str, Source], problems: Findings, folder: str) -> None:
    """Each language has every key that one has, or that we have; one that is only misspelt counts as the one meant."""
    ours = set(defaults.words(defaults.COMPLETE))
    for language, others in _models(own):
        keys = own[language]
        # What the first language lacks, another may have misspelt; it misspells itself what we have alone.
        lacking = (ours if language == next(iter(own)) else ours | own[others[0]]) - keys
        for key in sorted(keys - ours - set().union(*(own[other] for other in others))):
            meant = nearest(key, lacking)
            # Where there is no other file, a word may well be one of the site's own.
            alike = meant and (others[0] in files or SequenceMatcher(None, key, meant).ratio() > _ALIKE)
            if meant and alike:
                mark = files[language].mark([key], on_key=True)
                message = f"unknown key {shown(key)}, expected the keys of '{others[0]}'"
                problems.append(Problem(mark, message, f"did you mean {shown(meant)}?", rule="unknown-key"))
                keys.remove(key)
                keys.add(meant)
                lacking.remove(meant)
    for language, keys in own.items():
        mark = files[language].mark() if language in files else Mark(f"{folder}/{language}.yaml")
        lacking = set().union(*own.values(), ours) - keys - defaults.words(language).keys()
        if lacking and language not in files:
            listed = ", ".join(shown(key) for key in sorted(lacking))
            message = f"no such file, expected the words that another language has: {listed}"
            problems.append(Problem(mark, message, rule="missing-translation"))
            continue
        for key in sorted(lacking):
            who = "every site needs" if key in ours else "another language has"
            problems.append(Problem(mark, f"missing key {shown(key)}, which {who}", rule="missing-translation"))


def _models(own: Mapping[str, set[str]]) -> Iterator[tuple[str, list[str]]]:
    """Each language, and those whose keys it is held against: the first by all others, the others by the first."""
    first, *others = own or [""]
    if others:
        yield first, others
        yield from ((other, [first]) for other in others)


def _texts_of(source: Source, problems: Findings) -> dict[str, str]:
    if len(source.value) > limits.WORDS:
        message = f"{len(source.value):,} words, expected at most {limits.WORDS:,}"
        problems.append(Problem(source.mark(), message, rule="too-many"))
        return {}
    words = {}
    for key, value in source.value.items():
        issue = string_issue(value, "a word", lines=False)
        if issue and isinstance(value, dict) and all(map(is_language, value)):
            issue = issue._replace(hint="write the text in this file's language alone")
        elif issue and isinstance(value, dict):
            issue = issue._replace(hint="write each word as a key of its own at the margin")
        elif issue and isinstance(value, list) and any(isinstance(item, dict) for item in value):
            issue = issue._replace(hint="lists of entries stand in other files of the catalog")
        issue = issue or string_issue(key, "a short key")
        if isinstance(value, str) and not value.strip():
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
    missing = [language for language in languages if language not in there and not defaults.words(language)]
    strays = sorted(there - set(languages))
    for language in filter(is_language, missing):  # a tag that is none is told itself
        if not strays:
            message = f"no such file, expected the interface's words in '{language}'"
            hint = f"patternloom has those in {', '.join(defaults.languages())}: translate one of them"
            problems.append(Problem(Mark(f"{folder}/{language}.yaml"), message, hint, rule="file"))
        elif settings:
            mark = settings.mark(["languages", languages.index(language)])
            message = f"language {shown(language)} without its words in {folder}/{language}.yaml, expected that file"
            same = next((one for one in strays if one.lower() == language.lower()), None)
            hint = f"write {shown(same)}" if same else f"there are words in {', '.join(strays)}"
            problems.append(Problem(mark, message, hint, rule="file"))
    for source in sources:
        language = source.path.stem
        if not missing and language in strays and len(source.path.parts) == 2:
            message = f"unknown language {shown(language)}, expected a language of catalog.yaml"
            problems.append(Problem(source.mark(), message, did_you_mean(language, languages), rule="unknown-key"))


def _compareplaceholders(words: Words, files: Mapping[str, Source], first: str, problems: Findings) -> None:
    """A word takes the same `{placeholders}` in every language; where not, the language that lost one is told."""
    by_key: dict[str, dict[str, frozenset[str]]] = {}
    for language, texts in words.items():
        for key, text in texts.items():
            by_key.setdefault(key, {})[language] = placeholders(text)
    ours = defaults.words(defaults.COMPLETE)
    for key, names in by_key.items():
        expected = placeholders(ours[key]) if key in ours else _expected(names, first)
        like = sorted(language for language, some in names.items() if some == expected)
        as_in = ", ".join(f"'{other}'" for other in like[:3]) or "the word that comes with patternloom"
        for language, some in names.items():
            if some != expected:  # so it is no word of ours, and stands in a file
                message = f"placeholders of {shown(key)}: {_listed(some)}, expected {_listed(expected)} as in {as_in}"
                problems.append(Problem(files[language].mark([key]), message, rule="placeholders"))


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


def placeholders(text: str) -> frozenset[str]:
    """`{n} of {all}` → n, all."""
    return frozenset(_PLACEHOLDER.findall(text))
