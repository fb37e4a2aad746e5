"""How works are cited in running text."""

from __future__ import annotations

from typing import Any

import pytest
from validating import read

from patternloom.model.bibliography import Reference, short_citation

WORK = {"id": "bread", "kind": "book", "title": "Le goût du pain", "authors": ["Raymond Calvel"], "year": "1990"}


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({}, "Calvel 1990"),
        ({"authors": ["Lewis, James", "Fowler, Martin"]}, "Lewis & Fowler 1990"),
        ({"authors": ["A", "B", "C"]}, "A et al. 1990"),
        ({"authors": []}, "Le goût du pain"),
        ({"kind": "documentation"}, "Le goût du pain"),
    ],
)
def test_a_work_is_cited_by_authors_and_year_else_by_its_title(change: dict[str, Any], label: str) -> None:
    assert short_citation(read(Reference, WORK | change)) == label


def test_a_work_without_a_year_is_cited_by_its_authors() -> None:
    assert short_citation(read(Reference, {key: value for key, value in WORK.items() if key != "year"})) == "Calvel"
