"""What is wrong with a project is told at once, each mistake alone, with its place: catalog, pages, macros, navigation.

A mistake a folder: `cases/content/<mistake>/change.yaml` says what is changed in the small catalog with the pages of
`cases/pages/`, and `expected.txt` is the whole report, with the rules that its lines break, which JSON and SARIF name.
To add one: write the change, run `pytest --write-expected` and read what it wrote.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import CASES, SMALL

from patternloom.catalog.load import Examined
from patternloom.problems.findings import PatternloomError, Problem
from patternloom.problems.reports import render_text
from patternloom.publish import sources
from patternloom.publish.cached_reading import reading_of
from patternloom.publish.project import Project
from patternloom.publish.sources import language_of, read_sources
from patternloom.publish.tree import export
from patternloom.reading.configuration import read_configuration

FOLDERS = sorted((CASES / "content").iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small catalog with pages, to change."""
    shutil.copytree(SMALL, tmp_path / "catalog")
    shutil.copytree(CASES / "pages", tmp_path, dirs_exist_ok=True)
    return tmp_path


def change(root: Path, file: str, old: str = "", new: str = "", text: str = "", delete: bool = False) -> None:
    """One change: a place in a file, a whole file, or a file that is gone."""
    path = root / file
    if delete:
        path.unlink()
    elif old:
        before = path.read_text("utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {file}"
        path.write_text(before.replace(old, new), "utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def project(root: Path) -> Project:
    """As `patternloom check` takes it."""
    configuration = read_configuration(root / "mkdocs.yml")
    return Project(root, root / "catalog", root / "macros", root / "content", configuration=configuration)


def problems(root: Path) -> tuple[Problem, ...]:
    """All that is told."""
    try:
        return read_sources(project(root)).warnings
    except PatternloomError as error:
        return error.problems


def report(root: Path) -> str:
    """As it is printed."""
    return render_text(problems(root))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_gives_its_whole_report(folder: Path, site: Path, request: pytest.FixtureRequest) -> None:
    changes: list[dict[str, Any]] = yaml.safe_load((folder / "change.yaml").read_text("utf-8"))
    for one in changes:
        change(site, **one)
    told = problems(site)
    actual = f"{render_text(told)}\nrules: {', '.join(problem.rule for problem in told) or 'none'}\n"
    if request.config.getoption("--write-expected"):
        (folder / "expected.txt").write_text(actual, "utf-8")
    assert actual == (folder / "expected.txt").read_text("utf-8")


def test_the_pages_that_the_mistakes_are_made_in_have_none(site: Path) -> None:
    assert report(site) == "no problems"


def test_what_another_build_has_checked_is_not_checked_again(site: Path) -> None:
    """What only follows from the catalog and from names of files is."""
    change(site, "content/start.md", text="{{ flour }}")
    assert read_sources(project(site), checked=True).warnings == ()
    change(site, "content/start.jp.md", text="x")
    with pytest.raises(PatternloomError, match="unknown language 'jp'"):
        read_sources(project(site), checked=True)


def test_a_project_that_is_kept_as_right_is_only_read_and_its_warnings_are_told_again(site: Path) -> None:
    for language in ("en", "ja"):
        file = f"catalog/strings/{language}.yaml"
        change(site, file, text=f"{(site / file).read_text('utf-8')}reveiwed: x\n")
    first = read_sources(project(site), kept=reading_of(site)).warnings
    assert {problem.rule for problem in first} == {"unused"}
    seen: list[bool] = []
    original = sources.examine

    def noting(*arguments: Any, checked: bool, **named: Any) -> Examined:
        seen.append(checked)
        return original(*arguments, checked=checked, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "examine", noting)
        for _ in range(2):
            assert read_sources(project(site), kept=reading_of(site)).warnings == first
        change(site, "content/start.md", text="{{ flour }}")
        for _ in range(2):
            with pytest.raises(PatternloomError, match="unknown name 'flour'"):
                read_sources(project(site), kept=reading_of(site))
    assert seen == [True, True, False, False]


def test_a_project_that_changes_while_it_is_read_is_not_kept_as_right(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is right, and what the key tells of has a mistake."""
    right = (site / "content/start.md").read_text("utf-8")
    change(site, "content/start.md", text="{{ flour }}")
    original = sources.examine

    def saving(*arguments: Any, **named: Any) -> Examined:
        change(site, "content/start.md", text=right)
        return original(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(sources, "examine", saving)
        read_sources(project(site), kept=reading_of(site))
    change(site, "content/start.md", text="{{ flour }}")
    with pytest.raises(PatternloomError, match="unknown name 'flour'"):
        read_sources(project(site), kept=reading_of(site))


def test_a_project_without_a_configuration_has_no_navigation_to_check(site: Path) -> None:
    (site / "mkdocs.yml").unlink()
    without = Project(site, site / "catalog", site / "macros", site / "content")
    assert read_sources(without).warnings == ()


def test_the_language_is_the_first_of_the_catalog_s_unless_one_of_them_is_named(site: Path) -> None:
    sources = read_sources(project(site))
    assert [language_of(sources, language) for language in (None, "en", "ja")] == ["en", "en", "ja"]
    with pytest.raises(PatternloomError) as caught:
        language_of(sources, "jp")
    expected = "catalog/catalog.yaml:1:1: unknown language 'jp'; expected one of en, ja\n1 error"
    assert render_text(caught.value.problems) == expected


def test_a_word_that_is_nearly_one_of_ours_is_told_unless_something_names_it(site: Path) -> None:
    """Else the word that it was to replace would stay, and nobody notice."""
    for language in ("en", "ja"):
        file = f"catalog/strings/{language}.yaml"
        change(site, file, text=(site / file).read_text("utf-8") + "reveiwed: 見た\n")
    told = "no page, macro or palette names the word 'reveiwed', expected one that is used; did you mean 'reviewed'?"
    assert report(site) == (
        f"catalog/strings/en.yaml:11:1: warning: {told}\ncatalog/strings/ja.yaml:11:1: warning: {told}\n2 warnings"
    )
    before = (site / "content/index.any.md").read_text("utf-8")
    change(site, "content/index.any.md", text=before + "{{ t.reveiwed }}\n")
    assert report(site) == "no problems"
    change(site, "content/index.any.md", text=before)
    change(site, "mkdocs.yml", old="start.md", new='"{reveiwed}": start.md')
    assert report(site) == "no problems"


def test_pages_and_macros_of_ours_come_where_the_project_lacks_them(site: Path) -> None:
    """A page that `nav:` names; a mistake in one of the project's own is told there."""
    change(site, "mkdocs.yml", old="  - start.md\n", new="  - start.md\n  - technologies.md\n")
    sources = read_sources(project(site))
    assert [page.path for page in sources.plan.pages["ja"] if not page.template.own] == ["technologies.md"]
    (file,) = (one for one in export(project(site), "ja").files if one.path == "technologies.md")
    assert (file.origin, "# 技術一覧" in file.text) == (None, True)
    change(site, "macros/technology.jinja", text="{## Own. ##}\n{% macro technologies(all) %}{% endmacro %}\n")
    assert report(site) == (
        "patternloom/defaults/content/technologies.any.md:11:4: 2 arguments for 'technologies', expected 1; "
        "'technologies' takes all\n1 error"
    )


def test_a_link_that_leads_to_itself_is_told_by_its_name(site: Path) -> None:
    """Found by `make fuzz`."""
    (site / "mkdocs.ja.yml").unlink()
    (site / "mkdocs.ja.yml").symlink_to("mkdocs.ja.yml")
    with pytest.raises(PatternloomError) as caught:
        read_sources(project(site))
    assert "mkdocs.ja.yml:1:1: no such file" in str(caught.value)


def test_what_mkdocs_leaves_out_makes_no_page(site: Path) -> None:
    """Neither a name that we do not know nor a mistake in it is told."""
    change(site, "content/drafts/README.x.md", text="{{ nothing }}")
    assert problems(site) != ()
    left_out = replace(project(site), left_out=lambda name: name.startswith("drafts/"))
    assert read_sources(left_out).warnings == ()


def test_records_have_a_page_where_they_are_named_and_only_there(site: Path) -> None:
    """And stand beside what they decide on, in every language."""
    assert "records.md" not in {file.path for file in export(project(site)).files}
    record = {"path": "1.md", "title": "Use <yeast>", "status": "accepted", "decides": [{"id": "yeast"}]}
    change(site, "records.json", text=json.dumps({"version": "v1", "records": [record]}))
    told = replace(project(site), decisions=(site / "records.json",))
    assert render_text(read_sources(told).warnings) == (
        "mkdocs.yml:6:1: warning: nav: leaves out the page 'records.md', which "
        "patternloom/defaults/when_asked/records.any.md makes; add it, or name it in not_in_nav:\n1 warning"
    )
    for language in ("en", "ja"):
        files = {file.path: file.text for file in export(told, language).files if file.path.endswith(".md")}
        shown = [path for path, text in files.items() if "Use &lt;yeast&gt;" in text]
        assert shown == ["records.md"]


def test_records_that_cannot_be_read_are_told(site: Path) -> None:
    told = replace(project(site), decisions=(site / "none.json",))
    with pytest.raises(PatternloomError) as caught:
        read_sources(told)
    assert "none.json:1:1: unreadable file (No such file or directory)" in str(caught.value)
