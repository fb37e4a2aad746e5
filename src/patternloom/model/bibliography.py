"""Works that entries cite, and errata: where the article that the catalog follows is wrong.

Values of YAML in, as `fields` reads each; frozen values out.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.refs import ConcernRef, ReferenceRef
from patternloom.model.texts import Prose
from patternloom.model.values import Date, Id, Language, Plain, SourceKey, Url, Year, catalog_type

ReferenceKind = Literal["book", "article", "paper", "documentation", "video", "slides", "specification", "repository"]


@catalog_type
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
    language: Language | None = None
    """Of the work, as a BCP 47 tag; None for the catalog's first."""
    source: tuple[SourceKey, ...] = ()
    """The article's notes that cite it, such as `N42`."""


@catalog_type
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
