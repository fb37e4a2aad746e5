"""Entries that are gone: what their lasting addresses say forever.

In: values of YAML, as `values`, `refs` and `texts` read each. Out: frozen values. That nothing else
takes their ids, `outline` watches; what names one of them is told by `refs` what to name instead.
"""

from __future__ import annotations

from patternloom.model.entry import Named
from patternloom.model.lasting import Meaning
from patternloom.model.refs import SuccessorRef
from patternloom.model.texts import Prose
from patternloom.model.values import Date, Plain, catalog_type

RETIRED = "retired"
"""The list that they stand in, and the name of the kind."""


@catalog_type
class Retired(Named):
    """An id that stood for an entry once. Its address `/p/<id>/` stays, and no other entry may have it."""

    kind: Plain
    """The kind of entry that it was, such as `pattern` or `reference`."""
    date: Date
    """The day on which the entry was taken out, as `2026-11-24`."""
    reason: Meaning[Prose]
    """What it was, and why it is gone."""
    successor: SuccessorRef | None = None
    """The entry to read instead; None where there is none. One that is retired in turn leads on to its own."""
