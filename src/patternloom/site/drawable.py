"""Diagrams that mermaid would refuse in the reader's browser, told before anything is rendered.

In: graph, plan, and the content's templates. Out: a problem for each tree and figure that is too large as pages show
it: an area with what stands right below it, each of those whole, figures, and the map of all areas where a page names
it. What else a template draws is told when it is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from patternloom.catalog.graph import Graph
from patternloom.model.figures import ConceptFigure
from patternloom.pictures.builders import Voice, architecture, concept, tree
from patternloom.pictures.diagram import Diagram
from patternloom.pictures.mermaid import TooLargeError, mermaid_text
from patternloom.problems.findings import Mark, Problem, shown
from patternloom.site.content import Template
from patternloom.site.links import Links
from patternloom.site.pages import Page, Plan
from patternloom.site.writing import plain

_MAP = re.compile(r"\barchitecture\w*\(")


def undrawable(graph: Graph, plan: Plan, templates: Iterable[Template]) -> Iterator[Problem]:
    """Every diagram that is too large for mermaid, once, for the first language that it is so in."""
    told: set[str] = set()
    maps = {template.file for template in templates if _MAP.search(template.text)}
    for language, pages in plan.pages.items():
        by_path = {page.path: page for page in pages}
        for name, path, diagram in _diagrams(graph, plan, language, by_path, maps):
            try:
                mermaid_text(diagram)
            except TooLargeError as error:
                if name not in told:
                    told.add(name)
                    mark = graph.catalog.places[name].mark("id") if name in graph.catalog.places else Mark(name)
                    message = f"{error}, as mermaid draws no more"
                    where = f"it is the {_called(name, graph)} on page {shown(path)}"
                    yield Problem(mark, message, where, rule="too-many")


def _called(name: str, graph: Graph) -> str:
    return f"diagram of {shown(name)}" if name in graph.catalog.places else "map of all areas"


def _diagrams(
    graph: Graph, plan: Plan, language: str, pages: dict[str, Page], maps: set[str]
) -> Iterator[tuple[str, str, Diagram]]:
    """Id of the entry, or file of the page, with the page that shows the diagram."""
    areas = [(area, 1) for area in graph.areas]
    whole = [(child, 99) for area in graph.areas for child in graph.children(area)]
    for entry, depth in (*areas, *{entry.id: (entry, depth) for entry, depth in whole}.values()):
        if (address := plan.addresses.get(entry.id)) and address.path in pages:
            yield entry.id, address.path, tree(graph, entry, _voice(graph, plan, address.path, language), depth)
    for figure in graph.of(ConceptFigure):
        home = plan.addresses.get(figure.id) or plan.addresses.get(figure.about)
        if home and home.path in pages:
            links = Links(graph, plan, home.path, language)
            caption = plain(figure.caption[language], links)
            yield figure.id, home.path, concept(figure, caption, _voice(graph, plan, home.path, language))
    for path, page in pages.items():
        if page.template.file in maps:
            yield page.template.file, path, architecture(graph, _voice(graph, plan, path, language))


def _voice(graph: Graph, plan: Plan, path: str, language: str) -> Voice:
    """As a page's own; a word that is not there says nothing, as then no page draws such a diagram."""
    links, words = Links(graph, plan, path, language), graph.catalog.strings[language]
    return Voice(links.say, lambda key: words.get(key, ""), lambda id: links.href(id) if links.placed(id) else "")
