"""Each section of the article knows what tells it and what corrects it; a catalog without sections knows none."""

from __future__ import annotations

from projects import REPOSITORY, Project

from patternloom.catalog.load import Catalog
from patternloom.catalog.restated import place_in_article, restated
from patternloom.model.article import ArticleSection


def test_a_fact_lies_in_what_its_key_begins_with() -> None:
    assert [place_in_article(key) for key in ("F7/BFF", "S7.5", "T3/a/b")] == ["F7", "S7.5", "T3"]


SECTION = """\
article_sections:
  - id: article-section-2
    name: {en: Rising, ja: 膨張}
    key: S2
    holds: [F1, T2]
    summary: {en: How dough rises., ja: 生地が膨らむ仕組みです。}
    reviewed: 2026-01-31
"""


def test_a_section_is_told_by_what_names_it_or_a_figure_table_or_note_in_it(project: Project) -> None:
    project.write("more.yaml", SECTION)
    found = restated(project.load().entries.values())
    assert found.section_of == dict.fromkeys(("S2", "F1", "T2"), "article-section-2")
    assert found.told_by == {
        "article-section-2": (
            "baking",
            "steam",
            "fermentation",
            "leavening",
            "sourdough",
            "yeast",
            "spiral-mixer",
        ),
    }
    assert found.corrected_by == {"article-section-2": ("erratum-oven",)}


def test_every_place_that_an_entry_names_lies_in_a_section(real_catalog: Catalog) -> None:
    """So that each "Article, section …" on a page leads somewhere."""
    found = restated(real_catalog.entries.values())
    places = {
        place_in_article(key)
        for text in (REPOSITORY / "catalog").rglob("*.yaml")
        for line in text.read_text("utf-8").splitlines()
        if line.strip().startswith("source: [")
        for key in line.partition("[")[2].rstrip("]").replace('"', "").replace("'", "").split(", ")
    }
    assert sorted(places - set(found.section_of)) == []


def test_without_sections_nothing_is_told(real_catalog: Catalog) -> None:
    found = restated([entry for entry in real_catalog.entries.values() if not isinstance(entry, ArticleSection)])
    assert (found.section_of, found.told_by, found.corrected_by) == ({}, {}, {})
