"""What came before: time lines, and the styles of architecture that one is chosen from.

In: values of YAML, as `values`, `refs` and `texts` read each. Out: frozen values. How a time line and a comparison
look, the macros say.
"""

from __future__ import annotations

from patternloom.model.cited import Citation
from patternloom.model.entry import Named
from patternloom.model.lasting import Meaning
from patternloom.model.patterns import Statement, Status
from patternloom.model.refs import ConcernRef
from patternloom.model.texts import Forms, Prose, Text
from patternloom.model.values import Bool, Date, SourceKey, Year, catalog_type


@catalog_type
class HistoryEvent:
    """Something that happened in a year or over some years."""

    year: Meaning[Year | None] = None
    """The year, or the first of several; None for what was always there, which comes first."""
    until: Meaning[Year | None] = None
    """The last of several years."""
    about: Meaning[Bool] = False
    """Whether no exact year can be told."""
    ongoing: Meaning[Bool] = False
    """Whether it goes on."""
    name: Meaning[Text]
    """What it was, in a word or two."""
    text: Meaning[Prose]
    """What happened, in a sentence or two."""
    entry: Meaning[ConcernRef | None] = None
    """The entry that tells more of it."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts it restates. Empty means: added by this reference."""
    references: tuple[Citation, ...] = ()
    """Where else it is written."""


@catalog_type
class Timeline(Named):
    """What happened, one event after the other, as far as it explains what there is today."""

    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some; no page shows it."""
    summary: Prose
    """What the line tells as a whole."""
    events: Meaning[tuple[HistoryEvent, ...]]
    """In the order of their years."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts that stand behind it, such as `T1` or `S2.1`."""
    references: tuple[Citation, ...] = ()
    """Ids of works that say the same or more."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""


@catalog_type
class ArchitectureStyle(Named):
    """A way to cut a whole application: into processes, releases and stores."""

    label: Text | None = None
    """A shorter name for columns."""
    aliases: tuple[Text, ...] = ()
    """Other names readers search for."""
    found_by: Forms | None = None
    """What else readers type who look for it, a list for each language that has some; no page shows it."""
    summary: Prose
    """What it is, in two or three sentences."""
    status: Meaning[Status]
    """`recommended`: a sound default. `situational`: right under the conditions of `when_to_use`. `discouraged`: with
    a `reason`."""
    reason: Meaning[Prose | None] = None
    """Why it is discouraged: required then, and only then."""
    processes: Meaning[Statement | None] = None
    """What runs as a process of its own."""
    release: Meaning[Statement | None] = None
    """What is released when business logic changes."""
    stores: Meaning[Statement | None] = None
    """For what part of the application each store is."""
    when_to_use: Meaning[tuple[Statement, ...]] = ()
    """Conditions under which to choose it, a phrase each."""
    when_not_to_use: Meaning[tuple[Statement, ...]] = ()
    """Conditions under which to leave it, a phrase each."""
    notes: tuple[Statement, ...] = ()
    """Facts that no other field holds."""
    source: tuple[SourceKey, ...] = ()
    """Keys of the article's facts. Empty means: added by this reference."""
    references: tuple[Citation, ...] = ()
    """Ids of works that describe it; a style needs these or a `source`."""
    reviewed: Date
    """The day, as `2026-11-24`, on which somebody last compared this with its sources; not in the future."""
