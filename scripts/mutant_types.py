"""Tells which mutants mypy refuses, as `make lint` has to pass too: no test need notice them.

In: names of mutants that tests have not noticed. Out: those of them that mypy refuses.

Below `mutants/typed/` lies a copy of `src/` with these mutants alone: mypy takes as long for a mutant that a test has
noticed already as for one that none has, and there are ten times as many of them.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from mutmut.configuration import config
from mutmut.mutation.data import MutantLineSpans
from mutmut.type_checking import run_type_checker
from mutmut.utils.file_utils import change_cwd

TYPED = Path("mutants") / "typed"


def refused(names: Iterable[str]) -> set[str]:
    """Those that mypy refuses; to be called in the project's folder."""
    by_module: dict[Path, set[str]] = defaultdict(set)
    for name in names:
        module, _, mutant = name.rpartition(".")
        by_module[Path("src", *module.split(".")).with_suffix(".py")].add(mutant)
    if not by_module:
        return set()
    shutil.copytree("src", TYPED / "src", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2("pyproject.toml", TYPED)
    lines = {path: _keep_only(path, mutants) for path, mutants in by_module.items()}
    with change_cwd(TYPED):
        found = run_type_checker([*config().type_check_command, *map(str, by_module)])
        places = [(error.file_path.relative_to(Path.cwd()), error.line_number) for error in found]
    mutants = ((path, lines.get(path, {}).get(line)) for path, line in places)
    return {".".join((*path.with_suffix("").parts[1:], name)) for path, name in mutants if name}


def _keep_only(path: Path, mutants: set[str]) -> dict[int, str]:
    """Write a module's mutants down with only these of them, the others' lines left empty; whose each line is."""
    text = (Path("mutants") / path).read_text("utf-8").splitlines()
    spans = MutantLineSpans.load(path)
    if spans is None:
        raise SystemExit(f"{path}: it is not known which mutants stand where; remove mutants/ and start anew")
    owners: dict[int, str] = {}
    for name, span in spans.span_by_function_name.items():
        numbers = range(span.start, span.end + 1)
        if name in mutants:
            owners |= dict.fromkeys(numbers, name)
        elif not name.endswith("__mutmut_orig"):
            text[span.start - 1 : span.end] = [""] * len(numbers)
    (TYPED / path).write_text("\n".join(text) + "\n", "utf-8")
    return owners
