"""How much of each module its own test file reaches: every branch that a module has ought to be tried by the test
beside it, not by luck from afar.

    scripts/own_coverage.py         run each file of tests that mirrors a module, and fail where one reaches too little
    scripts/own_coverage.py NAME…   only those of these modules: `catalog.graph`

Each file of tests runs by itself, in a process of its own: what another one has warmed up does not count, nor do the
matrices, which `make test` leaves out. Only the module it mirrors is watched, as watching and reporting all of them
takes ten times as long as the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "patternloom"
TESTS = ROOT / "tests"
BAR = 90.0


def own_test(module: Path) -> Path:
    """`src/patternloom/site/pages.py` → `tests/test_site/test_pages.py`; a folder further down keeps its name."""
    path = module.relative_to(SRC)
    folders = (part if number else f"test_{part}" for number, part in enumerate(path.parts[:-1]))
    return TESTS.joinpath(*folders, f"test_{path.name}")


def modules(names: list[str]) -> list[Path]:
    """The files of these modules, or of all."""
    found = sorted(path for path in SRC.rglob("*.py") if path.stem not in ("__init__", "__main__"))
    return [path for path in found if not names or ".".join(path.relative_to(SRC).with_suffix("").parts) in names]


def watching(module: Path, data: Path) -> str:
    """The configuration of coverage that watches one module alone, in the processes too that its tests start."""
    left_out = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coverage"]["report"]["exclude_also"]
    return "\n".join(
        [
            "[run]\nbranch = true\npatch = subprocess\nparallel = true",
            f"include = {module}\ndata_file = {data}",
            "[report]\nexclude_also =",
            *(f"    {pattern}" for pattern in left_out),
        ]
    )


def reached(module: Path) -> float | str:
    """The share of a module's branches that its own test file reaches, in percent; or what went wrong."""
    if not own_test(module).is_file():
        return "no such file"
    with tempfile.TemporaryDirectory() as folder:
        configuration, report = Path(folder) / "coveragerc", Path(folder) / "report.json"
        configuration.write_text(watching(module, Path(folder) / "data"), "utf-8")
        coverage = [sys.executable, "-m", "coverage"]
        tests = [
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:cov",
            "-m",
            "not matrix",
            str(own_test(module)),
        ]
        for command in (["run", *tests], ["combine", "-q"], ["json", "-q", "-o", str(report)]):
            asked = [*coverage, command[0], f"--rcfile={configuration}", *command[1:]]
            done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                return done.stdout or done.stderr
        files = json.loads(report.read_text("utf-8"))["files"]
    totals = files[module.relative_to(ROOT).as_posix()]["summary"]
    return 100 * totals["covered_branches"] / totals["num_branches"] if totals["num_branches"] else 100.0


def main(names: list[str]) -> int:
    """Print a line for each module that is reached too little; 1 where there is one."""
    judged = modules(names)
    good = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, share in zip(judged, pool.map(reached, judged), strict=True):
            if isinstance(share, str):
                print(f"{path.relative_to(ROOT)}: {own_test(path).relative_to(ROOT)}: {share}", flush=True)
            elif share < BAR:
                told = f"{share:.0f}% of its branches by {own_test(path).relative_to(ROOT)}"
                print(f"{path.relative_to(ROOT)}: {told}", flush=True)
            else:
                good += 1
    print(f"{good} of {len(judged)} modules reach {BAR:.0f}% of their branches by their own tests")
    return int(good < len(judged))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
