"""The bakery as its templates see it, read once and changed by nobody.

A test takes the fixture `bakery_page` and opens a page in a language, or asks `bakery_graph` for an entry.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from projects import REPOSITORY
from site_fixture import BAKERY

from patternloom.catalog.graph import Graph, build_graph
from patternloom.catalog.load import load
from patternloom.pictures.draw import Picture, draw, drawings_of
from patternloom.problems.findings import Findings
from patternloom.site.content import read_content
from patternloom.site.pages import Plan, plan_pages
from patternloom.site.view import View

OpenPage = Callable[..., View]
"""By the page's path in the Markdown tree and a language; `drawn=False` where no D2 is installed."""


@pytest.fixture(scope="session")
def bakery_graph() -> Graph:
    """The bakery's catalog with its relations."""
    return build_graph(load(REPOSITORY / BAKERY / "catalog", "catalog")[0])


@pytest.fixture(scope="session")
def bakery_plan(bakery_graph: Graph) -> Plan:
    """Its pages and addresses."""
    languages = bakery_graph.catalog.settings.languages
    content = read_content(REPOSITORY / BAKERY / "content", "content", languages, Findings())
    return plan_pages(bakery_graph, content.templates)


@pytest.fixture(scope="session")
def bakery_pictures(bakery_graph: Graph) -> dict[str, Picture]:
    """Its design examples, drawn in German."""
    return dict(draw(drawings_of(bakery_graph, "de")))


@pytest.fixture
def bakery_page(bakery_graph: Graph, bakery_plan: Plan, bakery_pictures: dict[str, Picture]) -> OpenPage:
    """`bakery_page("areas/dough.md", "fr")`: a page as its template sees it."""

    def view(path: str = "index.md", language: str = "de", drawn: bool = True) -> View:
        (page,) = (page for page in bakery_plan.pages[language] if page.path == path)
        return View(bakery_graph, bakery_plan, page, language, bakery_pictures if drawn else {})

    return view
