"""What the theme is given: a library where mermaid2 looks for it, and words in place of their keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import get_files

from patternloom.mkdocs.theme import MERMAID, add_library, name_palettes, use_library

WORDS = {"to_dark": "Darker & darker", "to_light": "Lighter"}


def test_the_switch_of_each_palette_is_named_in_the_site_s_language() -> None:
    palettes = [
        {"scheme": "default", "toggle": {"icon": "moon", "name": "{to_dark}"}},
        {"scheme": "slate", "toggle": {"icon": "sun", "name": "Bright"}},
        {"scheme": "other", "toggle": {"icon": "star"}},
        {"scheme": "none"},
    ]
    name_palettes(palettes, WORDS)
    assert palettes == [
        {"scheme": "default", "toggle": {"icon": "moon", "name": "Darker &amp; darker"}},
        {"scheme": "slate", "toggle": {"icon": "sun", "name": "Bright"}},
        {"scheme": "other", "toggle": {"icon": "star"}},
        {"scheme": "none"},
    ]


@pytest.mark.parametrize("palettes", [None, {"scheme": "default"}])
def test_palettes_that_are_no_list_have_no_switch_to_name(palettes: object) -> None:
    name_palettes(palettes, WORDS)
    assert palettes in (None, {"scheme": "default"})


def test_a_word_that_no_strings_file_has_is_refused() -> None:
    message = "palette: unknown word 'to_drak' in '{to_drak}', expected a key of the strings files"
    with pytest.raises(PluginError, match="^" + message.replace("{", r"\{") + "$"):
        name_palettes([{"toggle": {"name": "{to_drak}"}}], WORDS)


def configured(folder: Path, options: str) -> MkDocsConfig:
    """A project that lists mermaid2 with those options."""
    (folder / "docs" / "assets" / "vendor").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(f"site_name: x\nplugins:\n  - mermaid2: {options}\n", "utf-8")
    return load_config(str(folder / "mkdocs.yml"))


@pytest.mark.parametrize("options", ["{}", f"{{javascript: {MERMAID}}}"])
@pytest.mark.parametrize("left", [False, True])
def test_mermaid_comes_from_the_installed_package_and_nothing_is_written(
    tmp_path: Path, options: str, left: bool
) -> None:
    """Whatever an earlier build has left below `docs_dir`."""
    config = configured(tmp_path, options)
    if left:
        (tmp_path / "docs" / MERMAID).write_bytes(b"half of it")
    before = sorted(tmp_path.rglob("*"))
    config.plugins._current_plugin = "patternloom"  # as while one of its events runs
    use_library(config)
    files = get_files(config)
    add_library(files, config)
    file = files.get_file_from_path(MERMAID)
    assert file
    assert len(file.content_bytes) > 1_000_000
    assert config.plugins["mermaid2"].javascript == MERMAID  # type: ignore[attr-defined]  # mermaid2's own property
    assert sorted(tmp_path.rglob("*")) == before


def test_a_library_that_a_project_names_itself_is_left_to_mermaid2(tmp_path: Path) -> None:
    config = configured(tmp_path, "{javascript: https://cdn.example/mermaid.js}")
    use_library(config)
    files = get_files(config)
    add_library(files, config)
    assert list(files) == []
