"""Technology: what has to be written, and what is meant where something is not."""

from __future__ import annotations

from typing import Any

import pytest
from validating import left_out

from patternloom.model.technologies import Provider, Technology, TechnologyCategory, TechnologyKind

TEXT = {"en": "It kneads.", "ja": "こねます。"}
NAMED = {"id": "a", "name": "A"}
SOURCED: dict[str, Any] = {"source": (), "references": ()}


@pytest.mark.parametrize(
    ("cls", "least", "expected"),
    [
        (
            TechnologyCategory,
            {**NAMED, "relevance": TEXT, "reviewed": "2026-01-31"},
            {"found_by": None, "notes": (), "no_pattern": None, **SOURCED},
        ),
        (
            Technology,
            {
                **NAMED,
                "kind": "bought",
                "categories": ["kneaders"],
                "summary": TEXT,
                "url": "https://example.org/",
                "reviewed": "2026-01-31",
            },
            {"aliases": (), **dict.fromkeys(("found_by", "provider", "maturity", "no_pattern")), **SOURCED},
        ),
        (TechnologyKind, NAMED, {}),
        (Provider, NAMED, {}),
    ],
)
def test_a_technology_has_a_kind_a_category_and_an_address_and_all_else_may_be_left_out(
    cls: Any, least: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert left_out(cls, least) == expected
