"""The real site, built once for a whole test run, on however many workers.

A test module that wants it says `pytest_plugins = ["site_fixture"]` and takes the fixture `site`.
It is what `make site` gives: every language, strict. The checkout is only read.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from patternloom.check import load

REPOSITORY = Path(__file__).parent.parent

PARTS = ("catalog", "content", "macros", "site_overrides")
"""The folders that the site is made from; beside them, `mkdocs*.yml`."""


@dataclass(frozen=True)
class Site:
    """The built site."""

    project: Path
    """The copy of the project that it was built from."""
    root: Path
    """The folder to serve."""
    languages: tuple[str, ...]
    """The first at the site's root, the others each in their folder."""
    log: str
    """What the build printed."""

    def folder(self, language: str) -> Path:
        """Where a language's pages lie."""
        return self.root if language == self.languages[0] else self.root / language


def copy_project(target: Path) -> Path:
    """A copy of what the site is made from."""
    for part in PARTS:
        shutil.copytree(REPOSITORY / part, target / part, ignore=shutil.ignore_patterns("vendor"))
    for file in REPOSITORY.glob("mkdocs*.yml"):
        shutil.copyfile(file, target / file.name)
    return target


def mkdocs(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a project's folder; what it says is in `stdout`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def _shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site in every language; the first worker that asks builds it, the others wait for it."""
    folder = _shared_folder(tmp_path_factory) / "real-site"
    folder.mkdir(exist_ok=True)
    result = folder / "result.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            build = mkdocs(copy_project(folder / "project"), "build", "--strict")
            result.write_text(json.dumps([build.returncode, build.stdout]), "utf-8")
    status, log = json.loads(result.read_text("utf-8"))
    if status:
        pytest.fail(f"the real site does not build:\n{log}", pytrace=False)
    return Site(folder / "project", folder / "project" / "site", _languages(folder / "project"), log)


def _languages(project: Path) -> tuple[str, ...]:
    """In the catalog's order."""
    return load(project / "catalog", "catalog")[0].settings.languages
