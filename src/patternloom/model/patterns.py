"""Areas, groups and patterns: the problems of an architecture, and what solves them.

In: values of YAML, as `values`, `refs` and `texts` read each. Out: frozen values. Nothing is
computed here: relations between entries are `graph`'s.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.lasting import Key, Meaning
from patternloom.model.refs import EntryRef, PatternRef, Target, TechnologyRef
from patternloom.model.texts import Forms, Prose, Text
from patternloom.model.values import Bool, Date, SourceKey, catalog_type

Status = Literal["recommended", "situational", "discouraged"]
Relation = Literal["competing", "coexisting"]
RelatedType = Literal["requires", "pairs-with", "alternative-to", "leads-to"]
Extent = Literal["full", "partial"]
Strength = Literal["none", "weak", "medium", "strong"]
NoTarget = Literal["not-applicable", "omitted-discouraged"]


@catalog_type
class Statement:
    """One claim about an entry, with where it comes from."""

    key: Key | None = None
    """Its name in the entry, forever: `patternloom lock` writes one. Statements are cited by it, so it never changes
    and is never given to another one."""
    text: Meaning[Prose]
    """The claim, one or two sentences."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts it restates. Empty means: added by this reference."""
    references: tuple[Citation, ...] = ()
    """Where else it is written."""
    opinion: Meaning[Bool] = False
    """Whether this is somebody's judgment rather than a fact; the page says so."""


@catalog_type
class MemberSet:
    """Entries that compete (take one) or coexist (combine them), at any depth of a tree."""

    relation: Meaning[Relation]
    """`competing`: one is chosen instead of the others. `coexisting`: they are combined."""
    members: Meaning[tuple[EntryRef, ...]] = ()
    """The entries, in order."""
    sets: Meaning[tuple[MemberSet, ...]] = ()
    """Nested sets, after the members."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts."""


@catalog_type
class Correlation:
    """How far tools of a technology category take over a pattern's logic."""

    target: Meaning[Target]
    """A category's id, or `none` with a `reason`."""
    reason: Meaning[NoTarget | None] = None
    """Why nothing takes over: only with `target: none`."""
    replaces: Meaning[Prose | None] = None
    """What part of the pattern the tools replace; required unless the target is `none`."""
    extent: Meaning[Extent] = "partial"
    """`full` where the tool is the pattern, `partial` where the team still writes some of it."""
    technologies: Meaning[tuple[TechnologyRef, ...]] = ()
    """Example technologies, in order; may be empty."""
    caveat: Meaning[Prose | None] = None
    """What to look out for."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts."""
    references: tuple[Citation, ...] = ()
    """Where else it is written."""


@catalog_type
class Related:
    """A typed relation from this pattern to another entry."""

    type: Meaning[RelatedType]
    """`requires`: does not work without it. `pairs-with`: better together.
    `alternative-to`: instead of it. `leads-to`: makes it necessary."""
    target: Meaning[EntryRef]
    """The other entry's id."""
    note: Meaning[Prose | None] = None
    """Why, in a phrase."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts."""


@catalog_type
class TechnologyRelation:
    """How strongly one sort of an area's logic relates to technology, so that tools can take its place."""

    logic: Meaning[Text]
    """What sort of logic, in a word or two."""
    strength: Meaning[Strength]
    """How strongly: of four steps."""
    text: Meaning[Prose]
    """Why, in a sentence."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts it restates. Empty means: added by this reference."""
    references: tuple[Citation, ...] = ()
    """Where else it is written."""
    opinion: Meaning[Bool] = False
    """Whether this is somebody's judgment rather than a fact; the page says so."""


@catalog_type
class ProblemArea(Named):
    """A region of the architecture with problems of its own; one page each."""

    label: Text | None = None
    """A shorter name for diagrams."""
    summary: Prose
    """What the area is about: what stands in it and which problems arise there."""
    children: tuple[EntryRef, ...] = ()
    """Groups and patterns, in the order of the page."""
    sets: Meaning[tuple[MemberSet, ...]] = ()
    """Which of the entries below it compete, and which are combined."""
    technology: Meaning[tuple[TechnologyRelation, ...]] = ()
    """How strongly its logic relates to technology; the map of all areas compares them."""
    notes: Meaning[tuple[Statement, ...]] = ()
    """What else is worth knowing, each with where it comes from."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say the same or more."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


@catalog_type
class PatternGroup(Named):
    """Contrasting patterns for one purpose."""

    label: Text | None = None
    """A shorter name for diagrams."""
    aliases: tuple[Text, ...] = ()
    """Other names readers search for."""
    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some: symptoms such as "double
    payment", neighboring words, short forms that are not its name. Only search knows them; no page shows them."""
    problem: Meaning[Prose]
    """What problem the group's patterns solve."""
    condition: Meaning[Text | None] = None
    """When the group applies: "where DB per service is used"."""
    status: Meaning[Status | None] = None
    """Whether the whole group is advised, fits under conditions, or is advised against; left out where its members
    differ."""
    reason: Meaning[Prose | None] = None
    """Why the group is discouraged: required then, and only then."""
    children: tuple[EntryRef, ...] = ()
    """Groups and patterns, in order. An entry may stand under several parents, never in a cycle."""
    more: Bool = False
    """Whether more members exist than are listed."""
    sets: Meaning[tuple[MemberSet, ...]] = ()
    """Which of the entries below it compete, and which are combined."""
    notes: Meaning[tuple[Statement, ...]] = ()
    """What is worth knowing of the group as a whole."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say the same or more."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


@catalog_type
class Pattern(Named):
    """A named solution to a recurring problem."""

    label: Text | None = None
    """A shorter name for diagrams."""
    aliases: tuple[Text, ...] = ()
    """Other names readers search for."""
    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some: symptoms such as "double
    payment", neighboring words, short forms that are not its name. Only search knows them; no page shows them."""
    summary: Prose
    """What it is, in two or three sentences."""
    status: Meaning[Status]
    """`recommended`: a sound default. `situational`: right under the conditions of `when_to_use`. `discouraged`: with
    a `reason`."""
    reason: Meaning[Prose | None] = None
    """Why it is discouraged: required then, and only then."""
    children: tuple[PatternRef, ...] = ()
    """Variants and parts, in order."""
    when_to_use: Meaning[tuple[Statement, ...]] = ()
    """Conditions under which to take it, a phrase each."""
    when_not_to_use: Meaning[tuple[Statement, ...]] = ()
    """Conditions under which to leave it, a phrase each."""
    benefits: Meaning[tuple[Statement, ...]] = ()
    """What one gains by it, a phrase each."""
    liabilities: Meaning[tuple[Statement, ...]] = ()
    """What it costs, a phrase each."""
    notes: tuple[Statement, ...] = ()
    """Facts that no other field holds."""
    correlations: Meaning[tuple[Correlation, ...]] = ()
    """What takes over its logic; empty where the source says nothing and we add nothing."""
    related: Meaning[tuple[Related, ...]] = ()
    """Relations to other patterns and groups, written once: the other end shows them by itself."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts. Empty means: added by this reference."""
    references: tuple[Citation, ...] = ()
    """Ids of works that describe it; a pattern needs these or a `source`."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


Parent = ProblemArea | PatternGroup | Pattern
"""What has children."""
