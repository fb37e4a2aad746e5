"""The interface's words: one file a language, the same keys and placeholders in each."""

from __future__ import annotations

import pytest
from projects import Project

from patternloom.reading.defaults import words
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


def test_words_of_ours_hold_where_a_language_has_none_of_its_own(project: Project) -> None:
    """A region takes those of its language."""
    project.write("strings/en.yaml", "home: Start\n")
    project.write("strings/ja.yaml", "sources: 典拠\n")
    strings = project.load().strings
    assert (strings["en"]["home"], strings["en"]["sources"]) == ("Start", words("en")["sources"])
    assert (strings["ja"]["home"], strings["ja"]["sources"]) == (words("ja")["home"], "典拠")


@pytest.mark.parametrize(
    ("file", "written", "expected"),
    [
        (
            "en",
            "reveiwed: Seen",
            "en.yaml:1:1: unknown key 'reveiwed', expected the keys of 'ja'; did you mean 'reviewed'?",
        ),
        (
            "ja",
            "reveiwed: 済",
            "ja.yaml:1:1: unknown key 'reveiwed', expected the keys of 'en'; did you mean 'reviewed'?",
        ),
        ("ja", "retired_on: 済", "ja.yaml:1:13: placeholders of 'retired_on': none, expected {date} as in 'en'"),
        ("en", "retired_on: Gone", "en.yaml:1:13: placeholders of 'retired_on': none, expected {date} as in 'ja'"),
    ],
)
def test_a_word_that_replaces_one_of_ours_is_held_against_it(
    project: Project, file: str, written: str, expected: str
) -> None:
    project.remove("strings/en.yaml")
    project.remove("strings/ja.yaml")
    project.write(f"strings/{file}.yaml", written)
    assert project.report() == f"catalog/strings/{expected}\n1 error"


def test_a_word_that_loses_its_placeholder_in_every_language_is_held_against_ours(project: Project) -> None:
    project.write("strings/en.yaml", "figure_n: Picture\n")
    project.write("strings/ja.yaml", "figure_n: 画\n")
    assert project.report() == (
        "catalog/strings/en.yaml:1:11: placeholders of 'figure_n': none, expected {n} as in the word that comes with "
        "patternloom\ncatalog/strings/ja.yaml:1:11: placeholders of 'figure_n': none, expected {n} as in the word that "
        "comes with patternloom\n2 errors"
    )


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (
            "fr.yaml",
            "areas: Domaines\n",
            "fr.yaml:1:1: words of the interface in a file of entries, expected them in catalog/strings/fr.yaml; move the file",
        ),
        (
            "strings/en.yaml",
            "words:\n  needs: Needs\n",
            "strings/en.yaml:1:1: words below 'words:', expected each as a key of its own at the margin; "
            "delete 'words:', and indent nothing",
        ),
        (
            "strings/en.yaml",
            "language_name: English\nneeds: {en: Needs, ja: 前提}\nown: x\n",
            "strings/en.yaml:2:8: found a mapping, expected a word; write the text in this file's language alone",
        ),
        ("strings/en.yaml", "- needs\n", "strings/en.yaml:1:1: found a list, expected a mapping of words"),
        ("strings/pt.yaml", "needs: x\n", "strings/pt.yaml:1:1: unknown language 'pt', expected a language of catalog.yaml; there are en, ja"),
        ("strings/ja.yml", "needs: x\n", "strings/ja.yml:1:1: file name 'ja.yml', expected the ending .yaml"),
    ],
)  # fmt: skip
def test_words_in_a_wrong_place_are_missed_nowhere_else(project: Project, file: str, text: str, told: str) -> None:
    project.write("strings/en.yaml", "language_name: English\nneeds: Needs\nown: x\n")
    if file.startswith("strings/ja"):
        project.remove("strings/ja.yaml")
    else:
        project.write("strings/ja.yaml", "language_name: 日本語\nneeds: 前提\nown: x\n")
    project.write(file, text)
    assert project.report() == f"catalog/{told}\n1 error"


def test_a_file_that_is_not_there_is_told_with_the_words_that_it_lacks(project: Project) -> None:
    project.remove("strings/ja.yaml")
    project.write("strings/en.yaml", "language_name: English\nneeds: Needs\nown: x\n")
    told = "no such file, expected the words that another language has: 'needs', 'own'"
    assert project.report() == f"catalog/strings/ja.yaml:1:1: {told}\n1 error"


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
    ("word", "message"),
    [
        ('"a\\nb"', "line break in 'a\\nb', expected a word in one line"),
        ('"a\\Lb"', "control character U+2028 in 'a\\u2028b', expected a word"),
    ],
)
def test_a_word_is_one_line(project: Project, word: str, message: str) -> None:
    """Else it could begin a block of Markdown wherever it stands."""
    project.replace("strings/en.yaml", "needs: Needs", f"needs: {word}")
    (problem,) = project.problems()
    assert (str(problem.mark), problem.message, problem.rule) == ("catalog/strings/en.yaml:2:8", message, "control")


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
