"""A mistake a folder: as a change of the small catalog, it gives exactly the report beside it.

To add one: make `cases/invalid/<mistake>/case.yaml` with the change, run `pytest --write-expected`, read `expected.txt`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import CASES, Project

FOLDERS = sorted(path for path in (CASES / "invalid").iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_gives_its_whole_report(folder: Path, project: Project, request: pytest.FixtureRequest) -> None:
    project.overlay(folder)
    actual = project.report() + "\n"
    if request.config.getoption("--write-expected"):
        (folder / "expected.txt").write_text(actual, "utf-8")
    assert actual == (folder / "expected.txt").read_text("utf-8")


def test_the_small_catalog_that_the_mistakes_are_laid_over_has_none(project: Project) -> None:
    assert project.report() == "no problems"
