"""The verbs that look after a catalog: what is wrong with it, what it holds, and what of it is to be remembered.

In: where a project lies. Out: reports, counts, the lock's files, and the exit status of each. How the command line
names these verbs, `cli` says.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from patternloom.catalog.check_releases import past_support
from patternloom.catalog.evidence import evidence_of
from patternloom.catalog.load import Catalog, load
from patternloom.catalog.stats import counts_of
from patternloom.lock.counts import lock_counts
from patternloom.lock.read import read_lock
from patternloom.lock.record import Record
from patternloom.model.examples import DesignExample
from patternloom.problems.findings import Findings, PatternloomError, Problem
from patternloom.problems.reports import RENDERINGS
from patternloom.publish.kept import Kept
from patternloom.publish.kept_reading import reading_of
from patternloom.publish.kept_standing import lock_problems
from patternloom.publish.project import Project
from patternloom.publish.sources import Sources, read_sources
from patternloom.site.pages import addresses_of


@dataclass(frozen=True, slots=True)
class Input:
    """What to look after."""

    project: Project
    pages: bool
    """Whether its pages are read too."""


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


def _read(input: Input) -> _Read:
    """Everything.

    Raises:
        PatternloomError: with every mistake.
    """
    project = input.project
    if input.pages:
        sources = read_sources(project, kept=_kept(project))
        return _Read(sources.catalog, sources.warnings, sources.records, sources)
    catalog, warnings = load(project.catalog, project.shown(project.catalog))
    records = read_lock(project.catalog, project.shown(project.catalog), problems := Findings())
    if len(problems):
        raise PatternloomError([*warnings, *problems])
    return _Read(catalog, warnings, records, None)


def check(input: Input, options: argparse.Namespace) -> int:
    """Report every mistake and warning."""
    read = _read(input)
    found = [*read.warnings, *_remembered(input, read, locked=options.locked)]
    if options.render and read.sources:
        from patternloom.publish.tree import rendering_problems  # only here, as most checks render nothing

        found += rendering_problems(read.sources)
    # Only here, as a build or a test that asks the clock fails on a day on which nobody has changed anything.
    placed = [(entry, read.catalog.places[id]) for id, entry in read.catalog.entries.items()]
    if any(problem.severity == "error" for problem in found):
        raise PatternloomError(found)
    if options.format == "text":
        _print_age(read.catalog)
    print(RENDERINGS[options.format](sorted([*found, *past_support(placed, dt.date.today())])))
    return 0


def _kept(project: Project) -> Kept | None:
    return reading_of(project.root) if project.configuration else None


def _remembered(input: Input, read: _Read, *, locked: bool) -> list[Problem]:
    """What the lock does not say; a catalog that keeps none is not asked."""
    if read.records is None:
        return []
    kept = _kept(input.project) or Kept(None)
    return list(lock_problems(input.project, read.catalog, read.records, read.addresses, kept, locked=locked))


def _print_age(catalog: Catalog) -> None:
    """How long ago the design examples were checked. Only here: what pages say depends on files, never on the day."""
    examples = [id for id, entry in catalog.entries.items() if isinstance(entry, DesignExample)]
    dates = sorted((date, id) for id in examples if (date := evidence_of(catalog.files[id]).date))
    if dates:
        (date, id), days = dates[0], (dt.date.today() - dt.date.fromisoformat(dates[0][0])).days
        ago = f"{days} day{'' if days == 1 else 's'} ago"
        print(f"design examples with evidence: {len(dates)}; the oldest is of {date}, {ago} ({id})")


def lock(input: Input, options: argparse.Namespace) -> int:
    """Record what is new."""
    from patternloom.lock import command  # only here, as a check records nothing

    read = _read(input)
    project = input.project
    where = command.Where(project.catalog, project.shown(project.catalog), read.catalog, read.records, read.addresses)
    try:
        return command.record(where, options)
    except command.UsageError as error:
        print(f"patternloom lock: {error}", file=sys.stderr)
        return 2


def stats(input: Input) -> int:
    """Print how much there is."""
    read = _read(Input(input.project, pages=False))
    counts = counts_of(read.catalog)
    if read.records is not None:
        counts |= lock_counts(read.catalog, read.records)
    for about, numbers in counts.items():
        print(about)
        for name, count in numbers:
            print(f"{count:7,}  {name}")
    return 0
