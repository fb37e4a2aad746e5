"""What every entry has, whatever its kind.

Values of YAML in, as `values` and `texts` read each; frozen values out. What kinds there are, `kinds` says.
"""

from __future__ import annotations

from patternloom.model.texts import Text
from patternloom.model.values import Id, catalog_type

SAYS_WHAT_IT_IS = ("summary", "problem", "definition", "relevance", "caption", "correction")
"""Fields of which an entry has one: what it is, in a sentence or two. Search, previews and the data tell it."""


@catalog_type
class Entry:
    """Anything that has an id, and so an address forever."""

    id: Id
    """Lower-case words joined by '-'; unique over all kinds, and never given to anything else."""
    formerly: tuple[Id, ...] = ()
    """Ids that it had before: of itself before it was renamed, or of entries that have become part of it. Their
    addresses lead here, and no other entry may have them."""


@catalog_type
class Named(Entry):
    """An entry that readers know by a name of its own."""

    name: Text
    """The name that readers see, in links, lists and headings."""
