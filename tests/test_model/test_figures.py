"""Concept figures: what has to be written, and what is meant where something is not."""

from __future__ import annotations

from typing import Any

import pytest
from validating import left_out

from patternloom.model.figures import Arrow, Box, ConceptFigure


@pytest.mark.parametrize(
    ("cls", "least", "expected"),
    [
        (Box, {"id": "jar", "label": "Jar"}, {"inside": None, "entry": None}),
        (Arrow, {"start": "jar", "end": "bowl"}, {"label": None, "both_ways": False}),
        (
            ConceptFigure,
            {
                "id": "feeding",
                "name": "Feeding",
                "about": "rye",
                "caption": {"en": "Twice.", "ja": "二回。"},
                "boxes": [],
                "reviewed": "2026-01-31",
            },
            {"direction": "right", "arrows": (), "source": (), "references": ()},
        ),
    ],
)
def test_an_arrow_has_one_head_and_a_figure_runs_to_the_right_unless_it_says_otherwise(
    cls: Any, least: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert left_out(cls, least) == expected
