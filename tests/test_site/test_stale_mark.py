"""Beside a translation that is older than its original stands a quiet mark, which opens the original."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from remembered import REMEMBERED

from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.publish.tree import render_tree

MARK = (
    '湿った空気で皮を柔らかく保ちます。 <button type="button" class="pl-older" popovertarget="pl-original-1" data-search-exclude>'
    '原文の更新あり</button><span popover id="pl-original-1" class="pl-original" lang="en" data-search-exclude>'
    "Moist air keeps the crust soft while the loaf grows.</span>"
)


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, dict[str, str]]:
    """The pages of the catalog with a past, by language."""
    shutil.copytree(REMEMBERED, tmp_path, dirs_exist_ok=True)
    sources = read_sources(Project(tmp_path, tmp_path / "catalog", None, tmp_path / "content"), navigation=False)
    found = {}
    for language in ("en", "ja"):
        files = render_tree(sources, language, diagrams="mermaid").files
        found[language] = {str(file.path): file.text for file in files if str(file.path).endswith(".md")}
    return found


def test_the_original_is_one_click_away_and_only_where_it_is_newer(pages: dict[str, dict[str, str]]) -> None:
    assert MARK in pages["ja"]["areas/baking.md"]
    assert {path for path, text in pages["ja"].items() if "pl-older" in text} == {"areas/baking.md"}
    assert not any("pl-older" in text for text in pages["en"].values())
