"""The small catalog with a past, read with its pages: what most files for machines are made from."""

from __future__ import annotations

import pytest
from projects import CASES, REPOSITORY

from patternloom.publish.project import Project
from patternloom.publish.sources import Sources, read_sources

REMEMBERED = CASES / "remembered"
SITE = "https://bread.example/docs"


@pytest.fixture(scope="session")
def past() -> Sources:
    """Everything of `cases/remembered/`, below a path of a public host."""
    folders = (REMEMBERED / "catalog", REPOSITORY / "macros", REMEMBERED / "content")
    return read_sources(Project(REMEMBERED, *folders, site_url=SITE, site_name="Bread"), navigation=False)
