"""Technology, its categories and kinds, and who runs it.

Values of YAML in, as `fields` reads each; frozen values out. Nothing here knows a tool or a provider.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.entry import Named
from patternloom.model.patterns import Statement
from patternloom.model.refs import CategoryRef, ProviderRef, ReferenceRef, TechnologyKindRef
from patternloom.model.texts import Prose, Text
from patternloom.model.values import Date, SourceKey, Url, catalog_type

Maturity = Literal["graduated", "incubating", "sandbox", "archived"]


@catalog_type
class TechnologyCategory(Named):
    """A class of tools, such as a category of the CNCF Landscape."""

    relevance: Prose
    """What tools of this class do for microservices."""
    notes: tuple[Statement, ...] = ()
    source: tuple[SourceKey, ...] = ()
    references: tuple[ReferenceRef, ...] = ()
    reviewed: Date


@catalog_type
class Technology(Named):
    """A tool, service or standard that can take over part of a pattern."""

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


@catalog_type
class TechnologyKind(Named):
    """A class of technology by how it is had: open source, managed, …"""


@catalog_type
class Provider(Named):
    """Who runs managed technologies."""
