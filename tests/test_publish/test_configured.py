"""Each language has its configuration, which says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.problems.findings import Findings
from patternloom.publish.configured import further_configuration, further_configurations, language_of_the_build
from patternloom.publish.project import Project
from patternloom.reading.configuration import read_configuration


@pytest.mark.parametrize(
    ("started", "files", "expected"),
    [
        ("mkdocs.yml", ["mkdocs.fr.yml"], "mkdocs.fr.yml"),
        ("mkdocs.yml", [], "mkdocs.fr.yml"),
        ("mkdocs.yaml", ["mkdocs.fr.yaml"], "mkdocs.fr.yaml"),
        ("mkdocs.prod.yml", ["mkdocs.fr.yml"], "mkdocs.fr.yml"),
        ("mkdocs.prod.yml", ["mkdocs.fr.yml", "mkdocs.prod.fr.yml"], "mkdocs.prod.fr.yml"),
        (None, ["mkdocs.fr.yml"], "mkdocs.fr.yml"),
    ],
)
def test_a_language_is_configured_beside_what_is_built(
    tmp_path: Path, started: str | None, files: list[str], expected: str
) -> None:
    for file in files:
        (tmp_path / file).write_text("", "utf-8")
    configuration = None
    if started:
        (tmp_path / started).write_text("plugins: [patternloom]\n", "utf-8")
        configuration = read_configuration(tmp_path / started)
    made = Project(tmp_path, tmp_path, tmp_path, tmp_path, configuration=configuration)
    assert further_configuration(made, "fr") == tmp_path / expected


def made(folder: Path, first: str = "plugins: [patternloom]\n", further: str | None = None) -> Project:
    """A project with a further language."""
    (folder / "mkdocs.yml").write_text(first, "utf-8")
    if further is not None:
        (folder / "mkdocs.fr.yml").write_text(further, "utf-8")
    configuration = read_configuration(folder / "mkdocs.yml")
    return Project(folder, folder, folder, folder, configuration=configuration)


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ("INHERIT: mkdocs.yml\nplugins:\n  patternloom: {language: fr}\n", []),
        (None, ["mkdocs.fr.yml:1:1: no such file, expected the configuration of language 'fr' beside mkdocs.yml"]),
        (
            "INHERIT: mkdocs.yml\nplugins:\n  patternloom: {language: de}\n",
            ["mkdocs.fr.yml:3:27: language 'de', expected 'fr' in the file of that name; write 'language: fr'"],
        ),
        (
            "INHERIT: mkdocs.yml\n",
            [
                "mkdocs.fr.yml:1:1: no language, expected 'fr' in the file of that name; "
                "write 'language: fr' below 'patternloom:'"
            ],
        ),
        (
            "site_name: x\n",
            [
                "mkdocs.fr.yml:1:1: no plugin 'patternloom' below plugins:, "
                "expected what the first language's configuration lists; begin it with 'INHERIT: mkdocs.yml'"
            ],
        ),
        ("INHERIT: x.yml\n", ["mkdocs.fr.yml:1:10: no such file: 'x.yml', expected another MkDocs configuration to inherit from"]),
    ],
)  # fmt: skip
def test_a_further_language_s_configuration_says_which_it_is(
    tmp_path: Path, further: str | None, told: list[str]
) -> None:
    found = list(further_configurations(made(tmp_path, further=further), ("en", "fr"), problems := Findings()))
    assert [str(problem) for problem in problems] == told
    assert all(one.language in (None, "fr", "de") for one in found)


def test_a_build_of_one_further_language_alone_looks_for_no_others(tmp_path: Path) -> None:
    alone = made(tmp_path, "plugins: [{patternloom: {language: fr}}]\n")
    assert not list(further_configurations(alone, ("en", "fr"), problems := Findings()))
    assert not len(problems)
    assert not list(further_configurations(Project(tmp_path, tmp_path, None, tmp_path), ("en", "fr"), problems))


def test_a_language_that_the_catalog_lacks_is_told(tmp_path: Path) -> None:
    asked = made(tmp_path, "plugins: [{patternloom: {language: fe}}]\n")
    assert [str(problem) for problem in language_of_the_build(asked, ("en", "fr"))] == [
        "mkdocs.yml:1:36: unknown language 'fe', expected one of the catalog's; there are en, fr"
    ]
    assert not list(language_of_the_build(asked, ()))
