"""An earlier commit of this repository beside today's, with its own package, and a project of today's with its catalog.

In: a commit. Out: its tree, a Python that has it installed and shares everything else with ours, and today's pages
of its catalog. What is measured there, `run.py` says.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from projects import REPOSITORY, real_project

from patternloom.problems.findings import PatternloomError
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources


def check_out(commit: str, target: Path) -> None:
    """The commit's files.

    Raises:
        subprocess.CalledProcessError: there is no such commit here.
    """
    target.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=REPOSITORY, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x"], cwd=target, input=archive, check=True)


def python_with(project: Path, folder: Path) -> str:
    """The Python of an environment in which the project is installed in place of ours."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    own = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    # Named after its own: what the project installs there is found first.
    Path(own, "shared.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--ignore-installed", "-e", str(project)], check=True)
    return str(python)


def with_catalog_of(earlier: Path, folder: Path) -> Path:
    """Today's project with the earlier catalog; a page that names what that lacks keeps nothing but a title.

    Raises:
        SystemExit: today's code does not read that catalog.
    """
    real_project(folder)
    shutil.rmtree(folder / "catalog")
    shutil.copytree(earlier / "catalog", folder / "catalog")
    project = Project(folder, folder / "catalog", folder / "macros", folder / "content")
    for page in _pages_that_name_others(project):
        page.write_text("---\ntitle: A page\ndescription: A page.\n---\n# A page\n", "utf-8")
    if rest := _pages_that_name_others(project):
        sys.exit(f"{rest} has a mistake with the catalog of that commit")
    return folder


def _pages_that_name_others(project: Project) -> list[Path]:
    try:
        read_sources(project, navigation=False)
    except PatternloomError as error:
        pages = {project.root / problem.mark.file for problem in error.problems if problem.severity == "error"}
        if astray := [page for page in pages if not page.is_relative_to(project.content)]:
            sys.exit(f"today's code does not read {astray[0]}")
        return sorted(pages)
    return []
