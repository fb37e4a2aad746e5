"""What the tests expect of the pages, taken from the catalog and the sitemap: no id or page is known here.

In: a built project. Out: its languages, pages, entries' names and addresses, and the interface's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from patternloom.catalog.graph import Graph, build_graph
from patternloom.catalog.load import load
from patternloom.model.entry import Named
from patternloom.problems.findings import Findings
from patternloom.publish.lasting.bare_pages import FOLDER
from patternloom.site.content import read_content
from patternloom.site.pages import Plan, plan_pages, url_of

REPOSITORY = Path(__file__).parent.parent.parent
SETTINGS = yaml.safe_load((REPOSITORY / "catalog" / "catalog.yaml").read_text("utf-8"))
LANGUAGES: tuple[str, ...] = tuple(SETTINGS["languages"])
"""For parameters, which pytest wants before anything is built."""
OTHERS = [(one, other) for one in LANGUAGES for other in LANGUAGES if one != other]
PALETTES = ("light", "dark")


def turn(number: int) -> list[Any]:
    """The languages, for what the same scripts do in each: one in `make test`, whose turn it is; the others in the matrix."""
    return [
        pytest.param(language, marks=() if at == number % len(LANGUAGES) else pytest.mark.matrix)
        for at, language in enumerate(LANGUAGES)
    ]


def in_turn(values: Iterable[Any]) -> list[Any]:
    """Languages and these values: each value with one language in `make test`, the other pairs in the matrix."""
    return [
        pytest.param(*one.values, value, marks=one.marks) for number, value in enumerate(values) for one in turn(number)
    ]


@dataclass(frozen=True)
class Facts:
    """The catalog of a built site, and where its entries stand."""

    root: Path
    """The built site."""
    path: str
    """Where its host serves it: `/`, or `/docs/`."""
    graph: Graph
    plan: Plan
    words: Mapping[str, Mapping[str, str]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The first at the site's root, the others each in their folder."""
        return self.graph.catalog.settings.languages

    def prefix(self, language: str) -> str:
        """What a language's addresses start with."""
        return "" if language == self.languages[0] else f"{language}/"

    def pages(self, language: str) -> list[str]:
        """Every page of a language from the site's root, as its sitemap tells, and its 404 page; no lasting address."""
        tree = ElementTree.parse(self.root / self.prefix(language) / "sitemap.xml")
        places = [urlsplit(str(element.text)).path for element in tree.iter() if element.tag.endswith("}loc")]
        lasting = f"{self.path}{self.prefix(language)}{FOLDER}/"
        found = [place.removeprefix(self.path) for place in places if not place.startswith(lasting)]
        assert len(found) > 1
        return [*found, f"{self.prefix(language)}404.html"]

    def pages_with_diagrams(self, language: str) -> list[str]:
        """Those that hold a diagram."""
        return [page for page in self.pages(language) if 'class="pl-diagram"' in self.html(page)]

    def kinds_of_pages(self, language: str) -> list[str]:
        """One page of each kind: all but the larger ones of those that are made alike."""
        alike = (self.area_pages(language), self.example_pages(language))
        return [page for page in self.pages(language) if not any(page in pages[1:] for pages in alike)]

    def quick_pages(self, language: str) -> list[str]:
        """Those that are soon loaded, as they hold no diagram; never the 404 page."""
        slow = set(self.pages_with_diagrams(language))
        return [page for page in self.pages(language)[:-1] if page not in slow]

    def html(self, page: str) -> str:
        """The text of a page's file."""
        file = self.root / page
        return (file / "index.html" if file.is_dir() else file).read_text("utf-8")

    def area_pages(self, language: str) -> list[str]:
        """The pages that are about one area, the smallest first."""
        return self._pages_about("area", language)

    def example_pages(self, language: str) -> list[str]:
        """The pages that are about one design example, the smallest first."""
        return self._pages_about("example", language)

    def _pages_about(self, kind: str, language: str) -> list[str]:
        pages = self.plan.pages[language]
        about = [page for page in pages if page.entry and self.graph.kind(page.entry) == kind]
        return sorted((self.prefix(language) + url_of(page.path) for page in about), key=lambda at: len(self.html(at)))

    def address(self, id: str, language: str) -> str:
        """Where an entry stands, from the site's root."""
        address = self.plan.addresses[id]
        anchor = f"#{address.anchor}" if address.anchor else ""
        return f"{self.prefix(language)}{url_of(address.path)}{anchor}"

    def names(self, language: str) -> dict[str, str]:
        """Address → name of every entry that has both."""
        named = ((id, self.graph.entry(id)) for id in self.plan.addresses)
        return {self.address(id, language): entry.name[language] for id, entry in named if isinstance(entry, Named)}


def gather(project: Path) -> Facts:
    """The facts of a project that was built into its folder `site`."""
    catalog = load(project / "catalog", "catalog")[0]
    graph = build_graph(catalog)
    # `BaseLoader` makes text of everything, MkDocs' Python tags too.
    config = yaml.load((project / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    plan = plan_pages(
        graph, read_content(project / "content", "content", catalog.settings.languages, Findings()).templates
    )
    return Facts(project / "site", urlsplit(config["site_url"]).path, graph, plan, catalog.strings)
