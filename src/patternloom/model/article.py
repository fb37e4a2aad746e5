"""The article that a catalog follows: its sections, and what each of them says of the article itself.

In: values of YAML, as `values` and `texts` read each. Out: frozen values. What of a section stands where in the
catalog is told by the `source:` keys of the other entries, and found by `graph`.
"""

from __future__ import annotations

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.lasting import Meaning
from patternloom.model.patterns import Statement
from patternloom.model.texts import Prose
from patternloom.model.values import Date, SourceKey, catalog_type


@catalog_type
class ArticleSection(Named):
    """A chapter or section of the source article. Its id begins with `article-`."""

    key: Meaning[SourceKey]
    """What `source:` calls it: `S7.5`."""
    holds: tuple[SourceKey, ...] = ()
    """The figures, tables and notes that stand in it: `F21`, `T9`, `N40`."""
    summary: Prose
    """What it is about, in our own words."""
    notes: Meaning[tuple[Statement, ...]] = ()
    """What it says that no other entry tells."""
    references: tuple[Citation, ...] = ()
    """Works that show what this reference says otherwise."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with the article; not in the future."""
