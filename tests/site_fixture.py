"""Real builds that tests share: each made once for a whole test run, on however many workers.

A test takes the fixture `site` (the real site, what `make site` gives) or `bakery_site`
(`cases/bakery/`). Whoever wants to change something takes `bakery`, a copy of its own. The checkout
is only read.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from patternloom import processes
from patternloom.catalog.load import load
from patternloom.problems.findings import PatternloomError
from patternloom.publish.project import Project
from patternloom.publish.tree import Export, export
from patternloom.reading.configuration import Configuration

REPOSITORY = Path(__file__).parent.parent
BAKERY = Path("tests/cases/bakery")

PARTS = ("catalog", "content", "macros", "site_overrides")
"""The folders that the real site is made from; beside them, `mkdocs*.yml`."""


@dataclass(frozen=True)
class Site:
    """A built site."""

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
        return self.root / self.prefix(language)

    def prefix(self, language: str) -> str:
        """What a language's addresses start with."""
        return "" if language == self.languages[0] else f"{language}/"


def picture_texts(folder: Path) -> dict[str, dict[str, Any]]:
    """The pictures of a built page as text, by their anchors: `form`, `text`, `link`, `parts`; {} where it has none."""
    file = folder / "pictures-as-text.js"
    if not file.is_file():
        return {}
    told = file.read_text("utf-8").removeprefix("patternloomPictures(").removesuffix(");\n")
    pictures: dict[str, dict[str, Any]] = json.loads(f"[{told}]")[0]
    return pictures


def real_languages() -> tuple[str, ...]:
    """The languages of the repository's own catalog."""
    settings = yaml.load((REPOSITORY / "catalog" / "catalog.yaml").read_text("utf-8"), yaml.BaseLoader)
    return tuple(settings["languages"])


def environment(**more: str) -> dict[str, str]:
    """For processes that tests start."""
    own = {name: value for name, value in os.environ.items() if name != processes.BUILDS}
    return {**own, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", **more}


def mkdocs(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a project's folder; all it says is in `stdout`."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def _copy(target: Path, *parts: str) -> None:
    for part in parts:
        shutil.copytree(REPOSITORY / part, target / part, ignore=shutil.ignore_patterns("vendor", "site", ".site-*"))


def copy_project(target: Path) -> Path:
    """A copy of what the real site is made from."""
    _copy(target, *PARTS)
    for file in REPOSITORY.glob("mkdocs*.yml"):
        shutil.copyfile(file, target / file.name)
    return target


def copy_bakery(target: Path) -> Path:
    """A copy of the bakery, with the macros and templates that it uses two folders above it."""
    _copy(target, "macros", "site_overrides", BAKERY.as_posix())
    return target / BAKERY


@dataclass(frozen=True)
class Bakery:
    """A copy of the bakery that a test may change."""

    root: Path

    @property
    def macros(self) -> Path:
        """Its copy of the repository's macros."""
        return self.root / "../../../macros"

    def path(self, file: str) -> Path:
        """A file of the project; `macros/…` is where the project takes its macros from."""
        return self.macros / file.removeprefix("macros/") if file.startswith("macros/") else self.root / file

    def write(self, file: str, text: str) -> None:
        """Write a file of the project."""
        self.path(file).parent.mkdir(parents=True, exist_ok=True)
        self.path(file).write_text(text, "utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the one place where `old` stands."""
        text = self.path(file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.path(file).write_text(text.replace(old, new), "utf-8")

    def project(self, configuration: Configuration | None = None) -> Project:
        """What `export` takes; a navigation to check where a configuration is given."""
        return Project(
            self.root,
            self.root / "catalog",
            self.macros.resolve(),
            self.root / "content",
            configuration=configuration,
        )

    def export(self, language: str | None = None) -> Export:
        """The rendered project."""
        return export(self.project(), language)

    def texts(self, language: str | None = None) -> dict[str, str]:
        """What the rendered project's pages and permalinks say, by path."""
        return {file.path: file.text for file in self.export(language).files if file.origin}

    def mistakes(self, language: str | None = None) -> str:
        """All that `export` refuses, as it is printed."""
        with pytest.raises(PatternloomError) as caught:
            self.export(language)
        return str(caught.value)

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`mkdocs build --strict`."""
        return mkdocs(self.root, "build", "--strict", *arguments)


@pytest.fixture
def bakery(tmp_path: Path) -> Bakery:
    """The bakery, to change and to build."""
    return Bakery(copy_bakery(tmp_path))


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> Any:
    """What `make` gives of a folder of that name, as JSON holds it: the first worker that asks makes it for the whole
    run, the others wait for it. Nobody changes the folder afterwards."""
    base = factory.getbasetemp()
    # Workers have a folder each, below one of the run.
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / name
    folder.mkdir(exist_ok=True)
    result = folder / "result.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            made = folder / "made"
            shutil.rmtree(made, ignore_errors=True)  # of one that failed
            made.mkdir()
            result.write_text(json.dumps(make(made)), "utf-8")
    return json.loads(result.read_text("utf-8"))


def built_once(
    factory: pytest.TempPathFactory, name: str, lay: Callable[[Path], Path], *arguments: str
) -> tuple[Path, str]:
    """The project that `lay` writes below a folder, built strictly, and what the build printed; once for the whole run."""

    def make(folder: Path) -> tuple[str, int, str]:
        project = lay(folder / "project")
        build = mkdocs(project, "build", "--strict", *arguments)
        return str(project), build.returncode, build.stdout

    place, status, log = once(factory, name, make)
    if status:
        pytest.fail(f"{name} does not build:\n{log}", pytrace=False)
    return Path(place), log


def _shared(factory: pytest.TempPathFactory, name: str, copy: Callable[[Path], Path]) -> Site:
    """The strict build of a project."""
    project, log = built_once(factory, name, copy)
    return Site(project, project / "site", load(project / "catalog", "catalog")[0].settings.languages, log)


def _without_navigation(folder: Path) -> Path:
    """The bakery, with no navigation, no edit links, and a fence by hand."""
    bakery = Bakery(copy_bakery(folder))
    settings = bakery.path("mkdocs.yml").read_text("utf-8")
    bakery.write("mkdocs.yml", re.sub(r"(?m)^nav:\n(?:  .*\n)+", "", settings))
    bakery.replace("catalog/catalog.yaml", "edit_url: https://git.bakery.example/edit/main/{path}\n", "")
    bakery.write("content/start.md", "# Start\n\n```mermaid\ngraph TD\n  a --> b\n```\n")
    return bakery.root


@pytest.fixture(scope="session")
def no_navigation(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a bakery that leaves its navigation to MkDocs, in every language."""
    return _shared(tmp_path_factory, "no-navigation", _without_navigation)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site, in every language."""
    return _shared(tmp_path_factory, "real-site", copy_project)


@pytest.fixture(scope="session")
def bakery_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The bakery's site, in every language."""
    return _shared(tmp_path_factory, "bakery-site", copy_bakery)
