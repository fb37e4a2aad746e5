"""Languages that are listed in place of those that the texts have."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.catalog.listed_languages import mistaken_languages, unlisted_languages
from patternloom.problems.findings import Findings
from patternloom.reading.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("listed", "texts", "told"),
    [
        ("[en, ja]", "{en: a, ja: b}", []),
        ("[en, jp]", "{en: a, ja: b}", [("1:17", "jp", "did you mean 'ja'?")]),
        ("[EN]", "{en: a}", [("1:13", "EN", "did you mean 'en'?")]),
        ("[en, eng]", "{en: a, ja: b}", [("1:17", "eng", "did you mean 'ja'?")]),
        ("[xx]", "{en: a, ja: b}", [("1:13", "xx", "there are en, ja")]),
        ("[en, nl]", "{en: a}", []),
        ("[en, de]", "{en: a, ja: b}", []),
        ("[en, nl]", "a", []),
    ],
)
def test_one_that_nothing_is_written_in_is_told_where_another_is_not_listed(
    listed: str, texts: str, told: list[tuple[str, str, str]]
) -> None:
    settings = read_yaml(f"languages: {listed}\nname: {texts}\n", "catalog.yaml")
    assert settings
    problems = Findings()
    tags = tuple(settings.value["languages"])
    assert mistaken_languages(settings, tags, [], problems) == {tag for _, tag, _ in told}
    assert [(f"{p.mark.line}:{p.mark.column}", p.hint) for p in problems] == [(at, hint) for at, _, hint in told]


def test_a_file_of_words_makes_a_language_one_that_is_meant() -> None:
    settings = read_yaml("languages: [en, nl]\nname: {en: a, ja: b}\n", "catalog.yaml")
    words = read_yaml("home: x\n", "strings/nl.yaml", Path("strings/nl.yaml"))
    assert settings
    assert words
    assert mistaken_languages(settings, ("en", "nl"), [words], Findings()) == frozenset()


@pytest.mark.parametrize(
    ("texts", "missed"),
    [
        ("name: {en: a, ja: b}\nsummary: {en: a, ja: b}\n", ["ja"]),
        ("name: {en: a, ja: b}\nsummary: {en: a}\n", []),
        ("name: {en: a, ja: b}\nsummary: a\n", []),
        ("name: {ja: b}\nsummary: {ja: b}\n", []),
        ("name: a\n", []),
        ("name: {en: a, 'no one': b}\nsummary: {en: a, 'no one': b}\n", []),
    ],
)
def test_a_language_that_all_texts_have_is_told_once(texts: str, missed: list[str]) -> None:
    settings = read_yaml(f"languages: [en]\n{texts}", "catalog.yaml")
    assert settings
    problems = Findings()
    assert unlisted_languages(settings, ("en",), problems) == set(missed)
    assert [str(one) for one in problems] == [
        f"catalog.yaml:1:12: no '{tag}' among the languages, expected it, as there are texts in it; "
        f"write '[en, {tag}]', or delete all texts in it"
        for tag in missed
    ]
