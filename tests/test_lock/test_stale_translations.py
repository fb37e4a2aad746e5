"""A translation is older once its original changes without it."""

from __future__ import annotations

import shutil

from projects import Project
from remembered import REMEMBERED

from patternloom.lock.read import read_lock
from patternloom.lock.stale_translations import id_of_value, stale_texts
from patternloom.problems.findings import Findings


def remembered(bare_project: Project) -> Project:
    """The catalog with a past."""
    shutil.copytree(REMEMBERED / "catalog", bare_project.catalog, dirs_exist_ok=True)
    return bare_project


def test_a_text_is_known_by_itself(bare_project: Project) -> None:
    project = remembered(bare_project)
    catalog, records = project.load(), read_lock(project.catalog, "catalog", Findings())
    older = stale_texts(catalog, records)
    assert older == {"ja": {id_of_value(catalog.entries["steam"], ("summary",)): "steam"}}


def test_a_text_of_a_statement_that_moved_is_still_older(bare_project: Project) -> None:
    project = remembered(bare_project)
    project.replace("fermentation/area.yaml", "tastes of little.", "tastes of nothing.")
    project.replace(
        "fermentation/area.yaml",
        "    notes:\n",
        "    notes:\n      - text: {en: New., ja: 新規。}\n        source: [S2]\n",
    )
    catalog, records = project.load(), read_lock(project.catalog, "catalog", Findings())
    assert sorted(stale_texts(catalog, records)["ja"].values()) == ["fermentation", "steam"]


def test_without_a_lock_nothing_is_known(project: Project) -> None:
    assert stale_texts(project.load(), None) == {"ja": {}}
