"""Technology, its categories and kinds, and who runs it.

In: values of YAML, as `values`, `refs` and `texts` read each. Out: frozen values. Nothing here
knows a tool or a provider.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.lasting import Meaning
from patternloom.model.patterns import Statement
from patternloom.model.refs import CategoryRef, ProviderRef, TechnologyKindRef
from patternloom.model.texts import Forms, Prose, Text
from patternloom.model.values import Date, SourceKey, Url, catalog_type

Maturity = Literal["graduated", "incubating", "sandbox", "archived"]


@catalog_type
class TechnologyCategory(Named):
    """A class of tools, such as a category of the CNCF Landscape."""

    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some; no page shows it."""
    relevance: Meaning[Prose]
    """What tools of this class do for microservices."""
    notes: Meaning[tuple[Statement, ...]] = ()
    """What else is worth knowing, each with where it comes from."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
    no_pattern: Prose | None = None
    """Why no pattern is served, where none is; the page says so in its place."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say the same or more."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


@catalog_type
class Technology(Named):
    """A tool, service or standard that can take over part of a pattern."""

    aliases: tuple[Text, ...] = ()
    """Other spellings, the article's among them."""
    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some: its name in their own letters,
    what it is for. Only search knows them; no page shows them."""
    kind: Meaning[TechnologyKindRef]
    """How it is had: the id of one of `technology_kinds`."""
    provider: Meaning[ProviderRef | None] = None
    """Who runs it: for managed services."""
    categories: Meaning[tuple[CategoryRef, ...]]
    """The classes it is listed in; the first is its home."""
    summary: Prose
    """What it does, in a sentence or two."""
    url: Url
    """Its home page, an absolute address of http or https."""
    maturity: Meaning[Maturity | None] = None
    """Its level in the CNCF; None for what is not a CNCF project."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `F7/BFF`, `T6/BFF`, `S7.5` or `N42`."""
    no_pattern: Prose | None = None
    """Why no pattern is served, where none is; the page says so in its place."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say the same or more."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


@catalog_type
class TechnologyKind(Named):
    """A class of technology by how it is had: open source, managed and so on."""


@catalog_type
class Provider(Named):
    """Who runs managed technologies."""
