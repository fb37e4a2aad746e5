"""The bakery as a page of it is seen: read once, changed by nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from projects import REPOSITORY
from site_fixture import BAKERY

from patternloom.catalog.graph import Graph, build_graph
from patternloom.catalog.load import load
from patternloom.pictures.draw import Picture, draw, drawings_of
from patternloom.site.pages import Plan, plan_pages
from patternloom.site.view import View

OpenPage = Callable[..., View]


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The bakery's catalog with its relations."""
    return build_graph(load(REPOSITORY / BAKERY / "catalog", "catalog")[0])


@pytest.fixture(scope="session")
def plan(graph: Graph) -> Plan:
    """Its pages and addresses."""
    return plan_pages(graph, REPOSITORY / BAKERY / "content", "content")


@pytest.fixture(scope="session")
def pictures(graph: Graph) -> dict[str, Picture]:
    """Its design examples, drawn in German."""
    return dict(draw(drawings_of(graph, "de")))


@pytest.fixture
def opened(graph: Graph, plan: Plan, pictures: dict[str, Picture]) -> OpenPage:
    """`opened("areas/dough.md", "fr")`: a page as its template sees it."""

    def view(path: str = "index.md", language: str = "de", drawn: bool = True) -> View:
        (page,) = (page for page in plan.pages[language] if page.path == path)
        return View(graph, plan, page, language, pictures if drawn else {})

    return view
