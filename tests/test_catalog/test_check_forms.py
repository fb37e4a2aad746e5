"""A form that a term says is not used is told wherever readers would meet it; most of it in `cases/invalid/`."""

from __future__ import annotations

import pytest
from projects import Project

from patternloom.problems import limits

TERM = """\
terms:
  - id: term-crust
    name: {en: Crust, ja: クラスト}
    definition: {en: The outside of bread., ja: パンの外側です。}
    avoid: {en: [rind]}
    reviewed: 2026-01-31
"""


def test_titles_of_works_errata_s_statements_and_other_names_are_not_ours_to_choose(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace("references.yaml", "title: The Taste of Bread", "title: The Rind of Bread")
    project.replace("references.yaml", "statement: {en: Yeast dies", "statement: {en: A rind dies")
    project.replace("fermentation/leavening.yaml", "aliases: [Levain]", "aliases: [Rind]")
    assert project.report() == "no problems"


def test_a_name_that_holds_a_form_is_told_once_and_its_uses_are_not(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace("baking/steam.yaml", "name: {en: Steam,", "name: {en: Rind steam,")
    project.replace("baking/steam.yaml", "en: Moist air", "en: A rind steam is moist air")
    assert project.report() == (
        "catalog/baking/steam.yaml:10:16: warning: 'Rind' is a form not to use, expected 'Crust'; "
        "or name the reason in 'exceptions:' of the term\n1 warning"
    )


def test_the_other_names_of_what_is_in_the_catalog_are_not_told_in_a_text(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace("fermentation/leavening.yaml", "aliases: [Levain]", "aliases: [Rind starter]")
    project.replace("fermentation/area.yaml", "label: {en: Rise,", "label: {en: Rind side,")
    project.replace("baking/steam.yaml", "en: Moist air", "en: A rind starter or a rind side or a rind and moist air")
    assert project.report() == (
        "catalog/baking/steam.yaml:11:54: warning: 'rind' is a form not to use, expected 'Crust';"
        " or name the reason in 'exceptions:' of the term\n"
        "catalog/fermentation/area.yaml:4:17: warning: 'Rind' is a form not to use, expected 'Crust';"
        " or name the reason in 'exceptions:' of the term\n"
        "2 warnings"
    )


def test_each_form_in_a_text_has_its_place(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace("baking/steam.yaml", "en: Moist air", "en: A rind or a rind and a rind of moist air")
    project.replace("strings/en.yaml", "language_name: English", "language_name: A rind or a rind or a rind")
    assert [str(problem.mark) for problem in project.problems()] == [
        *(f"catalog/baking/steam.yaml:11:{column}" for column in (21, 31, 42)),
        *(f"catalog/strings/en.yaml:1:{column}" for column in (18, 28, 38)),
    ]


def test_more_forms_than_each_text_can_be_searched_for_are_told_once_a_language(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FORMS", 3)
    more = TERM.removeprefix("terms:\n").replace("term-crust", "term-crumb").replace("en: Crust", "en: Crumb")
    text = TERM.replace("[rind]", "[rind, shell]") + more.replace("[rind]", "[inside]")
    project.write("glossary.yaml", text)
    assert project.report() == "no problems"
    project.write("glossary.yaml", text + more.replace("crumb", "hole").replace("Crumb", "Hole").replace("rind", "gap"))
    project.replace("baking/steam.yaml", "en: Moist air", "en: A gap in moist air")
    assert project.report() == ("catalog/glossary.yaml:15:17: 4 forms in 'en' up to here, expected at most 3\n1 error")


def test_a_product_is_called_what_it_is_called(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace("tools.yaml", "name: {en: Spiral mixer,", "name: {en: Rind mixer,")
    project.replace("baking/steam.yaml", "en: Moist air", "en: A rind mixer and moist air")
    assert project.report() == "no problems"


def test_a_text_for_all_languages_is_held_to_the_forms_of_each(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.replace("fermentation/area.yaml", "label: {en: Jar, ja: 瓶}", "label: Rind")
    assert [problem.message for problem in project.problems()] == ["'Rind' is a form not to use, expected 'Crust'"]


def test_words_of_the_interface_are_held_to_them_and_an_exception_must_be_needed(project: Project) -> None:
    exception = "    exceptions: [{entry: yeast, form: rind, reason: No more.}, {entry: steam, form: rind, reason: A quotation.}]\n"
    project.write("glossary.yaml", TERM.replace("    reviewed", exception + "    reviewed"))
    project.replace("strings/en.yaml", "language_name: English", "language_name: Rinds")
    project.replace("baking/steam.yaml", "en: Moist air", "en: A rind and moist air")
    assert project.report() == (
        "catalog/glossary.yaml:6:18: warning: 'rind' stands nowhere in 'yeast', expected an exception that is needed\n"
        "catalog/strings/en.yaml:1:16: warning: 'Rinds' is a form not to use, expected 'Crust'; "
        "or name the reason in 'exceptions:' of the term\n2 warnings"
    )


def test_broken_words_are_not_searched(project: Project) -> None:
    project.write("glossary.yaml", TERM)
    project.write("strings/en.yaml", "- rind\n")
    assert [problem.rule for problem in project.problems()] == ["wrong-type"]


def test_a_language_that_nobody_is_sure_of_is_looked_at_where_it_has_texts(project: Project) -> None:
    """The words of one language stand in the file of another: which of them is meant is told, and no more."""
    project.write("glossary.yaml", TERM.replace("avoid: {en: [rind]}", "avoid: {ja: [皮]}"))
    project.replace("catalog.yaml", "languages: [en, ja]", "languages: [en, jp]")
    assert [problem.message for problem in project.problems() if problem.severity == "error"] == [
        "language 'jp' without its words in catalog/strings/jp.yaml, expected that file"
    ]
