"""The catalog's types: frozen, complete, and the one definition of what a YAML file may say.

These classes give the types that travel, the checks that `parse` runs (by pydantic) and the JSON
Schema that editors use. Nothing is computed here; relations between entries are `graph`'s.

A catalog file is a `Document`: lists of entries by kind. Which folder a file lies in means nothing
to the loader; it is there for people. Ids are unique over all kinds and never change.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from patternloom.design import BoundaryKind, CheckKind, ComponentKind, DesignExample
from patternloom.fields import (
    AreaRef,
    Bool,
    CategoryRef,
    ConcernRef,
    Date,
    EntryRef,
    Id,
    Language,
    LocalId,
    PatternRef,
    PlaceRef,
    Plain,
    Prose,
    ProviderRef,
    ReferenceRef,
    SourceKey,
    Target,
    TechnologyKindRef,
    TechnologyRef,
    Text,
    Url,
    Year,
)

_STRICT = ConfigDict(defer_build=True, extra="forbid", arbitrary_types_allowed=True)

Status = Literal["recommended", "situational", "discouraged"]
Relation = Literal["competing", "coexisting"]
RelatedType = Literal["requires", "pairs-with", "alternative-to", "leads-to"]
Extent = Literal["full", "partial"]
NoTarget = Literal["not-applicable", "omitted-discouraged"]
Maturity = Literal["graduated", "incubating", "sandbox", "archived"]
ReferenceKind = Literal["book", "article", "paper", "documentation", "video", "slides", "specification", "repository"]


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Statement:
    """One claim about an entry, with where it comes from."""

    text: Prose
    """The claim, one or two sentences."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts it restates. Empty means: added by this reference."""
    references: tuple[ReferenceRef, ...] = ()
    """Where else it is written."""
    opinion: Bool = False
    """Whether this is somebody's judgement rather than a fact; the page says so."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class MemberSet:
    """Entries that compete (take one) or coexist (combine them), at any depth of a tree."""

    relation: Relation
    """`competing`: one is chosen instead of the others. `coexisting`: they are combined."""
    members: tuple[EntryRef, ...] = ()
    """The entries, in order."""
    sets: tuple[MemberSet, ...] = ()
    """Nested sets, after the members."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Correlation:
    """How far tools of a technology category take over a pattern's logic."""

    target: Target
    """A category's id, or `none` with a `reason`."""
    reason: NoTarget | None = None
    """Why nothing takes over: only with `target: none`."""
    replaces: Prose | None = None
    """What part of the pattern the tools replace; required unless the target is `none`."""
    extent: Extent = "partial"
    """`full` where the tool is the pattern, `partial` where the team still writes some of it."""
    technologies: tuple[TechnologyRef, ...] = ()
    """Example technologies, in order; may be empty."""
    caveat: Prose | None = None
    """What to look out for."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts."""
    references: tuple[ReferenceRef, ...] = ()
    """Where else it is written."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Related:
    """A typed relation from this pattern to another entry."""

    type: RelatedType
    """`requires`: does not work without it. `pairs-with`: better together.
    `alternative-to`: instead of it. `leads-to`: makes it necessary."""
    target: EntryRef
    """The other entry's id."""
    note: Prose | None = None
    """Why, in a phrase."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ProblemArea:
    """A region of the architecture with problems of its own; one page each."""

    id: Id
    name: Text
    label: Text | None = None
    """A shorter name for diagrams."""
    summary: Prose
    """What the area is about: what stands in it and which problems arise there."""
    children: tuple[EntryRef, ...] = ()
    """Groups and patterns, in the order of the page."""
    sets: tuple[MemberSet, ...] = ()
    notes: tuple[Statement, ...] = ()
    source: tuple[SourceKey, ...] = ()
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class PatternGroup:
    """Contrasting patterns for one purpose."""

    id: Id
    name: Text
    label: Text | None = None
    """A shorter name for diagrams."""
    problem: Prose
    """What problem the group's patterns solve."""
    condition: Text | None = None
    """When the group applies: "where DB per service is used"."""
    status: Status | None = None
    reason: Prose | None = None
    """Why the group is discouraged: required then, and only then."""
    children: tuple[EntryRef, ...] = ()
    """Groups and patterns, in order. An entry may stand under several parents, never in a cycle."""
    more: Bool = False
    """Whether more members exist than are listed."""
    sets: tuple[MemberSet, ...] = ()
    notes: tuple[Statement, ...] = ()
    """What is worth knowing of the group as a whole."""
    source: tuple[SourceKey, ...] = ()
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Pattern:
    """A named solution to a recurring problem."""

    id: Id
    name: Text
    label: Text | None = None
    """A shorter name for diagrams."""
    aliases: tuple[Text, ...] = ()
    """Other names readers search for."""
    summary: Prose
    """What it is, in two or three sentences."""
    status: Status
    reason: Prose | None = None
    """Why it is discouraged: required then, and only then."""
    children: tuple[PatternRef, ...] = ()
    """Variants and parts, in order."""
    when_to_use: tuple[Statement, ...] = ()
    when_not_to_use: tuple[Statement, ...] = ()
    benefits: tuple[Statement, ...] = ()
    liabilities: tuple[Statement, ...] = ()
    notes: tuple[Statement, ...] = ()
    """Facts that no other field holds."""
    correlations: tuple[Correlation, ...] = ()
    """What takes over its logic; empty where the source says nothing and we add nothing."""
    related: tuple[Related, ...] = ()
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts. Empty means: added by this reference."""
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class TechnologyCategory:
    """A class of tools, such as a category of the CNCF Landscape."""

    id: Id
    name: Text
    relevance: Prose
    """What tools of this class do for microservices."""
    notes: tuple[Statement, ...] = ()
    source: tuple[SourceKey, ...] = ()
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Technology:
    """A tool, service or standard that can take over part of a pattern."""

    id: Id
    name: Text
    aliases: tuple[Text, ...] = ()
    """Other spellings, the article's among them."""
    kind: TechnologyKindRef
    provider: ProviderRef | None = None
    """Who runs it: for managed services."""
    categories: tuple[CategoryRef, ...]
    """The classes it is listed in; the first is its home."""
    summary: Prose
    url: Url
    maturity: Maturity | None = None
    """Its level in the CNCF; None for what is not a CNCF project."""
    source: tuple[SourceKey, ...] = ()
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Reference:
    """An entry of the bibliography, in its own language."""

    id: Id
    kind: ReferenceKind
    title: Plain
    authors: tuple[Plain, ...] = ()
    """People or organisations, as the work names them."""
    year: Year | None = None
    """Of publication; None where the work states none."""
    publisher: Plain | None = None
    url: Url | None = None
    isbn: Plain | None = None
    doi: Plain | None = None
    language: Plain | None = None
    """Of the work, as a BCP 47 tag; None for the catalog's first."""
    source: tuple[SourceKey, ...] = ()
    """The article's notes that cite it, such as `N42`."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Erratum:
    """Where the article is wrong, outdated or contradicts itself, and what this reference says instead."""

    id: Id
    source: tuple[SourceKey, ...]
    """Keys of the facts it concerns; a correlation's part is `T13/プル型/SOPS`."""
    statement: Prose
    """What the article says, in our words."""
    correction: Prose
    reason: Prose
    references: tuple[ReferenceRef, ...] = ()
    concerns: tuple[ConcernRef, ...] = ()
    """Entries whose page shows this erratum."""
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Box:
    """A part of a concept figure; `inside` nests it in another box."""

    id: LocalId
    label: Text
    inside: LocalId | None = None
    entry: ConcernRef | None = None
    """The entry it stands for; the box then links there."""


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Arrow:
    """A connection between two boxes of a concept figure."""

    start: LocalId
    end: LocalId
    label: Text | None = None
    both_ways: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class ConceptFigure:
    """An explanatory picture that is not a tree of patterns."""

    id: Id
    name: Text
    about: PlaceRef
    """The entry whose section shows it."""
    caption: Prose
    """The same facts as the picture, in words."""
    direction: Literal["right", "down"] = "right"
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    source: tuple[SourceKey, ...] = ()
    reviewed: Date


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class TechnologyKind:
    """A class of technology by how it is had: open source, managed, …"""

    id: Id
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Provider:
    """Who runs managed technologies."""

    id: Id
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Document:
    """A catalog file: any of these lists."""

    areas: tuple[ProblemArea, ...] = ()
    groups: tuple[PatternGroup, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    figures: tuple[ConceptFigure, ...] = ()
    categories: tuple[TechnologyCategory, ...] = ()
    technologies: tuple[Technology, ...] = ()
    technology_kinds: tuple[TechnologyKind, ...] = ()
    providers: tuple[Provider, ...] = ()
    component_kinds: tuple[ComponentKind, ...] = ()
    boundary_kinds: tuple[BoundaryKind, ...] = ()
    check_kinds: tuple[CheckKind, ...] = ()
    examples: tuple[DesignExample, ...] = ()
    references: tuple[Reference, ...] = ()
    errata: tuple[Erratum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)
class Settings:
    """`catalog.yaml`: what the catalog as a whole is."""

    languages: tuple[Language, ...]
    """BCP 47 tags; the first is the default, at the site's root."""
    name: Text
    """The name of what the areas divide, such as the architecture."""
    summary: Prose
    areas: tuple[AreaRef, ...]
    """The problem areas, in order."""
    article: ReferenceRef | None = None
    """The work that `source:` keys point into."""
    edit_url: Plain | None = None
    """Where a file is edited, with `{path}` for the file; pages then link there."""
    source: tuple[SourceKey, ...] = ()
