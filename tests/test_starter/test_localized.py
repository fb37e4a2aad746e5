"""A project to start from, in any languages: checked without a warning, and nothing of it is lost in translation."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from patternloom.problems.reports import render_text
from patternloom.publish.project import Project
from patternloom.publish.sources import read_sources
from patternloom.publish.tree import rendering_problems
from patternloom.reading import defaults
from patternloom.reading.configuration import read_configuration
from patternloom.starter.localized import in_languages, starter_files

TODAY = "2026-01-31"
TEXT = """\
- name:
    en: Rye
    de: Roggen
  # A comment.
  note:
    en: "No: none."
    de: "Nein: keiner."
  at: [en]
"""


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["de"], '- name: Roggen\n  # A comment.\n  note: "Nein: keiner."\n  at: [en]\n'),
        (["nl"], '# translate\n- name: Rye\n  # A comment.\n  # translate\n  note: "No: none."\n  at: [en]\n'),
        (
            ["de-AT", "nl"],
            "- name:\n    de-AT: Roggen\n    # translate\n    nl: Rye\n  # A comment.\n"
            '  note:\n    de-AT: "Nein: keiner."\n    # translate\n    nl: "No: none."\n  at: [en]\n',
        ),
    ],
)
def test_a_text_stands_in_the_languages_asked_for_and_in_english_where_there_is_none(
    tags: list[str], expected: str
) -> None:
    assert in_languages(TEXT, tags) == expected


@pytest.mark.parametrize("tags", [["en"], ["ja"], ["de", "fr"], ["nl"], ["nl", "en", "zh-Hant"], ["ar", "en-GB"]])
def test_a_project_has_no_mistake_and_no_warning(tmp_path: Path, tags: list[str]) -> None:
    for path, text in starter_files(tags, TODAY).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    configuration = read_configuration(tmp_path / "mkdocs.yml")
    sources = read_sources(
        Project(tmp_path, tmp_path / "catalog", None, tmp_path / "content", "https://x/", configuration)
    )
    assert render_text(sources.warnings) == "no problems"
    assert rendering_problems(sources) == ()
    counted = {kind: sum(kind == one for one in map(sources.graph.kind, sources.catalog.entries)) for kind in KINDS}
    assert counted == KINDS


KINDS = {"area": 1, "group": 1, "pattern": 2, "category": 1, "technology": 1, "technology-kind": 1, "reference": 1}


def test_every_text_stands_in_every_language_of_ours() -> None:
    """Nothing is left to translate, and no language is forgotten."""
    made = starter_files(defaults.languages(), TODAY)
    assert [path for path, text in made.items() if "# translate" in text and path != "README.md"] == []
    filled = [text for path, text in made.items() if path.startswith("mkdocs")]
    assert [text for text in filled if "<" in text] == []


def test_what_is_still_english_is_marked_line_by_line() -> None:
    made = starter_files(["nl"], TODAY)
    words = yaml.load(made["catalog/strings/nl.yaml"], yaml.BaseLoader)
    assert words == {**defaults.words("en"), "language_name": "Nederlands"}
    lines = made["catalog/strings/nl.yaml"].splitlines()
    assert {
        above for above, line in itertools.pairwise(lines) if ": " in line and line[0] != "#" and "Neder" not in line
    } == {"# translate"}
    assert made["content/about.md"].splitlines()[:3] == ["---", "# translate", "title: About this catalog"]


def test_each_language_has_its_configuration_and_the_theme_s_nearest_words() -> None:
    made = starter_files(["en-GB", "pt-BR", "gsw"], TODAY)
    assert [path for path in made if path.startswith("mkdocs")] == ["mkdocs.gsw.yml", "mkdocs.pt-BR.yml", "mkdocs.yml"]
    themes = [
        made[name].split("theme:")[1].split("language: ")[1].split("\n")[0] for name in sorted(made) if "mkdocs" in name
    ]
    assert themes == ["en", "pt-BR", "en"]


def test_every_field_of_an_entry_has_its_comment() -> None:
    """Above it, at its first place at least; a comment may tell two fields."""
    told: set[str] = {"opinion"}  # with the list that it stands in
    for path in (
        "catalog/catalog.yaml",
        "catalog/areas/reliability.yaml",
        "catalog/technologies.yaml",
        "catalog/references.yaml",
    ):
        lines = [line.strip().removeprefix("- ") for line in starter_files(["en"], TODAY)[path].splitlines()]
        for above, line in itertools.pairwise(lines):
            key, colon, _ = line.partition(":")
            if colon and line[0] != "#" and above.startswith("#"):
                told.add(key)
        keys = [line.partition(":")[0] for line in lines if line and line[0] != "#"]
        assert [key for key in keys if key not in told and key not in LISTS] == [], path


LISTS = ("areas", "groups", "patterns", "categories", "technology_kinds", "technologies", "references")
