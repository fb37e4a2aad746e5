"""`lock` records all that is new, or nothing; what it makes of a small catalog over some releases is kept as a case."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from remembered import REMEMBERED, remember


def texts(root: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(root.rglob("*.yaml"))}


def test_the_case_is_what_its_authors_recorded(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(REMEMBERED, tmp_path, ignore=shutil.ignore_patterns("catalog"), dirs_exist_ok=True)
    remember(tmp_path)
    if request.config.getoption("--write-expected"):
        shutil.rmtree(REMEMBERED / "catalog", ignore_errors=True)
        shutil.copytree(tmp_path / "catalog", REMEMBERED / "catalog")
    assert texts(tmp_path / "catalog") == texts(REMEMBERED / "catalog")
