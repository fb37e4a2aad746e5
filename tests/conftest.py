"""The fixtures every test may take; what a project is, `projects.py` says."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from projects import REPOSITORY, SMALL, Project

from patternloom.check import Catalog, load


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the small valid catalog."""
    made = Project(tmp_path)
    shutil.copytree(SMALL, made.catalog)
    return made


@pytest.fixture
def bare_project(tmp_path: Path) -> Project:
    """A project with an empty catalog folder."""
    made = Project(tmp_path)
    made.catalog.mkdir()
    return made


@pytest.fixture(scope="session")
def real_catalog() -> Catalog:
    """The repository's own catalog, loaded once."""
    return load(REPOSITORY / "catalog", "catalog")[0]


def pytest_report_header() -> str:
    """The seed that hash-dependent order would show under."""
    return f"PYTHONHASHSEED={os.environ.get('PYTHONHASHSEED', 'random')}"
