"""Mutation testing: small changes to `src/`, one at a time, each of which a test has to notice.

    scripts/mutants.py run             try all of the folders below, from where the last run stopped; then report
    scripts/mutants.py run NAME…       try those of these modules, also again where none noticed: `catalog.graph`
    scripts/mutants.py sample N SEED   try N of them by their modules' own tests; fail under the bar
    scripts/mutants.py report          what is known so far

mutmut makes the mutants and keeps what came of each below `mutants/`. Round 1 tries each by its module's own tests, as
most are noticed there and soon. What is left is shown to mypy, since `make lint` has to pass too; what mypy refuses is
told apart. Round 2 tries the rest by the tests of all folders. A mutant that no test can notice, since the program does
the same with it, stands in `tests/equivalent_mutants.yaml` with its reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from mutant_forks import WORKERS
from mutant_lines import path_of
from mutant_trials import NO_TESTS, try_mutants
from mutant_types import refused
from mutmut.__main__ import CatchOutput, create_mutants
from mutmut.configuration import config
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "patternloom"
MADE = ROOT / "mutants" / "src" / "patternloom"
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.yaml"

# Where a mistake would reach a reader or an author unnoticed: reading, checking and making pages.
FOLDERS = ("catalog", "reading", "site")
SAMPLE_BAR = 0.80
A_MODULE = 15
"""So many mutants of one module at most are in a sample, so that it looks into ten modules or more."""
OWN_SECONDS, ALL_SECONDS = 5, 8
"""So long a mutant's tests may take in round 1 and in round 2; where there are more, the quickest of them run."""

# What comes of a mutant, as an exit status: those of mutmut, and two on the way from one round to the next.
BY_TYPES, NOT_BY_OWN, NOT_BY_TYPES = 37, 38, 39
STEPS = {NOT_BY_OWN: "survived its module's tests", NOT_BY_TYPES: "survived its module's tests and mypy"}
NOTICED = {"killed", "timeout", "segfault", "suspicious", "caught by type check"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change, and what came of it."""

    name: str
    folder: str
    code: int | None

    @property
    def status(self) -> str:
        """What came of it in words: `killed`, `survived`."""
        return STEPS.get(self.code or 0) or status_by_exit_code[self.code]

    @property
    def function(self) -> str:
        """Where the change is: `patternloom.site.pages.x_url_of`."""
        return self.name.rpartition("__mutmut_")[0]

    @property
    def own_test(self) -> str:
        """`tests/test_site/test_pages.py`."""
        *_, folder, module, _ = self.name.split(".")
        return f"tests/test_{folder}/test_{module}.py"

    def change(self) -> tuple[str, ...]:
        """The lines that it takes away and puts in: `- return a`, `+ return b`."""
        lines = get_diff_for_mutant(self.name, path=path_of(self.name)).splitlines()[2:]
        return tuple(f"{line[0]} {line[1:].strip()}" for line in lines if line[:1] in "+-" and line[1:].strip())


def mutants() -> list[Mutant]:
    """All that were made in the folders, in a stable order."""
    found = []
    for folder in FOLDERS:
        for path in sorted((MADE / folder).glob("*.meta")):
            results = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
            found += [Mutant(name, folder, code) for name, code in results.items()]
    return found


def write(name: str, code: int) -> None:
    """Remember what came of a mutant."""
    path = ROOT / "mutants" / f"{path_of(name)}.meta"
    meta = json.loads(path.read_text("utf-8"))
    meta["exit_code_by_key"][name] = code
    path.with_suffix(".new").write_text(json.dumps(meta), "utf-8")
    path.with_suffix(".new").replace(path)  # whole, whenever it is stopped


@cache
def equivalent() -> frozenset[tuple[str, tuple[str, ...]]]:
    """Function and change of each mutant that does the same as the program."""
    listed = yaml.safe_load(EQUIVALENT.read_text("utf-8")) if EQUIVALENT.is_file() else []
    return frozenset((one["function"], tuple(one["change"])) for one in listed or [])


def is_equivalent(mutant: Mutant) -> bool:
    """Whether it is listed."""
    known = {function for function, _ in equivalent()}
    return mutant.function in known and (mutant.function, mutant.change()) in equivalent()


def report(tried: Iterable[Mutant]) -> float:
    """Print survivors and a line a folder; the share that was noticed, equivalent ones left out."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in tried:
        if mutant.code is None:
            continue
        outcome = "types" if mutant.code == BY_TYPES else "tests" if mutant.status in NOTICED else "missed"
        if outcome == "missed" and is_equivalent(mutant):
            outcome = "same"
        elif outcome == "missed":
            print(f"{mutant.status}: {mutant.name}\n    " + "\n    ".join(mutant.change()))
        counts[mutant.folder][outcome] += 1
    for folder in sorted(counts):
        _print(folder, counts[folder])
    return _print("in all", sum(counts.values(), Counter()))


def _print(name: str, count: Counter[str]) -> float:
    noticed = count["tests"] + count["types"]
    of = noticed + count["missed"]
    share = noticed / of if of else 0.0
    by = f"{count['tests']} by tests, {count['types']} by mypy"
    print(f"{name:10} {noticed:5} of {of:5} noticed ({share:.1%}): {by}; {count['same']} equivalent")
    return share


def by_lot(seed: str, names: Iterable[str]) -> list[str]:
    """These names in an order that the seed alone tells."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())


def make() -> None:
    """Make the mutants of `FOLDERS` where a module has changed since; try none."""
    MADE.mkdir(parents=True, exist_ok=True)
    with CatchOutput():
        copy_src_dir()
        copy_also_copy_files()
        create_mutants(WORKERS)


def _after_own(name: str, code: int) -> None:
    write(name, NOT_BY_OWN if code in (0, NO_TESTS) else code)


def by_own_tests(wanted: list[Mutant]) -> None:
    """Round 1: try each by its module's own tests, folder by folder."""
    for folder in FOLDERS:
        chosen = {one.name: one.own_test for one in wanted if one.folder == folder}
        if chosen:
            print(f"{folder}: trying {len(chosen)} mutants by their modules' own tests", flush=True)
            tests = sorted({test for test in chosen.values() if (ROOT / test).is_file()})
            try_mutants(chosen, tests, OWN_SECONDS, _after_own)


def by_types(wanted: list[Mutant]) -> None:
    """Tell those that mypy refuses."""
    names = [one.name for one in wanted if one.code == NOT_BY_OWN]
    if not names:
        return
    print(f"asking mypy about {len(names)} mutants that these tests have not noticed", flush=True)
    wrong = refused(names)
    for name in names:
        write(name, BY_TYPES if name in wrong else NOT_BY_TYPES)


def by_all_tests(wanted: list[Mutant]) -> None:
    """Round 2: try these by the tests of all folders."""
    chosen = {one.name: "" for one in wanted if one.code == NOT_BY_TYPES}
    if chosen:
        print(f"trying {len(chosen)} mutants by the tests of all folders", flush=True)
        try_mutants(chosen, config().pytest_add_cli_args_test_selection, ALL_SECONDS, write)


def run(modules: list[str]) -> None:
    """Try what is not known yet; of modules that are named also what is known to have survived."""
    make()

    def chosen() -> list[Mutant]:
        return [one for one in mutants() if not modules or one.name.split(".", 1)[1].rpartition(".")[0] in modules]

    again = {one.name for one in chosen() if one.code is None or (modules and one.status not in NOTICED)}
    by_own_tests([one for one in chosen() if one.name in again])
    by_types(chosen())
    by_all_tests(chosen())
    report(chosen())


def sample(number: int, seed: str) -> float:
    """Try so many mutants of `FOLDERS`, told by the seed alone, each by its module's own tests; the share noticed.

    Which modules are looked into is told by lot too: each one more has tests that are to be run once.
    """
    make()
    made: dict[str, list[str]] = defaultdict(list)
    for name in by_lot(seed, (one.name for one in mutants())):
        made[name.rpartition(".")[0]].append(name)
    chosen = [name for module in by_lot(seed, made) for name in made[module][:A_MODULE]][:number]
    by_own_tests([one for one in mutants() if one.name in chosen])
    by_types([one for one in mutants() if one.name in chosen])
    return report(one for one in mutants() if one.name in chosen)


def main(arguments: list[str]) -> int:
    """Run one of the three; its exit status."""
    # mypy is started by the name `python`: it has to be this one.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.chdir(ROOT)
    os.nice(max(0, 10 - os.nice(0)))
    match arguments:
        case ["run", *modules]:
            run(modules)
            return 0
        case ["report"]:
            report(mutants())
            return 0
        case ["sample", number, seed]:
            share = sample(int(number), seed)
            print(f"seed {seed}: {share:.1%} noticed, expected at least {SAMPLE_BAR:.0%}")
            return int(share < SAMPLE_BAR)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
