"""A project's catalog as the package carries it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from projects import CASES, SMALL

from patternloom.problems.findings import PatternloomError
from patternloom.publish.packaged import packaged
from patternloom.wire.read import read_catalog


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small catalog with pages."""
    shutil.copytree(SMALL, tmp_path / "catalog")
    shutil.copytree(CASES / "pages", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_it_is_the_published_form_of_the_whole_catalog(site: Path) -> None:
    found = read_catalog(packaged(site), "catalog.json")
    assert found.site == "https://bread.example/"
    assert found.languages == ("en", "ja")
    (yeast,) = (entry for entry in found.entries if entry.id == "yeast")
    assert yeast.permalinks == {"en": "p/yeast/", "ja": "ja/p/yeast/"}
    assert packaged(site) == packaged(site)


def test_a_mistake_in_the_catalog_is_told(site: Path) -> None:
    (site / "catalog" / "tools.yaml").write_text("nothing: [1]\n", "utf-8")
    with pytest.raises(PatternloomError) as told:
        packaged(site)
    assert "catalog/tools.yaml:1:1: " in str(told.value)


def test_a_configuration_of_another_site_is_refused(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: Other\n", "utf-8")
    with pytest.raises(PatternloomError) as told:
        packaged(site)
    assert str(told.value).startswith("mkdocs.yml:1:1: no plugin 'patternloom' below plugins:")
