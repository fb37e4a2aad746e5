"""Mutation testing: small changes to `src/`, one at a time, each of which a test has to notice.

    scripts/mutants.py run             try all of them, from where the last run stopped; then report
    scripts/mutants.py run NAME…       try those of these modules: `catalog.graph`
    scripts/mutants.py sample N SEED   try N of the folders below by their modules' own tests; fail under the bar
    scripts/mutants.py report          what is known so far

mutmut makes the mutants, knows which tests run a function and remembers results below `mutants/`. What mypy refuses
counts as noticed, as `make lint` has to pass too, and is told apart. A mutant that no test can notice, since the
program does the same with it, stands in `tests/equivalent_mutants.yaml` with its reason.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from mutmut.__main__ import _run as run_mutmut
from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import copy_src_dir

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "patternloom"
TESTS = ROOT / "tests"
MADE = ROOT / "mutants" / "src" / "patternloom"
EQUIVALENT = ROOT / "tests" / "equivalent_mutants.yaml"

# Where a mistake would reach a reader or an author unnoticed: reading, checking and making pages.
FOLDERS = ("reading", "catalog", "site")
SAMPLE_BAR = 0.80
A_MODULE = 15
"""So many mutants of one module at most are in a sample, so that it looks into ten modules or more."""
BY_TYPES = "caught by type check"
NOTICED = {"killed", "timeout", "segfault", "suspicious", BY_TYPES}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change, and what came of it."""

    name: str
    folder: str
    status: str

    @property
    def function(self) -> str:
        """Where the change is: `patternloom.site.pages.x_url_of`."""
        return self.name.rpartition("__mutmut_")[0]

    def change(self) -> tuple[str, ...]:
        """The lines that it takes away and puts in: `- return a`, `+ return b`."""
        lines = get_diff_for_mutant(self.name).splitlines()[2:]
        return tuple(f"{line[0]} {line[1:].strip()}" for line in lines if line[:1] in "+-" and line[1:].strip())


def mutants() -> list[Mutant]:
    """All that were made, in a stable order."""
    found = []
    for path in sorted(MADE.rglob("*.meta")):
        parts = path.relative_to(MADE).parts
        folder = parts[0] if len(parts) > 1 else "."
        results = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        found += [Mutant(name, folder, status_by_exit_code[code]) for name, code in sorted(results.items())]
    return found


@cache
def equivalent() -> frozenset[tuple[str, tuple[str, ...]]]:
    """Function and change of each mutant that does the same as the program."""
    listed = yaml.safe_load(EQUIVALENT.read_text("utf-8")) if EQUIVALENT.is_file() else []
    return frozenset((one["function"], tuple(one["change"])) for one in listed or [])


def is_equivalent(mutant: Mutant) -> bool:
    """Whether it is listed."""
    known = {function for function, _ in equivalent()}
    return mutant.function in known and (mutant.function, mutant.change()) in equivalent()


def mutmut(*names: str) -> int:
    """Try these mutants, or all that have no result yet."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1), *names]
    return subprocess.run(command, cwd=ROOT).returncode


def report(tried: Iterable[Mutant]) -> float:
    """Print survivors and a line a folder; the share that was noticed, equivalent ones left out."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in tried:
        if mutant.status == "not checked":
            continue
        outcome = "types" if mutant.status == BY_TYPES else "tests" if mutant.status in NOTICED else "missed"
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


def make(modules: list[Path]) -> list[str]:
    """Make the mutants of these modules alone, and try none; their names."""
    config().only_mutate = [module.relative_to(ROOT).as_posix() for module in modules]
    shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    MADE.mkdir(parents=True)
    copy_src_dir()
    create_mutants(os.cpu_count() or 1)
    return [mutant.name for mutant in mutants()]


def sample(number: int, seed: str) -> float:
    """Try so many mutants of `FOLDERS`, told by the seed alone, each by its module's own tests; the share noticed.

    Which modules are looked into is told by lot too: to make all mutants takes longer than to try these.
    """
    os.chdir(ROOT)
    own = {path: TESTS / f"test_{path.parent.name}" / f"test_{path.name}" for path in SRC.rglob("*.py")}
    tested = {str(path.relative_to(SRC)): path for path, test in own.items() if test.is_file()}
    modules = [tested[name] for name in by_lot(seed, tested) if name.partition("/")[0] in FOLDERS]
    enough = modules[: math.ceil(1.5 * number / A_MODULE)]
    made: dict[str, list[str]] = defaultdict(list)
    for name in by_lot(seed, make(enough)):
        made[name.rpartition(".")[0]].append(name)
    chosen = [name for names in made.values() for name in names[:A_MODULE]][:number]
    config().pytest_add_cli_args_test_selection = [own[path].relative_to(ROOT).as_posix() for path in enough]
    run_mutmut(chosen, os.cpu_count())
    return report(one for one in mutants() if one.name in set(chosen))


def main(arguments: list[str]) -> int:
    """Run one of the three; its exit status."""
    # mutmut starts mypy by the name `python`: it has to be this one.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    match arguments:
        case ["run", *modules]:
            status = mutmut(*(f"patternloom.{module}.*" for module in modules))
            report(mutants())
            return status
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
