"""How a catalog's pages link its entries, for tests of what is published beside the pages."""

from __future__ import annotations

from projects import Project

from patternloom.catalog.graph import build_graph
from patternloom.publish.sources import Sources
from patternloom.site.links import Links
from patternloom.site.pages import Plan


def links_of(of: Sources | Project, language: str = "en") -> Links:
    """From the language's root; of a project without pages, no entry stands anywhere."""
    if isinstance(of, Sources):
        return Links(of.graph, of.plan, "index.md", language)
    return Links(build_graph(of.load()), Plan({}, {}), "index.md", language)
