"""Verbs are found by the names that the command has for them, and hand on what the options and the configuration say.

What each ends with and prints for all of its ways, the tests of the command tell.
"""

from __future__ import annotations

import argparse
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from projects import CASES, Project

from patternloom import upkeep, verbs
from patternloom.cli import main, parser
from patternloom.publish import project as publish
from patternloom.publish.cached_checks import Told
from patternloom.verify import command


@pytest.fixture
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project, with its folder as the current one."""
    monkeypatch.chdir(project.root)
    return project


Given = list[tuple[publish.Project, bool]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What `check` is given, which it does not look at: a project, and whether with its pages."""
    found: Given = []

    def look(project: publish.Project, *, pages: bool, locked: bool, render: bool) -> Told:
        found.append((project, pages))
        return "", ()

    monkeypatch.setattr(upkeep, "check", look)
    return found


def test_every_verb_of_the_command_is_a_function_here_or_in_a_folder_of_its_own() -> None:
    verbs = next(action.choices for action in parser()._actions if action.dest == "verb")
    assert isinstance(verbs, dict)
    for verb in verbs.values():
        assert isinstance(verb, argparse.ArgumentParser)
        if named := verb.get_default("run"):
            module, _, name = named.partition(":")
            assert callable(getattr(import_module(f"patternloom.{module}"), name))


@pytest.mark.parametrize(
    ("options", "catalog", "pages"),
    [
        ([], "catalog", True),
        (["--catalog", "other"], "other", False),
        (["--catalog", "other", "--content", "content"], "other", True),
        (["--content", "content"], "catalog", True),
    ],
)
def test_pages_are_read_with_the_catalog_that_they_show(
    inside: Project, given: Given, options: list[str], catalog: str, pages: bool
) -> None:
    (inside.root / "content").mkdir()
    assert main([*options, "check"]) == 0
    assert [(project.catalog, pages) for project, pages in given] == [(Path(catalog), pages)]


def test_what_nobody_has_changed_is_told_again_but_to_whoever_guards_a_branch(
    inside: Project, given: Given, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.use_site()
    monkeypatch.setattr(verbs, "cached_check", lambda *_: ("of today", ()))
    told = []
    for options in ([], ["--format", "json"], ["--locked"], ["--render"]):
        assert main(["check", *options]) == 0
        told.append("of today" in capsys.readouterr().out)
    assert (told, len(given)) == ([True, False, False, False], 2)


def test_a_catalog_that_nobody_makes_pages_of_is_read_alone(inside: Project, given: Given) -> None:
    main(["check"])
    assert [pages for _, pages in given] == [False]


def test_the_configuration_here_says_more_than_the_usual_names(inside: Project, given: Given) -> None:
    shutil.copytree(CASES / "pages", inside.root, dirs_exist_ok=True)
    (inside.root / "mkdocs.yml").write_text(
        "site_name: Bread\nsite_url: https://bread.example/\ndocs_dir: texts\n"
        "plugins: [search, {patternloom: {catalog: entries}}]\n"
    )
    for name in ("texts", "entries"):
        (inside.root / name).mkdir()
    main(["check"])
    main(["--content", "content", "check"])
    (inside.root / "mkdocs.yml").rename(inside.root / "other.yml")
    main(["-f", "other.yml", "--catalog", "catalog", "check"])
    folders = [(project.catalog.name, project.content.name, pages) for project, pages in given]
    assert folders == [("entries", "texts", True), ("entries", "content", True), ("catalog", "texts", True)]
    assert {(project.site_name, project.site_url) for project, _ in given} == {("Bread", "https://bread.example/")}


def test_a_configuration_of_another_site_is_refused_where_it_is_named(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (inside.root / "other.yml").write_text("plugins: [search]\n")
    assert main(["-f", "other.yml", "check"]) == 1
    assert capsys.readouterr().out.startswith("other.yml:1:1: no plugin 'patternloom' below plugins:")


def test_a_tree_needs_an_empty_folder_and_a_project_around_it_a_configuration(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.use_site()
    assert main(["export", "catalog"]) == 2
    assert "'catalog' exists and is not an empty folder" in capsys.readouterr().err
    assert main(["export", "content/tree"]) == 2
    assert "'content/tree' lies in 'content', which is read, expected another folder" in capsys.readouterr().err
    assert main(["export", "tree", "--project"]) == 2
    assert "--project needs a configuration, and there is no mkdocs.yml here" in capsys.readouterr().err
    assert not (inside.root / "tree").exists()
    assert main(["export", "tree", "--language", "ja", "--diagrams", "mermaid"]) == 0
    files = [path for path in (inside.root / "tree").rglob("*") if path.is_file()]
    assert capsys.readouterr().out == f"{len(files)} files in 'ja' written to tree\n"


def test_a_project_around_a_tree_has_its_navigation_checked_and_a_tree_has_none(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    inside.use_site()
    settings = "site_name: x\ndocs_dir: content\ntheme: material\nplugins: [patternloom]\nnav: [{'{hoem}': index.md}]\n"
    (inside.root / "mkdocs.yml").write_text(settings, "utf-8")
    (inside.root / "mkdocs.ja.yml").unlink(missing_ok=True)
    assert main(["export", "tree", "--project"]) == 1
    told = capsys.readouterr().out
    assert "unknown word 'hoem'" in told
    assert "mkdocs.ja.yml:1:1: no such file" in told
    assert main(["export", "tree"]) == 0


def test_schemas_and_a_project_to_start_from_are_named_file_by_file(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema"]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(
        path.relative_to(inside.root).as_posix() for path in (inside.catalog / "schema").iterdir()
    )
    assert main(["init", "new"]) == 0
    *written, told = capsys.readouterr().out.splitlines()
    assert sorted(written) == sorted(
        path.relative_to(inside.root / "new").as_posix() for path in (inside.root / "new").rglob("*") if path.is_file()
    )
    assert told.startswith(f"{len(written)} files in new; ")
    assert main(["init", "new"]) == 2
    assert capsys.readouterr().err.startswith("patternloom init: ")


def test_examples_are_verified_with_the_schemas_beside_the_catalog(
    inside: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def note(project: publish.Project, *others: object) -> int:
        asked.append((project.catalog, *others))
        return 0

    monkeypatch.setattr(command, "setup", lambda: 7)
    monkeypatch.setattr(command, "verify", note)
    assert main(["verify", "--setup"]) == 7
    assert asked == []
    assert main(["verify", "oven", "--format", "json"]) == 0
    (inside.root / "own").mkdir()
    assert main(["--catalog", "x/catalog", "verify", "--schemas", "own"]) == 0
    assert asked == [
        (Path("catalog"), ["oven"], Path("schemas"), "json"),
        (Path("x/catalog"), [], Path("own"), "text"),
    ]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("named", ["shemas", "catalog/catalog.yaml"])
def test_a_folder_of_schemas_that_is_none_is_wrong_use(named: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt one would leave each of its objects unjudged, and say so nowhere."""
    assert main(["verify", "--schemas", named]) == 2
    told = f"patternloom verify: no folder '{named}' for --schemas, expected a folder of CustomResourceDefinitions\n"
    assert capsys.readouterr() == ("", told)


def test_a_mistake_in_the_configuration_hides_none_of_the_catalog(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (inside.root / "mkdocs.yml").write_text("plugins: [patternloom]\nnav: index.md\n", "utf-8")
    inside.replace("fermentation/area.yaml", "status: situational", "status: sometimes")
    assert main(["check"]) == 1
    told = [line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["catalog/fermentation/area.yaml:22:13", "mkdocs.yml:2:6", "2 errors"]
    shutil.rmtree(inside.catalog)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.count("\n") == 2


def test_pages_that_are_not_checked_are_told(inside: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (inside.root / "mkdocs.yml").write_text("plugins: [search]\n", "utf-8")
    assert main(["check"]) == 0
    told = "mkdocs.yml lists no plugin 'patternloom': the catalog is checked, and no page\n"
    assert capsys.readouterr() == ("no problems\n", told)


def test_pages_whose_navigation_nobody_makes_are_checked_and_that_is_told(
    inside: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (inside.root / "mkdocs.yml").write_text("plugins: [search]\n", "utf-8")
    (inside.root / "content").mkdir()
    (inside.root / "content" / "a.any.md").write_text("{{ t.nothing_such }}\n", "utf-8")
    assert main(["check"]) == 1
    told = "mkdocs.yml lists no plugin 'patternloom': the catalog and content/ are checked, and no navigation\n"
    report = capsys.readouterr()
    assert (report.out.partition(":")[0], report.err) == ("content/a.any.md", told)
