"""The release of a catalog, as its records tell it.

In: records. Out: the newest release that any of them names, by the order of Semantic Versioning. It makes no release.
"""

from __future__ import annotations

from collections.abc import Iterable

from patternloom.lock.fields import precedence
from patternloom.lock.record import Record


def newest(records: Iterable[Record]) -> str | None:
    """The release; None until there is one."""
    named = {revision.release for record in records for revision in record.revisions}
    named |= {record.introduced for record in records}
    return max(filter(None, named), key=precedence, default=None)
