"""What the theme is given: mermaid's library, our overrides, and words in place of their keys."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme
from projects import REPOSITORY

from patternloom.mkdocs.theme import MERMAID, add_overrides, mermaid_file, name_palettes, point_to_mermaid
from patternloom.model.values import is_id
from patternloom.reading import defaults

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


@pytest.mark.parametrize("palettes", [None, {"scheme": "default"}, ["default", None], [{"toggle": "x"}]])
def test_palettes_of_another_form_have_no_switch_to_name(palettes: object) -> None:
    before = deepcopy(palettes)
    name_palettes(palettes, WORDS)
    assert palettes == before


def test_a_word_that_no_strings_file_has_is_refused() -> None:
    message = "palette: unknown word 'to_drak' in '{to_drak}', expected a key of the strings files"
    with pytest.raises(PluginError, match="^" + message.replace("{", r"\{") + "$"):
        name_palettes([{"toggle": {"name": "{to_drak}"}}], WORDS)


def configured(tmp_path: Path, mermaid: str) -> MkDocsConfig:
    """MkDocs' configuration with that for mermaid2."""
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\ntheme: material\nplugins: [{mermaid}]\n", "utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


@pytest.mark.parametrize("mermaid", ["mermaid2", f"mermaid2: {{javascript: {MERMAID}}}"])
def test_mermaid_s_library_is_a_file_of_the_site_and_of_no_folder_of_sources(tmp_path: Path, mermaid: str) -> None:
    """mermaid2 looks for it among the sources, where nothing is written; else it would ask another host for one."""
    config = configured(tmp_path, mermaid)
    point_to_mermaid(config)
    plugin: Any = config.plugins["mermaid2"]
    plugin._full_config = config
    config.plugins._current_plugin = "patternloom"  # as while an event of ours runs
    assert plugin.javascript == MERMAID
    library = mermaid_file(config)
    assert library
    assert (library.src_uri, library.dest_uri) == (MERMAID, MERMAID)
    assert len(library.content_bytes) > 1_000_000
    assert list((tmp_path / "docs").iterdir()) == []


@pytest.mark.parametrize("mermaid", ["search", "mermaid2: {javascript: own/mermaid.js}"])
def test_another_library_of_mermaid_s_is_the_project_s_affair(tmp_path: Path, mermaid: str) -> None:
    config = configured(tmp_path, mermaid)
    point_to_mermaid(config)
    assert mermaid_file(config) is None
    if "mermaid2" in config.plugins:
        assert config.plugins["mermaid2"].config["javascript"] == "own/mermaid.js"


def test_our_overrides_come_after_the_project_s_and_before_the_theme_s(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    ours = str(defaults.OVERRIDES)
    plain, own, same = (
        Theme("material"),
        Theme("material", custom_dir=str(tmp_path / "own")),
        Theme("material", custom_dir=ours),
    )
    for theme in (plain, own, same):
        add_overrides(theme)
        add_overrides(theme)
    rest = Theme("material").dirs
    assert plain.dirs == [ours, *rest]
    assert own.dirs == [str(tmp_path / "own"), ours, *rest]
    assert same.dirs == [ours, *rest]


OF_THE_FRAME = re.compile(r"""\bid(?:="|: ")([\w-]+)"|(?:ById\(|querySelector\()"#?([\w-]+)"\)""")


def test_no_id_of_the_frame_s_own_can_be_an_entry_s() -> None:
    """The frame finds its parts by them, and a window calls elements by theirs: an entry must not take their place."""
    folders = REPOSITORY / "site_overrides", REPOSITORY / "src/patternloom/mkdocs"
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix in (".html", ".js", ".py"))
    texts = [path.read_text("utf-8") for path in files]
    ids = {
        match[1] or match[2]
        for text in texts
        for match in OF_THE_FRAME.finditer(text)
        if match[1] or match[0].startswith("ById") or "#" in match[0]
    }
    assert {"__search", "__pl-theme", "__pl-mermaid", "__pl-dialog-help"} <= ids
    assert [id for id in sorted(ids) if is_id(id)] == []
