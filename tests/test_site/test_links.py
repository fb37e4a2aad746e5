"""Names and addresses of entries, as one page in one language links them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bakery_pages import OpenPage
from jinja2 import UndefinedError

from patternloom.catalog.graph import Graph
from patternloom.site.links import Links, Strings, Word, of_site
from patternloom.site.pages import Plan


@pytest.mark.parametrize(
    ("language", "id", "name"),
    [
        ("de", "sourdough", "Sauerteig"),
        ("fr", "sourdough", "Levain"),
        ("de", "calvel-1990", "Calvel 1990"),
        ("fr", "erratum-temperature", "Correction : section 2.1"),
    ],
)
def test_an_entry_is_called_by_its_name_a_work_by_its_citation_an_erratum_by_its_place(
    bakery_page: OpenPage, language: str, id: str, name: str
) -> None:
    assert bakery_page(language=language).name(id) == name


def test_an_unknown_entry_is_refused_with_the_one_that_was_meant(bakery_page: OpenPage) -> None:
    expected = "unknown entry 'sourdou', expected an id of the catalog; did you mean 'sourdough'?"
    with pytest.raises(UndefinedError, match=f"^{re.escape(expected)}$"):
        bakery_page().name("sourdou")
    with pytest.raises(UndefinedError, match=r"^unknown entry 'xyz', expected an id of the catalog$"):
        bakery_page().link("xyz")


def test_of_an_unknown_entry_not_even_few_others_are_said_to_be_meant(bakery_graph: Graph, bakery_plan: Plan) -> None:
    catalog = replace(bakery_graph.catalog, entries={"yeast": bakery_graph.entry("yeast")})
    links = Links(replace(bakery_graph, catalog=catalog), bakery_plan, "index.md", "de")
    assert links.name("yeast") == "Hefe"
    with pytest.raises(UndefinedError, match=r"^unknown entry 'xyz', expected an id of the catalog$"):
        links.name("xyz")


def test_an_unknown_word_is_refused_with_the_one_that_was_meant() -> None:
    words = Strings({"home": "Start"})
    assert (words.home, words["home"]) == ("Start", "Start")
    with pytest.raises(
        UndefinedError, match=r"^unknown word 'hoem', expected a key of the strings files; did you mean"
    ):
        _ = words.hoem
    with pytest.raises(UndefinedError, match=r"^unknown word 'xyz', expected a key of the strings files$"):
        _ = words["xyz"]


@pytest.mark.parametrize(
    ("path", "id", "html", "markdown"),
    [
        ("areas/dough.md", "yeast", "#yeast", "#yeast"),
        ("areas/dough.md", "heat", "../oven-work/#heat", "../areas/oven-work.md#heat"),
        ("areas/dough.md", "dough", "./", "../areas/dough.md"),
        ("index.md", "stone-oven", "technologies/#stone-oven", "technologies.md#stone-oven"),
    ],
)
def test_a_link_leads_from_this_page_for_html_and_to_the_file_for_markdown(
    bakery_page: OpenPage, path: str, id: str, html: str, markdown: str
) -> None:
    page = bakery_page(path)
    assert (page.href(id), page.markdown_target(id)) == (html, markdown)


def test_an_entry_that_no_page_shows_is_its_text_alone(bakery_page: OpenPage) -> None:
    page = bakery_page()
    assert page.link("yeast", "<Hefe>") == '<a href="areas/dough/#yeast">&lt;Hefe&gt;</a>'
    assert page.link("machine") == "Maschine"
    assert (page.placed("yeast"), page.placed("machine")) == (True, False)


def test_pages_and_lasting_addresses_are_linked_from_this_page(bakery_page: OpenPage) -> None:
    page = bakery_page("areas/dough.md")
    assert (page.page_href("references.md"), page.permalink("yeast")) == ("../../references/", "../../p/yeast/")


@pytest.mark.parametrize(
    ("path", "folders", "expected"),
    [
        ("areas/dough.md", True, ("../../references/", "../../p/yeast/", "")),
        ("areas/dough.md", False, ("../references.html", "../p/yeast/index.html", "dough/")),
        ("areas/index.md", False, ("../references.html", "../p/yeast/index.html", "")),
        ("references.md", False, ("references.html", "p/yeast/index.html", "references/")),
    ],
)
def test_addresses_are_those_of_folders_or_of_files(
    bakery_page: OpenPage, path: str, folders: bool, expected: tuple[str, str, str]
) -> None:
    """Files that belong to a page lie in a folder of its name either way."""
    page = bakery_page(path)
    page.plan = replace(page.plan, folders=folders)
    assert (page.page_href("references.md"), page.permalink("yeast"), page.beside) == expected


def test_an_address_of_the_default_language_lies_at_the_root(bakery_page: OpenPage) -> None:
    page = bakery_page(language="fr")
    assert of_site(page, "p/x/") == "/fr/p/x/"
    page.plan = replace(page.plan, site_url="https://bread.example")
    assert of_site(page, "p/x/") == "https://bread.example/fr/p/x/"
    assert of_site(page, "p/x/", "de") == "https://bread.example/p/x/"
    assert page.lasting_address("yeast") == "https://bread.example/fr/p/yeast/"


def test_a_text_is_said_in_the_page_s_language_and_none_is_nothing(bakery_page: OpenPage) -> None:
    assert bakery_page(language="fr").say({"de": "Brot", "fr": "pain"}) == "pain"
    assert bakery_page().say(None) == ""


def test_places_in_the_article_are_cited_once_sections_first(bakery_page: OpenPage) -> None:
    keys = ["N3", "F10/a", "F2/b", "F2/c", "T1", "S2.10", "S2.9"]
    expected = ["Abschnitt 2.9", "Abschnitt 2.10", "Abbildung 2", "Abbildung 10", "Tabelle 1", "Anmerkung 3"]
    assert bakery_page().sources(keys) == expected


def test_a_word_takes_the_values_that_it_has_a_place_for() -> None:
    """No value for a place is no end of a build: it stays as it is written."""
    word = Word("{n} of {all}, {n}: {x:>9} {}")
    assert word.format(n="{all}", all=3, more=4) == "{all} of 3, {all}: {x:>9} {}"
    assert type(word.format(n=1)) is str
