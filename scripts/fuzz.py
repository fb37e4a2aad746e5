"""Mutated projects, thousands of them: `check` ends in a report or a catalog, and what it accepts, all else accepts.

    scripts/fuzz.py                     20,000 projects, with a seed that it prints
    scripts/fuzz.py --seed 7            the same ones each time
    scripts/fuzz.py --seed 7 --only 42  one of them, with the traceback and where its files lie

In: the small project of the tests. Out: counts by what was done and what came of it, and each failure with how to see
it again; the status is 1 where there is one. A failure belongs in a case or test of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from mutations import KINDS, Files, base_files, lay_out, mutated

from patternloom.catalog.stats import counts_of
from patternloom.model.schema import schemas
from patternloom.pictures import draw as pictures
from patternloom.problems.findings import PatternloomError, Problem
from patternloom.problems.reports import RENDERINGS
from patternloom.publish import tree
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.reading.configuration import read_configuration

NUMBER = 20_000
SECONDS = 20
"""How long one project may take; the slowest that is not mutated takes a twentieth of one."""
WHOLE = 25
"""One in so many is drawn too, and its schemas made: both take longer than all the rest."""
PAGES_TOO = 5
"""Of projects whose catalog alone is mutated, the pages of one in so many are checked where the catalog is refused."""


class Outcome(NamedTuple):
    """What came of one project."""

    number: int
    kind: str
    accepted: bool
    failure: str = ""


class Hanging(BaseException):
    """The time is up. No `Exception`, so that nothing takes it for a template's."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Break the block off."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Hanging(f"still running after {seconds} s")

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def told(problems: tuple[Problem, ...]) -> None:
    """Every problem can be told in every format."""
    for render in RENDERINGS.values():
        render(problems).encode()


def tried(root: Path, *, all: bool = True, pages: bool = True) -> bool:
    """Whether `check` accepts the project; then everything else is done with it, what takes long with `all`.

    Without `pages`, a catalog that is refused ends it.
    """
    vars(tree)["draw"] = pictures.draw if all else lambda drawings: {}  # as where no D2 is
    try:
        file = root / "mkdocs.yml"
        configuration = read_configuration(file) if file.is_file() else None
        project = Project(
            root, root / "catalog", root / "macros", root / "content", "https://x.example/", configuration
        )
        if not pages:
            read_sources(project, checked=True)
        sources = read_sources(project)
    except PatternloomError as error:
        told(error.problems)
        return False
    told(sources.warnings)
    settings = sources.catalog.settings
    for language in settings.languages[:3]:
        try:
            exported = tree.render_tree(sources, language)
        except PatternloomError as error:
            # What only values can tell a template is refused when it is rendered, and no sooner.
            told(error.problems)
            if any(problem.rule != "template" for problem in error.problems):
                raise
            return False
        target = Path(tempfile.mkdtemp(dir=root.parent))
        tree.write(exported, sources.project, target)
        shutil.rmtree(target)
    counts_of(sources.catalog)
    if all:
        schemas(settings.languages, sources.catalog.strings[settings.languages[0]], {})
    return True


def one(base: Files, root: Path, seed: str, number: int) -> Outcome:
    """The project of that number."""
    chance = random.Random(f"{seed}-{number}")
    kind = KINDS[number % len(KINDS)]
    files, special = mutated(base, kind, chance)
    changed = (*files, *(name for _, name in special))
    pages = number % PAGES_TOO == 0 or any(not name.startswith("catalog/") for name in changed)
    undo = lay_out(root, base, files, special)
    try:
        with at_most(SECONDS):
            return Outcome(number, kind, tried(root, all=number % WHOLE == 0, pages=pages))
    except (Exception, Hanging):  # noqa: BLE001 - whatever it is, it is what is looked for
        return Outcome(number, kind, False, traceback.format_exc())
    finally:
        undo()


def many(work: tuple[str, range]) -> list[Outcome]:
    """Some numbers, in a folder of their own."""
    seed, numbers = work
    base = base_files()
    with tempfile.TemporaryDirectory(prefix="patternloom-fuzz-") as folder:
        root = Path(folder, "project")
        lay_out(root, base, {}, [])
        return [one(base, root, seed, number) for number in numbers]


def report(outcomes: list[Outcome], seed: str, seconds: float) -> int:
    """Print it; the status."""
    count = Counter((outcome.kind, outcome.accepted) for outcome in outcomes)
    for kind in KINDS:
        print(f"{kind:9} {count[kind, True]:7,} accepted {count[kind, False]:7,} refused")
    failures = [outcome for outcome in outcomes if outcome.failure]
    kept = {outcome.failure.strip().splitlines()[-1]: outcome for outcome in reversed(failures)}
    for outcome in sorted(kept.values()):
        print(f"\nscripts/fuzz.py --seed {seed} --only {outcome.number}  ({outcome.kind})\n{outcome.failure.strip()}")
    rate = len(outcomes) / seconds
    print(
        f"\nseed {seed}: {len(outcomes):,} projects in {seconds:.0f} s ({rate:.0f} a second), {len(failures)} failures"
    )
    return 1 if failures else 0


def main() -> int:
    """Run what was asked for; the status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seed", default=str(int(time.time())))
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--seconds", type=float, default=20 * 60, help="stop after so long, whatever is left")
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    if options.only is not None:
        base, root = base_files(), Path(tempfile.mkdtemp(prefix="patternloom-fuzz-"), "project")
        outcome = one(base, root, options.seed, options.only)
        lay_out(root, base, *mutated(base, outcome.kind, random.Random(f"{options.seed}-{options.only}")))
        print(f"{outcome.failure or outcome}\nIts files lie in {root}")
        return 1 if outcome.failure else 0
    start, outcomes = time.monotonic(), []
    step = 50
    work = [(options.seed, range(at, min(at + step, options.number))) for at in range(0, options.number, step)]
    with multiprocessing.Pool(os.cpu_count() or 1) as pool:
        for done in pool.imap_unordered(many, work):
            outcomes += done
            if time.monotonic() - start > options.seconds:
                break
            if len(outcomes) % 1000 == 0:
                print(f"{len(outcomes):,} …", file=sys.stderr, flush=True)
    return report(sorted(outcomes), options.seed, time.monotonic() - start)


if __name__ == "__main__":
    sys.exit(main())
