"""Relations between entries, and every order that a page shows: computed once, looked up everywhere.

In: a valid `Catalog`. Out: parents, homes, backlinks, trees. It knows no page and no language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from patternloom.bibliography import Erratum, Reference
from patternloom.design import DesignExample
from patternloom.figures import ConceptFigure
from patternloom.load import Catalog
from patternloom.mentions import references_of
from patternloom.model import KIND_OF_CLASS, Entry
from patternloom.patterns import Correlation, Parent, Pattern, PatternGroup, ProblemArea, Related
from patternloom.technologies import Technology

E = TypeVar("E", bound=Entry)


def name_of(entry: Entry) -> Mapping[str, str] | None:
    """The entry's localized name, where its kind has one."""
    return None if isinstance(entry, Reference | Erratum) else entry.name


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry in an outline, with what stands below it."""

    entry: Parent
    level: int
    """0 for the outline's root."""
    children: tuple[Branch, ...]
    first: bool
    """False where the entry stood earlier in the outline already; it then has no children here."""

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
    parents: Mapping[str, tuple[str, ...]]
    """Ids of the entries that list this one as a child."""
    home: Mapping[str, str]
    """Group, pattern or figure → the area on whose page it stands."""
    uses_of: Mapping[str, tuple[Use, ...]]
    """Category or technology → correlations that name it."""
    listed_in: Mapping[str, tuple[Technology, ...]]
    """Category → its technologies."""
    related_from: Mapping[str, tuple[RelatedFrom, ...]]
    cited_by: Mapping[str, tuple[str, ...]]
    """Reference → ids of the entries that cite it."""
    errata_of: Mapping[str, tuple[Erratum, ...]]
    figures_of: Mapping[str, tuple[ConceptFigure, ...]]
    examples_of: Mapping[str, tuple[DesignExample, ...]]
    """Area, group or pattern → design examples about it."""

    def entry(self, id: str) -> Entry:
        """The entry of an id."""
        return self.catalog.entries[id]

    def kind(self, id: str) -> str:
        """`pattern`, `group`, …"""
        return KIND_OF_CLASS[type(self.catalog.entries[id])]

    def of(self, cls: type[E]) -> tuple[E, ...]:
        """All entries of a class, in the order of the files."""
        return tuple(entry for entry in self.catalog.entries.values() if isinstance(entry, cls))

    def children(self, entry: Parent) -> tuple[Parent, ...]:
        """The child entries, in order."""
        found = (self.catalog.entries[id] for id in entry.children)
        return tuple(child for child in found if isinstance(child, Parent))

    def outline(self, root: Parent) -> Branch:
        """The entry and all below it; what comes a second time is marked, not repeated."""
        seen: set[str] = set()

        def branch(entry: Parent, level: int) -> Branch:
            first = entry.id not in seen
            seen.add(entry.id)
            below = tuple(branch(child, level + 1) for child in self.children(entry)) if first else ()
            return Branch(entry, level, below, first)

        return branch(root, 0)

    def tree(self, root: Parent, depth: int = 99) -> Tree:
        """The nodes and lines down to `depth` steps below the root."""
        nodes: dict[str, Parent] = {}
        edges: dict[tuple[str, str], Edge] = {}
        for branch in self.outline(root).walk():
            if branch.level > depth:
                continue
            nodes.setdefault(branch.entry.id, branch.entry)
            if branch.level < depth:
                for child in branch.children:
                    edges.setdefault((branch.entry.id, child.entry.id), Edge(branch.entry, child.entry))
        return Tree(root, tuple(nodes.values()), tuple(edges.values()))


def build_graph(catalog: Catalog) -> Graph:
    """All relations of a catalog, each in a stable order."""
    entries = catalog.entries
    listed = [entries[id] for id in catalog.settings.areas]
    rest = [entry for entry in entries.values() if isinstance(entry, ProblemArea) and entry not in listed]
    areas = tuple(area for area in [*listed, *rest] if isinstance(area, ProblemArea))

    parents: dict[str, list[str]] = {}
    uses: dict[str, list[Use]] = {}
    listed_in: dict[str, list[Technology]] = {}
    related_from: dict[str, list[RelatedFrom]] = {}
    cited_by: dict[str, list[str]] = {}
    errata_of: dict[str, list[Erratum]] = {}
    figures_of: dict[str, list[ConceptFigure]] = {}
    examples_of: dict[str, list[DesignExample]] = {}
    for entry in entries.values():
        match entry:
            case Technology():
                for category in entry.categories:
                    listed_in.setdefault(category, []).append(entry)
            case Erratum():
                for concern in entry.concerns:
                    errata_of.setdefault(concern, []).append(entry)
            case DesignExample():
                for id in entry.about:
                    examples_of.setdefault(id, []).append(entry)
            case ConceptFigure():
                figures_of.setdefault(entry.about, []).append(entry)
            case ProblemArea() | PatternGroup() | Pattern():
                for child in entry.children:
                    parents.setdefault(child, []).append(entry.id)
        if isinstance(entry, Pattern):
            for correlation in entry.correlations:
                for target in (correlation.target, *correlation.technologies):
                    uses.setdefault(target, []).append(Use(entry, correlation))
            for related in entry.related:
                related_from.setdefault(related.target, []).append(RelatedFrom(entry, related))
        for id in dict.fromkeys(references_of(entry)):
            if isinstance(entries.get(id), Reference) and id != entry.id:
                cited_by.setdefault(id, []).append(entry.id)

    home: dict[str, str] = {}
    for area in areas:
        # Without recursion, as a catalog may be deep: nearest first, in the order of the page.
        queue = list(reversed(area.children))
        while queue:
            id = queue.pop()
            if id not in home:
                home[id] = area.id
                found = entries[id]
                queue.extend(reversed(found.children if isinstance(found, Parent) else ()))
    for entry in entries.values():
        if isinstance(entry, ConceptFigure):
            about = entries[entry.about]
            home[entry.id] = about.id if isinstance(about, ProblemArea) else home.get(about.id, "")

    return Graph(
        catalog=catalog,
        areas=areas,
        parents={id: tuple(values) for id, values in parents.items()},
        home=home,
        uses_of={id: tuple(values) for id, values in uses.items()},
        listed_in={id: tuple(values) for id, values in listed_in.items()},
        related_from={id: tuple(values) for id, values in related_from.items()},
        cited_by={id: tuple(values) for id, values in cited_by.items()},
        errata_of={id: tuple(values) for id, values in errata_of.items()},
        figures_of={id: tuple(values) for id, values in figures_of.items()},
        examples_of={id: tuple(values) for id, values in examples_of.items()},
    )
