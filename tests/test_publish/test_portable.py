"""A language's tree as a project of its own, that any engine builds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from site_fixture import Bakery

from patternloom.problems.findings import PatternloomError
from patternloom.publish.portable import write_project
from patternloom.publish.tree import export
from patternloom.reading.configuration import read_configuration


@pytest.fixture(params=["de", "fr"])
def exported(bakery: Bakery, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """The language, and the folder of its project."""
    configuration = read_configuration(bakery.root / "mkdocs.yml")
    assert configuration
    project = replace(bakery.project(configuration), site_url=configuration.site_url, folders=False)
    target = tmp_path / "exported"
    target.mkdir()
    write_project(export(project, request.param, navigation=False), project, target)
    return request.param, target


def test_its_configuration_says_what_the_plugin_says_while_it_builds(
    exported: tuple[str, Path], bakery: Bakery
) -> None:
    language, folder = exported
    settings = yaml.load((folder / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    configuration = read_configuration(bakery.root / "mkdocs.yml")
    assert configuration
    root = configuration.site_url.rstrip("/")
    assert settings["site_url"] == (f"{root}/" if language == "de" else f"{root}/fr/")
    assert settings["use_directory_urls"] == "false"
    assert {"patternloom", "mermaid2"} & set(settings["plugins"]) == set()
    assert settings["markdown_extensions"]["tables"] == {"use_align_attribute": "true"}
    assert settings["theme"]["custom_dir"] == "overrides"
    assert {"docs_dir", "hooks", "INHERIT"} & set(settings) == set()
    assert [one["tag"] for one in settings["extra"]["languages"] if not one["root"]] == [language]
    assert settings["extra"]["words"]["article"]
    assert "{" not in json.dumps(settings.get("nav", []), ensure_ascii=False).replace('{"', "")


def write(bakery: Bakery, target: Path) -> dict[str, Any]:
    """The project anew; what its configuration says."""
    configuration = read_configuration(bakery.root / "mkdocs.yml")
    project = replace(bakery.project(configuration), folders=False)
    write_project(export(project, navigation=False), project, target)
    settings: dict[str, Any] = yaml.load((target / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    return settings


def with_theme(bakery: Bakery, theme: str) -> None:
    """The bakery with that in the place of its theme's settings."""
    text = bakery.path("mkdocs.yml").read_text("utf-8")
    bakery.write("mkdocs.yml", re.sub(r"theme:\n(  .*\n)+", theme, text))


@pytest.mark.parametrize("theme", ["theme: material\n", "", "theme: {name: material, custom_dir: !ENV [LOOKS, x]}\n"])
def test_a_theme_that_is_only_named_gets_our_overrides_too(bakery: Bakery, tmp_path: Path, theme: str) -> None:
    with_theme(bakery, theme)
    assert write(bakery, tmp_path / "tree")["theme"] == {"name": "material", "custom_dir": "overrides"}
    assert (tmp_path / "tree/overrides/partials/languages.html").is_file()


def test_a_palette_is_named_by_words_that_there_are(bakery: Bakery, tmp_path: Path) -> None:
    palette = '[default, {scheme: slate, toggle: {name: "{%s}"}}]'
    with_theme(bakery, f"theme: {{name: material, palette: {palette % 'home'}}}\n")
    named = {"scheme": "slate", "toggle": {"name": "Startseite"}}
    assert write(bakery, tmp_path / "tree")["theme"]["palette"] == ["default", named]
    bakery.replace("mkdocs.yml", '{home}"}}', '{hoem}"}}')
    with pytest.raises(PatternloomError, match=r"^mkdocs\.yml:1:1: palette: unknown word 'hoem', .* mean 'home'\?"):
        write(bakery, tmp_path / "other")


def test_its_pages_say_where_they_are_edited_and_search_has_its_names(exported: tuple[str, Path]) -> None:
    _, folder = exported
    front = (folder / "docs" / "areas" / "dough.md").read_text("utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["edit_url"].endswith("areas.yaml") or "edit_url" in front
    assert (folder / "docs" / "search" / "names.js").read_text("utf-8").startswith("patternloomSearch.take(")
    assert (folder / "overrides" / "partials" / "languages.html").is_file()
    assert "areas/dough.html#" in (folder / "docs" / "search" / "names.js").read_text("utf-8")


def test_the_search_s_window_comes_with_its_rules_which_other_themes_lack(exported: tuple[str, Path]) -> None:
    first = (exported[1] / "overrides/assets/css/tokens.css").read_text("utf-8")
    assert ".md-search__output{" in first
    assert "[data-md-toggle=search]:checked~.md-header .md-search__inner{" in first
    assert ".md-nav" not in first
