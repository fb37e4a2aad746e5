"""Both ways: each technology and category is served by a pattern or named by one, or says why there is none."""

from __future__ import annotations

from patternloom.catalog.graph import build_graph
from patternloom.catalog.load import Catalog
from patternloom.model.technologies import Technology, TechnologyCategory


def test_no_technology_and_no_category_is_without_a_pattern_or_a_reason(real_catalog: Catalog) -> None:
    graph = build_graph(real_catalog)
    listed = (*graph.of(Technology), *graph.of(TechnologyCategory))
    used = {*graph.uses_of, *graph.named_by}
    assert [one.id for one in listed if (one.id in used) == (one.no_pattern is not None)] == []
