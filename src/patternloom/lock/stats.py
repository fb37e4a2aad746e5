"""How much the lock remembers, and how many translations it knows to be older than their originals.

In: a catalog and its records. Out: counts with what they count, in a fixed order. It judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from patternloom.catalog.load import Catalog
from patternloom.catalog.stats import Counts
from patternloom.lock.compare import stale_texts
from patternloom.lock.record import Record
from patternloom.lock.standing import standings


def stale_counts(catalog: Catalog, records: Mapping[str, Record]) -> dict[str, Counts]:
    """Counts of what is remembered, and of the translations into each language that may be out of date."""
    languages = catalog.settings.languages
    entries = standings(catalog, records, {})
    stale = Counter(language for now in entries for _, language in stale_texts(now, languages))
    texts = sum(len(now.texts) for now in entries)
    return {
        "lock": (
            ("records", len(records)),
            ("revisions", sum(len(record.revisions) for record in records.values())),
            ("changes of wording alone", sum(len(record.editorial) for record in records.values())),
            ("retired, or part of another entry", sum(record.ended for record in records.values())),
        ),
        "translations": (
            ("texts of a language of their own", texts),
            *((f"older than their original, in {language}", stale[language]) for language in languages[1:]),
        ),
    }
