"""The verbs that look after a catalog: what is wrong with it, what it holds, and what of it is to be remembered.

In: where a project lies. Out: problems, counts, the lock's files. How the command line names these verbs, `cli` says.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from patternloom.catalog.check_releases import past_support
from patternloom.catalog.evidence import evidence_of
from patternloom.catalog.load import Catalog, load
from patternloom.catalog.stats import counts_of
from patternloom.lock.counts import lock_counts
from patternloom.lock.keys import keys_of_entry
from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.model.examples import DesignExample
from patternloom.problems.findings import Findings, Mark, PatternloomError, Problem, shown
from patternloom.publish.build_cache import BuildCache
from patternloom.publish.cached_checks import Told, keep_check
from patternloom.publish.cached_reading import reading_of
from patternloom.publish.cached_standing import lock_problems
from patternloom.publish.project import Project
from patternloom.publish.sources import Sources, read_sources
from patternloom.publish.unshown import unshown
from patternloom.reading.folder import LOCK
from patternloom.site.pages import addresses_of


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, and is valid."""

    catalog: Catalog
    warnings: tuple[Problem, ...]
    records: Mapping[str, Record] | None
    sources: Sources | None

    @property
    def addresses(self) -> dict[str, str] | None:
        """Where pages show entries; None where none were read."""
        return addresses_of(self.sources.plan) if self.sources else None


def _read(project: Project, kept: BuildCache | None, *, pages: bool) -> _Read:
    """Everything, with or without the pages; what is `kept` as right is only read.

    Raises:
        PatternloomError: with every mistake.
    """
    if pages:
        sources = read_sources(project, kept=kept)
        return _Read(sources.catalog, sources.warnings, sources.records, sources)
    catalog, warnings = load(project.catalog, project.shown(project.catalog))
    records = read_lock(project.catalog, project.shown(project.catalog), problems := Findings())
    if len(problems):
        raise PatternloomError([*warnings, *problems])
    return _Read(catalog, warnings, records, None)


def check(project: Project, *, pages: bool, locked: bool, render: bool) -> Told:
    """Every warning, and how old the evidence is.

    Raises:
        PatternloomError: with every mistake and warning.
    """
    # What guards a branch takes nobody's word for anything.
    kept = None if locked or render else _kept(project)
    read, today = _read(project, kept, pages=pages), dt.date.today()
    found = [*read.warnings, *_remembered(project, read, kept, locked=locked)]
    if render and read.sources:
        from patternloom.publish.tree import rendering_problems  # only here, as most checks render nothing

        found += rendering_problems(read.sources)
    if any(problem.severity == "error" for problem in found):
        raise PatternloomError(found)
    # Only here, as a site may leave out on purpose what the catalog has.
    found += unshown(read.catalog, read.addresses, read.records) if read.addresses is not None else ()
    # Only here, as a build or a test that asks the clock fails on a day on which nobody has changed anything.
    placed = [(entry, read.catalog.places[id]) for id, entry in read.catalog.entries.items()]
    told = _age(read.catalog, today), tuple(sorted([*found, *past_support(placed, today)]))
    if read.sources and read.sources.key:
        keep_check(project, read.sources.key, today, told)
    return told


def _kept(project: Project) -> BuildCache | None:
    return reading_of(project.root) if project.configuration else None


def _remembered(project: Project, read: _Read, kept: BuildCache | None, *, locked: bool) -> list[Problem]:
    """What the lock does not say; a catalog that keeps none is not asked, unless it has had one."""
    if read.records is None:
        return list(_lost(project, read.catalog, locked=locked))
    nowhere = BuildCache(None)
    return list(lock_problems(project, read.catalog, read.records, read.addresses, kept or nowhere, locked=locked))


def _lost(project: Project, catalog: Catalog, *, locked: bool) -> Iterator[Problem]:
    """Keys of statements are a lock's doing: where there are some, one that is not there was lost."""
    keyed = [id for id, entry in catalog.entries.items() if keys_of_entry(entry)]
    if keyed:
        what = f"statements of {shown(keyed[0])}" + (f" and {len(keyed) - 1} more" if keyed[1:] else "")
        message = f"no lock, and {what} have keys from one, expected it as it was committed last"
        hint = "get it back: a new one remembers no address, and begins at revision 1; or delete the keys"
        mark = Mark(f"{project.shown(project.catalog)}/{LOCK}")
        yield Problem(mark, message, hint, "error" if locked else "warning", rule="unrecorded")


def _age(catalog: Catalog, today: dt.date) -> str:
    """How long ago the design examples were checked. Only here: what pages say depends on files, never on the day."""
    examples = [id for id, entry in catalog.entries.items() if isinstance(entry, DesignExample)]
    dates = sorted((date, id) for id in examples if (date := evidence_of(catalog.files[id]).date))
    if not dates:
        return ""
    (date, id), days = dates[0], (today - dt.date.fromisoformat(dates[0][0])).days
    ago = f"{days} day{'' if days == 1 else 's'} ago"
    return f"design examples with evidence: {len(dates)}; the oldest is of {date}, {ago} ({id})"


def lock(project: Project, options: argparse.Namespace, *, pages: bool) -> int:
    """Record what is new."""
    from patternloom.lock import command  # only here, as a check records nothing

    read = _read(project, _kept(project), pages=pages)
    where = command.Where(project.catalog, project.shown(project.catalog), read.catalog, read.records, read.addresses)
    try:
        return command.record(where, options)
    except command.UsageError as error:
        print(f"patternloom lock: {error}", file=sys.stderr)
        return 2


def stats(project: Project) -> int:
    """Print how much there is."""
    read = _read(project, None, pages=False)
    counts = counts_of(read.catalog)
    if read.records is not None:
        counts |= lock_counts(read.catalog, read.records)
    for about, numbers in counts.items():
        print(about)
        for name, count in numbers:
            print(f"{count:7,}  {name}")
    return 0
