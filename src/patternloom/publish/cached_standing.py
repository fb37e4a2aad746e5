"""What of a catalog its lock is known to say: the entries of each file that the last check found to differ in nothing.

In: a catalog, its records, and what is kept. Out: what the lock does not say. Every entry is compared again where its
file, a record, or what stands where has changed; what is wrong is told each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from patternloom.catalog.load import Catalog
from patternloom.lock.as_json import as_json
from patternloom.lock.check import check_lock
from patternloom.lock.record import Record
from patternloom.lock.standing import former_ids
from patternloom.problems.findings import Problem
from patternloom.publish.build_cache import BuildCache, key_of, tools
from patternloom.publish.project import Project


def lock_problems(
    project: Project,
    catalog: Catalog,
    records: Mapping[str, Record],
    addresses: Mapping[str, str] | None,
    kept: BuildCache,
    *,
    locked: bool,
) -> tuple[Problem, ...]:
    """What the lock does not say; the entries of a file that differed in nothing are not compared again."""
    keys = _standing_keys(catalog, records, addresses)
    own = BuildCache(kept.file and kept.file.with_name("standing.json"))
    right = {file for file, key in keys.items() if own.get(key)}
    but = {id for id, place in catalog.places.items() if place.source.file in right}
    shown_as = project.shown(project.catalog)
    found = tuple(check_lock(catalog, records, addresses, shown_as, locked=locked, but=but))
    for file in keys.keys() - right - {problem.mark.file for problem in found}:
        own.put(keys[file], True)
    own.save()
    return found


def _standing_keys(
    catalog: Catalog, records: Mapping[str, Record], addresses: Mapping[str, str] | None
) -> dict[str, str]:
    """By file, the key of all that tells whether the lock says what there is of its entries."""
    places: dict[str, list[Any]] = {}
    for id, place in catalog.places.items():
        told = places.setdefault(place.source.file, [place.source.text])
        told.append([id, addresses.get(id) if addresses else None])
    former = sorted(former_ids(catalog, records).items())
    common = key_of("standing", tools(), as_json(records), catalog.settings.languages, former, addresses is None)
    return {file: key_of(common, told) for file, told in places.items()}
