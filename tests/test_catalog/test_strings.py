"""The interface's words: one file a language, the same keys and placeholders in each."""

from __future__ import annotations

import pytest
from projects import Project
from site_fixture import Bakery

from patternloom.catalog.strings import NEEDED
from patternloom.site.links import Strings

COUNTED = "language_name: English\nneeds: Needs\ncounted: {}\n"
COUNTED_JA = "language_name: 日本語\nneeds: 前提\ncounted: {}\n"


@pytest.mark.parametrize(
    ("en", "ja", "expected"),
    [
        ("'{n} of {all}'", "'{all}のうち{m}'", "{all}, {m}, expected {all}, {n} as in 'en'"),
        ("'{n}'", "数", "none, expected {n} as in 'en'"),
        ("'{n} of {all}'", "'{n}'", "{n}, expected {all}, {n} as in 'en'"),
    ],
)
def test_a_word_takes_the_same_placeholders_in_every_language(
    project: Project, en: str, ja: str, expected: str
) -> None:
    project.write("strings/en.yaml", COUNTED.format(en))
    project.write("strings/ja.yaml", COUNTED_JA.format(ja))
    assert project.report() == f"catalog/strings/ja.yaml:3:10: placeholders of 'counted': {expected}\n1 error"


def test_placeholders_may_stand_in_another_order(project: Project) -> None:
    project.write("strings/en.yaml", COUNTED.format("'{n} of {all}'"))
    project.write("strings/ja.yaml", COUNTED_JA.format("'{all}のうち{n}'"))
    assert project.problems() == ()


def test_words_stand_in_one_file_a_language(project: Project) -> None:
    project.write("strings/old/ja.yaml", "needs: 偽\n")
    assert project.report() == (
        "catalog/strings/old/ja.yaml:1:1: words in a folder of their own, expected catalog/strings/ja.yaml alone\n1 error"
    )


def test_what_every_site_needs_is_missed_before_anything_is_rendered(bakery: Bakery) -> None:
    """In all languages at once, as a word that only one lacks is told anyway."""
    lines = {
        language: bakery.path(f"catalog/strings/{language}.yaml").read_text("utf-8").splitlines()
        for language in ("de", "fr")
    }
    for language, words in lines.items():
        kept = [line for line in words if line.partition(":")[0] not in NEEDED]
        assert len(words) - len(kept) == len(NEEDED)
        bakery.write(f"catalog/strings/{language}.yaml", "\n".join(kept))
    assert bakery.mistakes().splitlines() == [
        f"catalog/strings/{language}.yaml:1:1: missing key '{key}', expected the word, as every site needs it"
        for language in ("de", "fr")
        for key in NEEDED
    ] + [f"{2 * len(NEEDED)} errors"]


def test_a_word_may_have_any_name() -> None:
    words = Strings({"copy": "Copy", "items": "Items", "keys": "Keys"})
    assert (words.copy, words.items, words["keys"]) == ("Copy", "Items", "Keys")


@pytest.mark.parametrize(
    "mistake",
    [
        "language-of-another-name",
        "language-tag-misspelt",
        "strings-not-a-mapping",
        "strings-unknown-language",
        "strings-with-bad-syntax",
        "strings-word-empty",
        "strings-word-missing",
        "word-lost-its-placeholder",
        "word-lost-its-placeholder-in-the-first-language",
        "word-misspelt",
    ],
)
def test_a_mistake_in_the_words_gives_its_whole_report(project: Project, mistake: str) -> None:
    actual, expected = project.reports(mistake)
    assert actual == expected


@pytest.mark.parametrize(
    "word", ["{n:>3000000}", "{n!r}", "{n.real}", "{n[0]}", "{0}", "{}", "{{n}}", "{n", "n}", "{a b}"]
)
def test_a_word_holds_no_brace_but_those_of_plain_placeholders(project: Project, word: str) -> None:
    """A format could ask for any number of letters, and what is none would end the build."""
    project.write("strings/en.yaml", COUNTED.format(f"'{word}'"))
    project.write("strings/ja.yaml", COUNTED_JA.format(f"'{word}'"))
    lines = project.report().splitlines()
    assert [line.partition(": ")[2].partition(" in ")[2] for line in lines[:-1]] == [
        "'counted', expected only placeholders such as {name}; no format and no brace besides"
    ] * 2
