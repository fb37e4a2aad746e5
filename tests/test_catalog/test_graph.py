"""Relations are looked up from both ends, and every order is chosen."""

from __future__ import annotations

import pytest
from site_fixture import Bakery

from patternloom.catalog.graph import Branch, Graph, build_graph, name_of
from patternloom.catalog.load import load
from patternloom.model.patterns import PatternGroup, ProblemArea


@pytest.fixture
def graph(bakery: Bakery) -> Graph:
    """The bakery's relations."""
    return build_graph(load(bakery.root / "catalog", "catalog")[0])


def area(graph: Graph, id: str) -> ProblemArea:
    """An area by its id."""
    entry = graph.entry(id)
    assert isinstance(entry, ProblemArea)
    return entry


def drawn(branch: Branch) -> list[str]:
    """An outline as indented lines; what stood earlier in brackets."""
    return ["  " * one.level + (one.entry.id if one.first else f"({one.entry.id})") for one in branch.walk()]


def test_areas_stand_in_the_order_of_the_settings_and_the_rest_after_them(bakery: Bakery) -> None:
    """An area that the settings leave out comes last, not never."""
    bakery.replace("catalog/catalog.yaml", "areas: [dough, oven-work, end]", "areas: [oven-work, dough]")
    graph = build_graph(load(bakery.root / "catalog", "catalog")[0])
    assert [one.id for one in graph.areas] == ["oven-work", "dough", "end"]


def test_an_outline_shows_an_entry_under_each_parent_and_its_children_once(graph: Graph) -> None:
    """Sourdough stands under two groups; the second place is marked."""
    assert drawn(graph.outline(area(graph, "dough"))) == [
        "dough",
        "  leavening",
        "    sourdough",
        "    yeast",
        "    quick-leavening",
        "      baking-powder",
        "      (sourdough)",
        "  autolyse",
    ]


def test_what_the_depth_cuts_off_stands_above_nothing(bakery: Bakery) -> None:
    """Sourdough stands in a group that the list of the area does not open, so there it comes first."""
    bakery.replace(
        "catalog/dough.yaml", "children: [leavening, autolyse]", "children: [leavening, autolyse, sourdough]"
    )
    graph = build_graph(load(bakery.root / "catalog", "catalog")[0])
    assert drawn(graph.outline(area(graph, "dough"), 1)) == ["dough", "  leavening", "  autolyse", "  sourdough"]
    assert drawn(graph.outline(area(graph, "dough")))[-1] == "  (sourdough)"


def test_what_comes_first_at_the_depth_is_opened_where_it_comes_higher(bakery: Bakery) -> None:
    """The quick leavening stands in a group and in the area itself: its lines are drawn from there."""
    bakery.replace(
        "catalog/dough.yaml", "children: [leavening, autolyse]", "children: [leavening, autolyse, quick-leavening]"
    )
    graph = build_graph(load(bakery.root / "catalog", "catalog")[0])
    assert drawn(graph.outline(area(graph, "dough"), 2)) == [
        "dough",
        "  leavening",
        "    sourdough",
        "    yeast",
        "    quick-leavening",
        "  autolyse",
        "  (quick-leavening)",
        "    baking-powder",
        "    (sourdough)",
    ]
    assert ("quick-leavening", "baking-powder") in [
        (edge.parent.id, edge.child.id) for edge in graph.tree(area(graph, "dough"), 2).edges
    ]


def test_a_tree_has_each_node_and_each_line_once(graph: Graph) -> None:
    """In reading order, down to the depth asked for."""
    whole, top = graph.tree(area(graph, "dough")), graph.tree(area(graph, "dough"), 1)
    assert [node.id for node in whole.nodes] == [
        "dough",
        "leavening",
        "sourdough",
        "yeast",
        "quick-leavening",
        "baking-powder",
        "autolyse",
    ]
    assert [(edge.parent.id, edge.child.id) for edge in whole.edges] == [
        ("dough", "leavening"),
        ("dough", "autolyse"),
        ("leavening", "sourdough"),
        ("leavening", "yeast"),
        ("leavening", "quick-leavening"),
        ("quick-leavening", "baking-powder"),
        ("quick-leavening", "sourdough"),
    ]
    assert [node.id for node in top.nodes] == ["dough", "leavening", "autolyse"]
    assert [(edge.parent.id, edge.child.id) for edge in top.edges] == [("dough", "leavening"), ("dough", "autolyse")]


def test_the_home_is_the_area_whose_page_shows_the_entry(graph: Graph) -> None:
    """A figure's is that of its subject."""
    assert {id: graph.home[id] for id in ("sourdough", "quick-leavening", "dough-stages", "heat", "linkstyle")} == {
        "sourdough": "dough",
        "quick-leavening": "dough",
        "dough-stages": "dough",
        "heat": "oven-work",
        "linkstyle": "end",
    }
    assert "dough" not in graph.home


def test_an_entry_under_two_areas_is_at_home_in_the_first(bakery: Bakery) -> None:
    """First by the settings' order, whichever file comes first."""
    bakery.replace("catalog/oven.yaml", "children: [heat]", "children: [heat, autolyse]")
    bakery.replace("catalog/catalog.yaml", "areas: [dough, oven-work, end]", "areas: [oven-work, dough, end]")
    graph = build_graph(load(bakery.root / "catalog", "catalog")[0])
    assert graph.home["autolyse"] == "oven-work"


def test_correlations_are_seen_from_category_and_technology(graph: Graph) -> None:
    """Each with the pattern at the other end."""
    uses = {
        id: [(use.pattern.id, use.correlation.target) for use in graph.uses_of.get(id, ())]
        for id in ("proofers", "mixers", "proofer", "cloth", "stone-oven")
    }
    assert uses == {
        "proofers": [("sourdough", "proofers")],
        "mixers": [("sourdough", "mixers")],
        "proofer": [("sourdough", "proofers")],
        "cloth": [("sourdough", "proofers")],
        "stone-oven": [("falling-heat", "ovens")],
    }
    assert {id: [one.id for one in listed] for id, listed in graph.listed_in.items()} == {
        "style-class": ["onclick"],
        "proofers": ["proofer", "cloth"],
        "ovens": ["stone-oven"],
    }


def test_what_names_a_technology_besides_is_told_once_and_not_where_a_correlation_tells_it(bakery: Bakery) -> None:
    """Sourdough names cloth in a correlation and in its text, yeast in its text alone, an example in its picture."""
    bakery.replace("catalog/dough.yaml", "de: Milchsäurebakterien", "de: Auf [[cloth]]; Milchsäurebakterien")
    bakery.replace(
        "catalog/dough.yaml", "de: Gezüchtete Hefe", "de: Auf [[cloth]] und [[proofers]], auf [[cloth]]; Hefe"
    )
    graph = build_graph(load(bakery.root / "catalog", "catalog")[0])
    assert {id: [one.id for one in naming] for id, naming in graph.named_by.items()} == {
        "cloth": ["yeast", "stone-oven-at-home"],
        "proofers": ["yeast"],
        "stone-oven": ["stone-oven-at-home"],
    }


def test_relations_are_seen_from_their_target(graph: Graph) -> None:
    """In the order of the files."""
    assert {
        id: [(one.pattern.id, one.related.type) for one in incoming] for id, incoming in graph.related_from.items()
    } == {
        "yeast": [("sourdough", "alternative-to")],
        "autolyse": [("sourdough", "pairs-with")],
        "graph": [("click", "requires")],
        "sourdough": [("falling-heat", "requires")],
    }


def test_a_reference_knows_what_cites_it_in_fields_and_in_prose(graph: Graph) -> None:
    """Each entry once, in the order of the files."""
    assert graph.cited_by["hostile-2020"] == (
        "subgraph",
        "click",
        "graph",
        "style",
        "default",
        "class",
        "style-class",
        "onclick",
        "script-kiddie",
    )
    assert graph.cited_by["calvel-1990"][:5] == ("dough", "leavening", "quick-leavening", "sourdough", "yeast")


def test_errata_and_figures_are_found_from_what_they_are_about(graph: Graph) -> None:
    """An erratum from each entry it concerns."""
    assert {id: [one.id for one in errata] for id, errata in graph.errata_of.items()} == {
        "leavening": ["erratum-temperature"],
        "proofer": ["erratum-temperature"],
    }
    assert {id: [one.id for one in figures] for id, figures in graph.figures_of.items()} == {
        "leavening": ["dough-stages"],
        "subgraph": ["linkstyle"],
    }


def test_kinds_and_classes(graph: Graph) -> None:
    """An entry's kind is a word, and all entries of a class come in the order of the files."""
    assert [graph.kind(id) for id in ("dough", "heat", "yeast", "machine")] == [
        "area",
        "group",
        "pattern",
        "technology-kind",
    ]
    assert [one.id for one in graph.of(PatternGroup)] == ["leavening", "quick-leavening", "subgraph", "heat"]


@pytest.mark.parametrize(
    ("kind", "language", "expected"),
    [
        ("area", "de", ["dough", "oven-work", "end"]),
        ("group", "de", ["leavening", "quick-leavening", "subgraph", "heat"]),
        ("technology", "de", ["onclick", "cloth", "proofer", "stone-oven"]),
        ("technology", "fr", ["onclick", "proofer", "stone-oven", "cloth"]),
        ("reference", "fr", ["hostile-2020", "calvel-1990"]),
    ],
)
def test_a_kind_stands_in_the_order_that_its_readers_expect(
    bakery: Bakery, kind: str, language: str, expected: list[str]
) -> None:
    """Areas by the settings, groups by the files, technologies and works by their names in that language."""
    bakery.replace("catalog/tools.yaml", "{de: Leinentuch, fr: Couche}", "{de: abdeckung, fr: Zeste}")
    graph = build_graph(load(bakery.root / "catalog", "catalog")[0])
    assert [entry.id for entry in graph.of_kind(kind, language)] == expected


def test_an_entry_is_called_by_its_name_its_citation_or_its_id(graph: Graph) -> None:
    assert [name_of(graph.entry(id), "de") for id in ("dough", "calvel-1990", "erratum-temperature")] == [
        "Teig",
        "Calvel 1990",
        "erratum-temperature",
    ]
