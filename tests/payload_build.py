"""A site built by MkDocs from a catalog full of payloads, by a process of its own, as a build changes its process.

Its arguments: a project's folder with the small catalog, and `everything` or `nothing`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from payloads import LANGUAGE, Planted, catalog_of, everything, plant, sources_of
from projects import REPOSITORY, SMALL, TODAY, Project
from site_fixture import environment

from patternloom.catalog.load import load
from patternloom.mkdocs import prepare
from patternloom.publish.lasting import pins

CONFIGURATION = f"""\
INHERIT: {REPOSITORY}/mkdocs.yml
site_name: Payloads
site_dir: site
theme: {{custom_dir: {REPOSITORY}/site_overrides}}
nav:
  - "{{home}}": areas/index.md
  - "{{areas}}": [areas/*]
  - "{{design_examples}}": [examples/index.md, examples/*]
  - "{{lookup}}": [technologies.md, categories.md, terms.md]
  - "{{about}}": [references.md, errata.md, history.md, source.md, records.md]
"""


def planted_in(project: Project, what: str) -> Planted:
    """The project's catalog with all payloads in every text, or with tags alone."""
    catalog = load(project.catalog, "catalog", TODAY)[0]
    return plant(catalog, everything if what == "everything" else lambda place: "")


def main(folder: str, what: str) -> None:
    """Build `site/` in the folder."""
    project = Project(Path(folder))
    planted = planted_in(project, what)
    assert planted.catalog.settings.languages == (LANGUAGE,)

    def read_sources(*_: Any, **__: Any) -> Any:
        return sources_of(project, planted)

    prepare.read_sources = read_sources
    pins.HEAVIEST = 10**9  # each is one page, however long its payloads are
    (project.root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    config = load_config(str(project.root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


def built(folder: Path, what: str) -> tuple[Path, Planted]:
    """The site that MkDocs makes."""
    project = Project(folder / what)
    shutil.copytree(SMALL, project.catalog)
    catalog_of(project)
    done = subprocess.run(
        [sys.executable, __file__, str(project.root), what],
        env=environment(PYTHONPATH=str(REPOSITORY / "tests")),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return project.root / "site", planted_in(project, what)


if __name__ == "__main__":
    main(*sys.argv[1:])
