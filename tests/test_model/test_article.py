"""A section of the article has its key, what stands in it, and what it says that no other entry tells."""

from __future__ import annotations

from validating import read

from patternloom.model.article import ArticleSection

SECTION = {
    "id": "article-section-2",
    "key": "S2",
    "name": {"en": "2 Dough", "ja": "2 生地"},
    "summary": {"en": "What dough is.", "ja": "生地の説明です。"},
    "reviewed": "2026-01-31",
}


def test_a_section_may_hold_nothing_and_say_nothing_of_its_own() -> None:
    section = read(ArticleSection, SECTION)
    assert (section.key, section.holds, section.notes, section.references) == ("S2", (), (), ())


def test_figures_and_tables_in_it_are_keys_and_its_notes_are_statements() -> None:
    note = {"text": {"en": "It rests.", "ja": "寝かせます。"}, "source": ["S2/rest"], "opinion": "true"}
    section = read(ArticleSection, {**SECTION, "holds": ["F1", "T2", "N3"], "notes": [note]})
    assert section.holds == ("F1", "T2", "N3")
    assert [(one.source, one.opinion) for one in section.notes] == [(("S2/rest",), True)]
