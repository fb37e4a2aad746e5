"""What a template asks of its page, and what it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from patternloom.catalog.graph import Graph
from patternloom.model.examples import DesignExample
from patternloom.model.patterns import Pattern, PatternGroup, ProblemArea
from patternloom.site.view import View

OpenPage = Callable[..., View]


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
def oven(graph: Graph) -> DesignExample:
    """The bakery's stone oven."""
    entry = graph.entry("stone-oven-at-home")
    assert isinstance(entry, DesignExample)
    return entry


@pytest.fixture
def kiddie(graph: Graph) -> DesignExample:
    """An example of one plain arrow, without technology."""
    entry = graph.entry("script-kiddie")
    assert isinstance(entry, DesignExample)
    return entry


def test_a_page_about_an_entry_knows_it_and_another_knows_none(opened: OpenPage, graph: Graph) -> None:
    assert opened("areas/dough.md").entry is graph.entry("dough")
    assert opened().entry is None


def test_only_what_has_a_status_is_discouraged_and_only_a_group_has_more(opened: OpenPage, graph: Graph) -> None:
    page = opened()
    entries = [area(graph, "dough"), group(graph, "leavening"), group(graph, "quick-leavening")]
    found = [(page.discouraged(entry), page.has_more(entry)) for entry in (*entries, pattern(graph, "baking-powder"))]
    assert found == [(False, False), (False, True), (True, False), (True, False)]
    assert page.discouraged(pattern(graph, "yeast")) is False


def test_the_short_name_is_the_label_else_the_name(opened: OpenPage, graph: Graph) -> None:
    page = opened()
    assert [page.label(pattern(graph, id)) for id in ("graph", "yeast")] == ['"]:::x', "Hefe"]
    assert page.kind(pattern(graph, "yeast")) == "pattern"


def test_prose_is_written_in_three_ways_and_none_is_nothing(opened: OpenPage, graph: Graph) -> None:
    page = opened("areas/dough.md", "fr")
    summary = area(graph, "dough").summary
    link = '<a href="../oven-work/">l&#39;autre poste</a>'
    assert page.html(summary) == f"De la farine à la pâte levée. La cuisson relève de {link}."
    expected = "De la farine à la pâte levée. La cuisson relève de [l&#39;autre poste](../areas/oven-work.md)."
    assert page.md(summary) == expected
    assert page.plain(summary) == "De la farine à la pâte levée. La cuisson relève de l'autre poste."
    assert (page.html(None), page.md(None), page.plain(None)) == ("", "", "")


def test_technologies_and_works_are_listed_by_name_others_as_they_are_written(opened: OpenPage) -> None:
    page = opened()
    assert [entry.id for entry in page.all("technology")] == ["onclick", "proofer", "cloth", "stone-oven"]
    assert [entry.id for entry in page.all("category")] == ["style-class", "mixers", "proofers", "ovens"]


def test_a_section_stands_where_its_entry_comes_first_on_its_home_s_page(opened: OpenPage, graph: Graph) -> None:
    branches = list(graph.outline(area(graph, "dough")).walk())
    here = [branch.entry.id for branch in branches if opened("areas/dough.md").belongs_here(branch)]
    expected = ["dough", "leavening", "sourdough", "yeast", "quick-leavening", "baking-powder", "autolyse"]
    assert here == expected
    assert [branch for branch in branches if opened("areas/oven-work.md").belongs_here(branch)] == []


def test_a_table_shows_the_patterns_below_a_group_once(opened: OpenPage, graph: Graph) -> None:
    branch = graph.outline(group(graph, "leavening"))
    page = opened("areas/dough.md")
    assert [entry.id for entry in page.patterns_below(branch)] == ["sourdough", "yeast", "baking-powder"]


def test_relations_are_told_by_type_and_from_the_other_end_unless_named_already(opened: OpenPage, graph: Graph) -> None:
    page = opened()
    related = page.related(pattern(graph, "sourdough"))
    assert [(type, [item.target for item in items]) for type, items in related] == [
        ("pairs-with", ["autolyse"]),
        ("alternative-to", ["yeast"]),
    ]
    assert [found.pattern.id for found in page.referred_by(pattern(graph, "sourdough"))] == ["falling-heat"]
    assert page.referred_by(pattern(graph, "falling-heat")) == []


def test_technologies_of_a_pattern_s_correlations_are_told_once(opened: OpenPage, graph: Graph) -> None:
    assert opened().correlated_technologies(pattern(graph, "sourdough")) == ["proofer", "cloth"]


def test_the_parts_of_an_example_have_their_words(opened: OpenPage, oven: DesignExample) -> None:
    page = opened(language="fr")
    assert page.component_names(oven) == {"baker": "Boulangère", "oven": "Four", "sweep": "Cheminée"}
    assert page.boundary_names(oven) == {"house": "Maison", "cellar": "Pièce Cave"}


def test_only_arrows_that_are_not_plain_need_a_key(
    opened: OpenPage, oven: DesignExample, kiddie: DesignExample
) -> None:
    assert opened().kinds_of_arrows(oven) == ["response"]
    assert opened().kinds_of_arrows(kiddie) == []


def test_an_example_is_drawn_large_and_without_words_small(opened: OpenPage, oven: DesignExample) -> None:
    page = opened("examples/stone-oven-at-home.md")
    picture, thumbnail = page.picture(oven), page.thumbnail(oven)
    assert picture is not None
    assert thumbnail is not None
    assert "Bäckerin" in picture
    assert "Bäckerin" not in thumbnail
    assert page.picture_width(oven) > 100


def test_an_example_that_could_not_be_drawn_has_no_picture(opened: OpenPage, oven: DesignExample) -> None:
    page = opened(drawn=False)
    assert (page.picture(oven), page.thumbnail(oven)) == (None, None)


def test_an_example_s_files_come_in_its_order(opened: OpenPage, oven: DesignExample) -> None:
    assert [file.file.path for file in opened().files(oven)] == ["plans/oven.conf", "plans/bake.py"]
    assert opened().evidence(oven).state == "verified"


def test_the_gallery_filters_by_what_its_examples_have(
    opened: OpenPage, oven: DesignExample, kiddie: DesignExample
) -> None:
    page = opened()
    assert (page.technologies_of(oven), page.services_of(oven)) == (["cloth", "stone-oven"], ["stone-oven"])
    assert (page.areas_of(oven), page.areas_of(kiddie)) == (["oven-work"], ["end"])
    assert page.filter_areas([kiddie, oven]) == ["oven-work", "end"]
    assert page.by_name([kiddie, oven], page.technologies_of) == ["cloth", "stone-oven"]


def test_an_entry_is_edited_where_the_settings_say(opened: OpenPage) -> None:
    assert opened().edit_url("heat") == "https://git.bakery.example/edit/main/catalog/oven.yaml"
