"""Each of our design examples is as it was checked; a catalog without kinds of checks is asked for no record."""

from __future__ import annotations

import pytest
from projects import REPOSITORY

from patternloom.catalog.evidence import evidence_of
from patternloom.catalog.load import Catalog
from patternloom.model.examples import DesignExample

EXAMPLES = sorted(path.parent.name for path in (REPOSITORY / "catalog" / "examples").glob("*/example.yaml"))


@pytest.mark.parametrize("id", EXAMPLES)
def test_an_example_of_the_catalog_is_as_it_was_checked(id: str, real_catalog: Catalog) -> None:
    """Where this fails, the files changed after their checks: `make evidence` checks them and writes the record."""
    found = evidence_of(real_catalog.files[id])
    assert (found.state, found.changed) == ("verified", ())


def test_every_example_of_the_catalog_is_asked(real_catalog: Catalog) -> None:
    held = [id for id, entry in real_catalog.entries.items() if isinstance(entry, DesignExample)]
    assert sorted(held) == EXAMPLES
