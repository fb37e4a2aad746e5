"""A project of its own for each test: a small valid catalog in a temporary folder, and ways to break one thing.

The catalog is about bread (`cases/small/`), so that nothing in the code can know it. A test takes the
fixture `project` (`conftest.py`), changes what it is about, and compares what `load` or the command line says.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from patternloom.catalog.load import Catalog, load
from patternloom.problems.findings import PatternloomError, Problem
from patternloom.problems.reports import render_text

REPOSITORY = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"
SMALL = CASES / "small"
OVEN = CASES / "oven"
"""A design example, to be laid over the small catalog."""
TODAY = dt.date(2026, 2, 1)
"""Where no process of its own asks the clock."""


def quick_yaml(text: str | bytes, loader: str = "SafeLoader") -> Any:
    """The value of a YAML text, read by libyaml where there is one: ten times as quick."""
    return yaml.load(text, getattr(yaml, f"C{loader}", getattr(yaml, loader)))


class _NoAliases(yaml.SafeDumper):
    """One value in two places is written twice: the catalog takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def to_yaml(value: Any) -> str:
    """YAML text of plain values, keys in their order."""
    return yaml.dump(value, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=10**6)


@dataclass(frozen=True)
class Project:
    """A folder with `catalog/` in it."""

    root: Path

    @property
    def catalog(self) -> Path:
        """The catalog's folder."""
        return self.root / "catalog"

    def write(self, file: str, content: str | bytes | Mapping[str, Any]) -> Path:
        """Write a file of the catalog, as it is or as YAML of a mapping; `file` is relative to `catalog/`."""
        path = self.catalog / file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = to_yaml(dict(content)) if isinstance(content, Mapping) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, file: str) -> str:
        """The text of a file of the catalog."""
        return (self.catalog / file).read_text("utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the one place where `old` stands."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def remove(self, file: str) -> None:
        """Take a file away."""
        (self.catalog / file).unlink()

    def overlay(self, folder: Path) -> None:
        """Lay the files of a folder over the catalog, and make the changes that its `case.yaml` tells.

        `on: oven` there lays the design example over it first. `expected.*` stay behind.
        """
        case = folder / "case.yaml"
        told = quick_yaml(case.read_text("utf-8")) if case.exists() else {}
        if "on" in told:
            self.overlay(CASES / told["on"])
        kept = shutil.ignore_patterns("expected.*", "case.yaml")
        shutil.copytree(folder, self.catalog, dirs_exist_ok=True, ignore=kept)
        for change in told.get("change", ()):
            self.replace(change["file"], change["old"], change["new"])

    def reports(self, mistake: str) -> tuple[str, str]:
        """What is said of the case of that name below `cases/invalid/`, and what it ought to be."""
        self.overlay(CASES / "invalid" / mistake)
        return self.report() + "\n", (CASES / "invalid" / mistake / "expected.txt").read_text("utf-8")

    def load(self) -> Catalog:
        """The catalog, which must be valid."""
        return load(self.catalog, "catalog", TODAY)[0]

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, warnings too; empty for a clean catalog."""
        try:
            return load(self.catalog, "catalog", TODAY)[1]
        except PatternloomError as error:
            return error.problems

    def report(self) -> str:
        """All problems as text."""
        return render_text(self.problems())

    def run(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """The `patternloom` command in the project's folder, in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "patternloom", *arguments],
            cwd=self.root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            **options,
        )

    def use_site(self) -> None:
        """Add the repository's macros and words, and those of its pages that name no entry of its catalog."""
        shutil.copytree(REPOSITORY / "macros", self.root / "macros", dirs_exist_ok=True)
        for page in sorted((REPOSITORY / "content").rglob("*.any.md")):
            copy = self.root / "content" / page.relative_to(REPOSITORY / "content")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, copy)
        for strings in sorted((REPOSITORY / "catalog" / "strings").glob("*.yaml")):
            shutil.copyfile(strings, self.catalog / "strings" / strings.name)
