"""Areas, groups and patterns: what has to be written, and what is meant where something is not."""

from __future__ import annotations

from typing import Any

import pytest
from validating import left_out

from patternloom.model.patterns import (
    Correlation,
    MemberSet,
    Pattern,
    PatternGroup,
    ProblemArea,
    Related,
    Statement,
)

TEXT = {"en": "Bread.", "ja": "パン。"}
NAMED = {"id": "a", "name": "A", "reviewed": "2026-01-31"}
SOURCED: dict[str, Any] = {"source": (), "references": ()}
LISTS = ("aliases", "children", "when_to_use", "when_not_to_use", "benefits", "liabilities", "notes", "correlations")


@pytest.mark.parametrize(
    ("cls", "least", "expected"),
    [
        (Statement, {"text": TEXT}, {**SOURCED, "key": None, "opinion": False}),
        (MemberSet, {"relation": "competing"}, {"members": (), "sets": (), "source": ()}),
        (
            Correlation,
            {"target": "none"},
            {"reason": None, "replaces": None, "extent": "partial", "technologies": (), "caveat": None, **SOURCED},
        ),
        (Related, {"type": "requires", "target": "rye"}, {"note": None, "source": ()}),
        (
            ProblemArea,
            {**NAMED, "summary": TEXT},
            {"label": None, **dict.fromkeys(("children", "sets", "technology", "notes"), ()), **SOURCED},
        ),
        (
            PatternGroup,
            {**NAMED, "problem": TEXT},
            {
                **dict.fromkeys(("label", "found_by", "condition", "status", "reason")),
                **dict.fromkeys(("aliases", "children", "sets", "notes"), ()),
                "more": False,
                **SOURCED,
            },
        ),
        (
            Pattern,
            {**NAMED, "summary": TEXT, "status": "recommended"},
            {**dict.fromkeys(("label", "found_by", "reason")), **dict.fromkeys((*LISTS, "related"), ()), **SOURCED},
        ),
    ],
)
def test_what_is_left_out_of_an_entry_is_nothing_and_a_correlation_is_partial(
    cls: Any, least: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert left_out(cls, least) == expected
