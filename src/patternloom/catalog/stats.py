"""How much a catalog holds, and on what its claims rest: counts, for who looks after it.

In: a valid catalog. Out: counts with what they count, in a fixed order. It judges nothing, and counts no page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from patternloom.catalog.load import Catalog
from patternloom.catalog.mentions import parts_of
from patternloom.model.bibliography import Reference
from patternloom.model.cited import CitedWork
from patternloom.model.glossary import Term
from patternloom.model.kinds import KINDS, kind_of
from patternloom.model.patterns import Correlation, Statement

Counts = tuple[tuple[str, int], ...]
"""What is counted, and how many there are."""


def counts_of(catalog: Catalog) -> dict[str, Counts]:
    """Counts by what they are about: entries, works, statements, terms."""
    entries = list(catalog.entries.values())
    kinds = Counter(kind_of(entry).list for entry in entries)
    works = Counter(entry.kind for entry in entries if isinstance(entry, Reference))
    parts = [part for entry in entries for part in parts_of(entry)]
    cited = [part for part in parts if isinstance(part, CitedWork)]
    rests = Counter(_rests_on(part) for part in parts if isinstance(part, Statement))
    forms = [
        form for term in entries if isinstance(term, Term) for some in (term.avoid or {}).values() for form in some
    ]
    return {
        "entries": tuple((kind.list, kinds[kind.list]) for kind in KINDS if kinds[kind.list]),
        "works": (
            *sorted(works.items()),
            ("cited", len(cited)),
            ("cited with the place in the work", sum(one.at is not None for one in cited)),
        ),
        "statements": tuple((name, rests[name]) for name in _GROUNDS),
        "correlations": (
            ("with a reference or source", sum(bool(part.references or part.source) for part in _of(parts))),
            ("with neither", sum(not (part.references or part.source) for part in _of(parts))),
        ),
        "terms": (("forms not to use", len(forms)),),
    }


_GROUNDS = ("with a reference", "with a source alone", "an opinion", "with none of these")


def _rests_on(statement: Statement) -> str:
    """What holds a statement, by the strongest that it has."""
    held = (statement.references, statement.source, statement.opinion, True)
    return next(name for name, there in zip(_GROUNDS, held, strict=True) if there)


def _of(parts: list[Any]) -> Iterator[Correlation]:
    return (part for part in parts if isinstance(part, Correlation))
