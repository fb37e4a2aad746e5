"""Relations between entries, and every order that a page shows: computed once, looked up everywhere.

In: a valid `Catalog`. Out: homes, backlinks, trees. It knows no page and no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from patternloom.catalog.load import Catalog
from patternloom.catalog.mentions import mentions_of
from patternloom.catalog.restated import Restated, restated
from patternloom.model.bibliography import Erratum, Reference, short_citation
from patternloom.model.entry import Entry, Named
from patternloom.model.examples import DesignExample
from patternloom.model.figures import ConceptFigure
from patternloom.model.kinds import KIND_OF_NAME, kind_of
from patternloom.model.patterns import Correlation, Parent, Pattern, ProblemArea, Related
from patternloom.model.releases import Release
from patternloom.model.retired import Retired
from patternloom.model.technologies import Technology, TechnologyCategory

E = TypeVar("E", bound=Entry)
V = TypeVar("V")


def name_of(entry: Entry, language: str) -> str:
    """What the entry is called: its name, a work's short citation, a product's version, or else its id."""
    match entry:
        case Named():
            return entry.name[language]
        case Reference():
            return short_citation(entry)
        case Release():
            return f"{entry.product} {entry.version}"
        case _:
            return entry.id


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry in an outline, with what stands below it."""

    entry: Parent
    level: int
    """0 for the outline's root."""
    children: tuple[Branch, ...]
    first: bool
    """False where the entry stood earlier in the outline. It has children once, where the depth first allows them."""

    def walk(self) -> Iterator[Branch]:
        """This branch and all below it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of a tree: parent to child."""

    parent: Parent
    child: Parent


@dataclass(frozen=True, slots=True)
class Tree:
    """A diagram's nodes and lines, each once, in reading order."""

    root: Parent
    nodes: tuple[Parent, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A correlation seen from its other end."""

    pattern: Pattern
    correlation: Correlation


@dataclass(frozen=True, slots=True)
class RelatedFrom:
    """A relation seen from its target."""

    pattern: Pattern
    related: Related


@dataclass(frozen=True, slots=True)
class Graph:
    """The catalog with its relations both ways."""

    catalog: Catalog
    areas: tuple[ProblemArea, ...]
    """In the settings' order, then those the settings leave out."""
    home: Mapping[str, str]
    """Group, pattern or figure → the area on whose page it stands."""
    uses_of: Mapping[str, tuple[Use, ...]]
    """Category or technology → correlations that name it."""
    listed_in: Mapping[str, tuple[Technology, ...]]
    """Category → its technologies."""
    named_by: Mapping[str, tuple[Parent | DesignExample, ...]]
    """Category or technology → what names it otherwise than in a correlation with it: in prose, or in a picture."""
    related_from: Mapping[str, tuple[RelatedFrom, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    """Reference → ids of the entries that cite it."""
    errata_of: Mapping[str, tuple[Erratum, ...]]
    figures_of: Mapping[str, tuple[ConceptFigure, ...]]
    examples_of: Mapping[str, tuple[DesignExample, ...]]
    """Area, group or pattern → design examples about it."""
    restated: Restated
    """The sections of the source article, and what tells them."""

    def entry(self, id: str) -> Entry:
        """The entry of an id."""
        return self.catalog.entries[id]

    def kind(self, id: str) -> str:
        """`pattern`, `group`, …"""
        return kind_of(self.catalog.entries[id]).name

    def of(self, cls: type[E]) -> tuple[E, ...]:
        """All entries of a class, in the order of the files."""
        return tuple(entry for entry in self.catalog.entries.values() if isinstance(entry, cls))

    def of_kind(self, name: str, language: str) -> tuple[Entry, ...]:
        """All entries of a kind, in the order that readers of a language see."""
        kind = KIND_OF_NAME[name]
        if kind.order == "by settings":
            return self.areas
        found = self.of(kind.type)
        if kind.order == "by name":
            return tuple(sorted(found, key=lambda entry: (name_of(entry, language).casefold(), entry.id)))
        return found

    def children(self, entry: Parent) -> tuple[Parent, ...]:
        """The child entries, in order."""
        found = (self.catalog.entries[id] for id in entry.children)
        return tuple(child for child in found if isinstance(child, Parent))

    def outline(self, root: Parent, depth: int = 99) -> Branch:
        """The entry and what stands up to `depth` steps below it; what comes a second time is marked, not repeated."""
        seen: set[str] = set()
        opened: set[str] = set()

        def branch(entry: Parent, level: int) -> Branch:
            first = entry.id not in seen
            seen.add(entry.id)
            if level == depth or entry.id in opened:
                return Branch(entry, level, (), first)
            opened.add(entry.id)
            return Branch(entry, level, tuple(branch(child, level + 1) for child in self.children(entry)), first)

        return branch(root, 0)

    def tree(self, root: Parent, depth: int = 99) -> Tree:
        """The nodes and lines down to `depth` steps below the root."""
        nodes: dict[str, Parent] = {}
        edges: dict[tuple[str, str], Edge] = {}
        for branch in self.outline(root, depth).walk():
            nodes.setdefault(branch.entry.id, branch.entry)
            for child in branch.children:
                edges.setdefault((branch.entry.id, child.entry.id), Edge(branch.entry, child.entry))
        return Tree(root, tuple(nodes.values()), tuple(edges.values()))


def build_graph(catalog: Catalog) -> Graph:
    """All relations of a catalog, each in a stable order."""
    areas = _areas(catalog)
    entries = catalog.entries.values()
    mentions = {entry.id: dict.fromkeys(mentions_of(entry)) for entry in entries if not isinstance(entry, Retired)}
    patterns = [entry for entry in entries if isinstance(entry, Pattern)]
    return Graph(
        catalog=catalog,
        areas=areas,
        home=_homes(areas, catalog.entries),
        uses_of=_grouped(
            (target, Use(pattern, correlation))
            for pattern in patterns
            for correlation in pattern.correlations
            for target in (correlation.target, *correlation.technologies)
        ),
        listed_in=_grouped((id, one) for one in entries if isinstance(one, Technology) for id in one.categories),
        named_by=_grouped(
            (id, entry)
            for entry in entries
            if isinstance(entry, Parent | DesignExample)
            for id in _not_correlated(entry, mentions[entry.id])
            if isinstance(catalog.entries.get(id), Technology | TechnologyCategory)
        ),
        related_from=_grouped(
            (related.target, RelatedFrom(pattern, related)) for pattern in patterns for related in pattern.related
        ),
        cited_by=_grouped(
            (id, citing)
            for citing, ids in mentions.items()
            for id in ids
            if isinstance(catalog.entries.get(id), Reference) and id != citing
        ),
        errata_of=_grouped((id, entry) for entry in entries if isinstance(entry, Erratum) for id in entry.concerns),
        figures_of=_grouped((entry.about, entry) for entry in entries if isinstance(entry, ConceptFigure)),
        examples_of=_grouped((id, one) for one in entries if isinstance(one, DesignExample) for id in one.about),
        restated=restated(entries),
    )


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """Each id with all that was paired with it, in order."""
    found: dict[str, list[V]] = {}
    for id, value in pairs:
        found.setdefault(id, []).append(value)
    return {id: tuple(values) for id, values in found.items()}


def _not_correlated(entry: Entry, ids: Iterable[str]) -> list[str]:
    """Those that are no category or technology of a pattern's correlations."""
    found = entry.correlations if isinstance(entry, Pattern) else ()
    correlated = {id for correlation in found for id in (correlation.target, *correlation.technologies)}
    return [id for id in ids if id not in correlated]


def _areas(catalog: Catalog) -> tuple[ProblemArea, ...]:
    """In the settings' order, then those the settings leave out."""
    listed = dict.fromkeys(catalog.settings.areas)
    rest = [id for id in catalog.entries if id not in listed]
    found = (catalog.entries[id] for id in (*listed, *rest))
    return tuple(area for area in found if isinstance(area, ProblemArea))


def _homes(areas: Iterable[ProblemArea], entries: Mapping[str, Entry]) -> dict[str, str]:
    """The area on whose page each group, pattern and figure stands: the first that leads there."""
    home: dict[str, str] = {}
    for area in areas:
        # Without recursion, as a catalog may be deep: depth first, in the order of the page.
        stack = list(reversed(area.children))
        while stack:
            id = stack.pop()
            if id not in home:
                home[id] = area.id
                found = entries[id]
                stack.extend(reversed(found.children if isinstance(found, Parent) else ()))
    for entry in entries.values():
        if isinstance(entry, ConceptFigure):
            about = entries[entry.about]
            home[entry.id] = about.id if isinstance(about, ProblemArea) else home.get(about.id, "")
    return home
