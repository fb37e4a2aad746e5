"""What our catalog says of the tools that take a pattern over holds together."""

from __future__ import annotations

from patternloom.catalog.load import Catalog
from patternloom.model.patterns import Pattern
from patternloom.model.technologies import Technology


def test_a_tool_named_for_a_category_belongs_to_it(real_catalog: Catalog) -> None:
    """Else its reader looks for it in a category whose page does not list it."""
    wrong = [
        (pattern.id, correlation.target, id)
        for pattern in real_catalog.entries.values()
        if isinstance(pattern, Pattern)
        for correlation in pattern.correlations or ()
        for id in correlation.technologies
        if isinstance(tool := real_catalog.entries[id], Technology) and correlation.target not in tool.categories
    ]
    assert wrong == []
