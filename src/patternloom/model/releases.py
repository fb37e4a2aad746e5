"""Releases: when a version of something came out, and until when its makers support it.

In: values of YAML, as `values` and `texts` read each. Out: frozen values. No clock here: only `patternloom check`
holds a day of support against today.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from patternloom.model.cited import Citation
from patternloom.model.entry import Entry
from patternloom.model.texts import Prose
from patternloom.model.values import DATE, Date, Plain, catalog_type, day, like


def _day_or_none(value: Any) -> dt.date | None:
    return None if value == "none" else day(value, ", or none")


_SCHEMA = like(f"^({DATE}|none)$", "a date such as 2026-11-24, or none")
DayOrNone = Annotated[dt.date | None, PlainValidator(_day_or_none), WithJsonSchema(_SCHEMA)]
"""Any day, or `none`, which is None."""


@catalog_type
class Release(Entry):
    """A version of a product, as design examples name it below `versions:`."""

    product: Plain
    """The name, exactly as `versions:` of the examples write it."""
    version: Plain
    """The number, exactly as `versions:` of the examples write it."""
    released: DayOrNone
    """The day on which it came out; `none` where no source at hand tells it, which `note` says."""
    supported_until: DayOrNone
    """The last day of its makers' support; `none` where they name no day, and `note` says what they say."""
    note: Prose | None = None
    """What the days leave open: what support means here, whose day it is, what to do after it."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say so."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""
