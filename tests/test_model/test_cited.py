"""A work is cited by its id, with or without the place in it: one type for both forms."""

from __future__ import annotations

from typing import Any

import pytest
from validating import issues, read

from patternloom.catalog.mentions import mentions_of
from patternloom.model.cited import Citation, CitedWork


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("primer", None),
        ({"id": "primer"}, None),
        ({"id": "primer", "at": "Chapter 3"}, "Chapter 3"),
        ({"id": "primer", "at": "3"}, "3"),
    ],
)
def test_either_form_gives_the_work_and_the_place(written: Any, at: str | None) -> None:
    cited = read(Citation, written)
    assert (type(cited), cited.id, cited.at) == (CitedWork, "primer", at)
    assert list(mentions_of(cited)) == ["primer"]


@pytest.mark.parametrize("written", ["rye", {"id": "rye"}])
def test_either_form_names_a_reference_and_nothing_else(written: Any) -> None:
    assert [issue.message for issue in issues(Citation, written)] == [
        "'rye' is a pattern, expected the id of a reference"
    ]
