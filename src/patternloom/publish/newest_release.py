"""The release of a catalog, as its records tell it.

In: records. Out: the newest release that any of them names, by the order of Semantic Versioning. It makes no release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from patternloom.lock.record import Record


def newest(records: Iterable[Record]) -> str | None:
    """The release; None until there is one."""
    named = {revision.release for record in records for revision in record.revisions}
    named |= {record.introduced for record in records}
    return max(filter(None, named), key=precedence, default=None)


def precedence(version: str) -> tuple[object, ...]:
    """What a version is compared by: `0.10.0` comes after `0.9.0`, and `1.0.0-rc.2` before `1.0.0`."""
    numbers, _, before = version.partition("+")[0].partition("-")
    parts = tuple(int(part) if part.isdecimal() else 0 for part in numbers.split("."))
    return (
        parts,
        not before,
        tuple((0, int(one), "") if one.isdecimal() else (1, 0, one) for one in re.split(r"\.", before)),
    )
