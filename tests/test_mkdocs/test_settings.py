"""MkDocs' settings as other parts need them."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from pymdownx.superfences import fence_div_format

from patternloom.mkdocs.settings import (
    bring_extensions,
    file_for,
    no_pages_of,
    options_of,
    own_and_root_url,
    records_of,
    refuse,
)

ROOT = "https://bakery.example/buch/"


def configured(folder: Path, text: str = "", **options: object) -> MkDocsConfig:
    """A configuration as MkDocs loads it, with what the command line says."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(f"site_name: x\nplugins: []\n{text}", "utf-8")
    return load_config(str(folder / "mkdocs.yml"), **options)


@pytest.mark.parametrize(
    ("site_url", "below", "expected"),
    [
        (ROOT, "", (ROOT, ROOT)),
        (ROOT + "fr/", "fr/", (ROOT + "fr/", ROOT)),
        (ROOT + "2.0", "", (ROOT + "2.0/", ROOT + "2.0/")),
        (ROOT + "fr/2.0", "fr/", (ROOT + "2.0/fr/", ROOT + "2.0/")),
        (ROOT + "fr/a/b/", "fr/", (ROOT + "a/b/fr/", ROOT + "a/b/")),
        ("https://other.example/fr/", "fr/", ("https://other.example/fr/", "https://other.example/")),
        ("https://other.example", "", ("https://other.example", "https://other.example/")),
    ],
)
def test_a_version_stands_before_the_language(site_url: str, below: str, expected: tuple[str, str]) -> None:
    assert own_and_root_url(site_url, ROOT, below) == expected
    assert own_and_root_url(site_url, ROOT.rstrip("/"), below) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {}),
        ({"use_directory_urls": False}, {"use_directory_urls": False}),
        ({"theme": "readthedocs", "site_dir": "elsewhere", "strict": True}, {"theme": "readthedocs", "strict": True}),
    ],
)
def test_what_the_command_line_said_goes_to_every_language(
    tmp_path: Path, said: dict[str, object], expected: dict[str, object]
) -> None:
    config = configured(tmp_path, f"site_url: {ROOT}\n", **said)
    assert options_of(config) == {"strict": False, "site_url": ROOT, **expected}


def test_strict_in_the_file_is_strict_for_every_language(tmp_path: Path) -> None:
    assert options_of(configured(tmp_path, "strict: true\n")) == {"strict": True, "site_url": None}


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_theme_without_room_for_what_pages_need_is_refused_with_its_reason(tmp_path: Path, theme: str) -> None:
    with pytest.raises(PluginError) as caught:
        refuse(configured(tmp_path, f"theme: {theme}\n"))
    assert str(caught.value) == (
        f"theme: '{theme}' has no place for the language switch, the pictures' and tables' styles and the buttons of "
        "these pages, expected 'material' (Material for MkDocs), or a theme that is made from it"
    )


def listed(folder: Path, plugins: str) -> MkDocsConfig:
    """A configuration with those plugins."""
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: x\ntheme: material\nplugins: {plugins}\n", "utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def test_material_is_taken(tmp_path: Path) -> None:
    refuse(listed(tmp_path, "[mermaid2]"))


def test_what_draws_the_trees_has_to_be_listed(tmp_path: Path) -> None:
    with pytest.raises(PluginError) as caught:
        refuse(listed(tmp_path, "[search]"))
    assert str(caught.value) == (
        "plugins: 'mermaid2' (mkdocs-mermaid2-plugin) is not listed, and draws the pages' trees, expected it"
    )


def test_another_plugin_that_makes_pages_of_all_languages_is_refused(tmp_path: Path) -> None:
    config = listed(tmp_path, "[mermaid2]")
    config.plugins["i18n"] = BasePlugin()
    with pytest.raises(PluginError, match=r"^plugins: 'i18n' \(mkdocs-static-i18n\) makes pages of all languages"):
        refuse(config)


def test_a_fence_of_the_site_s_own_stays_as_it_is(tmp_path: Path) -> None:
    config = configured(tmp_path)
    config.markdown_extensions.append("pymdownx.superfences")
    config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [{"name": "math", "class": "arithmatex"}]}
    bring_extensions(config)
    assert config.mdx_configs["pymdownx.superfences"]["custom_fences"] == [
        {"name": "math", "class": "arithmatex"},
        {"name": "mermaid", "class": "mermaid", "format": fence_div_format},
    ]


def test_each_language_configuration_and_address_keeps_a_file_of_its_own(tmp_path: Path) -> None:
    config = configured(tmp_path, f"site_url: {ROOT}\n")
    files = {file_for(config, language) for language in ("de", "fr")}
    config.site_url = f"{ROOT}2.0/"
    files.add(file_for(config, "fr"))
    assert len({file.name for file in files if file and tmp_path in file.parents}) == 3
    assert file_for(MkDocsConfig(), "fr") is None  # which no file holds


def test_what_pages_are_written_in_is_brought(tmp_path: Path) -> None:
    """And what is configured stays, but for how a diagram's fence is written."""
    config = configured(tmp_path)
    bring_extensions(config)
    brought = ["attr_list", "md_in_html", "sane_lists", "pymdownx.highlight", "pymdownx.tabbed", "pymdownx.superfences"]
    assert config.markdown_extensions == ["toc", "tables", "fenced_code", *brought]
    assert config.mdx_configs["pymdownx.tabbed"] == {"alternate_style": True}
    mermaid = {"name": "mermaid", "class": "mermaid", "format": fence_div_format}
    assert config.mdx_configs["pymdownx.superfences"] == {"custom_fences": [mermaid]}

    text = "markdown_extensions:\n  - pymdownx.tabbed: {alternate_style: false}\n  - pymdownx.superfences:\n"
    fence = "{name: mermaid, class: own, format: !!python/name:pymdownx.superfences.fence_code_format }"
    config = configured(tmp_path, f"{text}      custom_fences: [{fence}]\n")
    bring_extensions(config)
    assert config.mdx_configs["pymdownx.tabbed"] == {"alternate_style": False}
    fences = config.mdx_configs["pymdownx.superfences"]["custom_fences"]
    assert fences == [{"name": "mermaid", "class": "own", "format": fence_div_format}]


def test_what_mkdocs_leaves_out_is_no_page(tmp_path: Path) -> None:
    """Drafts are pages where the site is served."""
    config = configured(tmp_path, "exclude_docs: |\n  *.tmp.md\n  !/templates/\ndraft_docs: drafts/\n")
    names = ["index.md", "a/x.tmp.md", "templates/x.md", "drafts/x.md", ".hidden.md"]
    assert [name for name in names if no_pages_of(config, served=False)(name)] == [
        "a/x.tmp.md",
        "drafts/x.md",
        ".hidden.md",
    ]
    assert [name for name in names if no_pages_of(config, served=True)(name)] == ["a/x.tmp.md", ".hidden.md"]
    plain = no_pages_of(configured(tmp_path), served=False)
    assert [name for name in names if plain(name)] == ["templates/x.md", ".hidden.md"]


def test_records_are_one_path_or_several_from_the_configuration_s_folder(tmp_path: Path) -> None:
    assert records_of([], tmp_path) == ()
    assert records_of("index.json", tmp_path) == (tmp_path / "index.json",)
    assert records_of(["a.json", "../b"], tmp_path) == (tmp_path / "a.json", tmp_path / ".." / "b")


@pytest.mark.parametrize("path", ["", {"a": 1}, None, "a\0b"])
def test_what_is_no_path_of_records_is_refused(tmp_path: Path, path: object) -> None:
    with pytest.raises(PluginError) as told:
        records_of([path], tmp_path)
    assert str(told.value) == (
        f"plugins: 'patternloom': records: {path!r}, expected a file or folder, or a list of them"
    )
