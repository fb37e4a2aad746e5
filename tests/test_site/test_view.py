"""What a template asks of its page, and what it is told."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import pytest
from bakery_pages import OpenPage

from patternloom.catalog.graph import Graph
from patternloom.model.examples import DesignExample
from patternloom.model.patterns import Pattern, PatternGroup, ProblemArea


def pattern(graph: Graph, id: str) -> Pattern:
    """A pattern of the bakery."""
    entry = graph.entry(id)
    assert isinstance(entry, Pattern)
    return entry


def group(graph: Graph, id: str) -> PatternGroup:
    """A group of the bakery."""
    entry = graph.entry(id)
    assert isinstance(entry, PatternGroup)
    return entry


def area(graph: Graph, id: str) -> ProblemArea:
    """An area of the bakery."""
    entry = graph.entry(id)
    assert isinstance(entry, ProblemArea)
    return entry


@pytest.fixture
def oven(bakery_graph: Graph) -> DesignExample:
    """The bakery's stone oven."""
    entry = bakery_graph.entry("stone-oven-at-home")
    assert isinstance(entry, DesignExample)
    return entry


@pytest.fixture
def kiddie(bakery_graph: Graph) -> DesignExample:
    """An example of one plain arrow, without technology."""
    entry = bakery_graph.entry("script-kiddie")
    assert isinstance(entry, DesignExample)
    return entry


def test_a_page_about_an_entry_knows_it_and_another_knows_none(bakery_page: OpenPage, bakery_graph: Graph) -> None:
    assert bakery_page("areas/dough.md").entry is bakery_graph.entry("dough")
    assert bakery_page().entry is None


def test_only_what_has_a_status_is_discouraged_and_only_a_group_has_more(
    bakery_page: OpenPage, bakery_graph: Graph
) -> None:
    page = bakery_page()
    entries = [area(bakery_graph, "dough"), group(bakery_graph, "leavening"), group(bakery_graph, "quick-leavening")]
    found = [
        (page.discouraged(entry), page.has_more(entry)) for entry in (*entries, pattern(bakery_graph, "baking-powder"))
    ]
    assert found == [(False, False), (False, True), (True, False), (True, False)]
    assert page.discouraged(pattern(bakery_graph, "yeast")) is False


def test_a_kind_is_told_by_its_name(bakery_page: OpenPage, bakery_graph: Graph) -> None:
    page = bakery_page()
    assert page.kind(pattern(bakery_graph, "yeast")) == "pattern"


def test_prose_is_written_in_three_ways_and_none_is_nothing(bakery_page: OpenPage, bakery_graph: Graph) -> None:
    page = bakery_page("areas/dough.md", "fr")
    summary = area(bakery_graph, "dough").summary
    link = '<a href="../oven-work/">l&#39;autre poste</a>'
    assert page.html(summary) == f"De la farine à la pâte levée. La cuisson relève de {link}."
    expected = "De la farine à la pâte levée. La cuisson relève de [l&#39;autre poste](../areas/oven-work.md)."
    assert page.md(summary) == expected
    assert page.plain(summary) == "De la farine à la pâte levée. La cuisson relève de l'autre poste."
    assert (page.html(None), page.md(None), page.plain(None)) == ("", "", "")


def test_technologies_and_works_are_listed_by_name_others_as_they_are_written(bakery_page: OpenPage) -> None:
    page = bakery_page()
    assert [entry.id for entry in page.all("technology")] == ["onclick", "proofer", "cloth", "stone-oven"]
    assert [entry.id for entry in page.all("category")] == ["style-class", "mixers", "proofers", "ovens"]


def test_a_section_stands_where_its_entry_comes_first_on_its_home_s_page(
    bakery_page: OpenPage, bakery_graph: Graph
) -> None:
    branches = list(bakery_graph.outline(area(bakery_graph, "dough")).walk())
    here = [branch.entry.id for branch in branches if bakery_page("areas/dough.md").belongs_here(branch)]
    expected = ["dough", "leavening", "sourdough", "yeast", "quick-leavening", "baking-powder", "autolyse"]
    assert here == expected
    assert [branch for branch in branches if bakery_page("areas/oven-work.md").belongs_here(branch)] == []


def test_a_table_shows_the_patterns_below_a_group_once(bakery_page: OpenPage, bakery_graph: Graph) -> None:
    branch = bakery_graph.outline(group(bakery_graph, "leavening"))
    page = bakery_page("areas/dough.md")
    assert [entry.id for entry in page.patterns_below(branch)] == ["sourdough", "yeast", "baking-powder"]


def test_relations_are_told_by_type_and_from_the_other_end_unless_named_already(
    bakery_page: OpenPage, bakery_graph: Graph
) -> None:
    page = bakery_page()
    related = page.related(pattern(bakery_graph, "sourdough"))
    assert [(type, [item.target for item in items]) for type, items in related] == [
        ("pairs-with", ["autolyse"]),
        ("alternative-to", ["yeast"]),
    ]
    assert [found.pattern.id for found in page.referred_by(pattern(bakery_graph, "sourdough"))] == ["falling-heat"]
    assert page.referred_by(pattern(bakery_graph, "falling-heat")) == []


def test_technologies_of_a_pattern_s_correlations_are_told_once(bakery_page: OpenPage, bakery_graph: Graph) -> None:
    assert bakery_page().correlated_technologies(pattern(bakery_graph, "sourdough")) == ["proofer", "cloth"]


def test_the_parts_of_an_example_have_their_words(bakery_page: OpenPage, oven: DesignExample) -> None:
    page = bakery_page(language="fr")
    assert page.component_names(oven) == {"baker": "Boulangère", "oven": "Four", "sweep": "Cheminée"}
    assert page.boundary_names(oven) == {"house": "Maison", "cellar": "Pièce Cave"}


def test_only_arrows_that_are_not_plain_need_a_key(
    bakery_page: OpenPage, oven: DesignExample, kiddie: DesignExample
) -> None:
    assert bakery_page().kinds_of_arrows(oven) == ["response"]
    assert bakery_page().kinds_of_arrows(kiddie) == []


def test_an_example_is_drawn_large_and_without_words_small(bakery_page: OpenPage, oven: DesignExample) -> None:
    page = bakery_page("examples/stone-oven-at-home.md")
    picture, thumbnail = page.picture(oven), page.thumbnail(oven)
    assert picture is not None
    assert thumbnail is not None
    assert "Bäckerin" in picture
    assert "Bäckerin" not in thumbnail
    assert page.least_width(oven) > 72
    assert [(one.anchor, one.form) for one in page.shown_pictures] == [("diagram-stone-oven-at-home", "D2")]


def test_a_diagram_stands_as_a_drawing_or_as_a_fence_and_is_copied_without_links(
    bakery_page: OpenPage, bakery_graph: Graph
) -> None:
    page = bakery_page("areas/dough.md")
    diagram = page.tree(area(bakery_graph, "dough"))
    assert page.drawn(diagram).startswith('<div class="pl-figure__picture"><svg')
    page.diagrams = "mermaid"
    fence = page.drawn(diagram)
    assert fence.startswith("``` mermaid\nflowchart LR\n")
    assert "  click n_autolyse href " in fence
    drawn, fenced = page.shown_pictures
    assert drawn == fenced
    assert (drawn.form, "n_autolyse" in drawn.text, "click" in drawn.text) == ("Mermaid", True, False)


def test_an_example_that_could_not_be_drawn_has_no_picture(bakery_page: OpenPage, oven: DesignExample) -> None:
    page = bakery_page(drawn=False)
    assert (page.picture(oven), page.thumbnail(oven)) == (None, None)


def test_an_example_s_files_come_in_its_order(bakery_page: OpenPage, oven: DesignExample) -> None:
    assert [file.file.path for file in bakery_page().files(oven)] == ["plans/oven.conf", "plans/bake.py"]
    assert bakery_page().evidence(oven).state == "verified"


def test_the_gallery_filters_by_what_its_examples_have(
    bakery_page: OpenPage, oven: DesignExample, kiddie: DesignExample
) -> None:
    page = bakery_page()
    assert (page.technologies_of(oven), page.services_of(oven)) == (["cloth", "stone-oven"], ["stone-oven"])
    assert (page.areas_of(oven), page.areas_of(kiddie)) == (["oven-work"], ["end"])
    assert page.filter_areas([kiddie, oven]) == ["oven-work", "end"]
    assert page.by_name([kiddie, oven], page.technologies_of) == ["cloth", "stone-oven"]


@pytest.mark.parametrize(
    ("language", "site_url", "address"),
    [
        ("de", "https://bakery.example/buch/", "https%3A%2F%2Fbakery.example%2Fbuch%2Fp%2Fheat%2F"),
        ("fr", "https://bakery.example/buch", "https%3A%2F%2Fbakery.example%2Fbuch%2Ffr%2Fp%2Fheat%2F"),
        ("fr", "", "%2Ffr%2Fp%2Fheat%2F"),
    ],
)
def test_a_mistake_is_reported_with_the_entry_its_language_and_its_lasting_address(
    bakery_page: OpenPage, language: str, site_url: str, address: str
) -> None:
    page = bakery_page(language=language)
    assert page.report_url("heat") is None
    page.plan = replace(page.plan, site_url=site_url)
    url = "https://git.bakery.example/new?entry={id}&language={language}&at={permalink}"
    page.settings = copy(page.settings)
    object.__setattr__(page.settings, "report_url", url)  # a catalog's own types take values from YAML alone
    assert page.report_url("heat") == f"https://git.bakery.example/new?entry=heat&language={language}&at={address}"


def test_an_entry_is_edited_where_the_settings_say(bakery_page: OpenPage) -> None:
    assert bakery_page().edit_url("heat") == "https://git.bakery.example/edit/main/catalog/oven.yaml"


def test_a_lasting_address_is_a_code_too_where_the_site_has_an_address(bakery_page: OpenPage) -> None:
    page = bakery_page(language="fr")
    assert page.qr_code("heat") is None
    page.plan = replace(page.plan, site_url="https://bakery.example/")
    assert page.qr_code("heat") == (
        '<img src="qr-heat.svg" alt="Code QR de https://bakery.example/fr/p/heat/" loading="lazy">'
    )
