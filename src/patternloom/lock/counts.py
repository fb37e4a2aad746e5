"""How much the lock remembers, and how many translations it knows to be older than their originals.

In: a catalog and its records. Out: counts with what they count, in a fixed order. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from patternloom.catalog.load import Catalog
from patternloom.catalog.stats import Counts
from patternloom.lock.meaning import translated
from patternloom.lock.record import Record
from patternloom.lock.stale_translations import stale_texts


def lock_counts(catalog: Catalog, records: Mapping[str, Record]) -> dict[str, Counts]:
    """Counts of what is remembered, and of the translations into each language that may be out of date."""
    languages = catalog.settings.languages
    older = stale_texts(catalog, records)
    texts = sum(len(translated(catalog.entries[id], languages)) for id in records if id in catalog.entries)
    return {
        "lock": (
            ("records", len(records)),
            ("revisions", sum(len(record.revisions) for record in records.values())),
            ("changes of wording alone", sum(len(record.editorial) for record in records.values())),
            ("retired, or part of another entry", sum(record.ended for record in records.values())),
        ),
        "translations": (
            ("texts of a language of their own", texts),
            *((f"older than their original, in {language}", len(older[language])) for language in languages[1:]),
        ),
    }
