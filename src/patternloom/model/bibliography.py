"""Works that entries cite, and errata: where the article that the catalog follows is wrong.

In: values of YAML, as `values`, `refs` and `texts` read each. Out: frozen values.
"""

from __future__ import annotations

from typing import Literal

from patternloom.model.addresses import Doi, Isbn
from patternloom.model.cited import Citation
from patternloom.model.entry import Entry
from patternloom.model.lasting import Meaning
from patternloom.model.refs import ConcernRef
from patternloom.model.texts import Prose
from patternloom.model.values import Date, Language, Plain, SourceKey, Url, Year, catalog_type

ReferenceKind = Literal["book", "article", "paper", "documentation", "video", "slides", "specification", "repository"]


@catalog_type
class Reference(Entry):
    """An entry of the bibliography, in its own language."""

    kind: Meaning[ReferenceKind]
    """What sort of work it is; it decides how the entry of the bibliography is set."""
    title: Meaning[Plain]
    """As the work itself states it, in its own language."""
    authors: Meaning[tuple[Plain, ...]] = ()
    """People or organizations, as the work names them."""
    year: Meaning[Year | None] = None
    """Of publication; None where the work states none."""
    publisher: Meaning[Plain | None] = None
    """Who published it, as the work names them."""
    url: Url | None = None
    """Where it can be read, an absolute address of http or https."""
    isbn: Meaning[Isbn | None] = None
    """The number of a book, as printed in it."""
    doi: Meaning[Doi | None] = None
    """Its digital object identifier, without the address before it: `10.…`."""
    language: Language | None = None
    """Of the work, as a BCP 47 tag; None for the catalog's first."""
    source: tuple[SourceKey, ...] = ()
    """The article's notes that cite it, such as `N42`."""


@catalog_type
class Erratum(Entry):
    """Where the article is wrong, outdated or contradicts itself, and what this reference says instead."""

    source: Meaning[tuple[SourceKey, ...]]
    """Keys of the facts it concerns; a correlation's part is `T13/プル型/SOPS`."""
    statement: Meaning[Prose]
    """What the article says, in our words."""
    correction: Meaning[Prose]
    """What this reference says instead."""
    reason: Meaning[Prose]
    """Why the article's statement does not hold."""
    references: tuple[Citation, ...] = ()
    """Ids of the works that show it."""
    concerns: tuple[ConcernRef, ...] = ()
    """Entries whose page shows this erratum."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


def short_citation(reference: Reference) -> str:
    """How a reference is cited in running text: `Lewis & Fowler 2014`; documentation by its title."""
    if not reference.authors or reference.kind in ("documentation", "repository", "specification", "video"):
        return reference.title
    families = [name.split(",")[0] if "," in name else name.split()[-1] for name in reference.authors]
    who = " & ".join(families) if len(families) < 3 else f"{families[0]} et al."
    return f"{who} {reference.year}" if reference.year else who
