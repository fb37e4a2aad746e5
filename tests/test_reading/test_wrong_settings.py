"""Settings that cannot be what was meant are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from patternloom.mkdocs.prepare import PatternloomConfig
from patternloom.problems.findings import PatternloomError
from patternloom.reading.configuration import read_configuration
from patternloom.reading.wrong_settings import OPTIONS, missing


def test_the_options_are_those_that_mkdocs_knows() -> None:
    assert {*OPTIONS} == {*PatternloomConfig()._schema_keys, "enabled"}


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("{catalog: [a]}", "2:26: found a list for 'catalog', expected the folder of the catalog's YAML files"),
        ("{language: {a: b}}", "2:27: found a mapping for 'language', expected a language's tag"),
        ("{diagrams: png}", "2:27: found 'png' for 'diagrams', expected svg or mermaid"),
        ("{diagrams: sgv}", "2:27: found 'sgv' for 'diagrams', expected svg or mermaid; did you mean 'svg'?"),
        ("{redirect_permalinks: maybe}", "2:38: found 'maybe' for 'redirect_permalinks', expected true or false"),
        ("{records: true}", "2:26: found 'true' for 'records', expected a file or folder, or a list of them; name where the records lie"),
        ("{records: {a: b}}", "2:26: found a mapping for 'records', expected a file or folder, or a list of them"),
        ("[]", "2:16: found a list, expected options, or nothing, below 'patternloom:'; write 'patternloom: {}' where there are none"),
        ("mermaid", "2:16: found 'mermaid', expected options, or nothing, below 'patternloom:'; write 'patternloom: {}' where there are none"),
        ("{catalouge: a}", "2:17: unknown option 'catalouge', expected one of the plugin 'patternloom'; did you mean 'catalog'?"),
    ],
)  # fmt: skip
def test_an_option_of_another_form_is_told(tmp_path: Path, option: str, told: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins:\n  patternloom: {option}\n", "utf-8")
    with pytest.raises(PatternloomError) as error:
        read_configuration(tmp_path / "mkdocs.yml")
    assert [str(problem) for problem in error.value.problems] == [f"mkdocs.yml:{told}"]


@pytest.mark.parametrize("option", ["{}", "", "{redirect_permalinks: yes, enabled: False}", "{diagrams: !ENV X}"])
def test_what_mkdocs_takes_is_right(tmp_path: Path, option: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins:\n  patternloom: {option}\n", "utf-8")
    assert read_configuration(tmp_path / "mkdocs.yml")


def test_a_folder_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "records" / "old").mkdir(parents=True)
    options = "{catalog: caltaog, macros: pages, records: [records/odl, gone/x]}"
    (tmp_path / "mkdocs.yml").write_text(f"docs_dir: page\nplugins:\n  patternloom: {options}\n", "utf-8")
    found = read_configuration(tmp_path / "mkdocs.yml")
    assert found
    assert [str(problem) for problem in missing(found.paths, tmp_path)] == [
        "mkdocs.yml:1:11: there is no 'page', expected the folder of the site's pages; did you mean 'pages'?",
        "mkdocs.yml:3:26: there is no 'caltaog', expected the folder of the catalog's YAML files",
        "mkdocs.yml:3:60: there is no 'records/odl', expected a file or folder, or a list of them; did you mean 'records/old'?",
        "mkdocs.yml:3:73: there is no 'gone/x', expected a file or folder, or a list of them",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "site_nmae: a\nplugins: [patternloom]\n",
        "plugins: [patternlom]\n",
        "nav: index.md\nplugins: [patternloom]\n",
        "nav: {a: b.md}\nplugins: [patternloom]\n",
        "nav: [a: ]\nplugins: [patternloom]\n",
        "nav: [a: [b: ]]\nplugins: [patternloom]\n",
        "site_url: x.example/a\nplugins: [patternloom]\n",
        "site_url: x\nplugins: [patternloom]\n",
    ],
)
def test_a_setting_that_cannot_be_meant_is_told_once(tmp_path: Path, lines: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(lines, "utf-8")
    with pytest.raises(PatternloomError) as error:
        read_configuration(tmp_path / "mkdocs.yml")
    (problem,) = error.value.problems
    assert problem.mark.line == 1


@pytest.mark.parametrize(
    "lines",
    [
        "hook_setting: a\nplugins: [search, patternloom]\n",
        "nav: [index.md, {a: b.md}, {c: [d.md, {e: f.md}]}]\nplugins: [patternloom]\n",
        "site_url: https://x.example/\nplugins: [patternloom]\n",
    ],
)
def test_what_may_be_meant_is_left_alone(tmp_path: Path, lines: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(lines, "utf-8")
    assert read_configuration(tmp_path / "mkdocs.yml")
